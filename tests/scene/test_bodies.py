"""Satellites near the camera as bodies: what is drawn, against what the design and physics say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from vispy import gloo

from orbitviz.analysis.bodies.body import body_of
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.nearby import nearby
from orbitviz.engine.viewpoints import placed, pose_at_satellite
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.camera import HOME
from orbitviz.model.commands import set_satellite_path
from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import Playback, State
from orbitviz.model.view import Layers, SatellitePath, ViewOptions
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.bodies import bodies_layer
from orbitviz.scene.bodies.bodies_layer import BodiesLayer
from orbitviz.scene.bodies.light import earthlight
from orbitviz.scene.bodies.placing import in_sight
from orbitviz.scene.bodies.tints import Tints, tints_of
from orbitviz.scene.colouring import colour_scale, shades
from orbitviz.scene.offscreen import Renderer
from orbitviz.scene.view import view_of
from orbitviz.subsystems.quantities.heat import RADIATOR
from tests.poses import pose_between

pytestmark = pytest.mark.gl

NOW = Instant.parse("2026-11-22T00:10:00Z")
SIZE = (480, 300)
ONE_PIXEL_RAD = 0.001


def close_to(design="spacex-odc", light=1.0, spans=1.25, azimuth=0.0, aside=0.0, **view):
    """Return a state close to a satellite in the light, or for -1 in the shadow, its key.

    aside   how far from under the Sun, as a tangent
    """
    state = State.of(read_builtin(design), Playback(NOW, playing=False), view=ViewOptions(**view))
    with_maps = state.view.colour.needs_map
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=with_maps)
    constellation = state.document.constellation
    r_km, _ = state_vectors(constellation, NOW, slice(0, int(constellation.shell_first[1])))
    key = SatelliteKey(
        MAIN_DESIGN, int(np.argmax(light * (r_km @ snapshot.geometry.sun_direction)))
    )
    pose = pose_at_satellite(state, snapshot, key, HOME)
    pose = replace(
        pose,
        distance_km=pose.distance_km * spans / 1.25,
        azimuth_rad=pose.azimuth_rad + azimuth,
    )
    return replace(state, view=replace(state.view, camera=pose)), snapshot, key


def pixels_of(satellites, view, snapshot, from_rad, *, multisample=None, tints=None):
    """Return (h, w, 4) 0..255 of bodies alone on nothing."""
    layer = BodiesLayer(multisample=multisample)
    width, height = view.size
    with gloo.FrameBuffer(gloo.Texture2D((height, width, 4), format="rgba")):
        gloo.set_viewport(0, 0, width, height)
        gloo.clear(color=(0.0, 0.0, 0.0, 0.0), depth=False)
        layer.draw(view, snapshot.geometry, satellites, from_rad, tints or Tints())
        pixels = np.asarray(gloo.read_pixels((0, 0, width, height))).astype(float)
    layer.delete()
    return pixels


def body_pixels(state, snapshot, *, size=SIZE, multisample=None, tinted=False):
    """Return the pixels of the nearest body alone, the view, and what is near."""
    pose, mount = placed(state, snapshot, state.view.camera)
    view = view_of(pose, snapshot.geometry, size, 1.0, mount)
    near = nearby(state, snapshot, view.eye_km, 3.0 * view.radians_per_pixel)
    nearest = near.satellites[:1]
    tints = tints_of(state, snapshot, nearest) if tinted else None
    pixels = pixels_of(nearest, view, snapshot, near.from_rad, multisample=multisample, tints=tints)
    return pixels, view, near


@pytest.fixture(scope="module")
def renderer():
    with Renderer() as made:
        yield made


def rendered(renderer, state, *, path=SatellitePath.AUTO, size=SIZE):
    return renderer.render(set_satellite_path(path)(state), NOW, size, supersample=1).pixels


@pytest.mark.usefixtures("gl_canvas")
def test_a_satellite_covers_as_many_pixels_as_its_design_is_large():
    """Seen from the Sun: the array's area over the square of the distance."""
    state, snapshot, key = close_to()
    pose, mount = placed(state, snapshot, state.view.camera)
    ahead, left, up = mount.axes @ snapshot.geometry.sun_direction
    far = 20.0 * pose.distance_km
    pose = replace(
        pose,
        distance_km=far,
        azimuth_rad=float(np.arctan2(left, ahead)),
        elevation_rad=float(np.arcsin(up)),
        fov_rad=np.radians(40.0) / 16.0,
    )
    state = replace(state, view=replace(state.view, camera=pose))
    pixels, view, near = body_pixels(state, snapshot)
    assert near.satellites[0].key == key
    covered_m2 = (pixels[..., 3] / 255.0).sum() * (view.radians_per_pixel * far * 1e3) ** 2
    design = state.document.design.satellite_of(0)
    # Besides the array, the bus, the masts between and the edges of the fins are seen.
    assert 1.0 < covered_m2 / design.array.area_m2 < 1.06


