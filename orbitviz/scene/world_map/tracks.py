"""The ground tracks and footprints of the selected satellites."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.satellite_motion import motion_of
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S, TAU
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.footprint import footprint
from orbitviz.orbits.geodesy import geodetic
from orbitviz.orbits.ground_track import ground_track
from orbitviz.orbits.motion import Motion
from orbitviz.orbits.osculating import osculating_orbits
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant, within_ephemeris

_BEFORE, _AFTER = 0.25, 1.0  # periods of the track behind and ahead of the satellite
_STEPS = 180  # points of each
_LONGEST_S = DAY_S


@dataclass(frozen=True, eq=False)
class Track:
    """Latitudes and longitudes, rad; each pair of (m,) float64.

    behind, ahead   of the point below it, nan where there is none
    edge            of the ground that sees it above the least elevation of footprints
    """

    behind: tuple[Floats, Floats]
    ahead: tuple[Floats, Floats]
    edge: tuple[Floats, Floats]


def track_of(state: State, geometry: SkyGeometry, key: SatelliteKey) -> Track | None:
    """Return the track of a satellite, None where its position is not known."""
    instant = geometry.instant
    motion = motion_of(state, key, instant)
    r_km, v_km_s = (part[0] for part in motion(np.zeros(1)))
    if not np.isfinite(r_km).all():
        return None
    period_s = _period_s(r_km, v_km_s)
    r_itrs_km = geometry.teme_to_itrs @ r_km
    _, _, alt_km = geodetic(r_itrs_km)
    edge = np.zeros(0), np.zeros(0)
    if alt_km > 0.0:
        edge = footprint(r_itrs_km, state.view.min_elevation_rad)
    return Track(
        behind=_path(motion, instant, -_BEFORE * period_s),
        ahead=_path(motion, instant, _AFTER * period_s),
        edge=edge,
    )


def _path(motion: Motion, instant: Instant, span_s: float) -> tuple[Floats, Floats]:
    """Return the path from an instant to so much later, or from so much before it to it."""
    end_s = within_ephemeris(instant.plus_s(span_s)).seconds_since(instant)
    seconds = np.linspace(min(end_s, 0.0), max(end_s, 0.0), _STEPS)
    return ground_track(motion, instant, seconds)


def _period_s(r_km: Floats, v_km_s: Floats) -> float:
    """Return the two-body period of the orbit at a state (3,), a day at most."""
    rate = float(osculating_orbits(r_km[None], v_km_s[None]).mean_motion_rad_s[0])
    return min(TAU / rate, _LONGEST_S) if rate > 0.0 else _LONGEST_S
