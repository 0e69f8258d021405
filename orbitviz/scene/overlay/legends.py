"""The legend of the colours of a picture."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from weakref import WeakKeyDictionary

import numpy as np

from orbitviz.base.units import fixed_text, number_text, share_text
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.survey import Survey
from orbitviz.model.group_colours import catalogue_colour, group_colours
from orbitviz.model.source import MAIN_DESIGN, ShellKey, SourceId
from orbitviz.model.state import State
from orbitviz.scene.colouring import SHADES, shades, shown_scale
from orbitviz.scene.cover_colours import scale_colours
from orbitviz.scene.overlay.typesetting import Legend, LegendBar, LegendRow
from orbitviz.scene.satellites.appearance import (
    UNMODELLED,
    altitudes,
    density_colours,
    density_range_per_km3,
    rgb,
    sunlight_colours,
)
from orbitviz.scene.satellites.looks import LOOKS
from orbitviz.scene.satellites.magnitudes import shown_magnitudes
from orbitviz.subsystems.quantities.orbit import DENSITY, GROUP, SUNLIGHT

_BAR_STEPS = 64
_LONGEST_LEGEND, _MOST_SETS = 9, 6


def legend_of(state: State, snapshot: Snapshot) -> Legend:
    """Return what the colours of a picture mean, and its brightness where the look has a scale."""
    legend = _with_magnitudes(_legend(state, snapshot), state)
    rows, ground = (*legend.rows, *_set_rows(state, snapshot)), _ground_bar(snapshot)
    if state.view.colour is GROUP and not (rows or legend.dots or ground):
        return Legend()  # nothing is shown
    return replace(legend, rows=rows, ground=ground)


def _ground_bar(snapshot: Snapshot) -> LegendBar | None:
    """Return what the colour of the ground means, None where it has none."""
    cover = snapshot.cover
    if cover is None:
        return None
    return LegendBar(cover.title, scale_colours(), "none: clear", f"{cover.top:,}")


def _set_rows(state: State, snapshot: Snapshot) -> tuple[LegendRow, ...]:
    """Return a row for each set, whatever the other satellites are coloured by."""
    if not state.view.layers.satellite_sets:
        return ()
    return tuple(
        LegendRow(tuple(rgb(one.colour)), one.name, f"{len(one.members):,}")
        for one in snapshot.shown_sets[:_MOST_SETS]
    )


def _with_magnitudes(legend: Legend, state: State) -> Legend:
    """Return the legend with a scale of brightness, in the look that has one."""
    if not LOOKS[state.view.look].by_magnitude:
        return legend
    shown = shown_magnitudes(state.view.brightness)
    dots = tuple(((step.level,) * 3, fixed_text(step.magnitude)) for step in shown)
    return replace(legend, dots_title="Magnitude (0: full light)", dots=dots)


def _legend(state: State, snapshot: Snapshot) -> Legend:
    quantity = state.view.colour
    if quantity is SUNLIGHT:
        return Legend(title=quantity.title, rows=_sunlight_rows(snapshot, state))
    if quantity is GROUP:
        return Legend(title=quantity.title, rows=_shell_rows(state, snapshot))
    if quantity.needs_map:
        legend = _map_legend(state, snapshot)
        return replace(legend, rows=(*legend.rows, *_unmodelled_rows(state)))
    if quantity is DENSITY:
        legend = _density_legend(state)
        return replace(legend, rows=_unmodelled_rows(state))
    shown = altitudes(state)
    colours = shown.colours(np.linspace(shown.low_km, shown.high_km, _BAR_STEPS))
    # Objects of catalogues beyond the shells of the design have the colours of the ends.
    ranges = [c.extent.middle_km for source, c in state.catalogues.items() if state.shows(source)]
    below = "≤ " if any(low < shown.low_km for low, _ in ranges) else ""
    above = "≥ " if any(high > shown.high_km for _, high in ranges) else ""
    return Legend(
        title=quantity.title,
        bar=tuple(tuple(colour) for colour in colours.tolist()),
        bar_low=f"{below}{fixed_text(shown.low_km)} {quantity.unit.name}",
        bar_high=f"{above}{fixed_text(shown.high_km)} {quantity.unit.name}",
    )


def _density_legend(state: State) -> Legend:
    if not len(state.document.constellation):
        return Legend(title=DENSITY.title)
    low, high = density_range_per_km3(state)
    colours = density_colours(np.geomspace(low, high, _BAR_STEPS), (low, high))
    first, last = (number_text(float(DENSITY.shown(np.array(end)))) for end in (low, high))
    return Legend(
        title=f"{DENSITY.title}, {DENSITY.unit.name}",
        bar=tuple(tuple(colour) for colour in colours.tolist()),
        bar_low=first,
        bar_high=last,
    )


def _map_legend(state: State, snapshot: Snapshot) -> Legend:
    quantity = state.view.colour
    scale = shown_scale(state.view, snapshot)
    if scale is None:
        has_design = len(state.document.constellation) > 0
        return Legend(title=quantity.title + (": being computed" if has_design else ""))
    assert snapshot.fleet is not None
    draft = ", draft…" if snapshot.fleet.is_draft else ""
    if quantity.categories:
        rows = tuple(LegendRow(tuple(rgb(kind.colour)), kind.label) for kind in quantity.categories)
        return Legend(title=quantity.title + draft, rows=rows)
    steps = np.linspace(0, SHADES - 1, _BAR_STEPS).astype(int)
    colours = shades(quantity)[steps] / 255.0
    both = ", A and B" if snapshot.other is not None else ""
    fixed = ", range fixed" if state.view.colour_range else both
    return Legend(
        title=quantity.title + fixed + draft,
        bar=tuple(tuple(colour) for colour in colours.tolist()),
        bar_low=f"{number_text(scale.low, 4)} {quantity.unit.name}",
        bar_high=f"{number_text(scale.high, 4)} {quantity.unit.name}",
    )


def _unmodelled_rows(state: State) -> tuple[LegendRow, ...]:
    """Return a row for the visible catalogues: they have no power model."""
    shown = [source for source in state.catalogues if state.shown_objects(source)]
    if not shown:
        return ()
    count = sum(state.shown_objects(source) for source in shown)
    name = state.catalogues[shown[0]].name if len(shown) == 1 else f"{len(shown)} catalogues"
    return (LegendRow(UNMODELLED, name, f"{count:,}, not modelled"),)


def _sunlight_rows(snapshot: Snapshot, state: State) -> tuple[LegendRow, ...]:
    lit, dark = sunlight_colours()
    share = _lit_share(snapshot.survey_of_this_time, state)
    if share is None:
        return (LegendRow(lit, "in sunlight"), LegendRow(dark, "in the Earth's shadow"))
    return (
        LegendRow(lit, "in sunlight", share_text(share)),
        LegendRow(dark, "in the Earth's shadow", share_text(1.0 - share)),
    )


# What a share was counted of, and the share. There may be 10,000 shells, and counting takes 5 ms.
_counted: WeakKeyDictionary[Survey, tuple[tuple[object, ...], float | None]] = WeakKeyDictionary()


def _lit_share(survey: Survey, state: State) -> float | None:
    """Return the share of the visible satellites in sunlight, None if that of none is known."""
    # While single satellites are hidden, a share of other ones would be wrong.
    if not survey.sunlit or survey.hidden != state.hidden_satellites:
        return None
    of = (state.document.constellation, state.catalogues, state.hidden, state.hidden_satellites)
    cached = _counted.get(survey)
    if cached is None or any(a is not b for a, b in zip(of, cached[0], strict=True)):
        sizes = dict(_sizes(state))
        # Of a catalogue whose objects all fail the share is not a number.
        shares = {**survey.sunlit, **survey.shown}.items()
        known = {key: share for key, share in shares if key in sizes and isfinite(share)}
        total = sum(sizes[key] for key in known)
        lit = sum(sizes[key] * share for key, share in known.items())
        cached = _counted[survey] = of, lit / total if total else None
    return cached[1]


def _sizes(state: State) -> list[tuple[ShellKey, int]]:
    sizes = state.shown_counts
    rows = [(ShellKey(MAIN_DESIGN, shell), int(size)) for shell, size in enumerate(sizes)]
    rows += [(ShellKey(source, 0), state.shown_objects(source)) for source in state.catalogues]
    return [(key, size) for key, size in rows if size]


def _shell_rows(state: State, snapshot: Snapshot) -> tuple[LegendRow, ...]:
    """Return a row for each visible group and catalogue, the largest if there are many.

    Of a fleet at a date a group counts those that work: the others have rows of their own.
    """
    constellation, design = state.document.constellation, state.document.design
    # For every picture, and there may be 10,000 shells.
    sizes = state.shown_counts
    if snapshot.fleet_at_date is not None and state.view.layers.satellite_sets:
        for one in snapshot.fleet_at_date.sets:
            idle = one.members.rows(MAIN_DESIGN)
            idle = idle[~state.hidden_satellites.include(MAIN_DESIGN, idle)]
            others = np.diff(np.searchsorted(idle, constellation.shell_first))
            sizes = np.where(state.shown_shells, sizes - others, 0)
    by_group = np.bincount(constellation.shell_group, sizes, len(constellation.group_name))
    counts: dict[tuple[SourceId, int], int] = {
        (MAIN_DESIGN, int(group)): int(by_group[group]) for group in np.flatnonzero(by_group)
    }
    for source in state.catalogues:
        if size := state.shown_objects(source):
            counts[source, 0] = size
    rows = []
    for (source, group), count in counts.items():
        if source.is_design:
            colour, name = group_colours(design)[group], constellation.group_name[group]
        else:
            colour, name = catalogue_colour(source.serial), state.catalogues[source].name
        rows.append((count, LegendRow(tuple(rgb(colour)), name, f"{count:,}")))
    if len(rows) > _LONGEST_LEGEND:
        rows = sorted(rows, key=lambda row: -row[0])[:_LONGEST_LEGEND]
    return tuple(row for _, row in rows)
