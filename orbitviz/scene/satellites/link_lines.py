"""Straight lines between satellites, each of one of a few colours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.base.arrays import Floats32
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.gl.wide_lines import corners, for_each_corner, triangles
from orbitviz.scene.view import View

Colour = tuple[float, float, float]

OUTSIDE = -1.0  # kind of a line that is not drawn
MOST_COLOURS = 3
_NEAR_KM = (0.2, 4.0)  # a line would cross the body that the camera is at


class LinkLines:
    """A number of lines of one width and opacity; their ends come with each picture."""

    def __init__(
        self, count: int, colours: Sequence[Colour], width_px: float, opacity: float
    ) -> None:
        """Build `count` lines; colours sRGB, at most MOST_COLOURS, width in logical pixels."""
        self._program = load_program("link.vert", "link.frag")
        self._program["a_corner"] = gloo.VertexBuffer(corners(count))
        self._program["u_width_px"], self._program["u_near_km"] = width_px, _NEAR_KM
        for k in range(MOST_COLOURS):
            self._program[f"u_colours[{k}]"] = (*colours[min(k, len(colours) - 1)], opacity)
        self._indices = triangles(count)

    def draw(
        self, view: View, start_km: Floats32, end_km: Floats32, kind: NDArray[np.floating]
    ) -> None:
        """Draw the lines.

        start_km, end_km   (count, 3) float32  km from the eye, TEME
        kind               (count,)            place among the colours, or OUTSIDE
        """
        values = {"a_start_km": start_km, "a_end_km": end_km, "a_kind": kind}
        for name, value in values.items():
            self._program[name] = gloo.VertexBuffer(for_each_corner(value))
        view.apply(self._program)
        self._program.draw("triangles", self._indices)
