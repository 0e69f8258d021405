"""Where the route between two sites leads at a snapshot, and from where all of it is seen."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.site_observer import observer_of
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import pose_over_ground
from orbitviz.model.camera import half_tangents
from orbitviz.model.route_ends import RouteEnds
from orbitviz.model.state import State
from orbitviz.model.view import CameraPose
from orbitviz.orbits.propagate import position_vectors

_NEAREST_KM, _FURTHEST_KM = 10_000.0, 40_000.0  # of the camera, from the Earth's centre
_FILLED = 0.8  # of the picture, at most
_STEPS, _NOWHERE = 200, 1e-6  # of the search for the middle; length of no direction
_FACING = 1.05  # of the distance from which a place would stand on the limb


def route_km(state: State, snapshot: Snapshot) -> Floats | None:
    """Return where a route leads at a snapshot, (k, 3) float64 km TEME: site, satellites, site."""
    found = snapshot.route
    if state.route is None or found is None or not found.rows:
        return None
    one, other = _sites_km(state.route, snapshot)
    rows = np.array(found.rows, np.int64)
    through = position_vectors(state.document.constellation, snapshot.instant, rows)
    return np.vstack([one, through, other])


def pose_at_route(
    ends: RouteEnds, state: State, snapshot: Snapshot, camera: CameraPose
) -> CameraPose:
    """Return a pose above the middle of a route from which all of it is seen.

    Of its two sites where there is no route.
    """
    way_km = route_km(state, snapshot)
    r_km = _sites_km(ends, snapshot) if way_km is None else way_km
    radius_km = np.linalg.norm(r_km, axis=1)
    middle = _middle(r_km / radius_km[:, None])
    up_km = r_km @ middle
    aside_km = np.sqrt(np.maximum(radius_km**2 - up_km**2, 0.0))
    tangent = _FILLED * half_tangents(camera.fov_rad, 1.0)[0]
    in_picture_km = up_km + aside_km / tangent
    # A place on the ground is in sight from beyond its own horizon plane.
    in_sight_km = _FACING * EARTH_RADIUS_KM**2 / np.maximum(up_km, 1e-9)
    nearest_km = max(float(in_picture_km.max()), float(in_sight_km[[0, -1]].max()))
    distance_km = min(max(nearest_km, _NEAREST_KM), _FURTHEST_KM)
    return pose_over_ground(camera, middle, distance_km - EARTH_RADIUS_KM, snapshot.geometry)


def _middle(directions: Floats) -> Floats:
    """Return the middle (3,) of the smallest cap around unit vectors (n, 3), nearly.

    By steps towards the farthest of them (Badoiu and Clarkson 2003).
    """
    middle = directions[0]
    for step in range(_STEPS):
        farthest = directions[np.argmin(directions @ middle)]
        middle = middle + (farthest - middle) / (step + 2)
    length = float(np.linalg.norm(middle))
    return np.asarray(middle / length) if length > _NOWHERE else directions[0]  # of antipodes


def _sites_km(ends: RouteEnds, snapshot: Snapshot) -> Floats:
    """Return where both sites are, (2, 3) float64 km TEME."""
    return np.stack([observer_of(site, snapshot.geometry).r_km for site in ends.sites])
