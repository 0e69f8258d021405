"""vispy's scene: Markers over a Sphere, positions from numpy."""

from __future__ import annotations

import math

import numpy as np
from vispy import gloo, scene

from orbitviz.model.camera import HOME
from orbitviz.scene.gl.gl_info import renderer_name
from tests.bench.peers.contestant import Contestant, serve
from tests.bench.peers.million import place_km

# Markers of one pixel and nothing around it; by default a marker of 1 px covers 7 x 7.
MARKERS = {"size": 1.0, "edge_width": 0.0, "face_color": "white", "symbol": "square"}


class VispyMarkers(Contestant):
    """Every frame propagates in numpy and calls set_data."""

    def __init__(self, setup, columns):
        width, height = setup.size
        self._columns, self._r_km = columns, np.empty((setup.count, 3), np.float32)
        self._canvas = scene.SceneCanvas(app="egl", size=setup.size, bgcolor="black", show=False)
        self._canvas.set_current()
        self.renderer = renderer_name()
        view = self._canvas.central_widget.add_view()
        scene.visuals.Sphere(
            setup.earth_radius_km, 64, 128, method="latitude", color="#1a3366", parent=view.scene
        )
        self._markers = scene.visuals.Markers(antialias=0, parent=view.scene)
        self._move(0.0)
        # Azimuth 0 looks north from the negative y axis. The target's depth has 16 bits: with
        # planes this near they tell 6 km.
        view.camera = scene.TurntableCamera(
            fov=math.degrees(HOME.fov_rad),
            distance=HOME.distance_km,
            azimuth=math.degrees(HOME.azimuth_rad) + 90.0,
            elevation=math.degrees(HOME.elevation_rad),
            center=HOME.target_km,
        )
        view.camera.depth_value = 2.0
        self._target = gloo.FrameBuffer(
            gloo.Texture2D((height, width, 4), format="rgba"), gloo.RenderBuffer((height, width))
        )

    def draw(self, time_s, with_satellites):
        """Draw one frame and return when it is finished."""
        self._markers.visible = with_satellites
        if with_satellites:
            self._move(time_s)
        self._canvas.push_fbo(self._target, (0, 0), self._canvas.size)
        self._canvas._draw_scene()
        gloo.finish()
        self._canvas.pop_fbo()

    def pixels(self):
        """Return the frame drawn last, (height, width, 3) uint8."""
        with self._target:
            return self._target.read(alpha=False)

    def _move(self, time_s):
        place_km(self._columns, time_s, self._r_km)
        self._markers.set_data(self._r_km, **MARKERS)


if __name__ == "__main__":
    serve(VispyMarkers)
