"""vispy without a scene: one program of GL_POINTS that moves the satellites in the shader."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from vispy import app, gloo

from orbitviz.scene.gl.gl_info import renderer_name
from tests.bench.peers.contestant import Contestant, serve

VERTEX = (Path(__file__).parent / "points.vert").read_text()
FRAGMENT = "void main() { gl_FragColor = vec4(1.0); }"

GLOBE_VERTEX = """
attribute vec2 a_corner;
varying vec2 v_corner;
void main() { v_corner = a_corner; gl_Position = vec4(a_corner, 0.0, 1.0); }
"""
GLOBE_FRAGMENT = """
varying vec2 v_corner;
uniform vec3 u_eye_km;
uniform vec3 u_right;
uniform vec3 u_up;
uniform vec3 u_forward;
uniform vec2 u_tan_half;
uniform float u_horizon_km2;
void main()
{
    vec2 xy = v_corner * u_tan_half;
    vec3 ray = u_forward + xy.x * u_right + xy.y * u_up;
    float down = dot(ray, u_eye_km);
    if (down * down < u_horizon_km2 * dot(ray, ray)) discard;
    gl_FragColor = vec4(0.1, 0.2, 0.4, 1.0);
}
"""


class VispyPoints(Contestant):
    """Elements are uploaded once; a frame sets one uniform."""

    def __init__(self, setup, columns):
        self._canvas = app.Canvas(app=app.Application("egl"), size=(16, 16), show=False)
        self._canvas.set_current()
        self.renderer = renderer_name()
        self._size = width, height = setup.size
        self._target = gloo.FrameBuffer(gloo.Texture2D((height, width, 4), format="rgba"))
        self._globe = gloo.Program(GLOBE_VERTEX, GLOBE_FRAGMENT)
        self._globe["a_corner"] = np.array([(-1, -1), (1, -1), (-1, 1), (1, 1)], np.float32)
        self._points = gloo.Program(VERTEX, FRAGMENT)
        for name, rows in (("a_angles", (0, 4)), ("a_orbit", (4, 7)), ("a_rates", (7, 9))):
            self._points[name] = np.ascontiguousarray(columns[slice(*rows)].T)
        for program in (self._globe, self._points):
            for name in ("eye_km", "right", "up", "forward", "tan_half", "horizon_km2"):
                program[f"u_{name}"] = getattr(setup, name)

    def draw(self, time_s, with_satellites):
        """Draw one frame and return when it is finished."""
        with self._target:
            gloo.set_viewport(0, 0, *self._size)
            gloo.set_state(blend=False, depth_test=False, cull_face=False)
            gloo.clear("black", depth=False)
            self._globe.draw("triangle_strip")
            if with_satellites:
                self._points["u_time_s"] = time_s
                self._points.draw("points")
            gloo.finish()

    def pixels(self):
        """Return the frame drawn last, (height, width, 3) uint8."""
        with self._target:
            return gloo.read_pixels((0, 0, *self._size))[..., :3]


if __name__ == "__main__":
    serve(VispyPoints)
