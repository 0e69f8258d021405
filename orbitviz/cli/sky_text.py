"""The sky of a place as people read it on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from orbitviz.analysis.night_sky import LIMITS, MODEL, SkyCounts, from_horizon
from orbitviz.analysis.sky_series import Evening
from orbitviz.base.units import fixed_text
from orbitviz.cli.table import Page
from orbitviz.model.design.brightness import brightness_words
from orbitviz.model.design.groups import Site
from orbitviz.model.sites import place_words
from orbitviz.model.state import State


def print_counts(state: State, site: Site, counts: SkyCounts) -> None:
    """Print the sky of one instant."""
    if sys.stdout is None:  # closed by the caller
        return
    page = Page()
    page.print(
        f"{place_words(site)}, {counts.time}: the Sun {from_horizon(counts.sun_elevation_deg)} the "
        "horizon",
        "italic",
    )
    above = f"above {counts.min_elevation_deg:g}°"
    page.print_table(
        ["Satellites", "all", "in sunlight"],
        [
            ["above the horizon", f"{counts.above_horizon:,}", f"{counts.sunlit_above_horizon:,}"],
            [above, f"{counts.above_min:,}", f"{counts.sunlit_above_min:,}"],
        ],
    )
    page.print_table(
        [f"Brighter than, {above}", "satellites", "stars"],
        [
            [f"magnitude {key}", f"{counts.brighter_than[key]:,}", f"{stars:,}"]
            for key, stars in counts.stars_brighter_than.items()
        ],
    )
    if counts.sun_elevation_deg > 0.0:
        page.print("The Sun is up: hardly any of them is seen, however bright.")
    _print_notes(page, state, [counts])


def print_night(state: State, site: Site, rows: Sequence[SkyCounts], remark: str) -> None:
    """Print a night, or why there is none."""
    if sys.stdout is None:
        return
    page = Page()
    if rows:
        above = f"above {rows[0].min_elevation_deg:g}°"
        page.print(f"{place_words(site)}, from {rows[0].time[:10]}", "italic")
        page.print_table(
            _headings(above),
            [_night_cells(row) for row in rows],
        )
        page.print(f"In sunlight, brighter than V, and stars: all {above}.")
    if remark:
        page.print(remark)
    if rows:
        _print_notes(page, state, rows)


def print_year(state: State, site: Site, evenings: Sequence[Evening], remark: str) -> None:
    """Print the dusks of a year, or why there are none."""
    if sys.stdout is None:
        return
    page = Page()
    known = [one.counts for one in evenings if one.counts is not None]
    if known:
        above = f"above {known[0].min_elevation_deg:g}°"
        page.print(f"{place_words(site)}: at the end of nautical dusk", "italic")
        page.print_table(
            ["Date", *_headings(above)],
            [[one.day.isoformat(), *_night_cells(one.counts)] for one in evenings if one.counts],
        )
        page.print(f"In sunlight, brighter than V, and stars: all {above}.")
    if remark:
        page.print(remark)
    if known:
        _print_notes(page, state, known)


def _headings(above: str) -> list[str]:
    return [
        "UTC", "Sun", "above horizon", above, "in sunlight", *(f"V < {v}" for v in LIMITS),
        *(f"stars < {v}" for v in LIMITS),
    ]  # fmt: skip


def _night_cells(row: SkyCounts) -> list[str]:
    counts = (row.above_horizon, row.above_min, row.sunlit_above_min, *row.brighter_than.values(),
              *row.stars_brighter_than.values())  # fmt: skip
    sun = f"{fixed_text(row.sun_elevation_deg, 1)}°"
    return [f"{row.time[11:16]} {row.event}".strip(), sun, *(f"{one:,}" for one in counts)]


def _print_notes(page: Page, state: State, rows: Sequence[SkyCounts]) -> None:
    if unknown := max(row.unknown_sunlit_above_min for row in rows):
        page.print(
            f"Of up to {unknown:,} objects of catalogues in sunlight no brightness is known: they "
            "are not among the brighter ones."
        )
    design = state.document.design
    if len(state.document.constellation):
        names = {design.satellite_name(group): group for group in range(len(design.groups))}
        found = [f"{name}: {brightness_words(design.satellite_of(k))}" for name, k in names.items()]
        page.print(f"Brightness of {'; '.join(found)}.")
    page.print(MODEL)
