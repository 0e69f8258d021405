"""The one list of quantities that colours, legends, tables and reports read.

A new quantity is a Quantity in a module of this folder, imported here and named in ALL.
"""

from __future__ import annotations

from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR, REJECTED
from orbitviz.subsystems.quantities.orbit import (
    ALTITUDE,
    BETA,
    DENSITY,
    GROUP,
    LIGHT,
    LOCAL_TIME,
    NODE,
    SUNLIGHT,
)
from orbitviz.subsystems.quantities.power import (
    ARRAY,
    CHARGE,
    CHARGING,
    COMPUTE_POWER,
    DISCHARGING,
    LOAD,
    MARGIN,
    SHED,
    USED,
)
from orbitviz.subsystems.quantities.work import COMPUTE, LIMIT
from orbitviz.subsystems.quantity import Quantity

# In the order of menus.
ALL: tuple[Quantity, ...] = (
    GROUP, SUNLIGHT, ALTITUDE, DENSITY,
    ARRAY, CHARGE, RADIATOR, CHIP, COMPUTE, MARGIN, LIMIT,
    BETA, LOCAL_TIME, NODE,
    LIGHT, USED, LOAD, COMPUTE_POWER, SHED, CHARGING, DISCHARGING, REJECTED,
)  # fmt: skip

COLOURS = tuple(quantity for quantity in ALL if quantity.is_colour)
COLOUR_KEYS = tuple(quantity.key for quantity in COLOURS)
TABLES = tuple(quantity for quantity in ALL if quantity.table is not None)
SUMS = tuple(quantity for quantity in TABLES if quantity.adds_up)
# Those of which a mean and extremes mean something, and a sum does not.
SPREADS = tuple(q for q in TABLES if not q.adds_up and not q.categories)

_BY_KEY = {quantity.key: quantity for quantity in ALL}


def quantity_of(key: str) -> Quantity:
    """Return the quantity of a key. Raises KeyError if there is none."""
    return _BY_KEY[key]
