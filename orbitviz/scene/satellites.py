"""The satellites of the design: elements go to the GPU once, time goes in through the shells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.engine.fleet import Fleet
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.moment import Moment
from orbitviz.scene.colouring import ColourScale
from orbitviz.scene.point_light import PointLight
from orbitviz.scene.programs import load_program
from orbitviz.scene.shell_table import satellite_elements, shell_motion
from orbitviz.scene.state_table import StateColours, map_defines, sets_of
from orbitviz.scene.view import View

Floats32 = NDArray[np.float32]

# A batch's table is 16 floats a shell in uniforms; OpenGL 2.1 promises 512 floats in all.
SHELLS_PER_BATCH = 24


@dataclass(frozen=True)
class Batch:
    """Buffers of the satellites of neighbouring shells.

    shells     range of shells in the batch
    elements   a_elements of shaders/lib/orbit.glsl
    shell      a_shell, counted from the first shell of the batch
    count      satellites
    """

    shells: range
    elements: gloo.VertexBuffer
    shell: gloo.VertexBuffer
    count: int


def batches(constellation: Constellation) -> list[Batch]:
    """Return the constellation in buffers, 20 bytes a satellite, uploaded at the first draw."""
    elements = satellite_elements(constellation)
    first = constellation.shell_first
    out = []
    for low in range(0, constellation.shell_count, SHELLS_PER_BATCH):
        high = min(low + SHELLS_PER_BATCH, constellation.shell_count)
        begin, end = int(first[low]), int(first[high])
        if begin == end:
            continue
        sizes = np.diff(first[low : high + 1])
        shell = np.repeat(np.arange(high - low, dtype=np.float32), sizes)
        out.append(
            Batch(
                range(low, high),
                gloo.VertexBuffer(elements[begin:end]),
                gloo.VertexBuffer(shell),
                end - begin,
            )
        )
    return out


def shell_program(vertex: str, fragment: str) -> gloo.Program:
    """Return a program that reads u_shells, every entry set to zero."""
    program = load_program(vertex, fragment, SHELLS_PER_BATCH=SHELLS_PER_BATCH, **map_defines())
    for k in range(SHELLS_PER_BATCH):
        program[f"u_shells[{k}]"] = np.zeros((4, 4), np.float32)
    return program


def set_shells(program: gloo.Program, batch: Batch, table: Floats32) -> None:
    """Set the uniforms u_shells of one batch; table (s, 4, 4) float32 of all shells."""
    for k, shell in enumerate(batch.shells):
        program[f"u_shells[{k}]"] = table[shell]


class SatelliteLayer:
    """Draws every satellite of a constellation as light, without uploading any of them."""

    def __init__(self, constellation: Constellation) -> None:
        self._constellation = constellation
        self._batches = batches(constellation)
        self._program = shell_program("satellites.vert", "points.frag")
        self._states = StateColours()
        self._table = np.zeros((constellation.shell_count, 4, 4), np.float32)
        self._table[:, 2, 0] = constellation.sma_km
        self._table[:, 2, 1] = constellation.ecc

    def set_colours(self, colour: Floats32, weight: Floats32) -> None:
        """Set what the shells look like.

        colour  (s, 3) float32  linear light
        weight  (s,)   float32  0 hides a shell, 1 is normal
        """
        self._table[:, 3, :3] = colour
        self._table[:, 2, 2] = weight

    def show_states(self, fleet: Fleet | None, scale: ColourScale | None) -> None:
        """Colour by the maps of a fleet, or as set_colours says where there is no scale."""
        if fleet is not None:
            self._table[:, 3, 3] = sets_of(fleet).of_shell
        self._states.show(fleet, scale)

    def draw(self, view: View, moment: Moment, light: PointLight) -> None:
        """Add the light of the satellites to the current framebuffer."""
        self._table[:, :2] = shell_motion(self._constellation, moment.instant)
        program = self._program
        self._states.apply(program, moment.instant)
        view.apply(program)
        light.apply(program, view, moment)
        for batch in self._batches:
            if not np.any(self._table[batch.shells.start : batch.shells.stop, 2, 2]):
                continue
            set_shells(program, batch, self._table)
            program["a_elements"] = batch.elements
            program["a_shell"] = batch.shell
            program.draw("points")
