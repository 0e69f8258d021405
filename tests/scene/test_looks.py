"""What the brightness of the satellites says, on both paths."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from vispy import gloo

from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import next_look
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Look, SatellitePath, ViewOptions
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.gl.textures import black_texture
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.satellites.appearance import reference_km, shell_light
from orbitviz.scene.satellites.density import density_per_km2
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.looks import LOOKS
from orbitviz.scene.satellites.magnitudes import shown_magnitudes
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.renderer_choice import RendererChoice
from orbitviz.scene.satellites.satellite_layer import SatelliteLayer
from orbitviz.scene.view import view_of

SIZE = (400, 300)
POSE = CameraPose(fov_rad=0.9)


@pytest.fixture(scope="module")
def few():
    return read_builtin("starlink-gen1")


@pytest.fixture(scope="module", params=[SatellitePath.POINTS, SatellitePath.COMPUTE])
def path(request):
    return request.param


def light_of_all(path, constellation, look, reference):
    """Return the sum of the light of all satellites, as if a million flew; and the view."""
    layer, buffer = SatelliteLayer(constellation), LightBuffer()
    geometry = sky_geometry_at(constellation.epoch)
    view = view_of(POSE, geometry, SIZE)
    shells = constellation.shell_count
    layer.set_colours(np.ones((shells, 3), np.float32), np.ones(shells, np.float32))
    dense = density_per_km2(1e7, 7_000.0)
    light = PointLight(dense, point_px=0.3, look=LOOKS[look], reference_km=reference)
    drawing = RendererChoice(buffer).choose(path, geometry)
    drawing.accumulate(buffer, layer.request(view, geometry, light), exclusive=False)
    with buffer.accumulating(SIZE, clear=False):
        pixels = gloo.read_pixels((0, 0, *SIZE), out_type="float")
    return float(pixels[..., 0].sum()), view, geometry


def visible_km(constellation, view, geometry):
    """Return the positions (n, 3) of the satellites in the picture that the Earth leaves free."""
    r_km, _ = state_vectors(constellation, geometry.instant)
    places, depth = view.project(r_km)
    inside = (depth > 0.0) & np.all((places >= 0.0) & (places < SIZE), axis=1)
    return r_km[inside & ~hidden_by_earth(view.eye_km, r_km)]


@pytest.mark.gl
def test_dots_are_alike_however_many_share_a_pixel(gl_canvas, few, path):
    dots, view, geometry = light_of_all(path, few.constellation, Look.DOTS, 1.0)
    shared, *_ = light_of_all(path, few.constellation, Look.DENSITY, 1.0)
    seen = len(visible_km(few.constellation, view, geometry))
    assert seen > 1_000
    assert dots == pytest.approx(seen, rel=0.01)
    assert shared < 0.2 * dots


@pytest.mark.gl
def test_by_magnitude_a_satellite_is_a_diffuse_sphere_in_sunlight(gl_canvas, few, path):
    """The exact phase function, distance, and the shadow of a cylinder."""
    reference = 20_000.0
    light, view, geometry = light_of_all(path, few.constellation, Look.MAGNITUDE, reference)
    r_km = visible_km(few.constellation, view, geometry)
    sun = geometry.sun_direction
    from_axis = np.linalg.norm(r_km - (r_km @ sun)[:, None] * sun, axis=1)
    lit = (r_km @ sun > 0.0) | (from_axis > 6_378.0)
    to_eye = view.eye_km - r_km
    away = np.linalg.norm(to_eye, axis=1)
    phase = np.arccos(to_eye @ sun / away)
    diffuse = (np.sin(phase) + (np.pi - phase) * np.cos(phase)) / np.pi
    expected = lit * diffuse * (reference / away) ** 2
    assert 0.2 < np.mean(lit) < 0.98
    assert light == pytest.approx(expected.sum(), rel=0.02)


def test_by_magnitude_the_weight_is_the_area_times_albedo():
    document = read_builtin("starlink-gen1")
    design = document.design
    groups = [group.model_copy(update={"satellite": "bus-500kg"}) for group in design.groups]
    groups[0] = groups[0].model_copy(update={"satellite": "ai1"})
    groups[1] = groups[1].model_copy(update={"satellite": "starlink-v2-mini"})
    design = design.model_copy(update={"groups": tuple(groups)})
    changed = State.of(
        document.__class__(design, document.constellation),
        Playback(design.epoch_instant),
        view=ViewOptions(look=Look.MAGNITUDE),
    )
    _, weight = shell_light(changed)
    # Arrays of 840 and 8 m2 times 0.2; by its magnitude of 7.87 the V2 mini is as 0.2062 m2.
    areas = [168.0, 0.206_249, *[1.6] * (len(groups) - 2)]
    of_shell = np.array(areas)[document.constellation.shell_group]
    assert weight / weight[0] == pytest.approx(of_shell / of_shell[0], rel=1e-5)
    sizes = np.diff(document.constellation.shell_first)
    assert np.average(weight, weights=sizes) == pytest.approx(1.0)


def test_the_exposure_changes_steadily_with_the_camera(few):
    state = State.of(few, Playback(few.design.epoch_instant))
    heights = np.linspace(6_500.0, 9_000.0, 200)
    found = [reference_km(state, np.array([0.0, 0.0, height])) for height in heights]
    assert min(found) > 0.0
    assert np.abs(np.diff(found)).max() <= np.diff(heights).max() + 1e-9


@pytest.mark.gl
@pytest.mark.parametrize("brightness", [1.0, 2.0])
def test_the_scale_of_magnitudes_is_as_bright_as_the_satellites(gl_canvas, brightness):
    """Light of one satellite by the rule of its magnitude, through the shader of the picture."""
    buffer, black = LightBuffer(exact=True), black_texture()
    reference = 20_000.0
    for step in shown_magnitudes(brightness):
        away = reference * 10.0 ** (0.2 * step.magnitude)  # of light that falls off with its square
        with buffer.accumulating((16, 16)):
            gloo.flush()  # `clear` of gloo takes colours up to 1
            gloo.gl.glClearColor(*(brightness * (reference / away) ** 2,) * 3, 1.0)
            gloo.gl.glClear(gloo.gl.GL_COLOR_BUFFER_BIT)
        buffer.make_halo(1.0, 0.0, LOOKS[Look.MAGNITUDE].exposure)
        with gloo.FrameBuffer(gloo.Texture2D((16, 16, 4), format="rgba")):
            gloo.set_viewport(0, 0, 16, 16)
            gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
            buffer.compose(black)
            pixels = gloo.read_pixels((0, 0, 16, 16))
        assert pixels[8, 8, :3] == pytest.approx(np.full(3, 255.0 * step.level), abs=1.0)


def test_the_legend_has_the_scale_in_the_look_by_magnitude_alone(few):
    state = State.of(few, Playback(few.design.epoch_instant))
    snapshot = snapshot_at(state, few.design.epoch_instant, with_maps=False)
    for look in Look:
        shown = replace(state, view=replace(state.view, look=look))
        legend = captions(shown, snapshot, "").legend
        texts = [text for _, text in legend.dots]
        assert texts == (["−2", "−1", "0", "1", "2", "3", "4"] if look is Look.MAGNITUDE else [])
        levels = [colour[0] for colour, _ in legend.dots]
        assert levels == sorted(levels, reverse=True)


def test_the_next_look_goes_around(few):
    state = State.of(few, Playback(few.design.epoch_instant))
    seen = []
    for _ in Look:
        seen.append(state.view.look)
        state = next_look(state)
    assert set(seen) == set(Look)
    assert state.view.look is seen[0]
