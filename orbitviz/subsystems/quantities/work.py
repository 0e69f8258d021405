"""Work: delivered compute, and the factor that limits it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.subsystems.compute import Binding, delivered_flops
from orbitviz.subsystems.operation import binding, orbit_flops
from orbitviz.subsystems.quantity import (
    PETAFLOPS,
    VIRIDIS,
    Category,
    Lookup,
    OperatingPoint,
    Quantity,
)


def _binding(point: OperatingPoint) -> NDArray[np.uint8]:
    return binding(point.satellite, point.forcing, point.flows, point.radiator_k, point.share)


COMPUTE = Quantity(
    key="compute",
    column="flops",
    title="Delivered compute",
    menu="Delivered Compute",
    help="Colour satellites by the FLOP/s they deliver now.",
    unit=PETAFLOPS,
    ramp=VIRIDIS,
    adds_up=True,
    table=lambda point: delivered_flops(point.satellite, point.flows.compute_w),
    orbit_mean=lambda point: orbit_flops(point.satellite, point.step_s, point.flows),
)
# Okabe and Ito's colours, safe for the colour-blind; white: nothing limits it.
LIMIT_CATEGORIES: dict[Binding, Category] = {
    Binding.CHIPS: Category("nothing", "nothing: chips at full rate", "#f2f2f2"),
    Binding.WORKLOAD: Category("workload", "workload demands no more", "#0072b2"),
    Binding.ARRAY: Category("array", "array", "#e69f00"),
    Binding.BATTERY: Category("battery", "battery", "#009e73"),
    Binding.RADIATOR: Category("radiator", "radiator", "#d55e00"),
    Binding.COOLING_PATH: Category("cooling path", "cooling path: chip to radiator", "#cc79a7"),
    Binding.POLICY: Category("policy", "eclipse policy", "#56b4e9"),
}
LIMIT = Quantity(
    key="limit",
    column="limited_by",
    title="Limiting factor",
    menu="Limiting Factor",
    help="Colour satellites by what limits their delivered compute.",
    categories=tuple(LIMIT_CATEGORIES[limit] for limit in Binding),
    lookup=Lookup.CATEGORY,
    table=_binding,
)
