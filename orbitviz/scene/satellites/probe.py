"""Reads back what the GPU computes, to compare it with the float64 reference."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.arrays import Floats32
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.view import SatellitePath
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.colouring import ColourScale
from orbitviz.scene.gl import blending
from orbitviz.scene.satellites.compute.plane_segments import slot_numbers
from orbitviz.scene.satellites.compute.plane_traversal import PlaneTraversal, traversal_program
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.points_renderer import batches, draw_batch, shell_program
from orbitviz.scene.satellites.quantity_texture import QuantityTexture, sets_of
from orbitviz.scene.satellites.renderer import DrawRequest, SetUniforms, ShaderVariant
from orbitviz.scene.satellites.shell_table import shell_table
from orbitviz.scene.view import View

_SIDE = 1024  # pixels of the float picture, one a satellite: about a million at a time


def gpu_positions_km(
    constellation: Constellation, instant: Instant, path: SatellitePath
) -> Floats32:
    """Return where the shader puts every satellite; a GL context must be current.

    returns  (n, 3) float32  km TEME
    """
    shells = shell_table(constellation, instant)
    return _read_back(constellation, shells, path, lambda _program: None, ShaderVariant())


def gpu_quantity(
    fleet: Fleet, snapshot: Snapshot, scale: ColourScale, path: SatellitePath
) -> Floats32:
    """Return (n,) float32 0..1: the shader's value of a quantity for every satellite."""
    colours = QuantityTexture()
    colours.show(fleet, scale)

    def set_uniforms(program: Any) -> None:
        colours.apply(program, snapshot.instant)
        program["u_sun_direction"] = snapshot.geometry.sun_direction.astype(np.float32)

    shells = shell_table(fleet.constellation, snapshot.instant)
    shells[:, 3, 3] = sets_of(fleet).of_shell
    return _read_back(
        fleet.constellation, shells, path, set_uniforms, ShaderVariant(quantity=True)
    )[:, 0]


def gpu_ids(
    constellation: Constellation,
    view: View,
    geometry: SkyGeometry,
    light: PointLight,
    path: SatellitePath,
) -> NDArray[np.int64]:
    """Return (height, width) int64: the satellite on each pixel, the last of several; -1 for none.

    First row at the bottom.
    """
    shells = shell_table(constellation, geometry.instant)

    def set_uniforms(program: Any) -> None:
        view.apply(program)
        light.apply(program, view, geometry)

    if path is SatellitePath.POINTS:
        return _point_ids(constellation, shells, view, set_uniforms)
    width, height = view.tile[2:]
    program = traversal_program("compute/ids.comp", constellation, ShaderVariant())
    traversal = PlaneTraversal()
    request = DrawRequest(
        constellation=constellation,
        shells=shells,
        set_uniforms=set_uniforms,
        tile_px=(width, height),
        variant=ShaderVariant(),
    )
    traversal.run(program, request, width * height * 4)
    slot = traversal.output.read().reshape(height, width).astype(np.int64) - 1
    traversal.delete()
    program.delete()
    return np.where(slot < 0, -1, np.searchsorted(slot_numbers(constellation), slot))


def gpu_error_m(constellation: Constellation, instant: Instant, path: SatellitePath) -> float:
    """Return the largest distance between shader and float64 position over all satellites."""
    shader = gpu_positions_km(constellation, instant, path)
    worst = 0.0
    for begin in range(0, len(constellation), 200_000):
        rows = slice(begin, begin + 200_000)
        reference, _ = state_vectors(constellation, instant, rows)
        worst = max(worst, float(np.linalg.norm(shader[rows] - reference, axis=1).max()))
    return worst * 1000.0


def _read_back(
    constellation: Constellation,
    shells: Floats32,
    path: SatellitePath,
    set_uniforms: SetUniforms,
    variant: ShaderVariant,
) -> Floats32:
    """Return (n, 3) float32: the output of the shader for every satellite."""
    if path is SatellitePath.POINTS:
        return _read_points(constellation, shells, set_uniforms, variant)
    program = traversal_program("compute/probe.comp", constellation, variant)
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
    variant: ShaderVariant,
) -> Floats32:
    """Return (n, 3) float32: the output of the vertex shader for every satellite."""
    vertex = "probe_quantity.vert" if variant.quantity else "probe.vert"
    program = shell_program(
        vertex, "probe.frag", eccentric=constellation.is_eccentric, variant=variant
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


def _point_ids(
    constellation: Constellation, shells: Floats32, view: View, set_uniforms: SetUniforms
) -> NDArray[np.int64]:
    program = shell_program(
        "ids.vert", "ids.frag", eccentric=constellation.is_eccentric, variant=ShaderVariant()
    )
    set_uniforms(program)
    width, height = view.tile[2:]
    begin = 1
    with gloo.FrameBuffer(gloo.Texture2D((height, width, 4), format="rgba")):
        gloo.set_viewport(0, 0, width, height)
        blending.overwrite()
        gloo.clear(color=(0.0, 0.0, 0.0, 0.0), depth=False)
        for batch in batches(constellation):
            ids = np.arange(begin, begin + batch.count, dtype=np.uint32)
            begin += batch.count
            three_bytes = ids.view(np.uint8).reshape(-1, 4)[:, :3]
            program["a_id"] = gloo.VertexBuffer((three_bytes / 255.0).astype(np.float32))
            draw_batch(program, batch, shells)
        pixels = gloo.read_pixels((0, 0, width, height))[::-1].astype(np.int64)
    return np.asarray(pixels[..., :3] @ np.array([1, 1 << 8, 1 << 16])) - 1
