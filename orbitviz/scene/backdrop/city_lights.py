"""Lights of towns and cities by night as points, for a camera near the ground."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.view import Layers
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE, itrs_position_km
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.earth_near import pixel_km
from orbitviz.scene.backdrop.towns import MAP_DARKEST, MAP_LIGHT, Towns, load_towns
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.view import View

# Of the ground below the camera in a pixel: where points begin to replace the map, and have done.
_FIRST_KM, _ALL_KM = 4.5, 2.2
# Share of the map's light that is left as a glow under the points, and share that points give.
_GLOW, _GAIN = 0.015, 0.8
_BRIGHTEST = 3.0  # light of the middle of a spot, that of white ground below the Sun being 1
_DENSE = 24.0  # light for an area of a spot, from which on it grows
# Where a pixel shows more than _MERGED_KM of ground, the points of a square of _SQUARE_KM are one,
# and where it shows twice as much those of a square twice as large.
_MERGED_KM, _SQUARE_KM, _LEVELS = 1.6, 9.0, 3
_CELL_DEG = 4.0
_KM_PER_DEG = math.radians(EARTH_RADIUS_KM)
_SUN_UP = 0.02  # sine of the Sun's height from which on no light is seen

DEFINES: dict[str, float | str] = {
    "CITY_LIGHT": MAP_LIGHT,
    "CITY_DARKEST": MAP_DARKEST,
    "CITY_SUN_UP": _SUN_UP,
}


def share_of_points(view: View) -> float:
    """Return 0..1 how far points have replaced the map of lights."""
    x = (_FIRST_KM - pixel_km(view)) / (_FIRST_KM - _ALL_KM)
    return min(max(x, 0.0), 1.0)


def share_of_map(view: View) -> float:
    """Return how much of the map's light is drawn."""
    # Even on the screen, whose levels are about roots of light.
    return (1.0 - (1.0 - math.sqrt(_GLOW)) * share_of_points(view)) ** 2


class CityLights:
    """Draws the points; a GL context must be current."""

    def __init__(self) -> None:
        """Build from the table of towns. Raises UserError if it is missing."""
        cells = self._cells = LightCells(load_towns())
        tint = np.random.default_rng(5).beta(1.2, 2.0, len(cells.clouds))
        program = self._program = load_program(
            "city_lights.vert",
            "city_lights.frag",
            CITY_BRIGHTEST=_BRIGHTEST,
            CITY_DENSE=_DENSE,
            CITY_MERGED_KM2=_MERGED_KM**2,
            **DEFINES,
        )
        program["a_place_km"] = gloo.VertexBuffer(cells.place_km.astype(np.float32))
        program["a_light"] = gloo.VertexBuffer(cells.light.astype(np.float32))
        look = np.stack([cells.clouds, tint], axis=1)
        program["a_look"] = gloo.VertexBuffer(look.astype(np.float32))
        self._indices = gloo.IndexBuffer()

    def draw(self, view: View, geometry: SkyGeometry, layers: Layers) -> None:
        """Draw over the ground at the instant of `geometry`."""
        chosen = self._cells.seen(view, geometry)
        if not len(chosen):
            return
        program = self._program
        view.apply(program)
        program["u_to_itrs"] = geometry.teme_to_itrs.T.astype(np.float32)
        program["u_sun"] = (geometry.teme_to_itrs @ geometry.sun_direction).astype(np.float32)
        program["u_pixel_km2"] = _pixel_rad(view) ** 2
        # The nearer, the brighter is a town: an eye adapts.
        adapted = min(pixel_km(view) / _ALL_KM, 1.0) ** 0.5
        program["u_gain"] = _GAIN * share_of_points(view) ** 2 * adapted
        program["u_clouds"] = float(layers.clouds)
        self._indices.set_data(chosen)
        blending.screen()
        program.draw("points", self._indices)


