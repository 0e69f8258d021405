"""What the GPU makes of each satellite and pixel: the shaders of the scene, read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.arrays import Floats32
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.view import SatellitePath
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.colouring import ColourScale
from orbitviz.scene.gl import blending
from orbitviz.scene.satellites.compute.plane_segments import slot_numbers
from orbitviz.scene.satellites.compute.plane_traversal import PlaneTraversal, traversal_program
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.points_renderer import batches, draw_batch, shell_program
from orbitviz.scene.satellites.probe import ProbeShaders, read_back
from orbitviz.scene.satellites.quantity_texture import QuantityTexture, sets_of
from orbitviz.scene.satellites.renderer import DrawRequest, SetUniforms, ShaderVariant
from orbitviz.scene.satellites.shell_table import shell_table
from orbitviz.scene.view import View

_SHADERS = Path(__file__).parent / "shaders"
_QUANTITY = ProbeShaders(
    str(_SHADERS / "quantity.vert"), str(_SHADERS / "quantity.comp"), ShaderVariant(quantity=True)
)


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
    return read_back(fleet.constellation, shells, path, set_uniforms, _QUANTITY)[:, 0]


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
    program = traversal_program(str(_SHADERS / "ids.comp"), constellation, ShaderVariant())
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


def _point_ids(
    constellation: Constellation, shells: Floats32, view: View, set_uniforms: SetUniforms
) -> NDArray[np.int64]:
    program = shell_program(
        str(_SHADERS / "ids.vert"),
        str(_SHADERS / "ids.frag"),
        eccentric=constellation.is_eccentric,
        variant=ShaderVariant(),
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
