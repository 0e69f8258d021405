"""Lights of towns and cities by night as points, for a camera near the ground."""

from __future__ import annotations

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
_GLOW, _GAIN = 0.015, 0.5
_BRIGHTEST = 1.6  # light of the middle of a spot, that of white ground below the Sun being 1
_DENSE = 12.0  # light for an area of a spot, from which on it grows
_FAINTEST = 0.004  # in a pixel: less is not seen
_CELL_DEG = 4.0
_SUN_UP = 0.02  # sine of the Sun's height from which on no light is seen

DEFINES: dict[str, float | str] = {"CITY_LIGHT": MAP_LIGHT, "CITY_DARKEST": MAP_DARKEST}


def share_of_points(view: View) -> float:
    """Return 0..1 how far points have replaced the map of lights."""
    x = (_FIRST_KM - pixel_km(view)) / (_FIRST_KM - _ALL_KM)
    return min(max(x, 0.0), 1.0)


def share_of_map(view: View) -> float:
    """Return how much of the map's light is drawn."""
    return 1.0 - (1.0 - _GLOW) * share_of_points(view)


class CityLights:
    """Draws the points; a GL context must be current."""

    def __init__(self) -> None:
        """Build from the table of towns. Raises UserError if it is missing."""
        towns = load_towns()
        self._cells = cells = _Cells(towns)
        order = cells.order
        lat, lon = np.radians(towns.latitude_deg[order]), np.radians(towns.longitude_deg[order])
        tint = np.random.default_rng(5).beta(1.2, 2.0, len(order))
        light = np.stack([towns.light[order], towns.clouds[order], tint], axis=1)
        program = self._program = load_program(
            "city_lights.vert", "city_lights.frag", CITY_BRIGHTEST=_BRIGHTEST, CITY_DENSE=_DENSE
        )
        program["a_place_km"] = gloo.VertexBuffer(cells.place_km.astype(np.float32))
        program["a_light"] = gloo.VertexBuffer(light.astype(np.float32))
        self._indices = gloo.IndexBuffer()

    def draw(self, view: View, geometry: SkyGeometry, layers: Layers) -> None:
        """Draw over the ground at the instant of `geometry`."""
        gain = _GAIN * share_of_points(view)
        chosen = self._cells.seen(view, geometry, _FAINTEST / max(gain, 1e-6))
        self.count = len(chosen)
        if not len(chosen):
            return
        program = self._program
        view.apply(program)
        program["u_to_itrs"] = geometry.teme_to_itrs.T.astype(np.float32)
        program["u_sun"] = (geometry.teme_to_itrs @ geometry.sun_direction).astype(np.float32)
        program["u_pixel_km2"] = (view.radians_per_pixel * view.pixel_ratio) ** 2
        program["u_gain"] = gain
        program["u_clouds"] = float(layers.clouds)
        self._indices.set_data(chosen)
        blending.screen()
        program.draw("points", self._indices)


class _Cells:
    """Points by squares of latitude and longitude, the brightest of each first."""

    def __init__(self, towns: Towns) -> None:
        row = np.floor((towns.latitude_deg + 90.0) / _CELL_DEG)
        column = np.floor((towns.longitude_deg + 180.0) / _CELL_DEG)
        cell = row * round(360.0 / _CELL_DEG) + column
        self.order = order = np.lexsort((-towns.light, cell))
        lat, lon = np.radians(towns.latitude_deg[order]), np.radians(towns.longitude_deg[order])
        self.place_km = itrs_position_km(lat, lon, 0.0)
        _, self._first = np.unique(cell[order], return_index=True)
        self._last = np.append(self._first[1:], len(order))
        self._dimness = -towns.light[order]
        count = (self._last - self._first)[:, None]
        self._middle = np.add.reduceat(self.place_km, self._first, axis=0) / count
        away = self.place_km - np.repeat(self._middle, count[:, 0], axis=0)
        self._radius = np.maximum.reduceat(np.linalg.norm(away, axis=1), self._first)

    def seen(self, view: View, geometry: SkyGeometry, faintest: float) -> NDArray[np.uint32]:
        """Return the points that may be seen by night, of at least so much light in a pixel."""
        eye = geometry.teme_to_itrs @ view.eye_km
        from_eye = self._middle - eye
        seen = np.linalg.norm(from_eye, axis=1) - self._radius < _horizon_km(eye)
        for side in _sides(view) @ geometry.teme_to_itrs.T:
            seen &= from_eye @ side > -self._radius
        sun = geometry.teme_to_itrs @ geometry.sun_direction
        seen &= self._middle @ sun - self._radius < _SUN_UP * EARTH_RADIUS_KM
        cells = np.flatnonzero(seen)
        nearest = np.maximum(np.linalg.norm(from_eye[cells], axis=1) - self._radius[cells], 1.0)
        least = faintest * (nearest * view.radians_per_pixel * view.pixel_ratio) ** 2
        parts = [
            np.arange(a, a + np.searchsorted(self._dimness[a:b], -light), dtype=np.uint32)
            for a, b, light in zip(self._first[cells], self._last[cells], least, strict=True)
        ]
        return np.concatenate(parts) if parts else np.empty(0, np.uint32)


def _horizon_km(eye_km: Floats) -> float:
    """Return the greatest distance of ground that is seen."""
    eye = eye_km * TO_UNIT_SPHERE
    return EARTH_RADIUS_KM * float(np.sqrt(max(eye @ eye - 1.0, 0.0)))


def _sides(view: View) -> Floats:
    """Return (4, 3) unit vectors, TEME, to the inside of the sides of the tile."""
    corners = view.rays(np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]))
    sides = np.cross(np.roll(corners, -1, axis=0), corners)
    return sides / np.linalg.norm(sides, axis=1)[:, None]