@pytest.mark.usefixtures("gl_canvas")
@pytest.mark.parametrize("multisample", [True, False])
def test_edges_are_smooth_where_the_driver_can(multisample):
    state, snapshot, _ = close_to()
    pixels, _, _ = body_pixels(state, snapshot, multisample=multisample)
    partly = ((pixels[..., 3] > 20.0) & (pixels[..., 3] < 235.0)).sum()
    assert (pixels[..., 3] > 250.0).sum() > 3_000
    assert (partly > 200) if multisample else (partly == 0)


@pytest.mark.usefixtures("gl_canvas")
def test_in_the_shadow_of_the_earth_a_body_is_dark_but_seen():
    bright, dark = (
        body_pixels(*close_to("starlink-gen2", light=light)[:2])[0] for light in (1.0, -1.0)
    )
    day, night = (p[p[..., 3] > 250.0][:, :3].mean() for p in (bright, dark))
    assert night > 4.0
    assert day > 2.5 * night


@pytest.mark.usefixtures("gl_canvas")
def test_a_body_casts_its_shadow_on_itself():
    """A level radiator between wings and Sun: without it they are brighter in places."""
    level = SatelliteDesign.model_validate({"like": "ai1", "radiator": {"pointing": "zenith"}})
    darker = brighter = 0
    for azimuth in (-0.9, 0.0):
        state, snapshot, _ = close_to(azimuth=azimuth, spans=0.6, aside=1.0)
        pose, mount = placed(state, snapshot, state.view.camera)
        pose = replace(pose, elevation_rad=0.4)
        view = view_of(pose, snapshot.geometry, SIZE, 1.0, mount)
        near = nearby(state, snapshot, view.eye_km, 3.0 * view.radians_per_pixel)
        body = body_of(level)
        pictures = [
            pixels_of([replace(near.satellites[0], body=one)], view, snapshot, near.from_rad)
            for one in (body, replace(body, plates=()))
        ]
        more = pictures[1][..., 1] - pictures[0][..., 1]
        brighter += int((more > 15.0).sum())
        darker += int((more < -5.0).sum())
    assert brighter > 120
    assert darker == 0


@pytest.mark.usefixtures("gl_canvas")
def test_the_radiator_has_the_colour_of_its_temperature():
    state, snapshot, key = close_to(azimuth=0.6, colour_mode=RADIATOR.key)
    pixels, _, near = body_pixels(state, snapshot, tinted=True)
    tints = tints_of(state, snapshot, near.satellites)
    colour = np.array(tints.of(key)[3][:3]) * 255.0
    scale = colour_scale(state.view, snapshot.fleet)
    ramp = shades(RADIATOR)
    assert np.abs(ramp - colour).sum(axis=1).min() < 1.0  # it is one of the legend's
    low_c, high_c = scale.low, scale.high
    assert low_c < high_c
    solid = pixels[pixels[..., 3] > 250.0][:, :3]
    direction = colour / np.linalg.norm(colour)
    cosine = solid @ direction / np.maximum(np.linalg.norm(solid, axis=1), 1.0)
    alike = solid[cosine > 0.99]
    assert len(alike) > 400
    assert np.median(alike, axis=0) == pytest.approx(0.9 * colour, abs=30.0)


@pytest.mark.usefixtures("gl_canvas")
def test_far_and_near_bodies_look_alike_where_one_becomes_the_other(monkeypatch):
    state, snapshot, _ = close_to(spans=10.0)
    shown = []
    for large_px in (0.0, 1e9):
        monkeypatch.setattr(bodies_layer, "_LARGE_PX", large_px)
        pixels, _, _ = body_pixels(state, snapshot)
        shown.append(pixels[pixels[..., 3] > 128.0])
    near, far = shown
    assert len(near) > 20
    assert len(far) == pytest.approx(len(near), rel=0.25)
    assert far[:, :3].mean(axis=0) == pytest.approx(near[:, :3].mean(axis=0), abs=14.0)


