"""Reads back what the GPU computes of each satellite, to compare it with the float64 reference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats32
from orbitviz.model.view import SatellitePath
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.gl import blending
from orbitviz.scene.satellites.compute.plane_segments import slot_numbers
from orbitviz.scene.satellites.compute.plane_traversal import PlaneTraversal, traversal_program
from orbitviz.scene.satellites.points_renderer import batches, draw_batch, shell_program
from orbitviz.scene.satellites.renderer import DrawRequest, SetUniforms, ShaderVariant
from orbitviz.scene.satellites.shell_table import shell_table


@dataclass(frozen=True)
class ProbeShaders:
    """The shaders whose output is read back, those of both paths."""

    vertex: str
    compute: str
    variant: ShaderVariant


_POSITIONS = ProbeShaders("probe.vert", "compute/probe.comp", ShaderVariant())
_SIDE = 1024  # pixels of the float picture, one a satellite: about a million at a time


def gpu_positions_km(
    constellation: Constellation, instant: Instant, path: SatellitePath
) -> Floats32:
    """Return where the shader puts every satellite; a GL context must be current.

    returns  (n, 3) float32  km TEME
    """
    shells = shell_table(constellation, instant)
    return read_back(constellation, shells, path, lambda _program: None)


def gpu_error_m(constellation: Constellation, instant: Instant, path: SatellitePath) -> float:
    """Return the largest distance between shader and float64 position over all satellites."""
    shader = gpu_positions_km(constellation, instant, path)
    worst = 0.0
    for begin in range(0, len(constellation), 200_000):
        rows = slice(begin, begin + 200_000)
        reference, _ = state_vectors(constellation, instant, rows)
        worst = max(worst, float(np.linalg.norm(shader[rows] - reference, axis=1).max()))
    return worst * 1000.0


def read_back(
    constellation: Constellation,
    shells: Floats32,
    path: SatellitePath,
    set_uniforms: SetUniforms,
    shaders: ProbeShaders = _POSITIONS,
) -> Floats32:
    """Return (n, 3) float32: the output of a shader for every satellite."""
    if path is SatellitePath.POINTS:
        return _read_points(constellation, shells, set_uniforms, shaders)
    variant = shaders.variant
    program = traversal_program(shaders.compute, constellation, variant)
    traversal = PlaneTraversal(cull=False)
    slots = int(constellation.plane_slots.sum(dtype=np.int64))
    request = DrawRequest(
        constellation=constellation,
        shells=shells,
        set_uniforms=set_uniforms,
        tile_px=(1, 1),
        variant=variant,
    )
    traversal.run(program, request, slots * 12)
    found = traversal.output.read().view(np.float32).reshape(-1, 3)
    traversal.delete()
    program.delete()
    return found[slot_numbers(constellation)]


def _read_points(
    constellation: Constellation,
    shells: Floats32,
    set_uniforms: SetUniforms,
    shaders: ProbeShaders,
) -> Floats32:
    """Return (n, 3) float32: the output of the vertex shader for every satellite."""
    program = shell_program(
        shaders.vertex,
        "probe.frag",
        eccentric=constellation.is_eccentric,
        variant=shaders.variant,
    )
    set_uniforms(program)
    texture = gloo.Texture2D((_SIDE, _SIDE, 4), format="rgba", internalformat="rgba32f")
    parts = []
    with gloo.FrameBuffer(texture):
        gloo.set_viewport(0, 0, _SIDE, _SIDE)
        blending.overwrite()
        for batch in batches(constellation):
            pixel = np.arange(batch.count)
            if batch.count > _SIDE * _SIDE:
                raise ValueError(f"a batch of {batch.count} satellites does not fit the probe")
            place = np.stack([pixel % _SIDE, pixel // _SIDE], axis=1)
            gloo.clear(color=True, depth=False)
            program["a_pixel"] = gloo.VertexBuffer(
                ((place + 0.5) / _SIDE * 2.0 - 1.0).astype(np.float32)
            )
            draw_batch(program, batch, shells)
            picture = gloo.read_pixels((0, 0, _SIDE, _SIDE), out_type="float")[::-1]
            parts.append(picture.reshape(-1, 4)[: batch.count, :3])
    return np.concatenate(parts)
