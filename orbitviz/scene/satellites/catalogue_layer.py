"""The objects of a catalogue: keyframes of SGP4 on the GPU, interpolated in the shader."""

from __future__ import annotations

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats32
from orbitviz.engine.keyframes import SPAN_S, Keyframes
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.gl.vispy_internals import register
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.styles import PLAIN_STYLE, style_defines
from orbitviz.scene.view import View

# attribute -> field of the keyframes
_ATTRIBUTES = {
    "a_r0_km": "r0_km", "a_v0_km_s": "v0_km_s", "a_r1_km": "r1_km", "a_v1_km_s": "v1_km_s",
    "a_alive": "alive",
}  # fmt: skip
# The keyframes of a million objects are 52 MB, which would delay a picture: they are uploaded in
# this many chunks.
_CHUNKS = 8
_SMALLEST_CHUNK = 50_000  # objects


class CatalogueLayer:
    """Draws one catalogue; uploads positions only when there are new keyframes.

    With a chunk they are uploaded over several pictures, which show the old ones meanwhile.
    """

    def __init__(self, count: int, *, chunk: int | None = None) -> None:
        """Build for `count` objects; `chunk`: objects uploaded a picture, None for all."""
        self._program = load_program("catalogue.vert", "points.frag", **style_defines())
        self._program["u_span_s"] = SPAN_S
        self._count = count
        self._chunk = chunk or count
        self._front: dict[str, gloo.VertexBuffer] = {}
        self._back: dict[str, gloo.VertexBuffer] = {}
        self.keyframes: Keyframes | None = None
        self._uploading: Keyframes | None = None
        self._requested: Keyframes | None = None  # may be newer than those being uploaded
        self._uploaded = 0  # objects of those being uploaded
        self._own_colour = _buffer(count, 3)
        self._own_colours: Floats32 | None = None
        self._program["a_colour"] = self._own_colour
        self._styles: Floats32 | None = None  # that are uploaded
        self._style = gloo.VertexBuffer(np.full(count, PLAIN_STYLE, np.float32))
        self._program["a_style"] = self._style
        self._program["u_focus_closeness"] = 1.0

    @property
    def is_incomplete(self) -> bool:
        """Whether newer keyframes are still being uploaded."""
        return self.keyframes is not self._requested

    def set_colours(self, colour: Floats32, weight: float) -> None:
        """Set the appearance of the objects: linear light and the weight of all.

        colour   (3,) float32 of all, or (n, 3) of each; the same array is uploaded once
        """
        is_of_each = colour.ndim == 2
        if is_of_each and colour is not self._own_colours:
            self._own_colour.set_data(np.ascontiguousarray(colour, np.float32))
            self._own_colours = colour
        self._program["u_colour"] = (1.0, 1.0, 1.0) if is_of_each else colour
        self._program["u_by_object"] = float(is_of_each)
        self._program["u_weight"] = weight

    def set_styles(self, words: Floats32 | None, focus_closeness: float) -> None:
        """Set how single objects differ from the others, see Styles; None: they do not."""
        if words is not self._styles:
            plain = np.full(self._count, PLAIN_STYLE, np.float32)
            self._style.set_data(plain if words is None else words)
            self._styles = words
        self._program["u_focus_closeness"] = focus_closeness

    def draw(self, view: View, geometry: SkyGeometry, light: PointLight, frames: Keyframes) -> None:
        """Add the light of the objects to the current framebuffer."""
        self._requested = frames
        if self._uploading is None and frames is not self.keyframes:
            self._uploading, self._uploaded = frames, 0
        self._upload()
        if self.keyframes is None:
            return
        program = self._program
        view.apply(program)
        light.apply(program, view, geometry)
        program["u_fraction"] = self.keyframes.fraction(geometry.instant)
        program.draw("points")

    def _upload(self) -> None:
        """Upload the next chunk; show the new keyframes if it was the last one."""
        new = self._uploading
        if new is None:
            return
        self._back = self._back or self._buffers()
        rows = slice(self._uploaded, min(self._uploaded + self._chunk, self._count))
        for name, field in _ATTRIBUTES.items():
            # Keyframes are immutable: no copy is needed until the driver has taken them.
            chunk = getattr(new, field)[rows].astype(np.float32, copy=False)
            self._back[name].set_subdata(chunk, rows.start)
        self._uploaded = rows.stop
        if self._uploaded == self._count:
            self._front, self._back = self._back, self._front
            self.keyframes, self._uploading = new, None
            for name, buffer in self._front.items():
                self._program[name] = buffer

    def _buffers(self) -> dict[str, gloo.VertexBuffer]:
        """Return buffers of undefined content."""
        buffers = {
            name: _buffer(self._count, 1 if name == "a_alive" else 3) for name in _ATTRIBUTES
        }
        for buffer in buffers.values():
            register(buffer)  # uploaded before anything is drawn with it
        return buffers


def chunk_of(count: int) -> int:
    """Return how many of `count` objects may be uploaded in one picture without a stutter."""
    return max(count // _CHUNKS, _SMALLEST_CHUNK)


def _buffer(count: int, width: int) -> gloo.VertexBuffer:
    """Return a buffer of `count` times `width` float32, of undefined content."""
    one = np.zeros((1, width), np.float32)
    buffer = gloo.VertexBuffer(one)
    buffer.resize_bytes(one.nbytes * count)
    return buffer
