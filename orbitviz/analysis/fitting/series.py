"""Shells that follow one another regularly: together they are one group of a design."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.fitting.shells import FoundShell
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU

_FEWEST = 3  # two shells lie on a line always
_NODE_OFF_RAD = math.radians(0.05)
_PHASE_OFF = 0.1  # of the pitch of the slots


@dataclass(frozen=True, eq=False)
class Series:
    """Shells of one pattern whose nodes and phases advance evenly; one shell is a series too."""

    shells: tuple[FoundShell, ...]
    raan_step_rad: float = 0.0
    phase_step_rad: float = 0.0


def series_of(shells: Sequence[FoundShell]) -> list[Series]:
    """Return shells in as few series as they make, by the altitude of the first of each."""
    by_signature: dict[object, list[FoundShell]] = {}
    found: list[Series] = []
    for shell in shells:
        pattern = shell.pattern
        if pattern.kind == "planes":
            found.append(Series((shell,)))
        else:
            key = pattern.kind, pattern.planes, pattern.slots, pattern.phasing
            by_signature.setdefault(key, []).append(shell)
    for alike in by_signature.values():
        while alike:
            series = next(
                series
                for count in range(len(alike), 0, -1)
                if (series := _in_step(alike[:count])) is not None
            )
            found.append(series)
            del alike[: len(series.shells)]
    return sorted(found, key=lambda series: series.shells[0].place)


def _in_step(shells: Sequence[FoundShell]) -> Series | None:
    """Return shells as a series, None if they are not in step."""
    if len(shells) == 1:
        return Series(tuple(shells))
    if len(shells) < _FEWEST or len({round(shell.altitude_km, 2) for shell in shells}) == 1:
        return None
    pattern = shells[0].pattern
    assert isinstance(pattern.slots, int)
    # One plane, or a star, begins at one node only; a delta at any of its nodes.
    turns = pattern.planes if pattern.kind == "walker-delta" else 1
    nodes_rad = np.array([float(shell.pattern.raan_rad) for shell in shells])
    raan_step_rad, planes_on = _step(nodes_rad, TAU / turns)
    if not _is_even(nodes_rad, raan_step_rad, TAU / turns, _NODE_OFF_RAD):
        return None
    phases_rad = np.array([float(shell.pattern.phase_rad) for shell in shells])
    phases_rad += TAU * pattern.phasing * planes_on / pattern.slots_total
    pitch_rad = TAU / pattern.slots
    phase_step_rad, _ = _step(phases_rad, pitch_rad)
    if not _is_even(phases_rad, phase_step_rad, pitch_rad, _PHASE_OFF * pitch_rad):
        return None
    return Series(tuple(shells), raan_step_rad, phase_step_rad)


def _step(angles_rad: Floats, period_rad: float) -> tuple[float, Floats]:
    """Return the step of angles that repeat after a period, and the periods that each is ahead."""
    step_rad = _within(float(angles_rad[1] - angles_rad[0]), period_rad)
    at = np.arange(len(angles_rad))
    for _ in range(3):  # each with a better step, which tells the periods farther on
        ahead = np.rint((angles_rad[0] + step_rad * at - angles_rad) / period_rad)
        step_rad = float(np.polyfit(at, angles_rad + ahead * period_rad, 1)[0])
    return step_rad, ahead


def _is_even(angles_rad: Floats, step_rad: float, period_rad: float, off_rad: float) -> bool:
    off = angles_rad - angles_rad[0] - step_rad * np.arange(len(angles_rad))
    off = (off + 0.5 * period_rad) % period_rad - 0.5 * period_rad
    return bool(np.abs(off).max() <= off_rad)


def _within(angle_rad: float, period_rad: float) -> float:
    """Return an angle in about -period / 2..period / 2; half a period forward is not backward."""
    before = 0.49 * period_rad
    return (angle_rad + before) % period_rad - before
