"""The satellites on the GPU against the float64 reference."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.view import CameraPose, SatellitePath
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.gl.textures import black_texture
from orbitviz.scene.gl.upload_meter import metered
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.probe import gpu_error_m
from orbitviz.scene.satellites.renderer_choice import RendererChoice
from orbitviz.scene.satellites.satellite_layer import SatelliteLayer
from orbitviz.scene.view import view_of

pytestmark = pytest.mark.gl

FIVE_METRES = 5.0
DAY_S = 86_400.0


@pytest.fixture(scope="module")
def million():
    return read_builtin("spacex-odc").constellation


@pytest.fixture(scope="module")
def few():
    return read_builtin("starlink-gen1").constellation


@pytest.fixture(scope="module", params=[SatellitePath.POINTS, SatellitePath.COMPUTE])
def path(request):
    return request.param


@pytest.mark.parametrize("days", [0, 30, -30, 3_650])
def test_every_satellite_of_the_million_is_where_float64_puts_it(gl_canvas, million, path, days):
    error_m = gpu_error_m(million, million.epoch.plus_s(days * DAY_S), path)
    assert 0.0 < error_m <= FIVE_METRES


@pytest.mark.parametrize("ecc", [1e-4, 0.01, 0.3, 0.74])
def test_eccentric_orbits_follow_kepler(gl_canvas, few, path, ecc):
    """To a part in a million of the orbit: 7 m in low orbit, 27 m for a = 26,600 km."""
    sma_km = 7_200.0 if ecc < 0.1 else 26_600.0
    shape = np.ones(few.shell_count)
    argp_rad = np.linspace(0.0, 5.0, few.shell_count)
    orbits = replace(few, sma_km=sma_km * shape, ecc=ecc * shape, argp_rad=argp_rad)
    assert gpu_error_m(orbits, few.epoch.plus_s(7 * DAY_S), path) <= 1e-6 * sma_km * 1e3


def lit_pixels(path, constellation, pose, seconds=0.0, weight=None, by_sunlight=False):
    from vispy import gloo

    layer = SatelliteLayer(constellation)

    geometry = sky_geometry_at(constellation.epoch.plus_s(seconds))
    view = view_of(pose, geometry, (400, 300))
    buffer = LightBuffer()
    colour = np.ones((constellation.shell_count, 3), np.float32)
    if weight is None:
        weight = np.ones(constellation.shell_count, np.float32)
    layer.set_colours(colour, weight)
    drawing = RendererChoice(buffer).choose(path, geometry)
    request = layer.request(view, geometry, PointLight(1e-9, by_sunlight, point_px=0.3))
    drawing.accumulate(buffer, request, exclusive=False)
    with buffer.accumulating((400, 300), clear=False):
        light = gloo.read_pixels((0, 0, 400, 300), out_type="float")
    return light[..., :3], view, geometry


def test_what_is_drawn_is_what_the_earth_does_not_hide(gl_canvas, few, path):
    """The light of all points is the number of satellites a ray test leaves in the picture."""
    light, view, geometry = lit_pixels(path, few, CameraPose(fov_rad=0.9))
    r_km, _ = state_vectors(few, geometry.instant)
    line = np.linspace(0.0, 1.0, 2_001)[1:-1, None]
    scale = np.array([6378.137, 6378.137, 6356.752])

    def is_hidden(r):
        along = (view.eye_km + line * (r - view.eye_km)) / scale
        return np.any(np.sum(along**2, axis=1) < 1.0)

    pixels, depth = view.project(r_km)
    inside = (depth > 0) & np.all((pixels >= 0) & (pixels < [400, 300]), axis=1)
    visible = [r for r in r_km[inside] if not is_hidden(r)]
    assert 1_000 < len(visible) < inside.sum()
    # A point of one pixel gives it the light 1; a few graze the limb or the edge of the picture.
    assert abs(light[..., 0].sum() - len(visible)) <= 5


def test_playing_uploads_no_satellite(gl_canvas, million, path):
    layer, buffer = SatelliteLayer(million), LightBuffer()
    geometry = sky_geometry_at(million.epoch)
    drawing = RendererChoice(buffer).choose(path, geometry)
    with metered() as uploads:
        view = view_of(CameraPose(), geometry, (400, 300))
        drawing.accumulate(buffer, layer.request(view, geometry, PointLight(1e-3)), exclusive=True)
    # Once: 20 bytes a satellite for points, a table of planes for the compute shader.
    assert uploads.data > (10_000_000 if path is SatellitePath.POINTS else 100_000)
    for rate_s in (1 / 60, 1_600.0, -1_600.0):
        with metered() as uploads:
            geometry = sky_geometry_at(million.epoch.plus_s(rate_s))
            view = view_of(CameraPose(), geometry, (400, 300))
            drawing.accumulate(
                buffer, layer.request(view, geometry, PointLight(1e-3)), exclusive=True
            )
        assert uploads.data == 0
        assert 0 < uploads.uniform < 64 * 1024


@pytest.mark.parametrize("alone", [True, False])
def test_a_driver_without_half_floats_still_shows_satellites(gl_canvas, few, path, alone):
    from vispy import gloo

    geometry = sky_geometry_at(few.epoch)
    view = view_of(CameraPose(), geometry, (200, 150))
    layer, buffer = SatelliteLayer(few), LightBuffer(exact=False)
    layer.set_colours(
        np.ones((few.shell_count, 3), np.float32), np.ones(few.shell_count, np.float32)
    )
    drawing = RendererChoice(buffer).choose(path, geometry)
    drawing.accumulate(buffer, layer.request(view, geometry, PointLight(1e-9)), exclusive=alone)
    buffer.make_halo(1.0)
    with gloo.FrameBuffer(gloo.Texture2D((150, 200, 4), format="rgba")):
        gloo.set_viewport(0, 0, 200, 150)
        gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
        buffer.compose(black_texture())
        pixels = gloo.read_pixels((0, 0, 200, 150))
    assert np.count_nonzero(pixels[..., 0] > 100) > 500


def test_hidden_shells_are_not_drawn(gl_canvas, few, path):
    all_light, *_ = lit_pixels(path, few, CameraPose())
    hidden = np.zeros(few.shell_count, np.float32)
    no_light, *_ = lit_pixels(path, few, CameraPose(), weight=hidden)
    assert all_light.sum() > 1_000.0
    assert no_light.sum() == 0.0


def test_satellites_in_shadow_are_blue_and_in_sunlight_golden(gl_canvas, few, path):
    night = CameraPose(azimuth_rad=0.0, elevation_rad=0.0)
    geometry = sky_geometry_at(few.epoch)
    sun = np.arctan2(geometry.sun_direction[1], geometry.sun_direction[0])
    day, *_ = lit_pixels(path, few, replace(night, azimuth_rad=sun), by_sunlight=True)
    dark, *_ = lit_pixels(path, few, replace(night, azimuth_rad=sun + np.pi), by_sunlight=True)
    middle = (slice(130, 170), slice(180, 220))
    assert day[middle][..., 0].sum() > 3 * day[middle][..., 2].sum()
    assert dark[middle][..., 2].sum() > 3 * dark[middle][..., 0].sum()
