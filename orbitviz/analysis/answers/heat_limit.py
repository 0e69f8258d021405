"""How much heat a radiator rejects when the chips begin to throttle."""

from __future__ import annotations

import numpy as np

from orbitviz.base.constants import SPACE_K
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.thermal import emitted_w


def flux_limit_w_m2(satellite: Satellite) -> float | None:
    """Return W/m2 of radiator rejected where the chips, at rated power, begin to throttle.

    None if there is no radiator, or if the path from the chips alone makes them throttle.
    """
    radiator_k = satellite.chip_soft_k - satellite.chip_r_k_w * satellite.compute_w
    if satellite.faces == 0 or radiator_k <= SPACE_K:
        return None
    return float(emitted_w(satellite, np.array(radiator_k)) / satellite.radiator_m2)
