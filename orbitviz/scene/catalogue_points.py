"""The objects of a catalogue: two states of SGP4 on the GPU, interpolated in the shader."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.engine.keyframes import SPAN_S, Keyframes
from orbitviz.orbits.moment import Moment
from orbitviz.scene.point_light import PointLight
from orbitviz.scene.programs import load_program
from orbitviz.scene.view import View

Floats32 = NDArray[np.float32]

_STATES = (("a_r0_km", "r0_km"), ("a_v0_km_s", "v0_km_s"),
           ("a_r1_km", "r1_km"), ("a_v1_km_s", "v1_km_s"))  # fmt: skip


class CatalogueLayer:
    """Draws one catalogue; uploads states only when new keyframes come."""

    def __init__(self, count: int) -> None:
        self._program = load_program("catalogue.vert", "points.frag")
        self._program["u_span_s"] = SPAN_S
        self._buffers = {
            name: gloo.VertexBuffer(np.zeros((count, 3), np.float32)) for name, _ in _STATES
        }
        for name, buffer in self._buffers.items():
            self._program[name] = buffer
        self._weight = gloo.VertexBuffer(np.zeros(count, np.float32))
        self._program["a_weight"] = self._weight
        self._colour = gloo.VertexBuffer(np.ones((count, 3), np.float32))
        self._program["a_colour"] = self._colour
        self._shown: Keyframes | None = None
        self._scale = 1.0

    def set_colours(self, colour: Floats32, weight: float) -> None:
        """Set what the objects look like: colour (n, 3) float32 linear light, weight of all."""
        self._colour.set_data(np.ascontiguousarray(colour, np.float32), copy=True)
        if weight != self._scale:
            self._scale, self._shown = weight, None

    def draw(self, view: View, moment: Moment, light: PointLight, frames: Keyframes) -> None:
        """Add the light of the objects to the current framebuffer."""
        if frames is not self._shown:
            for name, field in _STATES:
                self._buffers[name].set_data(getattr(frames, field), copy=True)
            self._weight.set_data((frames.alive * self._scale).astype(np.float32), copy=True)
            self._shown = frames
        program = self._program
        view.apply(program)
        light.apply(program, view, moment)
        program["u_fraction"] = frames.fraction(moment.instant)
        program.draw("points")
