"""Power: what the array gives, where it goes, and how full the battery is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.operation import Flows
from orbitviz.subsystems.quantity import (
    CIVIDIS,
    DIVERGING,
    KILOWATT,
    PER_CENT,
    VIRIDIS,
    OperatingPoint,
    Quantity,
)

# Of the full load, as fine as float32 tables of loads: less is no power but what the solver leaves
# of a battery that is empty or full.
_ROUND_OFF = 1e-7


def _watts(flow: Callable[[Flows], Floats]) -> Callable[[OperatingPoint], Floats]:
    """Return the table of a flow, 0 where it is round-off."""

    def table(point: OperatingPoint) -> Floats:
        watts = flow(point.flows)
        least_w = _ROUND_OFF * point.satellite.full_load_w
        return np.where(np.abs(watts) < least_w, 0.0, watts)

    return table


def _margin_w(point: OperatingPoint) -> Floats:
    satellite = point.satellite
    asked_w = point.forcing.asked_w + satellite.housekeeping_w
    return point.flows.array_w - asked_w / satellite.conversion_efficiency


ARRAY = Quantity(
    key="array",
    column="array_w",
    title="Array power",
    menu="Array Power",
    help="Colour satellites by the power available from their array now.",
    unit=KILOWATT,
    ramp=CIVIDIS,
    adds_up=True,
    table=_watts(lambda flows: flows.array_w),
)
USED = Quantity(
    key="used",
    column="used_w",
    title="Array power used",
    unit=KILOWATT,
    adds_up=True,
    table=_watts(lambda flows: flows.used_w),
)
LOAD = Quantity(
    key="load",
    column="load_w",
    title="Load",
    unit=KILOWATT,
    adds_up=True,
    table=_watts(lambda flows: flows.load_w),
)
COMPUTE_POWER = Quantity(
    key="compute-power",
    column="compute_w",
    title="Compute power",
    unit=KILOWATT,
    adds_up=True,
    table=_watts(lambda flows: flows.compute_w),
)
SHED = Quantity(
    key="shed",
    column="shed_w",
    title="Unserved load",
    unit=KILOWATT,
    adds_up=True,
    table=_watts(lambda flows: flows.shed_w),
)
CHARGING = Quantity(
    key="charging",
    column="charge_w",
    title="Power into the battery",
    unit=KILOWATT,
    adds_up=True,
    table=_watts(lambda flows: flows.charge_w),
)
DISCHARGING = Quantity(
    key="discharging",
    column="discharge_w",
    title="Power out of the battery",
    unit=KILOWATT,
    adds_up=True,
    table=_watts(lambda flows: flows.discharge_w),
)
MARGIN = Quantity(
    key="margin",
    column="margin_w",
    title="Power margin",
    menu="Power Margin",
    help="Colour satellites by array power minus the demanded load.",
    unit=KILOWATT,
    ramp=DIVERGING,
    centred=True,
    table=_margin_w,
)
CHARGE = Quantity(
    key="charge",
    column="soc",
    title="State of charge",
    menu="Charge",
    help="Colour satellites by the state of charge of their battery.",
    unit=PER_CENT,
    ramp=VIRIDIS,
    table=lambda point: point.soc,
)
