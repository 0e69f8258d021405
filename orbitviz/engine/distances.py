"""How far satellites are from a point, such as the camera."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.engine.positions import positions_km
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State


def distances_km(
    state: State, snapshot: Snapshot, satellites: Sequence[SatelliteKey], point_km: Floats
) -> Floats:
    """Return the distances (n,) of satellites from a point (3,) TEME, nan where one is not known.

    That is where SGP4 fails, and before the first keyframes of a catalogue.
    """
    found = np.full(len(satellites), np.nan)
    for source in {key.source for key in satellites}:
        places = np.array([k for k, key in enumerate(satellites) if key.source == source])
        rows = np.array([satellites[k].row for k in places], np.int64)
        if source.is_design:
            known = rows < len(state.designs[source].constellation)
        else:
            frames = snapshot.keyframes.get(source)
            if frames is None:
                continue
            known = frames.alive[rows]
        rising, order = np.unique(rows[known], return_inverse=True)
        r_km = positions_km(state, snapshot, source, rising)[order]
        found[places[known]] = np.linalg.norm(r_km - point_km, axis=1)
    return found
