"""The operating map as a texture: state changes reach the points as a table, never one by one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.engine.fleet import Fleet
from orbitviz.facts.constants import EARTH_RADIUS_KM, SUN_RADIUS_KM, TAU
from orbitviz.orbits.sun import mean_sun_ra_rad
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.colouring import SHADES, ColourScale, shades
from orbitviz.subsystems import stations
from orbitviz.subsystems.stations import ROWS, STATIONS

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]

_MOST_TEXELS = 4096  # of a side; every driver of this decade has as many
_SETS_PER_BLOCK = _MOST_TEXELS // ROWS
MOST_SETS = _SETS_PER_BLOCK * (_MOST_TEXELS // STATIONS)


def map_defines() -> dict[str, float]:
    """Return the numbers of the grid that shaders/lib/operating_map.glsl needs."""
    names = ("DAY_STEPS", "TWILIGHT_STEPS", "PENUMBRA_STEPS", "DUSK_STEPS", "NIGHT_STEPS",
             "LIT_STEPS", "STATIONS", "UMBRA_ROWS", "GRAZING_ROWS", "SUNNY_ROWS",
             "ROWS")  # fmt: skip
    return {name: float(getattr(stations, name)) for name in names}


def sets_of(fleet: Fleet) -> NDArray[np.int32]:
    """Return (s,) int32: set of the table for each shell; neighbours share one if shells abound."""
    shells = fleet.constellation.shell_count
    each = -(-shells // MOST_SETS)
    return np.arange(shells, dtype=np.int32) // each


def state_values(fleet: Fleet, table: str) -> Floats:
    """Return (sets, ROWS, STATIONS) float64: a table of the maps at the altitude of every set."""
    sets = sets_of(fleet)
    shell = np.searchsorted(sets, np.arange(sets[-1] + 1))  # the first shell of each set
    out = np.empty((len(shell), ROWS, STATIONS))
    sma = fleet.constellation.sma_km
    for index, part in enumerate(fleet.parts):
        ours = np.flatnonzero(fleet.part_of[shell] == index)
        nodes = part.operating.grid.sma_km
        place = np.interp(sma[shell[ours]], nodes, np.arange(len(nodes), dtype=np.float64))
        low = np.minimum(place.astype(np.int32), max(len(nodes) - 2, 0))
        values = part.operating.values[table]
        if table == "binding":
            out[ours] = values[np.rint(place).astype(np.int32)]
            continue
        up = (place - low)[:, None, None]
        high = np.minimum(low + 1, len(nodes) - 1)
        out[ours] = (1.0 - up) * values[low] + up * values[high]
    return out


def packed(values: Floats) -> Bytes:
    """Return the texels (height, width, 4) uint8 of values 0..1 (sets, ROWS, STATIONS).

    A texel holds the value at its station and at the next one, 16 bits each, so that the shader
    needs one look for both.
    """
    whole = (values * 65535.0 + 0.5).astype(np.uint16)
    pairs = np.empty((*whole.shape, 2), ">u2")  # the high byte first
    pairs[..., 0] = whole
    pairs[..., :-1, 1] = whole[..., 1:]
    pairs[..., -1, 1] = whole[..., 0]
    texels = pairs.view(np.uint8)
    count = len(texels)
    blocks = -(-count // _SETS_PER_BLOCK)
    if blocks == 1:
        return np.ascontiguousarray(texels.reshape(count * ROWS, STATIONS, 4))
    full = np.zeros((blocks * _SETS_PER_BLOCK, ROWS, STATIONS, 4), np.uint8)
    full[:count] = texels
    side_by_side = full.reshape(blocks, _SETS_PER_BLOCK * ROWS, STATIONS, 4).swapaxes(0, 1)
    return np.ascontiguousarray(side_by_side.reshape(_SETS_PER_BLOCK * ROWS, -1, 4))


class StateColours:
    """The textures and uniforms of shaders/lib/operating_map.glsl; a GL context must be current."""

    def __init__(self) -> None:
        self._table = _texture(np.zeros((1, 1, 4), np.uint8))
        self._colours = _texture(np.zeros((1, SHADES, 3), np.uint8))
        self._size = (1, 1)
        self._shown: tuple[Fleet | None, ColourScale | None] = (None, None)

    def show(self, fleet: Fleet | None, scale: ColourScale | None) -> None:
        """Upload the table and colours of a scale, None for none; only what differs."""
        old_fleet, old_scale = self._shown
        self._shown = (fleet, scale)
        if fleet is None or scale is None:
            return
        quantity = scale.quantity
        if old_scale is None or old_scale.quantity is not quantity:
            self._colours.set_data(shades(quantity)[None])
        same = fleet is old_fleet and scale == old_scale
        if not quantity.table or same:
            return
        texels = packed(scale.share(state_values(fleet, quantity.table)))
        if self._size != texels.shape[:2]:
            self._size = (texels.shape[0], texels.shape[1])
            self._table = _texture(texels)
        else:
            self._table.set_data(texels)

    def apply(self, program: gloo.Program, instant: Instant) -> None:
        """Set the uniforms."""
        fleet, scale = self._shown
        program["u_states"] = self._table
        program["u_colours"] = self._colours
        program["u_states_size"] = (float(self._size[1]), float(self._size[0]))
        program["u_sets_per_block"] = float(_SETS_PER_BLOCK)
        program["u_quantity"] = float(scale.quantity.kind) if scale is not None else 0.0
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
