"""Numbers in the captions of a tour: figures of the report at the moment of the caption."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.report.reporter import Reporter
from orbitviz.analysis.report.rows import ReportRow
from orbitviz.base.constants import CELSIUS_0_K
from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.base.units import fixed_text, number_text, prefix_of
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.tours.shots import unknown_name
from orbitviz.model.selection import ShellMask
from orbitviz.model.state import State
from orbitviz.orbits.timescale import Instant

_WORDS = ("name", "flops_lost", "limited_by", "settled")  # of a row, that are no numbers
_NAMES = tuple(field.name for field in fields(ReportRow) if field.name not in _WORDS)


class Numbers:
    """Figures of a state; operating maps are kept from one to the next where they are the same."""

    def __init__(self) -> None:
        self._fleet: Fleet | None = None

    def figure(self, state: State, instant: Instant, key: str) -> float:
        """Return the figure at a key such as "total.array_w" of the shells that are shown, in SI.

        Groups are named: "groups.ODC 550-568 km.satellites". Of a span it is the greatest.
        Raises UserError if there is none.
        """
        part, _, name = key.rpartition(".")
        mask = state.shown_shells & _mask(state, part, key)
        if name not in _NAMES:
            raise _no_figure(key, name, _NAMES)
        snapshot = snapshot_at(state, instant, with_survey=False, known=self._fleet)
        if snapshot.fleet is None:
            raise UserError(f'"{key}" has no value: no satellites of a design fly')
        self._fleet = snapshot.fleet
        value = Reporter(state, snapshot.geometry, snapshot.fleet).value(mask, name)
        if isinstance(value, tuple):
            value = max(value)
        if not isinstance(value, int | float):
            raise UserError(f'"{key}" has no value here')
        return float(value)


def _mask(state: State, part: str, key: str) -> ShellMask:
    """Return the shells that a key speaks of."""
    constellation = state.document.constellation
    if part == "total":
        return np.ones(constellation.shell_count, bool)
    kind, _, group = part.partition(".")
    if kind != "groups":
        raise _no_figure(key, kind, ("total", "groups"))
    if group not in constellation.group_name:
        raise unknown_name(group, "group", constellation.group_name)
    return np.asarray(constellation.shell_group == constellation.group_name.index(group))


def _no_figure(key: str, part: str, known: tuple[str, ...]) -> UserError:
    hint = did_you_mean(part, known)
    return UserError(
        f'"{key}" is no figure of the report: there is no "{part}"{hint}',
        allowed=None if hint else ", ".join(known),
    )


def figure_text(key: str, value: float, share: float = 1.0) -> str:
    """Return a figure of the report as people read it, with the unit that its key says.

    share   of the value that is shown, 0..1: while it counts up it keeps unit and places
    """
    name = key.rsplit(".", 1)[-1]
    if "flops" in name:
        return _with_prefix(value, share, "FLOP/s")
    if name.endswith("_w"):
        return _with_prefix(value, share, "W")
    if name == "mass_kg":
        return _with_prefix(1e-3 * value, share, "t")
    if "_k_" in name or name.endswith("_k"):
        return f"{fixed_text(share * (value - CELSIUS_0_K))} °C"
    if "_min_" in name or name.endswith("_min"):
        return f"{fixed_text(share * value, 1)} min"
    if name.endswith("_km"):
        return f"{fixed_text(share * value)} km"
    if name.endswith("_deg"):
        return f"{fixed_text(share * value, 1)}°"
    if name.endswith("per_tonne"):
        return f"{number_text(share * value)} kW/t"
    if name.startswith(("sunlit", "soc", "throttled")) or name == "dod":
        return f"{fixed_text(100.0 * share * value, 1)} %"
    return fixed_text(share * value)


def _with_prefix(value: float, share: float, unit: str) -> str:
    factor, letter = prefix_of(value)
    digits = value / factor
    places = 0 if digits >= 100.0 else 1
    return f"{fixed_text(share * digits, places)} {letter}{unit}"
