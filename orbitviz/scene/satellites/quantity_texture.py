"""A quantity of the operating map as a texture, instead of a value per satellite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.arrays import Floats, Floats32
from orbitviz.base.colours import to_srgb
from orbitviz.base.constants import EARTH_RADIUS_KM, SUN_RADIUS_KM, TAU
from orbitviz.orbits.sun import mean_sun_ra_rad
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.colouring import SHADES, ColourScale, shades
from orbitviz.scene.satellites.appearance import light_of
from orbitviz.subsystems import stations
from orbitviz.subsystems.quantity import Lookup, Quantity
from orbitviz.subsystems.stations import Fineness

Bytes = NDArray[np.uint8]

_MOST_TEXELS = 4096  # of a side; every driver of this decade has as many
# Shells that are no farther apart share a set of the table: a state differs there by less than a
# hundredth of what it does between two altitudes of a map.
_SET_KM = 6.0


def map_defines() -> dict[str, float]:
    """Return the numbers of the grid that shaders/lib/operating_map.glsl needs."""
    names = ("MORNING_STEPS", "DAY_STEPS", "EVENING_STEPS", "PENUMBRA_STEPS", "UMBRA_STEPS",
             "LIT_STEPS", "STEPS", "WIDENING", "MORNING_WIDENING", "DAY_WIDENING")  # fmt: skip
    return {name: float(getattr(stations, name)) for name in names}


class Sets(NamedTuple):
    """The sets of the table: the states of one part of a fleet at one altitude.

    of_shell   (s,) int32
    part       (n,) int32 part of the fleet
    sma_km     (n,) float64
    """

    of_shell: NDArray[np.int32]
    part: NDArray[np.int32]
    sma_km: Floats


def sets_of(fleet: Fleet) -> Sets:
    """Return the sets of a fleet; shells farther apart share one only where shells abound."""
    sma = fleet.constellation.sma_km
    fineness = fleet.fineness
    most = _sets_per_block(fineness.rows) * (_MOST_TEXELS // fineness.stations)
    apart_km = _SET_KM
    while True:
        place = np.rint((sma - sma.min(initial=np.inf)) / apart_km).astype(np.int64)
        keys, first, shell_set = np.unique(
            fleet.part_of * (place.max(initial=0) + 1) + place,
            return_index=True, return_inverse=True,
        )  # fmt: skip
        if len(keys) <= most or not place.any():
            break
        apart_km *= 2.0
    members = np.bincount(shell_set, minlength=len(keys))
    middle = np.bincount(shell_set, sma, len(keys)) / members
    return Sets(shell_set.astype(np.int32), fleet.part_of[first], middle)


def _sets_per_block(rows: int) -> int:
    return _MOST_TEXELS // rows


def quantity_values(fleet: Fleet, quantity: Quantity) -> Floats32:
    """Return (sets, rows, stations) float32 SI: a quantity at the altitude of every set."""
    return np.array([values.copy() for values in _values_by_set(fleet, quantity)])


def _values_by_set(fleet: Fleet, quantity: Quantity) -> Iterator[Floats32]:
    """Yield (rows, stations) float32 SI of every set, each in the same memory."""
    sets = sets_of(fleet)
    out = np.zeros((fleet.fineness.rows, fleet.fineness.stations), np.float32)
    for index, sma_km in zip(sets.part, sets.sma_km, strict=True):
        operating = fleet.parts[index].operating
        grid, values = operating.grid, operating.values[quantity]
        out[grid.rows :] = 0.0
        here = out[: grid.rows]
        place = float(np.interp(sma_km, grid.sma_km, np.arange(len(grid.sma_km))))
        if quantity.lookup is Lookup.CATEGORY:
            here[:] = values[round(place)]
        else:
            low = int(place)
            high = min(low + 1, len(grid.sma_km) - 1)
            np.subtract(values[high], values[low], out=here)
            here *= np.float32(place - low)
            here += values[low]
        yield out


def table_texels(fleet: Fleet, scale: ColourScale) -> Bytes:
    """Return the texels (height, width, 4) uint8 of a quantity: blocks of sets, side by side.

    A texel holds the share of the scale at its station and at the next one, 16 bits each, so that
    the shader needs one fetch for both. Set by set: what is computed between stays in the cache.
    """
    rows, stations_ = fleet.fineness.rows, fleet.fineness.stations
    count, per_block = len(sets_of(fleet).part), _sets_per_block(rows)
    shape = min(count, per_block) * rows, -(-count // per_block) * stations_, 2
    pairs = np.zeros(shape, ">u2")  # the high byte first
    for number, values in enumerate(_values_by_set(fleet, scale.quantity)):
        block, slot = divmod(number, per_block)
        left, top = block * stations_, slot * rows
        here = pairs[top : top + rows, left : left + stations_]
        whole = (scale.share(values) * np.float32(65535.0) + np.float32(0.5)).astype(np.uint16)
        here[..., 0] = whole
        here[:, :-1, 1] = whole[:, 1:]
        here[:, -1, 1] = whole[:, 0]
    return pairs.view(np.uint8)


class QuantityTexture:
    """The textures and uniforms of shaders/lib/operating_map.glsl; a GL context must be current."""

    def __init__(self) -> None:
        self._table = _texture(np.zeros((1, 1, 4), np.uint8))
        self._colours = _texture(np.zeros((1, SHADES, 3), np.uint8))
        self._size = (1, 1)
        self._shown: tuple[Fleet | None, ColourScale | None] = (None, None)

    @property
    def is_shown(self) -> bool:
        """Whether satellites are coloured by a quantity."""
        return self._shown[1] is not None

    def show(self, fleet: Fleet | None, scale: ColourScale | None) -> None:
        """Upload the table and colours of a scale, None for none; only what differs."""
        old_fleet, old_scale = self._shown
        self._shown = (fleet, scale)
        if fleet is None or scale is None:
            return
        quantity = scale.quantity
        if old_scale is None or old_scale.quantity is not quantity:
            light = light_of(shades(quantity)[None] / 255.0).astype(np.float64)
            self._colours.set_data(np.rint(255.0 * to_srgb(light)).astype(np.uint8))
        same = fleet is old_fleet and scale == old_scale
        if quantity.table is None or same:
            return
        texels = table_texels(fleet, scale)
        if self._size != texels.shape[:2]:
            self._size = (texels.shape[0], texels.shape[1])
            self._table = _texture(texels)
        else:
            self._table.set_data(texels)

    def apply(self, program: gloo.Program, instant: Instant) -> None:
        """Set the uniforms."""
        fleet, scale = self._shown
        program["u_map"] = self._table
        program["u_colours"] = self._colours
        program["u_map_size"] = (float(self._size[1]), float(self._size[0]))
        fineness = fleet.fineness if fleet is not None else Fineness.DRAFT
        program["u_fineness"] = float(fineness)
        program["u_bands"] = tuple(float(gaps) for gaps in fineness.bands)
        program["u_sets_per_block"] = float(_sets_per_block(fineness.rows))
        program["u_quantity"] = float(scale.quantity.lookup) if scale is not None else 0.0
        program["u_noon_rad"] = mean_sun_ra_rad(instant)
        low, high = (scale.low, scale.high) if scale is not None else (-90.0, 90.0)
        degree = TAU / 360.0
        program["u_range"] = (low * degree, 1.0 / ((high - low) * degree))
        sun_km = fleet.sun_km if fleet is not None else 1.5e8
        umbra = (SUN_RADIUS_KM - EARTH_RADIUS_KM) / sun_km
        penumbra = (SUN_RADIUS_KM + EARTH_RADIUS_KM) / sun_km
        program["u_cones"] = (
            np.sqrt(1.0 - umbra**2), umbra, np.sqrt(1.0 - penumbra**2), penumbra,
        )  # fmt: skip


def _texture(texels: Bytes) -> gloo.Texture2D:
    return gloo.Texture2D(texels, interpolation="nearest", wrapping="clamp_to_edge")
