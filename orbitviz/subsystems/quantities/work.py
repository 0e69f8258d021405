"""Work: delivered compute, and the limit that binds."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.subsystems.compute import Binding, delivered_flops, mean_flops
from orbitviz.subsystems.operation import Flows, binding
from orbitviz.subsystems.quantity import (
    VIRIDIS,
    Category,
    Floats,
    Lookup,
    OperatingPoint,
    Quantity,
)
from orbitviz.subsystems.satellite import Satellite


def orbit_flops(satellite: Satellite, step_s: Floats, done: Flows) -> Floats:
    """Return (l,) FLOP/s over the orbit of flows at the stations, step_s (l, k) s apart.

    Between stations compute power is linear; where the array alone feeds the computers, the power
    that it leaves for them is linear instead, within the limits at either end.
    """
    alone = done.compute_w <= np.clip(done.spare_w, 0.0, done.admitted_w) * (1.0 + 1e-9)
    alone &= _at_next(alone)
    offered = [
        np.where(alone, spare, compute)
        for spare, compute in (
            (done.spare_w, done.compute_w),
            (_at_next(done.spare_w), _at_next(done.compute_w)),
        )
    ]
    most = np.where(alone, 0.5 * (done.admitted_w + _at_next(done.admitted_w)), np.inf)
    each = mean_flops(satellite, offered[0], offered[1], most)
    return np.asarray(np.sum(step_s * each, axis=1) / np.sum(step_s, axis=1))


def _at_next(values: NDArray[Any]) -> NDArray[Any]:
    """Return the values at the next station."""
    return np.roll(values, -1, axis=1)


def _binding(point: OperatingPoint) -> NDArray[np.uint8]:
    return binding(point.satellite, point.forcing, point.flows, point.radiator_k, point.share)


COMPUTE = Quantity(
    key="compute",
    column="flops",
    title="Delivered compute",
    menu="Delivered Compute",
    help="Colour satellites by the FLOP/s that they deliver now.",
    si_unit="FLOP/s",
    unit="PFLOP/s",
    factor=1e-15,
    ramp=VIRIDIS,
    adds_up=True,
    table=lambda point: delivered_flops(point.satellite, point.flows.compute_w),
    orbit_mean=lambda point: orbit_flops(point.satellite, point.step_s, point.flows),
)
# Okabe and Ito's colours, safe for the colour-blind; white: nothing holds it back.
LIMIT_CATEGORIES: dict[Binding, Category] = {
    Binding.CHIPS: Category("nothing", "nothing: chips at full rate", "#f2f2f2"),
    Binding.WORKLOAD: Category("workload", "workload asks no more", "#0072b2"),
    Binding.ARRAY: Category("array", "array", "#e69f00"),
    Binding.BATTERY: Category("battery", "battery", "#009e73"),
    Binding.RADIATOR: Category("radiator", "radiator", "#d55e00"),
    Binding.COOLING_PATH: Category("cooling path", "chip to radiator", "#cc79a7"),
    Binding.POLICY: Category("policy", "policy for the dark", "#56b4e9"),
}
LIMIT = Quantity(
    key="limit",
    column="binding",
    title="Limit that binds",
    menu="Binding Limit",
    help="Colour satellites by what keeps them from delivering more.",
    categories=tuple(LIMIT_CATEGORIES[limit] for limit in Binding),
    lookup=Lookup.CATEGORY,
    table=_binding,
)
