"""Area times albedo of single satellites: of a design by its values, of objects by their names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.model.design.brightness import zeta_m2
from orbitviz.model.measured_magnitudes import measured_magnitudes
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import Document, State
from orbitviz.subsystems.photometry import zeta_of_magnitude


def zetas_of_groups_m2(document: Document) -> Floats:
    """Return (g,) float64 m2: that of the satellites of each group of a design."""
    groups = range(len(document.design.groups))
    return np.array([zeta_m2(document.design.satellite_of(group)) for group in groups])


def zetas_of_objects_m2(names: Sequence[str]) -> Floats:
    """Return (n,) float64 m2 by the names of objects, nan where no brightness is known."""
    known = measured_magnitudes(list(names))
    zetas = {value: zeta_of_magnitude(value) for value in set(known[~np.isnan(known)].tolist())}
    return np.array([zetas.get(value, np.nan) for value in known.tolist()], np.float64)


def zeta_of_satellite_m2(state: State, satellite: SatelliteKey) -> float:
    """Return that of one satellite, nan where it is not known."""
    if not satellite.source.is_design:
        name = state.catalogues[satellite.source].object_name[satellite.row]
        return float(zetas_of_objects_m2([name])[0])
    document = state.designs[satellite.source]
    shell = state.shell_of(satellite).shell
    return float(zetas_of_groups_m2(document)[document.constellation.shell_group[shell]])
