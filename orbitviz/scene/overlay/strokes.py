"""Straight strokes over the picture, light with a dark rim, given in pixels."""

from __future__ import annotations

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.gl.wide_lines import triangles
from orbitviz.scene.view import View

_VERTEX = np.dtype([("a_place_px", "f4", 2), ("a_across", "f4", 2), ("a_colour", "f4", 4)])
_RIM_PX, _RIM = 1.2, (0.0, 0.0, 0.0, 0.55)  # logical pixels on each side; sRGB and opacity
_SOFT_PX = 0.7  # beyond the edge
_LEAST_ROOM = 16


class Strokes:
    """Draws any number of strokes in one call; a GL context must be current."""

    def __init__(self) -> None:
        self._program: gloo.Program | None = None
        self._room = 0  # for strokes, with their rims

    def draw(self, view: View, strokes: Floats, width: float, colours: Floats) -> None:
        """Draw strokes over the picture, the rims of all of them first.

        strokes   (n, 4) float64  x, y of both ends, pixels from the top left corner
        width     pixels
        colours   (n, 4) float64  sRGB and opacity
        """
        n = len(strokes)
        if not n:
            return
        program = self._program_for(2 * n)
        rims = np.tile(_RIM, (n, 1))
        rims[:, 3] *= colours[:, 3]
        out = np.zeros((self._room, 4), _VERTEX)
        _fill(out[:n], strokes, 0.5 * width + _RIM_PX * view.pixel_ratio, rims, view.size[1])
        _fill(out[n : 2 * n], strokes, 0.5 * width, colours, view.size[1])
        self._vertices.set_data(out.ravel())
        view.apply(program)
        blending.blend_premultiplied()
        program.draw("triangles", self._indices)

    def _program_for(self, count: int) -> gloo.Program:
        """Return the program with room for so many strokes, twice as much where it grows."""
        if self._program is None:
            self._program = load_program("stroke.vert", "stroke.frag")
        if count > self._room:
            self._room = max(2 * count, _LEAST_ROOM)
            self._vertices = gloo.VertexBuffer(np.zeros(4 * self._room, _VERTEX))
            self._indices = triangles(self._room)
            self._program.bind(self._vertices)
        return self._program


def _fill(out: np.ndarray, strokes: Floats, half: float, colours: Floats, height: int) -> None:
    """Write the corners of strokes in the order of `triangles`."""
    start, end = strokes[:, :2], strokes[:, 2:]
    along = end - start
    length = np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    side = np.stack([-along[:, 1], along[:, 0]], axis=1) / length
    reach = half + _SOFT_PX
    for corner, (place, sign) in enumerate(((start, -1.0), (start, 1.0), (end, -1.0), (end, 1.0))):
        at = place + sign * reach * side
        out["a_place_px"][:, corner, 0] = at[:, 0]
        out["a_place_px"][:, corner, 1] = height - at[:, 1]
        out["a_across"][:, corner] = (sign * reach, half)
    out["a_colour"] = colours[:, None, :]
