"""Fitted shells as groups of a design, rounded as a person would write them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import count

import numpy as np

from orbitviz.analysis.fitting.series import Series
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.design.groups import SUN_SYNCHRONOUS, Group, OneOrMany
from orbitviz.orbits.secular import sun_synchronous_inc_rad
from orbitviz.orbits.sun import ltan_h
from orbitviz.orbits.sun_synchronous import highest_sun_synchronous_altitude_km
from orbitviz.orbits.timescale import Instant

# Decimals that are written: a metre, a metre across the track, a metre along it.
_KM, _DEG = 3, 5
_SAME_KM, _SAME_RAD = 0.05, math.radians(0.005)  # one number stands for all shells of a group
_SUN_SYNCHRONOUS_RAD = math.radians(0.01)


def group_of(series: Series, epoch: Instant, name: str) -> Group:
    """Return the group of a design that some fitted shells make."""
    pattern = series.shells[0].pattern
    altitude_km = np.array([shell.altitude_km for shell in series.shells])
    inc_rad = np.array([shell.inc_rad for shell in series.shells])
    values: dict[str, object] = {
        "name": name,
        "pattern": pattern.kind,
        "altitude_km": _one_or_many(altitude_km, _SAME_KM, _KM),
        "shells": len(series.shells),
        "inclination_deg": _one_or_many(np.degrees(inc_rad), math.degrees(_SAME_RAD), _DEG),
        "planes": pattern.planes,
        "satellites_per_plane": pattern.slots,
        "phasing": pattern.phasing,
        "raan_deg": _degrees(pattern.raan_rad),
        "phase_deg": _degrees(pattern.phase_rad),
        "raan_step_deg": _degrees(series.raan_step_rad),
        "phase_step_deg": _degrees(series.phase_step_rad),
    }
    if _is_sun_synchronous(altitude_km, inc_rad):
        values["inclination_deg"] = SUN_SYNCHRONOUS
        if pattern.kind == "walker-delta":
            nodes = [pattern.plane(k)[0] for k in range(pattern.planes)]
            hours = tuple(round(ltan_h(node, epoch), _DEG) % 24.0 for node in nodes)
            values |= {"pattern": SUN_SYNCHRONOUS, "raan_deg": None, "ltan_h": hours}
    return Group.model_validate(values)


def names_of(series: Sequence[Series]) -> list[str]:
    """Return a name for each group by its altitude and inclination, each of them once."""
    names: list[str] = []
    for one in series:
        low, high = one.shells[0].altitude_km, one.shells[-1].altitude_km
        altitudes = f"{low:.0f}" if round(low) == round(high) else f"{low:.0f}-{high:.0f}"
        inc_deg = math.degrees(one.shells[0].inc_rad)
        name = f"{altitudes} km, {inc_deg:.1f}°"
        if name in names:
            name = f"{name}, {one.shells[0].pattern.planes} planes"
        names.append(next(n for n in _numbered(name) if n not in names))
    return names


def _numbered(name: str) -> Sequence[str]:
    return (name if k == 1 else f"{name} ({k})" for k in count(1))  # type: ignore[return-value]


def _is_sun_synchronous(altitude_km: Floats, inc_rad: Floats) -> bool:
    if altitude_km.max() > highest_sun_synchronous_altitude_km():
        return False
    off_rad = inc_rad - sun_synchronous_inc_rad(EARTH_RADIUS_KM + altitude_km)
    return bool(np.abs(off_rad).max() <= _SUN_SYNCHRONOUS_RAD)


def _one_or_many(values: Floats, same: float, decimals: int) -> OneOrMany:
    """Return one number, [first, last] or a number for each shell, whichever is shortest."""
    if np.ptp(values) <= same:
        return round(float(np.median(values)), decimals)
    ends = np.linspace(values[0], values[-1], len(values))
    written = values[[0, -1]] if np.abs(values - ends).max() <= same else values
    return tuple(round(float(value), decimals) for value in written)


def _degrees(angle_rad: float | Floats) -> float | tuple[float, ...]:
    degrees = np.round(np.degrees(angle_rad), _DEG) + 0.0
    return float(degrees) if degrees.ndim == 0 else tuple(degrees.tolist())
