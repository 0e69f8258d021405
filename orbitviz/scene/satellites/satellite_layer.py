"""The satellites of the design as light, by the compute shader or as points."""

from __future__ import annotations

from typing import Any

import numpy as np

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.arrays import Floats32
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.colouring import ColourScale
from orbitviz.scene.motion_bounds import clearance_km, shell_radii_km
from orbitviz.scene.satellites.density import closeness
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.quantity_texture import QuantityTexture, sets_of
from orbitviz.scene.satellites.renderer import DrawRequest, ShaderVariant
from orbitviz.scene.satellites.shell_table import shell_motion, shell_table
from orbitviz.scene.view import View


class SatelliteLayer:
    """The satellites of a constellation as light; only tables of shells are uploaded per frame."""

    def __init__(self, constellation: Constellation) -> None:
        self._constellation = constellation
        self._quantity = QuantityTexture()
        self._styles: Floats32 | None = None
        self._focus_closeness = 1.0
        self._shells = shell_table(constellation, constellation.epoch)

    def set_colours(self, colour: Floats32, weight: Floats32) -> None:
        """Set the appearance of the shells.

        colour  (s, 3) float32  linear light
        weight  (s,)   float32  0 hides a shell, 1 is normal
        """
        self._shells[:, 3, :3] = colour
        self._shells[:, 2, 2] = weight
        self._shells[:, 2, 3] = closeness(self._constellation, weight > 0.0)

    def set_styles(self, words: Floats32 | None, focus_closeness: float) -> None:
        """Set how single satellites differ from their shell, see Styles; None: they do not."""
        self._styles, self._focus_closeness = words, focus_closeness

    def show_quantity(self, fleet: Fleet | None, scale: ColourScale | None) -> None:
        """Colour by a quantity of a fleet, or as set_colours says where there is no scale."""
        if fleet is not None:
            self._shells[:, 3, 3] = sets_of(fleet).of_shell
        self._quantity.show(fleet, scale)

    def request(self, view: View, geometry: SkyGeometry, light: PointLight) -> DrawRequest:
        """Return the request to draw all satellites at `geometry`."""
        self._shells[:, :2] = shell_motion(self._constellation, geometry.instant)

        def set_uniforms(program: Any) -> None:
            if self._quantity.is_shown:
                self._quantity.apply(program, geometry.instant)
            if self._styles is not None:
                program["u_focus_closeness"] = np.float32(self._focus_closeness)
            view.apply(program)
            light.apply(program, view, geometry)

        nearest_km = self._nearest_km(view)
        if self._styles is not None:
            nearest_km /= self._focus_closeness
        variant = ShaderVariant(
            quantity=self._quantity.is_shown,
            sunlight=light.by_sunlight,
            wide_points=light.has_wide_points(view, nearest_km),
            magnitude=light.look.by_magnitude,
            styled=self._styles is not None,
        )
        return DrawRequest(
            constellation=self._constellation,
            shells=self._shells,
            set_uniforms=set_uniforms,
            tile_px=view.tile[2:],
            variant=variant,
            brightness=light.brightness,
            halo=light.look.halo * light.halo(view, nearest_km),
            styles=self._styles,
        )

    def _nearest_km(self, view: View) -> float:
        """Return a lower bound of the distance to a satellite; 0 with the camera among them.

        Of one whose shell is closer than all are on average, the distance at which it looks alike.
        """
        away_km = clearance_km(shell_radii_km(self._constellation), view)
        return max(float((away_km / self._shells[:, 2, 3]).min(initial=np.inf)), 0.0)
