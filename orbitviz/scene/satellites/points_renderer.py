"""Satellites by GL_POINTS: elements are uploaded once, time comes in through the shells."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats32
from orbitviz.orbits.constellation import Constellation
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.satellites.compute.plane_segments import slot_numbers
from orbitviz.scene.satellites.grain import GRAIN_BITS, grain
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.quantity_texture import map_defines
from orbitviz.scene.satellites.renderer import DrawRequest, ShaderVariant
from orbitviz.scene.satellites.shell_table import satellite_elements

# However many satellites a shell has, the work arrays of a batch stay small.
_SATELLITES_PER_BATCH = 1 << 20
# A batch's table is 16 floats a shell in uniforms; OpenGL 2.1 promises 512 floats in all.
SHELLS_PER_BATCH = 24
_GRAIN = np.float32(0.5**GRAIN_BITS)


@dataclass(frozen=True)
class Batch:
    """Buffers of the satellites of neighbouring shells.

    shells     range of shells in the batch
    elements   a_elements of shaders/lib/orbit.glsl
    shell      a_shell, counted from the first shell of the batch, and the grain as its fraction
    rows       of the constellation
    styles     a_style of shaders/satellites.vert
    """

    shells: range
    elements: gloo.VertexBuffer
    shell: gloo.VertexBuffer
    rows: slice
    styles: gloo.VertexBuffer

    @property
    def count(self) -> int:
        """Number of satellites."""
        return int(self.rows.stop - self.rows.start)


def batches(constellation: Constellation) -> list[Batch]:
    """Return the constellation in buffers, 20 bytes a satellite, uploaded at the first draw.

    Styles are another 4, uploaded where there are any.
    """
    first = constellation.shell_first
    out = []
    for low in range(0, constellation.shell_count, SHELLS_PER_BATCH):
        high = min(low + SHELLS_PER_BATCH, constellation.shell_count)
        begin, end = int(first[low]), int(first[high])
        if begin == end:
            continue
        sizes = np.diff(first[low : high + 1])
        shell = np.repeat(np.arange(high - low, dtype=np.float32), sizes)
        for row in range(begin, end, _SATELLITES_PER_BATCH):
            last = min(row + _SATELLITES_PER_BATCH, end)
            slots = slot_numbers(constellation, slice(row, last))
            fraction = grain(slots).astype(np.float32) * _GRAIN
            out.append(
                Batch(
                    range(low, high),
                    gloo.VertexBuffer(satellite_elements(constellation, slice(row, last))),
                    gloo.VertexBuffer(shell[row - begin : last - begin] + fraction),
                    slice(row, last),
                    gloo.VertexBuffer(),
                )
            )
    return out


def shell_program(
    vertex: str, fragment: str, *, eccentric: bool, variant: ShaderVariant
) -> gloo.Program:
    """Return a program that reads u_shells, every entry set to zero.

    eccentric   whether an orbit is not a circle
    """
    program = load_program(
        vertex,
        fragment,
        SHELLS_PER_BATCH=SHELLS_PER_BATCH,
        ECCENTRIC=int(eccentric),
        **variant.defines(),
        **map_defines(),
    )
    for k in range(SHELLS_PER_BATCH):
        program[f"u_shells[{k}]"] = np.zeros((4, 4), np.float32)
    return program


def set_shells(program: gloo.Program, batch: Batch, table: Floats32) -> None:
    """Set the uniforms u_shells of one batch; table (s, 4, 4) float32 of all shells."""
    for k, shell in enumerate(batch.shells):
        program[f"u_shells[{k}]"] = table[shell]


def draw_batch(program: gloo.Program, batch: Batch, table: Floats32) -> None:
    """Draw the satellites of one batch; table (s, 4, 4) float32 of all shells."""
    set_shells(program, batch, table)
    program["a_elements"] = batch.elements
    program["a_shell"] = batch.shell
    program.draw("points")


class PointsRenderer:
    """Draws by satellites.vert and points.frag, on every driver."""

    def __init__(self) -> None:
        self._uploaded: Constellation | None = None
        self._batches: list[Batch] = []
        self._styles: Floats32 | None = None  # that are uploaded
        self._programs: dict[tuple[bool, ShaderVariant], gloo.Program] = {}

    def accumulate(self, light: LightBuffer, request: DrawRequest, *, exclusive: bool) -> None:
        """Put the light of all satellites into a buffer, see SatelliteRenderer."""
        with light.accumulating(request.tile_px):
            self._draw(request)

    def _draw(self, request: DrawRequest) -> None:
        constellation, shells = request.constellation, request.shells
        if constellation is not self._uploaded:
            self._batches, self._uploaded = batches(constellation), constellation
            self._styles = None
        if request.styles is not None and request.styles is not self._styles:
            self._styles = request.styles
            for batch in self._batches:
                batch.styles.set_data(request.styles[batch.rows])
        # GL_POINTS can always be wide: one program does for both.
        variant = replace(request.variant, wide_points=True)
        program = self._program(constellation.is_eccentric, variant)
        request.set_uniforms(program)
        for batch in self._batches:
            if np.any(shells[batch.shells.start : batch.shells.stop, 2, 2]):
                if variant.styled:
                    program["a_style"] = batch.styles
                draw_batch(program, batch, shells)

    def _program(self, eccentric: bool, variant: ShaderVariant) -> gloo.Program:
        kind = (eccentric, variant)
        if kind not in self._programs:
            self._programs[kind] = shell_program(
                "satellites.vert", "points.frag", eccentric=eccentric, variant=variant
            )
        return self._programs[kind]
