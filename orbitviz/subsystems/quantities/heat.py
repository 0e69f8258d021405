"""Heat: temperatures of radiator and chips, and what the radiator gives off."""

from __future__ import annotations

from orbitviz.subsystems.quantity import CELSIUS, INFERNO, KILOWATT, Quantity

RADIATOR = Quantity(
    key="radiator",
    column="radiator_k",
    title="Radiator temperature",
    menu="Radiator Temperature",
    help="Colour satellites by the temperature of their radiator.",
    unit=CELSIUS,
    ramp=INFERNO,
    table=lambda point: point.radiator_k,
)
CHIP = Quantity(
    key="chip",
    column="chip_k",
    title="Chip temperature",
    menu="Chip Temperature",
    help="Colour satellites by the temperature of their chips.",
    unit=CELSIUS,
    ramp=INFERNO,
    table=lambda point: point.flows.chip_k,
)
REJECTED = Quantity(
    key="rejected",
    column="rejected_w",
    title="Heat rejected",
    unit=KILOWATT,
    adds_up=True,
    table=lambda point: point.flows.rejected_w,
)
