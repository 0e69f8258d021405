"""The Moon with its phase, behind the Earth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.constants import MOON_RADIUS_KM
from orbitviz.orbits.moon import moon_axes, moon_gcrs_km
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.discs import disc_program, draw_square, outside, reach_px, seen_from
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.textures import mipmapped_texture
from orbitviz.scene.view import View

# Light of the full Earth on the Moon, the Sun's being 1; brighter than the true 1e-4, as an eye
# that adapts sees it.
_EARTHSHINE = 0.012
_LARGEST = 0.5  # sine of the radius, from which on the camera is too near to draw a disc


class MoonLayer:
    """Draws the Moon; a GL context must be current."""

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        """Build with the map (h, w, 1) uint8, longitude 180 W at the left edge."""
        self._program = disc_program("moon.frag")
        self._program["u_moon"] = mipmapped_texture(pixels, wrap_x=True)

    def draw(self, view: View, geometry: SkyGeometry) -> None:
        """Draw at the instant of `geometry`, to be covered by Earth and air."""
        moon_km = geometry.gcrs_to_teme @ moon_gcrs_km(geometry.instant)
        direction, distance_km = seen_from(view, moon_km)
        sine = MOON_RADIUS_KM / distance_km
        reach = reach_px(view, sine)
        if sine > _LARGEST or outside(view, direction) > 2.0 * reach / min(view.size):
            return
        to_sun = geometry.sun_teme_km - moon_km
        to_sun /= np.linalg.norm(to_sun)
        axes = moon_axes(geometry.instant) @ geometry.gcrs_to_teme.T
        # The Earth is full for the Moon when the Moon is new.
        earth_lit = 0.5 + 0.5 * float(to_sun @ moon_km) / float(np.linalg.norm(moon_km))
        program = self._program
        program["u_sine"] = sine
        program["u_sun"] = to_sun.astype(np.float32)
        program["u_to_moon"] = axes.T.astype(np.float32)  # columns for GL
        program["u_earthshine"] = _EARTHSHINE * earth_lit
        blending.blend_premultiplied()
        draw_square(program, view, direction, reach)
