"""What a colour tells, mode by mode: which quantity, in which unit, over which range, which map."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cmap
import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.colours import rgb_of_hex
from orbitviz.base.constants import CELSIUS_0_K
from orbitviz.base.rounding import round_step
from orbitviz.model.view import ColourMode, ViewOptions
from orbitviz.orbits.secular import highest_beta_rad
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.stations import row_of

Floats = NDArray[np.float64]

SHADES = 256
_LEAST_SPAN = 1e-3  # of a legend, in its unit: less is as good as nothing


@dataclass(frozen=True)
class Quantity:
    """One thing that colour can tell.

    kind      u_quantity of shaders/lib/operating_map.glsl
    table     table of the operating map, "" if the shader works it out
    unit      of the legend; a value is shown as value * per + offset
    colours   name of the colour map, all of them safe for the colour-blind
    used      part of the map that is used: its darkest part vanishes against the night
    ends      range that never changes, in the unit of the legend; None: that of the values
    centred   the range is even about zero
    """

    title: str
    kind: int
    table: str = ""
    unit: str = ""
    per: float = 1.0
    offset: float = 0.0
    colours: str = "viridis"
    used: tuple[float, float] = (0.22, 1.0)
    ends: tuple[float, float] | None = None
    centred: bool = False


_CYCLE = ("crameri:romao", (0.0, 1.0))
_EITHER_WAY = ("crameri:vik", (0.06, 0.94))

QUANTITIES = {
    ColourMode.ARRAY: Quantity("Array power", 1, "array_w", "kW", 1e-3, colours="cividis"),
    ColourMode.CHARGE: Quantity("State of charge", 1, "soc", "%", 100.0),
    ColourMode.RADIATOR: Quantity(
        "Radiator temperature", 1, "radiator_k", "°C", 1.0, -CELSIUS_0_K, "inferno", (0.28, 1.0)
    ),
    ColourMode.CHIP: Quantity(
        "Chip temperature", 1, "chip_k", "°C", 1.0, -CELSIUS_0_K, "inferno", (0.28, 1.0)
    ),
    ColourMode.COMPUTE: Quantity("Delivered compute", 1, "flops", "PFLOP/s", 1e-15),
    ColourMode.MARGIN: Quantity(
        "Power margin", 1, "margin_w", "kW", 1e-3, 0.0, *_EITHER_WAY, centred=True
    ),
    ColourMode.LIMIT: Quantity("Limit that binds", 2, "binding", ends=(0.0, SHADES - 1.0)),
    ColourMode.BETA: Quantity(
        "Beta angle", 3, "", "°", 180.0 / math.pi, 0.0, *_EITHER_WAY, ends=(-90.0, 90.0)
    ),
    ColourMode.LTAN: Quantity(
        "Local time of the node", 4, "", "h", 1.0, 0.0, *_CYCLE, ends=(0.0, 24.0)
    ),
    ColourMode.PLANE: Quantity(
        "Node of the plane", 5, "", "°", 1.0, 0.0, *_CYCLE, ends=(0.0, 360.0)
    ),
}

# Okabe and Ito's colours, told apart by the colour-blind; white: nothing holds it back.
LIMITS: dict[Binding, tuple[str, str]] = {
    Binding.CHIPS: ("#f2f2f2", "nothing: chips at full rate"),
    Binding.WORKLOAD: ("#0072b2", "workload asks no more"),
    Binding.ARRAY: ("#e69f00", "array"),
    Binding.BATTERY: ("#009e73", "battery"),
    Binding.RADIATOR: ("#d55e00", "radiator"),
    Binding.COOLING_PATH: ("#cc79a7", "chip to radiator"),
    Binding.POLICY: ("#56b4e9", "policy for the dark"),
}


@dataclass(frozen=True)
class ColourScale:
    """A quantity with its range, in the unit of the legend."""

    quantity: Quantity
    low: float
    high: float

    def share(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return 0..1 of values in the unit of the table."""
        shown = values * self.quantity.per + self.quantity.offset
        return np.asarray(np.clip((shown - self.low) / (self.high - self.low), 0.0, 1.0))


def colour_scale(view: ViewOptions, fleet: Fleet | None) -> ColourScale | None:
    """Return what the colour mode tells, None for the modes that need no operating map."""
    quantity = QUANTITIES.get(view.colour_mode)
    if quantity is None or fleet is None:
        return None
    low, high = quantity.ends or view.colour_range or _values_range(quantity, fleet)
    return ColourScale(quantity, low, high)


def shades(quantity: Quantity) -> NDArray[np.uint8]:
    """Return (256, 3) uint8 sRGB: the colours of a quantity from its lowest to its highest."""
    if quantity.kind == 2:
        colours = np.zeros((SHADES, 3), np.uint8)
        for limit, (colour, _) in LIMITS.items():
            colours[limit] = rgb_of_hex(colour)
        return colours
    first, last = quantity.used
    places = np.linspace(first, last, SHADES)
    mapped = np.asarray(cmap.Colormap(quantity.colours)(places))[:, :3]
    return np.rint(mapped * 255.0).astype(np.uint8)


def _values_range(quantity: Quantity, fleet: Fleet) -> tuple[float, float]:
    """Return round ends around all values on orbits that the shells can come to."""
    low, high = np.inf, -np.inf
    for part in fleet.parts:
        operating = part.operating
        inc = fleet.constellation.inc_rad[part.shells]
        sma = fleet.constellation.sma_km[part.shells]
        last = int(np.ceil(row_of(sma, highest_beta_rad(inc), fleet.sun_km, fleet.fineness).max()))
        low = min(low, float(operating.least[quantity.table][:, : last + 1].min()))
        high = max(high, float(operating.most[quantity.table][:, : last + 1].max()))
    ends = np.array([low, high]) * quantity.per + quantity.offset
    if quantity.centred:
        ends = np.abs(ends).max() * np.array([-1.0, 1.0])
    span = max(float(ends[1] - ends[0]), _LEAST_SPAN, 0.02 * float(np.abs(ends).max()))
    step = round_step(span / 10.0)
    first = math.floor(ends[0] / step + 1e-9) * step
    last_end = math.ceil(ends[1] / step - 1e-9) * step
    return first, max(last_end, first + step)
