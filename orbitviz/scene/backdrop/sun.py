"""The Sun: its disc behind the Earth, and its glare in the lens over everything."""

from __future__ import annotations

import math

import numpy as np

from orbitviz.base.constants import SUN_RADIUS_KM
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.discs import (
    disc_program,
    draw_square,
    outside,
    reach_px,
    seen_from,
)
from orbitviz.scene.backdrop.sunlight import light_through_air
from orbitviz.scene.gl import blending
from orbitviz.scene.view import View

_UNIT = 0.0062  # scale of the glare, in shorter sides of the picture
_REACH = 50.0  # of the glare, in such units
# So far outside the picture, in halves of its sides, the Sun has neither glare nor a hold on the
# exposure.
_OUTSIDE = 0.25
_TINT = 0.4  # exponent of the colour of the disc
_DAZZLE = 0.5  # exponent of the strength of the glare: a sliver of the Sun dazzles already
_DIMMED = 0.62  # exposure of the night sky with the whole Sun in the picture


class SunLayer:
    """Draws disc and glare; a GL context must be current."""

    def __init__(self) -> None:
        self._disc, self._glare = disc_program("sun.frag"), disc_program("glare.frag")

    def draw_disc(self, view: View, geometry: SkyGeometry) -> None:
        """Draw the disc, to be covered by Earth and air."""
        to_sun, distance_km = seen_from(view, geometry.sun_teme_km)
        radius_rad = SUN_RADIUS_KM / distance_km
        reach = reach_px(view, radius_rad)
        if outside(view, to_sun) > 2.0 * reach / min(view.size):
            return
        light = light_through_air(view.eye_km, geometry.sun_teme_km)
        # As the screen shows it: overexposed, so that only deep red stays.
        tint = (light / max(float(light.max()), 1e-6)) ** _TINT
        self._disc["u_tint"] = tint.astype(np.float32)
        self._disc["u_sun_radius"] = radius_rad
        blending.blend_premultiplied()
        draw_square(self._disc, view, to_sun, reach)

    def draw_glare(self, view: View, geometry: SkyGeometry) -> None:
        """Draw the glare over everything."""
        to_sun, distance_km = seen_from(view, geometry.sun_teme_km)
        in_picture = _in_picture(outside(view, to_sun))
        if in_picture <= 0.0:
            return
        light = in_picture * light_through_air(view.eye_km, geometry.sun_teme_km) ** _DAZZLE
        if not light.any():
            return
        unit_px = _UNIT * min(view.size)
        self._glare["u_unit_px"] = unit_px
        self._glare["u_disc_px"] = SUN_RADIUS_KM / distance_km / view.radians_per_pixel
        self._glare["u_sun_light"] = light.astype(np.float32)
        blending.screen()
        draw_square(self._glare, view, to_sun, _REACH * unit_px)


def night_exposure(view: View, geometry: SkyGeometry) -> float:
    """Return the factor by which the Sun in the picture dims stars and Milky Way."""
    in_picture = _in_picture(outside(view, seen_from(view, geometry.sun_teme_km)[0]))
    if in_picture <= 0.0:
        return 1.0
    shining = float(light_through_air(view.eye_km, geometry.sun_teme_km).max())
    return 1.0 - (1.0 - _DIMMED) * shining * in_picture


def _in_picture(beyond: float) -> float:
    """Return 1 for a Sun in the picture, falling to 0 a little outside of it."""
    share = min(max(beyond / _OUTSIDE, 0.0), 1.0)
    return 0.5 + 0.5 * math.cos(math.pi * share)
