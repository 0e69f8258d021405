"""Milky Way and Sun: what fills the sky between the stars."""

from __future__ import annotations

import math

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_POLAR_RADIUS_KM, SUN_RADIUS_KM
from orbitviz.model.view import Layers
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.milky_way import SkyMap
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.gl.textures import mipmapped_texture, sample_mipmaps
from orbitviz.scene.view import View

# Chord of the angle from the Sun beyond which its glow is less than a step of 8 bits.
_SUN_REACH = 1.0
_SUN_REACH_RAD = 2.0 * math.asin(_SUN_REACH / 2.0)


class SkyBackground:
    """Draws the Milky Way, then the Sun with the sky around it, over black."""

    def __init__(self, sky_map: SkyMap) -> None:
        self._milky_way = load_program("sky.vert", "milky_way.frag")
        self._sun = load_program("sky.vert", "sun.frag", SUN_REACH=_SUN_REACH)
        texture = self._texture = mipmapped_texture(sky_map.pixels, wrap_x=True)
        self._texel_rad = math.pi / sky_map.pixels.shape[0]
        direction, place = gloo.VertexBuffer(sky_map.direction), gloo.VertexBuffer(sky_map.place)
        for program in (self._milky_way, self._sun):
            program["u_milky_way"] = texture
            program["a_direction"] = direction
            program["a_place"] = place
        self._cells, self._bright = (
            gloo.IndexBuffer(sky_map.cells),
            gloo.IndexBuffer(sky_map.bright),
        )

    def draw(self, view: View, geometry: SkyGeometry, layers: Layers) -> None:
        """Draw the layers that are on, at the instant of `geometry`."""
        # Near the poles of the sky texels are narrow, but there is next to no light.
        sample_mipmaps(self._texture, view.radians_per_pixel > 0.5 * self._texel_rad)
        blending.overwrite()
        glows = layers.sun and _angle_to_tile(view, geometry.sun_direction) < _SUN_REACH_RAD
        if layers.milky_way:
            cut = _beyond(geometry.sun_direction, _SUN_REACH_RAD) if glows else _earth(view.eye_km)
            self._draw_cells(self._milky_way, self._bright, cut, view, geometry)
        if glows:
            self._draw_sun(view, geometry, layers)

    def _draw_sun(self, view: View, geometry: SkyGeometry, layers: Layers) -> None:
        program = self._sun
        program["u_sun_direction"] = geometry.sun_direction.astype(np.float32)
        distance_km = float(np.linalg.norm(geometry.sun_teme_km))
        program["u_sun_radius"] = SUN_RADIUS_KM / distance_km
        program["u_sun_light"] = float(sunlit(view.eye_km[None], geometry.sun_teme_km)[0])
        program["u_milky_way_light"] = float(layers.milky_way)
        # A little less is cut, because flat cells lie inside the sphere.
        cut = _within(geometry.sun_direction, _SUN_REACH_RAD + 0.01)
        self._draw_cells(program, self._cells, cut, view, geometry)

    def _draw_cells(
        self,
        program: gloo.Program,
        cells: gloo.IndexBuffer,
        cut: Floats,
        view: View,
        geometry: SkyGeometry,
    ) -> None:
        view.apply(program)
        # Columns for GL: the transpose of the matrix, row by row.
        program["u_to_teme"] = geometry.gcrs_to_teme.T.astype(np.float32)
        # Scaled so that nothing in the picture is beyond the far plane.
        nearest = 1.0 / math.hypot(1.0, *view.tan_half)
        program["u_cut"] = (0.5 * nearest * cut).astype(np.float32)
        program.draw("triangles", cells)


def _beyond(direction: Floats, angle_rad: float) -> Floats:
    """Return (4,) the plane that leaves out the sky within an angle of a direction."""
    return np.append(-direction, math.cos(angle_rad))


def _within(direction: Floats, angle_rad: float) -> Floats:
    """Return (4,) the plane that leaves out all but the sky within an angle of a direction."""
    return -_beyond(direction, angle_rad)


def _earth(eye_km: Floats) -> Floats:
    """Return (4,) the plane that leaves out what the Earth hides for sure: the sphere within it."""
    distance_km = float(np.linalg.norm(eye_km))
    if distance_km <= EARTH_POLAR_RADIUS_KM:
        return np.array([0.0, 0.0, 0.0, 1.0])
    return _beyond(-eye_km / distance_km, math.asin(EARTH_POLAR_RADIUS_KM / distance_km))


def _angle_to_tile(view: View, direction: Floats) -> float:
    """Return an angle that is at most the one between a unit vector and the tile's nearest ray."""
    middle, *corners = _unit(view.rays(np.array([[0, 0], [-1, -1], [1, -1], [-1, 1], [1, 1]])))
    widest = max(_angle(middle, corner) for corner in corners)
    return _angle(middle, direction) - widest


def _unit(rays: Floats) -> Floats:
    return np.asarray(rays / np.linalg.norm(rays, axis=1)[:, None])


def _angle(a: Floats, b: Floats) -> float:
    return math.acos(float(np.clip(a @ b, -1.0, 1.0)))
