"""The objects of a catalogue: two states of SGP4 on the GPU, interpolated in the shader."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from vispy import gloo
from vispy.gloo.context import get_current_canvas

from orbitviz.engine.keyframes import SPAN_S, Keyframes
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.view import View

Floats32 = NDArray[np.float32]

# attribute -> field of the keyframes
_STATES = {
    "a_r0_km": "r0_km", "a_v0_km_s": "v0_km_s", "a_r1_km": "r1_km", "a_v1_km_s": "v1_km_s",
    "a_alive": "alive",
}  # fmt: skip
# The states of a million are 52 MB, which would cost a picture: they come in so many parts.
_PARTS = 8
_AT_ONCE = 50_000  # objects


class CatalogueLayer:
    """Draws one catalogue; uploads states only when new keyframes come.

    Those of many objects are uploaded over some pictures, during which the old ones are shown.
    """

    def __init__(self, count: int, *, at_once: bool = True) -> None:
        """Build for `count` objects; `at_once`: no picture may lack what it was given."""
        self._program = load_program("catalogue.vert", "points.frag")
        self._program["u_span_s"] = SPAN_S
        self._count = count
        self._part = count if at_once else max(count // _PARTS, _AT_ONCE)
        self._front: dict[str, gloo.VertexBuffer] = {}
        self._back: dict[str, gloo.VertexBuffer] = {}
        self._shown: Keyframes | None = None
        self._coming: Keyframes | None = None
        self._asked: Keyframes | None = None  # newer than those that come, it may be
        self._uploaded = 0  # objects of those that come
        self._own_colour = _buffer(count, 3)
        self._own_colours: Floats32 | None = None
        self._program["a_colour"] = self._own_colour

    @property
    def is_waiting(self) -> bool:
        """Whether the next picture will show more than the last one."""
        return self._shown is not self._asked

    def set_colours(self, colour: Floats32, weight: float) -> None:
        """Set what the objects look like: linear light and the weight of all.

        colour   (3,) float32 of all, or (n, 3) of each; an array shown already is known again
        """
        is_of_each = colour.ndim == 2
        if is_of_each and colour is not self._own_colours:
            self._own_colour.set_data(np.ascontiguousarray(colour, np.float32))
            self._own_colours = colour
        self._program["u_colour"] = (1.0, 1.0, 1.0) if is_of_each else colour
        self._program["u_by_object"] = float(is_of_each)
        self._program["u_weight"] = weight

    def draw(self, view: View, geometry: SkyGeometry, light: PointLight, frames: Keyframes) -> None:
        """Add the light of the objects to the current framebuffer."""
        self._asked = frames
        if self._coming is None and frames is not self._shown:
            self._coming, self._uploaded = frames, 0
        self._upload()
        if self._shown is None:
            return
        program = self._program
        view.apply(program)
        light.apply(program, view, geometry)
        program["u_fraction"] = self._shown.fraction(geometry.instant)
        program.draw("points")

    def _upload(self) -> None:
        """Upload the next part of what comes; show it if that was the last one."""
        coming = self._coming
        if coming is None:
            return
        self._back = self._back or self._buffers()
        rows = slice(self._uploaded, min(self._uploaded + self._part, self._count))
        for name, field in _STATES.items():
            # Keyframes do not change: they need no copy until the driver has taken them.
            part = getattr(coming, field)[rows].astype(np.float32, copy=False)
            self._back[name].set_subdata(part, rows.start)
        self._uploaded = rows.stop
        if self._uploaded == self._count:
            self._front, self._back = self._back, self._front
            self._shown, self._coming = coming, None
            for name, buffer in self._front.items():
                self._program[name] = buffer

    def _buffers(self) -> dict[str, gloo.VertexBuffer]:
        """Return buffers without content."""
        buffers = {name: _buffer(self._count, 1 if name == "a_alive" else 3) for name in _STATES}
        for buffer in buffers.values():
            # What is not yet drawn with is to be uploaded all the same.
            get_current_canvas().context.glir.associate(buffer.glir)
        return buffers


def _buffer(count: int, width: int) -> gloo.VertexBuffer:
    """Return a buffer of `count` times `width` float32 that waits for its content."""
    one = np.zeros((1, width), np.float32)
    buffer = gloo.VertexBuffer(one)
    buffer.resize_bytes(one.nbytes * count)
    return buffer
