"""What callouts of a tour point at."""

from __future__ import annotations

import math

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.engine.on_stage import Anchor, EdgeAnchor, PointAnchor, RingAnchor
from orbitviz.engine.ruler import end_km
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.tours.shots import shell_named
from orbitviz.model.satellite_names import satellite_named
from orbitviz.model.sites import site_named
from orbitviz.model.state import State
from orbitviz.model.tour.callout import Callout
from orbitviz.orbits.propagate import plane_table

_BELT_PLANES = 12  # of so many planes a shell is a belt with an edge, of fewer a ring
_STEEPEST = math.radians(80.0)  # inclination of a belt


def anchor_of(callout: Callout, state: State, snapshot: Snapshot) -> Anchor:
    """Return what a callout points at. Raises UserError if it is not there."""
    if callout.shell is not None:
        return _of_shell(callout.shell, state, snapshot)
    if callout.satellite is not None:
        satellite = satellite_named(state, callout.satellite)
        r_km = end_km(state, snapshot, satellite)
    else:
        r_km = end_km(state, snapshot, site_named(callout.site or "", state.document.design.sites))
    if r_km is None:
        at = snapshot.instant.isoformat()
        raise UserError(f'"{callout.satellite}" has no position at {at}')
    return PointAnchor(_xyz(r_km))


def _of_shell(name: str, state: State, snapshot: Snapshot) -> Anchor:
    constellation = state.document.constellation
    shell = shell_named(state, name)
    planes = np.flatnonzero(constellation.plane_shell == shell)
    radius_km, inc_rad = float(constellation.sma_km[shell]), float(constellation.inc_rad[shell])
    if len(planes) >= _BELT_PLANES and inc_rad < _STEEPEST:
        return EdgeAnchor(radius_km * math.cos(inc_rad), radius_km * math.sin(inc_rad))
    table = plane_table(constellation, snapshot.instant, planes[:1])
    return RingAnchor(radius_km, _xyz(table.node[0]), _xyz(table.ahead[0]))


def _xyz(vector: Floats) -> tuple[float, float, float]:
    x, y, z = vector.tolist()
    return x, y, z
