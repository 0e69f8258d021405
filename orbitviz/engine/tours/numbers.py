"""Numbers in the captions of a tour: figures of report, check and sky at a moment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from orbitviz.analysis.compare.figures import FIGURES, WHOLE, Figure
from orbitviz.analysis.compare.measures import Measure
from orbitviz.analysis.compare.side import Side
from orbitviz.analysis.fleet import Fleet, solve_fleet, sun_step_at
from orbitviz.analysis.night_sky import sky_counts
from orbitviz.analysis.report.reporter import Reporter
from orbitviz.analysis.report.rows import ReportRow
from orbitviz.analysis.sky_figures import SKY_FIGURES
from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.base.progress import Check, no_check
from orbitviz.base.units import fixed_text
from orbitviz.engine.fleet_seen import working_alone
from orbitviz.engine.tours.shots import unknown_name
from orbitviz.model.selection import ShellMask
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry, sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.stations import Fineness


def _by_key(figures: Iterable[Figure[Any]]) -> Mapping[str, Figure[Any]]:
    return {figure.key: figure for figure in figures}


_OF_ROWS, _OF_WHOLE, _OF_SKY = _by_key(FIGURES), _by_key(WHOLE), _by_key(SKY_FIGURES)
# What is known of orbits and masses alone.
_WITHOUT_MAPS = (
    "satellites", "mass_kg", "altitude_km_least", "altitude_km_greatest", "inclination_deg_least",
    "inclination_deg_greatest", "sunlit_now", "sunlit_year_mean", "sunlit_year_worst",
    "eclipse_min_now", "eclipse_min_worst", "eclipse_days_per_year",
)  # fmt: skip
_PARTS = ("total", "groups", "check", "sky")
_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True)
class ShownNumber:
    """A figure and what kind of number it is."""

    value: float
    measure: Measure

    def text(self, share: float = 1.0) -> str:
        """Return it as people read it, with its unit.

        share   of the value that is shown, 0..1: while it counts up it keeps unit and places
        """
        whole = self.measure.text(self.value)
        found = _DIGITS.search(whole)
        if share >= 1.0 or found is None:
            return whole
        counted = fixed_text(share * float(found[0].replace(",", "")), len(found[1] or ""))
        return f"{whole[: found.start()]}{counted}{whole[found.end() :]}"


@dataclass(frozen=True)
class NamedFigure:
    """The figure that a key names.

    mask   the shells that it is of, None where it is of the whole design or of a sky
    """

    figure: Figure[Any]
    mask: ShellMask | None


def named_figure(state: State, key: str) -> NamedFigure:
    """Return what a key names in a state.

    "total.array_w"                      of the shells that are shown
    "groups.ODC 550-568 km.satellites"   of a group, as far as it is shown
    "check.min_separation_km"            of the whole design
    "sky.brighter_than.6"                of the sky of the place in the state's view

    Raises UserError if there is none.
    """
    part, _, name = key.partition(".")
    if part == "sky":
        if state.view.sky.site is None:
            raise UserError(f'"{key}" has no value: the shot has no sky.site')
        return NamedFigure(_figure(_OF_SKY, key, name), None)
    if part == "check":
        return NamedFigure(_figure(_OF_WHOLE, key, name), None)
    group, _, name = name.rpartition(".")
    mask = state.shown_shells & _mask(state, part, group, key)
    return NamedFigure(_figure(_OF_ROWS, key, name), mask)


class Numbers:
    """Figures of a state; operating maps are kept from one to the next where they are the same."""

    def __init__(self, check: Check = no_check) -> None:
        """Build; `check` is called while maps are solved."""
        self._check = check
        self._fleet: Fleet | None = None

    def figure(self, state: State, instant: Instant, key: str) -> ShownNumber:
        """Return the figure at a key, see named_figure. Raises UserError if there is none.

        At a date of the fleet it is that of the satellites that work then.
        """
        is_dated = state.fleet_date is not None
        state = working_alone(state)
        if is_dated and not len(state.document.constellation):
            raise UserError(f'"{key}" has no value: no satellite works at that date of the fleet')
        named, geometry = named_figure(state, key), sky_geometry_at(instant)
        figure, site = named.figure, state.view.sky.site
        if figure.key in _OF_SKY and site is not None:
            counts = sky_counts(state, site, geometry, state.view.sky.min_elevation_deg)
            return _shown(figure, counts, key)
        fleet = self.maps(state, geometry, key, as_draft=figure.key in _WITHOUT_MAPS)
        if named.mask is None:
            return _shown(figure, Side(state, geometry, fleet), key)
        row = _Row(Reporter(state, geometry, fleet), named.mask)
        return _shown(figure, cast(ReportRow, row), key)

    def maps(
        self, state: State, geometry: SkyGeometry, key: str, *, as_draft: bool = False
    ) -> Fleet:
        """Return the operating maps of the design. Raises UserError without satellites.

        as_draft   drafts will do
        """
        if not len(state.document.constellation):
            raise UserError(f'"{key}" has no value: no satellites of a design fly')
        known, sun_km = self._fleet, sun_step_at(geometry)
        if known is not None and known.is_full_of(state.document, sun_km):
            return known
        if as_draft:
            return solve_fleet(state.document, sun_km, fineness=Fineness.DRAFT)
        # From nothing, so that a figure is the same whatever was asked for before.
        self._fleet = solve_fleet(state.document, sun_km, check=self._check)
        return self._fleet


def figure_keys(groups: Iterable[str]) -> list[str]:
    """Return the keys there are for a design with groups of these names."""
    parts = [("total", _OF_ROWS), ("check", _OF_WHOLE), ("sky", _OF_SKY)]
    parts += [(f"groups.{name}", _OF_ROWS) for name in groups]
    return [f"{part}.{name}" for part, figures in parts for name in figures]


class _Row:
    """A row of the report of which only what is asked for is computed."""

    def __init__(self, reporter: Reporter, mask: ShellMask) -> None:
        self._reporter, self._mask = reporter, mask

    def __getattr__(self, name: str) -> object:
        return self._reporter.value(self._mask, name)


def _figure(known: Mapping[str, Figure[Any]], key: str, name: str) -> Figure[Any]:
    if name in known:
        return known[name]
    hint = did_you_mean(name, known)
    raise UserError(
        f'"{key}" is no figure: there is no "{name}"{hint}',
        allowed=None if hint else ", ".join(known),
    )


def _shown(figure: Figure[Any], subject: object, key: str) -> ShownNumber:
    value = figure.value(subject)
    if value is None:
        raise UserError(f'"{key}" has no value here')
    return ShownNumber(float(value), figure.measure)


def _mask(state: State, part: str, group: str, key: str) -> ShellMask:
    """Return the shells that a key speaks of."""
    constellation = state.document.constellation
    if part == "total" and not group:
        return np.ones(constellation.shell_count, bool)
    if part != "groups":
        hint = did_you_mean(part, _PARTS)
        raise UserError(
            f'"{key}" is no figure: it begins with "{part}"{hint}',
            allowed=None if hint else "total., groups.NAME., check. or sky.",
        )
    if group not in constellation.group_name:
        raise unknown_name(group, "group", constellation.group_name)
    return np.asarray(constellation.shell_group == constellation.group_name.index(group))