class LightCells:
    """Points by squares of latitude and longitude, those that are drawn from afar first.

    place_km   (n, 3) float64  ITRS
    light      (n, _LEVELS) float64  as in Towns; at each further level fewer points have all of it
    clouds     (n,)   float64  as in Towns
    """

    def __init__(self, towns: Towns) -> None:
        light = _levels(towns)
        row = np.floor((towns.latitude_deg + 90.0) / _CELL_DEG)
        column = np.floor((towns.longitude_deg + 180.0) / _CELL_DEG)
        cell = row * round(360.0 / _CELL_DEG) + column
        last_level = np.count_nonzero(light, axis=1) - 1
        order = np.lexsort((-last_level, cell))
        lat, lon = np.radians(towns.latitude_deg[order]), np.radians(towns.longitude_deg[order])
        self.place_km = itrs_position_km(lat, lon, 0.0)
        self.light, self.clouds = light[order], towns.clouds[order]
        _, first = np.unique(cell[order], return_index=True)
        self._first = first
        # (cells, _LEVELS): how many points are drawn at each level.
        self._counts = np.add.reduceat((self.light > 0.0).astype(np.int64), first, axis=0)
        count = self._counts[:, :1]
        self._middle = np.add.reduceat(self.place_km, first, axis=0) / count
        away = self.place_km - np.repeat(self._middle, count[:, 0], axis=0)
        self._radius = np.maximum.reduceat(np.linalg.norm(away, axis=1), first)

    def seen(self, view: View, geometry: SkyGeometry) -> NDArray[np.uint32]:
        """Return the points of the squares that are seen by night in the tile of a view."""
        eye = geometry.teme_to_itrs @ view.eye_km
        from_eye = self._middle - eye
        nearest_km = np.linalg.norm(from_eye, axis=1) - self._radius
        seen = nearest_km < _horizon_km(eye)
        for side in _sides(view) @ geometry.teme_to_itrs.T:
            seen &= from_eye @ side > -self._radius
        sun = geometry.teme_to_itrs @ geometry.sun_direction
        seen &= self._middle @ sun - self._radius < _SUN_UP * EARTH_RADIUS_KM
        cells = np.flatnonzero(seen)
        pixels_km = np.maximum(nearest_km[cells], 1.0) * _pixel_rad(view)
        level = np.floor(1.0 + np.log2(pixels_km / _MERGED_KM)).astype(int)
        count = self._counts[cells, np.clip(level, 0, _LEVELS - 1)]
        skipped = self._first[cells] - (np.cumsum(count) - count)
        return (np.repeat(skipped, count) + np.arange(count.sum())).astype(np.uint32)


def _levels(towns: Towns) -> Floats:
    """Return light (n, _LEVELS): at each further level the brightest of a square has all of it."""
    levels = [towns.light]
    for level in range(1, _LEVELS):
        height = _SQUARE_KM * 2.0 ** (level - 1) / _KM_PER_DEG
        row = np.floor((towns.latitude_deg + 90.0) / height)
        width = height / np.cos(np.radians((row + 0.5) * height - 90.0))
        square = row * (1 << 20) + np.floor((towns.longitude_deg + 180.0) / width)
        # The brightest of the level before, so that the levels are parts of one another.
        order = np.lexsort((-levels[-1], square))
        _, first = np.unique(square[order], return_index=True)
        merged = np.zeros(len(order))
        merged[order[first]] = np.add.reduceat(levels[-1][order], first)
        levels.append(merged)
    return np.stack(levels, axis=1)


def _pixel_rad(view: View) -> float:
    """Return the angle of a logical pixel."""
    return view.radians_per_pixel * view.pixel_ratio


def _horizon_km(eye_km: Floats) -> float:
    """Return the greatest distance of ground that is seen."""
    eye = eye_km * TO_UNIT_SPHERE
    return EARTH_RADIUS_KM * math.sqrt(max(float(eye @ eye) - 1.0, 0.0))


def _sides(view: View) -> Floats:
    """Return (4, 3) unit vectors, TEME, to the inside of the sides of the tile."""
    corners = view.rays(np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]))
    sides = np.cross(np.roll(corners, -1, axis=0), corners)
    return np.asarray(sides / np.linalg.norm(sides, axis=1)[:, None])