@pytest.mark.usefixtures("gl_canvas")
def test_behind_the_earth_and_behind_the_camera_there_are_no_bodies():
    state, snapshot, _ = close_to()
    pose, mount = placed(state, snapshot, state.view.camera)
    view = view_of(pose, snapshot.geometry, SIZE, 1.0, mount)
    one = nearby(state, snapshot, view.eye_km, ONE_PIXEL_RAD).satellites[0]
    assert in_sight(view, [one])
    away = replace(view, forward=-view.forward, right=-view.right)
    assert not in_sight(away, [one])
    across = replace(one, r_km=-one.r_km * 1.001)
    towards = across.r_km - view.eye_km
    forward = towards / np.linalg.norm(towards)
    right = np.cross(forward, [0.0, 0.0, 1.0])
    right /= np.linalg.norm(right)
    through = replace(view, forward=forward, right=right, up=np.cross(right, forward))
    body = replace(one.body, reach_m=5e5)
    assert not in_sight(through, [replace(across, body=body)])


def test_the_same_picture_comes_out_every_time_and_on_both_paths(renderer):
    state, _, _ = close_to("suncatcher-81")
    first = rendered(renderer, state)
    with Renderer() as another:
        assert np.array_equal(first, rendered(another, state))
    points = rendered(renderer, state, path=SatellitePath.POINTS).astype(float)
    assert np.abs(points - first).mean() < 1.0


def test_where_a_body_is_there_is_no_point(renderer, monkeypatch):
    """With the body left out, its place looks as if the satellites were hidden."""
    state, _, _ = close_to("suncatcher-81", spans=4.0)
    monkeypatch.setattr(BodiesLayer, "draw", lambda *_, **__: None)
    lit = rendered(renderer, state).astype(float)
    layers = replace(state.view.layers, satellites=False)
    dark = rendered(renderer, replace(state, view=replace(state.view, layers=layers))).astype(float)
    middle = slice(SIZE[1] // 2 - 8, SIZE[1] // 2 + 8), slice(SIZE[0] // 2 - 8, SIZE[0] // 2 + 8)
    assert np.abs(lit[middle] - dark[middle]).mean() < 2.0


def test_the_size_reference_is_drawn_on_demand(renderer):
    # Without the scale bar, which would stand below it.
    state, _, _ = close_to(spans=2.2, azimuth=0.3, layers=Layers(scale_bar=False))
    layers = replace(state.view.layers, size_reference=True)
    referring = replace(state, view=replace(state.view, layers=layers))
    with_it = rendered(renderer, referring, size=(960, 600))
    without = rendered(renderer, state, size=(960, 600))
    changed = np.abs(with_it.astype(int) - without).sum(axis=2) > 60
    assert changed[450:].sum() > 1_000
    assert not changed[:380].any()


def test_a_satellite_behind_the_camera_has_no_size_reference(renderer):
    state, snapshot, _ = close_to(spans=2.2, azimuth=0.3)
    pose, mount = placed(state, snapshot, state.view.camera)
    view = view_of(pose, snapshot.geometry, SIZE, 1.0, mount)
    looking_away = pose_between(view.eye_km, view.eye_km - view.forward)

    def picture(**layers):
        chosen = replace(
            state.view, camera=looking_away, layers=replace(state.view.layers, **layers)
        )
        return rendered(renderer, replace(state, view=chosen))

    np.testing.assert_array_equal(picture(size_reference=True), picture(size_reference=False))


def test_the_earth_lights_a_satellite_from_below_by_day_alone():
    sun = np.array([1.0, 0.0, 0.0])
    noon, dusk, midnight = (
        earthlight(6_928.0 * np.array(up), sun)
        for up in ([1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0])
    )
    # Albedo times view factor, the ground below lit a little obliquely.
    assert np.linalg.norm(noon) == pytest.approx(0.3 * (6_378.0 / 6_928.0) ** 2, rel=0.1)
    np.testing.assert_allclose(noon / np.linalg.norm(noon), -sun, atol=1e-9)
    assert 0.0 < np.linalg.norm(dusk) < 0.2 * np.linalg.norm(noon)
    assert dusk[0] > 0.0  # from where it is day
    assert np.linalg.norm(midnight) == 0.0
