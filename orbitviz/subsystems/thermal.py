"""One thermal node: heat absorbed and radiated, and the temperature of the chips."""

from __future__ import annotations

from typing import Any

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import (
    EARTH_ALBEDO,
    EARTH_IR_W_M2,
    SPACE_K,
    STEFAN_BOLTZMANN_W_M2_K4,
    TAU,
)
from orbitviz.subsystems.environment import Environment
from orbitviz.subsystems.satellite import RadiatorPointing, Satellite


def facing_view_factor(earth_sin: Any) -> Any:
    """Return the view factor to the Earth of a plate that faces it: (Re / r)^2."""
    return np.square(earth_sin)


def edge_on_view_factor(earth_sin: Any) -> Any:
    """Return the view factor to the Earth of each face of a plate that is edge-on to it.

    (2 r - sin 2r) / (2 pi), r the angular radius of the Earth (Gilmore 2002, appendix).
    """
    radius = np.arcsin(earth_sin)
    return (2.0 * radius - np.sin(2.0 * radius)) / TAU


def absorbed_w(satellite: Satellite, environment: Environment) -> Floats:
    """Return (l, k) W that the radiator absorbs: sunlight, albedo, infrared of the Earth.

    alpha A S cos(theta) light + alpha A F a S max(0, cos zeta) + eps A F q_IR over its faces,
    zeta the angle between the Sun and the zenith (Gilmore 2002, chapter 2).
    """
    one_face = satellite.radiator_m2 * np.ones_like(environment.light)
    views, sun = _views_and_sun(satellite, environment)
    day = EARTH_ALBEDO * environment.flux_w_m2 * np.maximum(environment.cos_zenith, 0.0)
    sunlight = satellite.absorptivity * (
        sun * environment.flux_w_m2 * environment.light + views * day
    )
    return np.asarray(one_face * (sunlight + satellite.emissivity * views * EARTH_IR_W_M2))


def _views_and_sun(satellite: Satellite, environment: Environment) -> tuple[Any, Any]:
    """Return view factor to the Earth and cosine to the Sun, each summed over the faces."""
    both = satellite.faces == 2
    match satellite.radiator_pointing:
        case RadiatorPointing.EDGE_ON:
            view = satellite.faces * edge_on_view_factor(environment.earth_sin)
            sun: Any = 0.0
        case RadiatorPointing.ZENITH:
            view = facing_view_factor(environment.earth_sin) if both else 0.0
            up = environment.cos_zenith
            sun = np.abs(up) if both else np.maximum(up, 0.0)
        case RadiatorPointing.ORBIT_NORMAL:
            view = satellite.faces * edge_on_view_factor(environment.earth_sin)
            # One face is put on the side away from the Sun.
            sun = np.abs(environment.sin_beta) if both else 0.0
    if satellite.faces == 0:
        return 0.0, 0.0
    if satellite.earth_view is not None:
        view = satellite.faces * satellite.earth_view
    return view, sun


def emitted_w(satellite: Satellite, radiator_k: Floats) -> Floats:
    """Return W radiated: eta eps sigma A (T^4 - T_space^4) over the faces.

    eta, the effectiveness, is that of fins (Gilmore 2002, chapter 6) times the share of the view
    that is sky. What the radiator absorbs is not lessened by it: the warmer reading.
    """
    square = radiator_k * radiator_k
    return _strength(satellite) * (square * square - SPACE_K**4)


def _strength(satellite: Satellite) -> float:
    area = satellite.radiator_m2 * satellite.faces
    return satellite.effectiveness * satellite.emissivity * STEFAN_BOLTZMANN_W_M2_K4 * area


def chip_temp_k(satellite: Satellite, radiator_k: Any, compute_w: Any) -> Any:
    """Return the chip temperature, K: radiator plus power times thermal resistance."""
    return radiator_k + compute_w * satellite.chip_r_k_w


def coolable_w(satellite: Satellite, radiator_k: Any) -> Any:
    """Return the compute power, W, that the chips can run at over a radiator this hot.

    Between the soft and the hard limit the chips run at the share
    (T_hard - T_chip) / (T_hard - T_soft) of the rated power; the chip's own rise over the
    radiator is in T_chip, so the equation is solved for the power. An assumption of the model.
    """
    span = satellite.chip_hard_k - satellite.chip_soft_k
    rated = satellite.compute_w
    room_k = satellite.chip_hard_k - radiator_k
    return rated * np.clip(room_k / (span + satellite.chip_r_k_w * rated), 0.0, 1.0)
