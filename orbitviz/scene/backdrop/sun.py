"""The Sun: its disc behind the Earth, and its glare in the lens over everything."""

from __future__ import annotations

import math

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import SUN_RADIUS_KM
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.sunlight import light_through_air
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.full_screen import CORNERS
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.view import View

_UNIT = 0.0062  # scale of the glare, in heights of the picture
_REACH = 50.0  # of the glare, in such units
# Where the Sun stands beyond the edge of the picture, in halves of its sides, the glare and its
# hold on the exposure end.
_OUTSIDE = 1.25
_TINT = 0.4  # exponent of the colour of the disc
_DIMMED = 0.62  # exposure of the night sky with the whole Sun in the picture


class SunLayer:
    """Draws disc and glare; a GL context must be current."""

    def __init__(self) -> None:
        self._disc, self._glare = (
            load_program("sun.vert", name) for name in ("sun.frag", "glare.frag")
        )
        for program in (self._disc, self._glare):
            program["a_corner"] = CORNERS

    def draw_disc(self, view: View, geometry: SkyGeometry) -> None:
        """Draw the disc, to be covered by Earth and air."""
        to_sun, distance_km = _to_sun(view, geometry)
        if to_sun @ view.forward <= 0.0:
            return
        radius = SUN_RADIUS_KM / distance_km
        # Away from the middle of the picture a pixel is a smaller angle.
        wide = (1.0 + view.tan_half[0] ** 2 + view.tan_half[1] ** 2) / view.radians_per_pixel
        _set(self._disc, view, to_sun, 1.1 * radius * wide + 2.0)
        self._disc["u_sun_radius"] = radius
        light = light_through_air(view.eye_km, geometry.sun_teme_km)
        # As the screen shows it: overexposed, so that only deep red stays.
        tint = (light / max(float(light.max()), 1e-6)) ** _TINT
        self._disc["u_tint"] = tint.astype(np.float32)
        blending.blend_premultiplied()
        self._disc.draw("triangle_strip")

    def draw_glare(self, view: View, geometry: SkyGeometry) -> None:
        """Draw the glare over everything."""
        to_sun, distance_km = _to_sun(view, geometry)
        in_picture = _in_picture(view, to_sun)
        light = light_through_air(view.eye_km, geometry.sun_teme_km)
        if in_picture <= 0.0 or not light.any():
            return
        unit_px = _UNIT * view.size[1]
        _set(self._glare, view, to_sun, _REACH * unit_px)
        self._glare["u_unit_px"] = unit_px
        self._glare["u_disc_px"] = SUN_RADIUS_KM / distance_km / view.radians_per_pixel
        self._glare["u_sun_light"] = (in_picture * light).astype(np.float32)
        blending.screen()
        self._glare.draw("triangle_strip")


def night_exposure(view: View, geometry: SkyGeometry) -> float:
    """Return the factor by which the Sun in the picture dims stars and Milky Way."""
    shining = float(light_through_air(view.eye_km, geometry.sun_teme_km).max())
    return 1.0 - (1.0 - _DIMMED) * shining * _in_picture(view, _to_sun(view, geometry)[0])


def _set(program: gloo.Program, view: View, to_sun: Floats, reach_px: float) -> None:
    view.apply(program)
    program["u_sun_direction"] = to_sun.astype(np.float32)
    program["u_reach_px"] = reach_px


def _to_sun(view: View, geometry: SkyGeometry) -> tuple[Floats, float]:
    """Return the unit vector (3,) from the eye to the Sun, TEME, and the distance in km."""
    to_sun = geometry.sun_teme_km - view.eye_km
    distance_km = float(np.linalg.norm(to_sun))
    return to_sun / distance_km, distance_km


def _in_picture(view: View, to_sun: Floats) -> float:
    """Return 1 with the Sun in the picture, falling to 0 a little outside of it."""
    depth = float(to_sun @ view.forward)
    if depth <= 0.0:
        return 0.0
    x = abs(float(to_sun @ view.right)) / (depth * view.tan_half[0])
    y = abs(float(to_sun @ view.up)) / (depth * view.tan_half[1])
    outside = (max(x, y) - 1.0) / (_OUTSIDE - 1.0)
    return 1.0 if outside <= 0.0 else max(0.0, math.cos(min(outside, 1.0) * math.pi / 2.0) ** 2)
