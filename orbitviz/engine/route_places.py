"""Where the route between two sites leads at a snapshot."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.site_observer import observer_of
from orbitviz.base.arrays import Floats
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.orbits.propagate import position_vectors


def route_km(state: State, snapshot: Snapshot) -> Floats | None:
    """Return where a route leads at a snapshot, (k, 3) float64 km TEME: site, satellites, site."""
    found = snapshot.route
    if state.route is None or found is None or not found.rows:
        return None
    one, other = (observer_of(site, snapshot.geometry).r_km for site in state.route.sites)
    rows = np.array(found.rows, np.int64)
    through = position_vectors(state.document.constellation, snapshot.instant, rows)
    return np.vstack([one, through, other])
