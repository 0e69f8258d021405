"""Names of single satellites, the same in tables and in the window."""

from __future__ import annotations

import numpy as np

from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State


def design_satellite_name(shell: str, plane: int, slot: int) -> str:
    """Return the name of a satellite of a design; planes and slots are counted from 1."""
    return f"{shell} p{plane:03d} s{slot:04d}"


def satellite_name(state: State, satellite: SatelliteKey) -> str:
    """Return the name of a satellite, of an object without a name its catalogue number."""
    if not satellite.source.is_design:
        catalogue = state.catalogues[satellite.source]
        return catalogue.object_name[satellite.row] or str(catalogue.object_id[satellite.row])
    constellation = state.designs[satellite.source].constellation
    plane = int(constellation.plane_index[satellite.row])
    shell = int(constellation.plane_shell[plane])
    first_plane = int(np.searchsorted(constellation.plane_shell, shell))
    slot = int(constellation.slot_index[satellite.row])
    return design_satellite_name(constellation.shell_name[shell], plane - first_plane + 1, slot + 1)
