"""What orbitviz does as `c-light` does it: the light of every satellite added up, no picture."""

from __future__ import annotations

import numpy as np
from vispy import gloo

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.camera import HOME
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.gl.context import gl_context
from orbitviz.scene.gl.gl_info import renderer_name
from orbitviz.scene.satellites.appearance import number_density_per_km2, shell_light
from orbitviz.scene.satellites.compute.compute_renderer import ComputeRenderer
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.satellite_layer import SatelliteLayer
from orbitviz.scene.view import view_of
from tests.bench.peers.contestant import Contestant, serve


class OrbitvizSums(Contestant):
    """The compute shader alone; without satellites it does nothing."""

    def __init__(self, setup, columns):
        self._context = gl_context()
        self._context.__enter__()
        self.renderer = renderer_name()
        self._size = setup.size
        document = read_builtin()
        self._epoch = document.design.epoch_instant
        state = State.of(document, Playback(self._epoch, playing=False))
        self._light = PointLight(number_density_per_km2(state))
        self._satellites = SatelliteLayer(document.constellation)
        self._satellites.set_colours(*shell_light(state))
        self._drawing = ComputeRenderer()

    def draw(self, time_s, with_satellites):
        """Add up and return when it is finished."""
        self._is_empty = not with_satellites
        if with_satellites:
            geometry = sky_geometry_at(self._epoch.plus_s(time_s))
            view = view_of(HOME, geometry, self._size)
            self._drawing.sum_light(self._satellites.request(view, geometry, self._light))
            gloo.finish()

    def pixels(self):
        """Return the light added up last as a picture, (height, width, 3) uint8."""
        width, height = self._size
        if self._is_empty:
            return np.zeros((height, width, 3), np.uint8)
        sums = self._drawing.sums().reshape(height, width, 3)[::-1]
        return np.where(sums > 0, 255, 0).astype(np.uint8)


if __name__ == "__main__":
    serve(OrbitvizSums)
