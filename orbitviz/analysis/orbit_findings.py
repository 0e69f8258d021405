"""Remarks on orbits that the model of power and heat simplifies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.remark import Remark, Severity
from orbitviz.orbits.constellation import Constellation

# Up to here the distance from the Earth stays within 1 % of that of the circular orbit.
MOST_CIRCULAR = 0.01


def orbit_findings(constellation: Constellation, shells: NDArray[np.bool_]) -> list[Remark]:
    """Return a remark on every group with eccentric orbits among the shells (s,)."""
    found = []
    for group, name in enumerate(constellation.group_name):
        ecc = constellation.ecc[shells & (constellation.shell_group == group)]
        if len(ecc) and ecc.max() > MOST_CIRCULAR:
            found.append(
                Remark(
                    about="eccentricity",
                    severity=Severity.NOTE,
                    sentence=f'Group "{name}": the eccentricity is up to {ecc.max():.3g}, but '
                    "power, heat and eclipses are those of circular orbits at the semi-major axis.",
                    value=float(ecc.max()),
                    limit=MOST_CIRCULAR,
                )
            )
    return found
