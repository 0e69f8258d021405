"""Reads back what the GPU computes, to hold it against the float64 reference."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.engine.fleet import Fleet
from orbitviz.engine.snapshot import Snapshot
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import states
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.colouring import ColourScale
from orbitviz.scene.satellites import batches, set_shells, shell_program
from orbitviz.scene.shell_table import shell_motion
from orbitviz.scene.state_table import StateColours, sets_of

Floats32 = NDArray[np.float32]

_SIDE = 1024  # pixels of the float picture, one a satellite: about a million at a time


def gpu_positions_km(constellation: Constellation, instant: Instant) -> Floats32:
    """Return where the shader puts every satellite; a GL context must be current.

    returns  (n, 3) float32  km TEME
    """
    program = shell_program("probe.vert", "probe.frag")
    return _read_back(program, constellation, instant, np.zeros(constellation.shell_count))


def gpu_states(fleet: Fleet, snapshot: Snapshot, scale: ColourScale) -> Floats32:
    """Return (n,) float32 0..1: what the shader makes of every satellite's state before colour."""
    program = shell_program("probe_state.vert", "probe.frag")
    states_ = StateColours()
    states_.show(fleet, scale)
    states_.apply(program, snapshot.instant)
    program["u_sun_direction"] = snapshot.moment.sun_direction.astype(np.float32)
    constellation = fleet.constellation
    return _read_back(program, constellation, snapshot.instant, sets_of(fleet).of_shell)[:, 0]


def _read_back(
    program: gloo.Program, constellation: Constellation, instant: Instant, sets: NDArray[Any]
) -> Floats32:
    """Return (n, 3) float32: what the program writes for every satellite."""
    texture = gloo.Texture2D((_SIDE, _SIDE, 4), format="rgba", internalformat="rgba32f")
    framebuffer = gloo.FrameBuffer(texture)
    table = np.zeros((constellation.shell_count, 4, 4), np.float32)
    table[:, :2] = shell_motion(constellation, instant)
    table[:, 2, 0] = constellation.sma_km
    table[:, 2, 1] = constellation.ecc
    table[:, 3, 3] = sets
    parts = []
    with framebuffer:
        gloo.set_viewport(0, 0, _SIDE, _SIDE)
        gloo.set_state(blend=False, depth_test=False)
        for batch in batches(constellation):
            pixel = np.arange(batch.count)
            if batch.count > _SIDE * _SIDE:
                raise ValueError(f"a batch of {batch.count} satellites does not fit the probe")
            place = np.stack([pixel % _SIDE, pixel // _SIDE], axis=1)
            gloo.clear(color=True, depth=False)
            set_shells(program, batch, table)
            program["a_elements"] = batch.elements
            program["a_shell"] = batch.shell
            program["a_pixel"] = gloo.VertexBuffer(
                ((place + 0.5) / _SIDE * 2.0 - 1.0).astype(np.float32)
            )
            program.draw("points")
            picture = gloo.read_pixels((0, 0, _SIDE, _SIDE), out_type="float")[::-1]
            parts.append(picture.reshape(-1, 4)[: batch.count, :3])
    return np.concatenate(parts)


def gpu_error_m(constellation: Constellation, instant: Instant) -> float:
    """Return the largest distance between shader and float64 position over all satellites."""
    shader = gpu_positions_km(constellation, instant)
    worst = 0.0
    for begin in range(0, len(constellation), 200_000):
        rows = slice(begin, begin + 200_000)
        reference, _ = states(constellation, instant, rows)
        worst = max(worst, float(np.linalg.norm(shader[rows] - reference, axis=1).max()))
    return worst * 1000.0
