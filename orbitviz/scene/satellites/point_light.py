"""Brightness and size of a satellite on the picture, for designs and catalogues."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from vispy import gloo

from orbitviz.model.view import Look
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.satellites.looks import DARK_COLOUR, LIT_COLOUR, LOOKS, LookRule
from orbitviz.scene.view import View

DENSE_PX = 3.0  # satellites with neighbours so near are one pixel wide
_NO_HALO_PX = 20.0  # satellites so far apart shine without a halo


@dataclass(frozen=True)
class PointLight:
    """The uniforms of shaders/lib/point_light.glsl.

    density_per_km2   visible satellites per km2 of the sphere they fly on
    by_sunlight       colour by sunlight and shadow
    brightness      times the default
    point_px        size of a satellite without near neighbours, logical pixels
    look            what the brightness says
    reference_km    by magnitude, a satellite fully lit at this distance has full light
    body_onset_km   nearer than this a satellite is drawn as a body as well, and its light fades
    """

    density_per_km2: float
    by_sunlight: bool = False
    brightness: float = 1.0
    point_px: float = 3.0
    look: LookRule = LOOKS[Look.DENSITY]
    reference_km: float = 1.0
    body_onset_km: float = 0.0

    def has_wide_points(self, view: View, nearest_km: float) -> bool:
        """Whether a satellite as near as that may cover more than one pixel."""
        return view.pixel_ratio > 1.0 or self._spacing_px(view, nearest_km) > DENSE_PX

    def halo(self, view: View, nearest_km: float) -> float:
        """Return the strength of the halo, 0..1: none where the nearest stand far apart."""
        spacing_px = self._spacing_px(view, nearest_km) / view.pixel_ratio
        return min(max((_NO_HALO_PX - spacing_px) / (_NO_HALO_PX - DENSE_PX), 0.0), 1.0)

    def _spacing_px(self, view: View, away_km: float) -> float:
        return self._spacing_km / max(away_km * view.radians_per_pixel, 1e-9)

    @property
    def _spacing_km(self) -> float:
        """Distance of neighbours if all were spread evenly."""
        return 1.0 / math.sqrt(max(self.density_per_km2, 1e-9))

    def apply(self, program: gloo.Program, view: View, geometry: SkyGeometry) -> None:
        """Set the uniforms."""
        program["u_spacing_px_km"] = self._spacing_km / (view.radians_per_pixel * view.pixel_ratio)
        program["u_dense_px"] = DENSE_PX
        program["u_brightness"] = self.brightness
        program["u_least_light"] = self.look.least_light
        program["u_point_px"] = self.point_px
        program["u_body_onset_km"] = self.body_onset_km
        program["u_by_sunlight"] = float(self.by_sunlight)
        program["u_lit_colour"] = LIT_COLOUR
        program["u_dark_colour"] = DARK_COLOUR
        for name, value in (
            ("u_by_magnitude", float(self.look.by_magnitude)),
            ("u_reference_km", self.reference_km),
        ):
            if name in program:
                program[name] = value
        if "u_sun_direction" in program:
            program["u_sun_direction"] = geometry.sun_direction.astype(np.float32)
