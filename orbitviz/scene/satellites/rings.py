"""Orbits of the selected shells or satellites as rings, by the same equations as the satellites."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.base.arrays import Floats32
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import State
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.wide_lines import corners, for_each_corner, triangles
from orbitviz.scene.satellites.appearance import shell_colours
from orbitviz.scene.satellites.points_renderer import SHELLS_PER_BATCH, shell_program
from orbitviz.scene.satellites.renderer import ShaderVariant
from orbitviz.scene.satellites.shell_table import shell_table
from orbitviz.scene.view import View
from orbitviz.subsystems.quantities.orbit import GROUP

_STEPS = 192
MAX_RINGS = 60  # more would merge into a sheet; of more planes these are chosen evenly
_WIDTH_PX = 1.0
_OPACITY, _OPAQUE_RINGS = 0.55, 12  # of up to this many rings; more are fainter
_PLAIN = (0.6, 0.6, 0.6)  # where satellites are coloured by a quantity


def ring_planes(state: State) -> NDArray[np.int64]:
    """Return the planes (k,) whose rings are drawn: those of the selected, visible shells.

    Where single satellites are selected, those that they fly in.
    """
    constellation = state.document.constellation
    ringed = state.selected_shells & state.shown_shells
    members = state.selection.members
    if members:
        planes = constellation.planes_of(members.rows(MAIN_DESIGN))
        planes = planes[ringed[constellation.plane_shell[planes]]]
    else:
        planes = np.flatnonzero(ringed[constellation.plane_shell])
    if len(planes) > MAX_RINGS:
        planes = planes[np.linspace(0, len(planes) - 1, MAX_RINGS).astype(np.int64)]
    return planes


class RingsLayer:
    """Draws the rings; they are uploaded when the selection changes, never as time passes."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._constellation: Constellation | None = None
        self._planes: NDArray[np.int64] = np.zeros(0, np.int64)
        self._batches: list[_RingBatch] = []

    def draw(self, view: View, geometry: SkyGeometry, state: State) -> None:
        """Draw the rings of the selected shells."""
        constellation = state.document.constellation
        of = (constellation, state.selection, state.hidden)
        if of != self._of:
            self._of = of
            self._show(constellation, ring_planes(state))
        if not self._batches:
            return
        table = shell_table(constellation, geometry.instant)
        # Along the ring the satellites' own motion changes nothing.
        table[:, 0, 2:] = (1.0, 0.0)
        by_shell = state.view.colour is GROUP
        table[:, 3, :3] = shell_colours(state.document.design) if by_shell else _PLAIN
        opacity = _OPACITY * min(1.0, (_OPAQUE_RINGS / len(self._planes)) ** 0.5)
        blending.blend_premultiplied()
        for batch in self._batches:
            batch.draw(view, table, opacity)

    def _show(self, constellation: Constellation, planes: NDArray[np.int64]) -> None:
        if self._constellation is not constellation or not np.array_equal(self._planes, planes):
            self._batches = _ring_batches(constellation, planes)
            self._constellation, self._planes = constellation, planes


class _RingBatch:
    """Rings of neighbouring shells, as many as fit one table of uniforms."""

    def __init__(self, first_shell: int, start: Floats32, end: Floats32, shell: Floats32) -> None:
        self._first_shell = first_shell
        self._program = shell_program(
            "rings.vert", "rings.frag", eccentric=True, variant=ShaderVariant()
        )
        self._program["a_start"] = gloo.VertexBuffer(for_each_corner(start))
        self._program["a_end"] = gloo.VertexBuffer(for_each_corner(end))
        self._program["a_shell"] = gloo.VertexBuffer(for_each_corner(shell))
        self._program["a_corner"] = gloo.VertexBuffer(corners(len(start)))
        self._program["u_width_px"] = _WIDTH_PX
        self._indices = triangles(len(start))

    def draw(self, view: View, table: Floats32, opacity: float) -> None:
        """Draw the rings; table (s, 4, 4) float32 of all shells."""
        view.apply(self._program)
        self._program["u_opacity"] = opacity
        for k, shell in enumerate(table[self._first_shell : self._first_shell + SHELLS_PER_BATCH]):
            self._program[f"u_shells[{k}]"] = shell
        self._program.draw("triangles", self._indices)


def _ring_batches(constellation: Constellation, planes: NDArray[np.int64]) -> list[_RingBatch]:
    # Shorter towards where the ring is nearest to the eye, as the square: a chord is off its arc by
    # the square of its length, and that is seen under an angle that falls with the distance.
    share = np.linspace(-1.0, 1.0, _STEPS + 1)
    turn = np.pi * share * np.abs(share)
    shell = constellation.plane_shell[planes]
    out = []
    for first in range(0, constellation.shell_count, SHELLS_PER_BATCH):
        mine = planes[(shell >= first) & (shell < first + SHELLS_PER_BATCH)]
        if len(mine) == 0:
            continue
        raan = np.repeat(constellation.plane_raan_rad[mine], _STEPS + 1)
        mean_anom = np.tile(turn, len(mine))
        elements = np.stack(
            [np.cos(raan), np.sin(raan), np.cos(mean_anom), np.sin(mean_anom)], axis=1
        ).reshape(len(mine), _STEPS + 1, 4)
        local = np.repeat(constellation.plane_shell[mine] - first, _STEPS)
        out.append(
            _RingBatch(
                first,
                elements[:, :-1].reshape(-1, 4).astype(np.float32),
                elements[:, 1:].reshape(-1, 4).astype(np.float32),
                local.astype(np.float32),
            )
        )
    return out
