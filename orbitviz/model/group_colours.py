"""Colours of groups and catalogues; the scene and the panels share them."""

from __future__ import annotations

from orbitviz.model.design.constellation import Design

# Bright on black and distinct for the colour-blind: after Okabe & Ito (2008), without black.
_GROUPS = ("#e69f00", "#56b4e9", "#f0e442", "#cc79a7", "#009e73", "#d55e00", "#f2f2f2")
_CATALOGUES = ("#7df0a0", "#ffb3d9", "#fff2a8", "#8fd3ff")


def group_colours(design: Design) -> tuple[str, ...]:
    """Return the colour of each group as #rrggbb: its own, or one of a palette in turn."""
    return tuple(
        group.colour or _GROUPS[index % len(_GROUPS)] for index, group in enumerate(design.groups)
    )


def catalogue_colour(serial: int) -> str:
    """Return the colour of the catalogue with a serial number as #rrggbb."""
    return _CATALOGUES[serial % len(_CATALOGUES)]
