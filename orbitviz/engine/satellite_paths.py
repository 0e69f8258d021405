"""The paths of the satellites that were chosen: orbit, ground track and footprint at a snapshot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.satellite_motion import motion_of
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.engine.positions import state_vector
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.ellipse import Ellipse, ellipse_of_satellite, ellipse_of_state
from orbitviz.orbits.footprint import footprint
from orbitviz.orbits.geodesy import itrs_position_km
from orbitviz.orbits.ground_track import ground_track
from orbitviz.orbits.secular import mean_motion_rad_s
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant

MOST_PATHS = 8  # more would be a thicket
LIFT_KM = 4.0  # of lines on the ground, so that the ground under them does not hide them
_STEPS = 360  # of a ground track
_ORBITS = 1.0  # before the present, and as many after it
_SPARE = 0.05  # orbits at either end, for the time until a track is computed anew


@dataclass(frozen=True, eq=False)
class Track:
    """A ground track: r_itrs_km (m, 3) float64 at seconds (m,) after `at`; nan without position.

    period_s   an orbit; within `holds_s` of `at` there is one before the present, and one after
    """

    at: Instant
    period_s: float
    seconds: Floats
    r_itrs_km: Floats

    def holds_at(self, instant: Instant) -> bool:
        """Whether the track is still about an instant."""
        return abs(instant.seconds_since(self.at)) <= _SPARE * self.period_s


def satellites_with_paths(state: State) -> tuple[SatelliteKey, ...]:
    """Return the satellites whose paths are drawn: the followed one, and up to MOST_PATHS selected.

    Without hidden ones; of more selected ones than that none.
    """
    picked, members = state.selection.satellites, state.selection.members
    is_few = max(len(picked), len(members)) <= MOST_PATHS
    chosen = {*picked, *members} if is_few else set()
    found = chosen if len(chosen) <= MOST_PATHS else set()
    follows = state.view.camera.follows
    if follows is not None:
        found.add(follows)
    return tuple(sorted(key for key in found if _is_shown(state, key)))


def _is_shown(state: State, key: SatelliteKey) -> bool:
    if key in state.hidden_satellites:
        return False
    return state.has(key) and state.shell_of(key) not in state.hidden


def ellipse_at(state: State, snapshot: Snapshot, key: SatelliteKey) -> Ellipse | None:
    """Return the orbit through a satellite as it is drawn; None while its position is unknown."""
    known = state_vector(state, snapshot, key)
    if known is None:
        return None
    if key.source.is_design:
        return ellipse_of_satellite(
            state.designs[key.source].constellation, key.row, snapshot.instant
        )
    return ellipse_of_state(*known)


def period_s(state: State, key: SatelliteKey) -> float:
    """Return the two-body period of a satellite's mean orbit."""
    if key.source.is_design:
        constellation = state.designs[key.source].constellation
        sma_km = constellation.sma_km[state.shell_of(key).shell]
    else:
        sma_km = state.catalogues[key.source].sma_km[key.row]
    return float(TAU / mean_motion_rad_s(sma_km))


def track_around(state: State, key: SatelliteKey, instant: Instant) -> Track:
    """Return the ground track of an orbit before an instant and of one after it."""
    period = period_s(state, key)
    reach_s = (_ORBITS + _SPARE) * period
    first_s = max(-reach_s, FIRST_INSTANT.seconds_since(instant))
    last_s = min(reach_s, LAST_INSTANT.seconds_since(instant))
    seconds = np.linspace(first_s, last_s, _STEPS + 1)
    lat, lon = ground_track(motion_of(state, key, instant), instant, seconds)
    return Track(instant, period, seconds, itrs_position_km(lat, lon, LIFT_KM))


def footprint_km(r_km: Floats, snapshot: Snapshot, min_elevation_rad: float) -> Floats:
    """Return the edge (n, 3) km ITRS, lifted off the ground, of a satellite (3,) km TEME."""
    r_itrs_km = snapshot.geometry.teme_to_itrs @ r_km
    return itrs_position_km(*footprint(r_itrs_km, min_elevation_rad), LIFT_KM)
