"""Colour scale of the chosen quantity: its range and its colours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cmap
import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.colours import rgb_of_hex
from orbitviz.base.rounding import round_step
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.view import ViewOptions
from orbitviz.orbits.secular import highest_beta_rad
from orbitviz.subsystems.quantity import Quantity
from orbitviz.subsystems.stations import row_of

SHADES = 256
_LEAST_SPAN = 1e-3  # of a legend, in its unit: smaller spans are rounding


@dataclass(frozen=True)
class ColourScale:
    """A quantity with its range, in the unit of the legend."""

    quantity: Quantity
    low: float
    high: float

    def share(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return 0..1 of SI values."""
        shown = self.quantity.shown(values)
        return np.asarray(np.clip((shown - self.low) / (self.high - self.low), 0.0, 1.0))


def shown_scale(view: ViewOptions, snapshot: Snapshot) -> ColourScale | None:
    """Return the colours of the quantity chosen at a snapshot: those of both designs alike."""
    scale = colour_scale(view, snapshot.fleet)
    other = snapshot.other and colour_scale(view, snapshot.other.fleet)
    if scale is None or not other:
        return scale
    return replace(scale, low=min(scale.low, other.low), high=max(scale.high, other.high))


def colour_scale(view: ViewOptions, fleet: Fleet | None) -> ColourScale | None:
    """Return the colours of the quantity chosen, None where they need no operating map."""
    quantity = view.colour
    if not quantity.needs_map or fleet is None:
        return None
    if quantity.categories:
        return ColourScale(quantity, 0.0, SHADES - 1.0)
    low, high = quantity.ends or view.colour_range or _values_range(quantity, fleet)
    return ColourScale(quantity, low, high)


def common_range(view: ViewOptions, fleets: Sequence[Fleet]) -> tuple[float, float] | None:
    """Return the range of the colours in which several fleets are shown alike.

    None where it is fixed or of no number.
    """
    scales = [colour_scale(view, fleet) for fleet in fleets]
    if any(scale is None or scale.quantity.categories for scale in scales):
        return view.colour_range
    known = [scale for scale in scales if scale is not None]
    return min(scale.low for scale in known), max(scale.high for scale in known)


def shades(quantity: Quantity) -> NDArray[np.uint8]:
    """Return (256, 3) uint8 sRGB: the colours of a quantity from its lowest to its highest."""
    if quantity.categories:
        colours = np.zeros((SHADES, 3), np.uint8)
        for kind, category in enumerate(quantity.categories):
            colours[kind] = rgb_of_hex(category.colour)
        return colours
    assert quantity.ramp is not None
    first, last = quantity.ramp.used
    places = np.linspace(first, last, SHADES)
    mapped = np.asarray(cmap.Colormap(quantity.ramp.name)(places))[:, :3]
    return np.rint(mapped * 255.0).astype(np.uint8)


def _values_range(quantity: Quantity, fleet: Fleet) -> tuple[float, float]:
    """Return round ends around all values on orbits that the shells can come to."""
    low, high = np.inf, -np.inf
    for part in fleet.parts:
        operating = part.operating
        inc = fleet.constellation.inc_rad[part.shells]
        sma = fleet.constellation.sma_km[part.shells]
        last = int(np.ceil(row_of(sma, highest_beta_rad(inc), fleet.sun_km, fleet.fineness).max()))
        low = min(low, float(operating.minimum[quantity][:, : last + 1].min()))
        high = max(high, float(operating.maximum[quantity][:, : last + 1].max()))
    ends = quantity.shown(np.array([low, high]))
    if quantity.centred:
        ends = np.abs(ends).max() * np.array([-1.0, 1.0])
    span = max(float(ends[1] - ends[0]), _LEAST_SPAN, 0.02 * float(np.abs(ends).max()))
    step = round_step(span / 10.0)
    first = math.floor(ends[0] / step + 1e-9) * step
    last_end = math.ceil(ends[1] / step - 1e-9) * step
    return first, max(last_end, first + step)
