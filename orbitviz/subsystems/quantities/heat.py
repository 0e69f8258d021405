"""Heat: temperatures of radiator and chips, and what the radiator gives off."""

from __future__ import annotations

from orbitviz.base.constants import CELSIUS_0_K
from orbitviz.subsystems.quantity import INFERNO, Quantity

RADIATOR = Quantity(
    key="radiator",
    column="radiator_k",
    title="Radiator temperature",
    menu="Radiator Temperature",
    help="Colour satellites by the temperature of their radiator.",
    si_unit="K",
    unit="°C",
    offset=-CELSIUS_0_K,
    ramp=INFERNO,
    table=lambda point: point.radiator_k,
)
CHIP = Quantity(
    key="chip",
    column="chip_k",
    title="Chip temperature",
    menu="Chip Temperature",
    help="Colour satellites by the temperature of their chips.",
    si_unit="K",
    unit="°C",
    offset=-CELSIUS_0_K,
    ramp=INFERNO,
    table=lambda point: point.flows.chip_k,
)
REJECTED = Quantity(
    key="rejected",
    column="rejected_w",
    title="Heat rejected",
    si_unit="W",
    unit="kW",
    factor=1e-3,
    adds_up=True,
    table=lambda point: point.flows.rejected_w,
)
