"""Colours of groups and catalogues; the scene and the panels share them."""

from __future__ import annotations

from functools import cache

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.colours import rgb_of_hex
from orbitviz.model.design.constellation import Design

# Bright on black and distinct for the colour-blind: after Okabe & Ito (2008), without black; then
# further ones as far from these and from each other as colours are that can be told apart.
_GROUPS = (
    "#e69f00", "#56b4e9", "#f0e442", "#cc79a7", "#009e73", "#d55e00", "#f2f2f2",
    "#3a78ff", "#9be36b", "#9a6a3a", "#a05cff", "#00d8d8",
)  # fmt: skip
_CATALOGUES = ("#7df0a0", "#ffb3d9", "#fff2a8", "#8fd3ff")
_LEAST_DIFFERENCE = 20.0  # CIE76: some ten times what can just be told apart side by side


def group_colours(design: Design) -> tuple[str, ...]:
    """Return the colour of each group as #rrggbb: its own, or one that no other group is like."""
    return _assigned(tuple(group.colour for group in design.groups))


def catalogue_colour(serial: int) -> str:
    """Return the colour of the catalogue with a serial number as #rrggbb."""
    return _CATALOGUES[serial % len(_CATALOGUES)]


@cache
def _assigned(given: tuple[str | None, ...]) -> tuple[str, ...]:
    """Return given colours, and for None the next of the palette that is unlike all others."""
    own = [colour for colour in given if colour]
    free = [one for one in _GROUPS if all(_differ(one, other) for other in own)] or [*_GROUPS]
    places = iter(range(len(given)))
    return tuple(colour or free[next(places) % len(free)] for colour in given)


def _differ(one: str, other: str) -> bool:
    return bool(np.linalg.norm(_lab(one) - _lab(other)) >= _LEAST_DIFFERENCE)


def _lab(colour: str) -> Floats:
    """Return (3,) CIELAB of a colour in sRGB (IEC 61966-2-1, CIE 15:2004; white point D65)."""
    srgb = np.array(rgb_of_hex(colour)) / 255.0
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    ratio = _XYZ_OF_RGB @ linear / _XYZ_OF_RGB.sum(axis=1)  # to white
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])])


_XYZ_OF_RGB = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)
