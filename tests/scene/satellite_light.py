"""Pictures of the satellites' light alone, or over a ground, for tests of its colours and grain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.base.arrays import Floats32
from orbitviz.model.view import SatellitePath
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.backdrop import Backdrop
from orbitviz.scene.gl.textures import black_texture
from orbitviz.scene.satellites.density import mean_density_per_km2
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.renderer_choice import RendererChoice
from orbitviz.scene.satellites.satellite_layer import SatelliteLayer
from orbitviz.scene.view import View

Pixels = NDArray[np.uint8]


@dataclass
class SatelliteLight:
    """Draws the satellites of a constellation; a GL context must be current."""

    constellation: Constellation
    geometry: SkyGeometry
    path: SatellitePath

    def __post_init__(self) -> None:
        self._buffer = LightBuffer()
        self._choice = RendererChoice(self._buffer)
        self._layer = SatelliteLayer(self.constellation)
        self._black = black_texture()

    def accumulate(self, view: View, colour: Floats32, shown: NDArray[np.bool_]) -> None:
        """Fill the buffer; colour (s, 3) linear and shown (s,) of the shells."""
        self._layer.set_colours(colour, shown.astype(np.float32))
        light = PointLight(mean_density_per_km2(self.constellation, shown))
        request = self._layer.request(view, self.geometry, light)
        renderer = self._choice.choose(self.path, self.geometry, self.constellation)
        assert self._choice.path is self.path
        renderer.accumulate(self._buffer, request, exclusive=False)
        self._buffer.make_halo(view.pixel_ratio, request.halo)

    def linear(self, view: View) -> Floats32:
        """Return the light accumulated last, (h, w, 3), first row at the top."""
        size = view.tile[2:]
        with self._buffer.accumulating(size, clear=False):
            return np.asarray(gloo.read_pixels((0, 0, *size), out_type="float")[..., :3])

    def composed(self, view: View, backdrop: Backdrop | None = None) -> Pixels:
        """Return the light accumulated last over a backdrop drawn before, over black if None."""
        _, _, width, height = view.tile
        with gloo.FrameBuffer(gloo.Texture2D((height, width, 4), format="rgba")):
            gloo.set_viewport(0, 0, width, height)
            gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
            if backdrop is not None:
                backdrop.show((width, height))
            self._buffer.compose(self._black if backdrop is None else backdrop.texture)
            return np.asarray(gloo.read_pixels((0, 0, width, height)))[..., :3]
