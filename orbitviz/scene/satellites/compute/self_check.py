"""Whether the compute renderer works: drivers have been known to accept a shader and fail."""

from __future__ import annotations

from typing import Any

import numpy as np
from vispy import gloo

from orbitviz.model.view import CameraPose
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.gl43 import UnsupportedError
from orbitviz.scene.gl.textures import black_texture
from orbitviz.scene.satellites.compute.compute_renderer import ComputeRenderer
from orbitviz.scene.satellites.compute.plane_segments import slot_numbers
from orbitviz.scene.satellites.grain import grain_shift_px
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.renderer import DrawRequest, ShaderVariant
from orbitviz.scene.satellites.shell_table import shell_table
from orbitviz.scene.view import view_of

_SIDE_PX = 64
_CAMERA = CameraPose(distance_km=30_000.0)
_SHOWN = 0.5  # of full brightness, at least, of a satellite without neighbours
_WRONG_SHARE = 0.05  # satellites at the edge of a pixel may fall into the next one


def check_compute(renderer: ComputeRenderer, light: LightBuffer, geometry: SkyGeometry) -> None:
    """Draw a few hundred satellites and count them. Raises UnsupportedError if some are missing.

    light   used to compose them, which is checked as well
    """
    constellation = _few(geometry)
    view = view_of(_CAMERA, geometry, (_SIDE_PX, _SIDE_PX))
    # Without neighbours, and smaller than a pixel: full light on one pixel each.
    point = PointLight(0.0, point_px=0.1)
    shells = shell_table(constellation, geometry.instant)
    shells[:, 3, :3] = 1.0

    def set_uniforms(program: Any) -> None:
        view.apply(program)
        point.apply(program, view, geometry)

    size = (_SIDE_PX, _SIDE_PX)
    few = DrawRequest(
        constellation=constellation,
        shells=shells,
        set_uniforms=set_uniforms,
        tile_px=size,
        variant=ShaderVariant(wide_points=False),
    )
    texture = gloo.Texture2D((*size, 4), format="rgba", internalformat="rgba32f")
    with gloo.FrameBuffer(texture):
        gloo.set_viewport(0, 0, *size)
        blending.overwrite()
        renderer.draw(few)
        found = gloo.read_pixels((0, 0, *size), out_type="float")[..., :3]
        gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
        renderer.accumulate(light, few, exclusive=True)
        light.make_halo(1.0)
        gloo.set_viewport(0, 0, *size)
        light.compose(black_texture())
        shown = gloo.read_pixels((0, 0, *size), out_type="float")[..., :3]
    r_km, _ = state_vectors(constellation, geometry.instant)
    seen = ~hidden_by_earth(view.eye_km, r_km)
    drawn_px = view.project(r_km)[0]
    # Rows count downwards, the grain upwards.
    drawn_px += grain_shift_px(slot_numbers(constellation)) * (1.0, -1.0)
    column, row = np.floor(drawn_px[seen]).astype(int).T
    expected = np.zeros((_SIDE_PX, _SIDE_PX))
    np.add.at(expected, (row, column), 1.0)
    wrong = np.abs(found - expected[..., None]).sum(axis=(0, 1)).max()
    if wrong > _WRONG_SHARE * 2.0 * expected.sum():
        raise UnsupportedError(
            f"the compute shader failed its check: of {expected.sum():.0f} satellites "
            f"{found[..., 0].sum():.0f} were drawn, or in the wrong places"
        )
    if np.any(shown[found > 0.5] < _SHOWN):
        raise UnsupportedError("the compute shader failed its check: its output is not displayed")


def _few(geometry: SkyGeometry) -> Constellation:
    """Return two shells, one of them with empty slots; nodes far apart, so that few meet."""
    planes, slots = 6, 60
    plane = np.repeat(np.arange(planes, dtype=np.int32), slots)
    slot = np.tile(np.arange(slots, dtype=np.int32), planes)
    flown = (plane < 3) | (slot % 3 > 0)
    return Constellation(
        epoch=geometry.instant,
        group_name=("check",),
        shell_name=("full", "with gaps"),
        shell_group=np.zeros(2, np.int32),
        sma_km=np.array([7_000.0, 8_500.0]),
        ecc=np.zeros(2),
        inc_rad=np.array([0.9, 1.7]),
        argp_rad=np.zeros(2),
        plane_shell=np.repeat(np.arange(2, dtype=np.int32), planes // 2),
        plane_raan_rad=np.arange(planes, dtype=np.float64),
        plane_phase_rad=np.linspace(0.0, 0.5, planes),
        plane_slots=np.full(planes, slots, np.int32),
        plane_index=plane[flown],
        slot_index=slot[flown],
    )
