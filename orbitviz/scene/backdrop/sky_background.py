"""The Milky Way: what fills the sky between the stars."""

from __future__ import annotations

import math

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_POLAR_RADIUS_KM
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.milky_way import SkyMap
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.gl.textures import mipmapped_texture, sample_mipmaps
from orbitviz.scene.view import View


class SkyBackground:
    """Draws the Milky Way over black."""

    def __init__(self, sky_map: SkyMap) -> None:
        program = self._program = load_program("sky.vert", "milky_way.frag")
        texture = self._texture = mipmapped_texture(sky_map.pixels, wrap_x=True)
        self._texel_rad = math.pi / sky_map.pixels.shape[0]
        program["u_milky_way"] = texture
        program["a_direction"] = gloo.VertexBuffer(sky_map.direction)
        program["a_place"] = gloo.VertexBuffer(sky_map.place)
        self._cells = gloo.IndexBuffer(sky_map.bright)

    def draw(self, view: View, geometry: SkyGeometry, exposure: float) -> None:
        """Draw at the instant of `geometry`, brighter or darker by the factor `exposure`."""
        # Near the poles of the sky texels are narrow, but there is next to no light.
        sample_mipmaps(self._texture, view.radians_per_pixel > 0.5 * self._texel_rad)
        program = self._program
        view.apply(program)
        # Columns for GL: the transpose of the matrix, row by row.
        program["u_to_teme"] = geometry.gcrs_to_teme.T.astype(np.float32)
        program["u_exposure"] = exposure
        # Scaled so that nothing in the picture is beyond the far plane.
        nearest = 1.0 / math.hypot(1.0, *view.tan_half)
        program["u_cut"] = (0.5 * nearest * _beyond_earth(view.eye_km)).astype(np.float32)
        blending.overwrite()
        program.draw("triangles", self._cells)


def _beyond_earth(eye_km: Floats) -> Floats:
    """Return (4,) the plane that leaves out what the Earth hides for sure: the sphere within it."""
    distance_km = float(np.linalg.norm(eye_km))
    if distance_km <= EARTH_POLAR_RADIUS_KM:
        return np.array([0.0, 0.0, 0.0, 1.0])
    # Less than the cone that it fills is cut.
    return np.append(eye_km / distance_km, math.cos(math.asin(EARTH_POLAR_RADIUS_KM / distance_km)))
