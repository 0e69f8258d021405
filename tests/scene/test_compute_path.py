"""Compute path against points: the same satellites on the same pixels, in the same light."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from vispy import gloo

from orbitviz.base.errors import UserError
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.expand import expand
from orbitviz.model.state import Document, Playback, State
from orbitviz.model.view import CameraPose, SatellitePath, ViewOptions
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene import offscreen
from orbitviz.scene.gl import gl43
from orbitviz.scene.gl.gl43 import UnsupportedError, require_compute
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.picture import Picture
from orbitviz.scene.satellites import renderer_choice
from orbitviz.scene.satellites.compute import compute_renderer, plane_segments
from orbitviz.scene.satellites.density import density_per_km2
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.points_renderer import PointsRenderer
from orbitviz.scene.satellites.probe import gpu_error_m
from orbitviz.scene.satellites.renderer_choice import RendererChoice
from orbitviz.scene.satellites.satellite_layer import SatelliteLayer
from orbitviz.scene.view import view_of
from orbitviz.subsystems.quantities.orbit import GROUP, SUNLIGHT
from orbitviz.subsystems.quantities.power import CHARGE
from tests.few_pixels import few_pixels
from tests.scene.gpu_probe import gpu_ids
from tests.scene.random_planes import constellation_of

pytestmark = pytest.mark.gl

SIZE = (1280, 800)
POINTS, COMPUTE = SatellitePath.POINTS, SatellitePath.COMPUTE
ALL_VIEWS = 20
# Views of every run of the tests; the sweep takes all.
ALL = pytest.param(slice(ALL_VIEWS), id="all-views", marks=pytest.mark.sweep)
VIEWS = [pytest.param(slice(6), id="few-views"), ALL]
VIEWS_OF_EACH_COLOUR = [pytest.param(slice(3), id="few-views"), ALL]


@pytest.fixture(scope="module")
def document():
    return read_builtin()


@pytest.fixture(scope="module")
def images():
    return few_pixels()


def snapshot_of(state, instant):
    """Return a snapshot with the operating maps if its colours need them."""
    with_maps = state.view.colour.needs_map
    return snapshot_at(state, instant, with_survey=False, with_maps=with_maps)


def cameras():
    """Cameras all around, from among the shells to far away."""
    rng = np.random.default_rng(2026)
    return [
        CameraPose(
            distance_km=float(np.exp(rng.uniform(np.log(7_300.0), np.log(90_000.0)))),
            azimuth_rad=rng.uniform(0.0, 6.28),
            elevation_rad=rng.uniform(-1.4, 1.4),
            fov_rad=rng.uniform(0.3, 1.0),
        )
        for _ in range(ALL_VIEWS)
    ]


@pytest.mark.parametrize("views", VIEWS)
def test_the_same_satellites_are_on_999_of_1000_pixels(gl_canvas, document, views):
    constellation = document.constellation
    geometry = sky_geometry_at(constellation.epoch)
    light = PointLight(density_per_km2(1e6, 7_400.0))
    shares, lit = [], 0
    for camera in cameras()[views]:
        view = view_of(camera, geometry, SIZE)
        points, compute = (
            gpu_ids(constellation, view, geometry, light, path) for path in (POINTS, COMPUTE)
        )
        seen = (points >= 0) | (compute >= 0)
        lit += np.count_nonzero(seen)
        shares.append(np.count_nonzero(points[seen] == compute[seen]) / np.count_nonzero(seen))
    print(f"same satellite on {min(shares):.3%} of the lit pixels or more, {lit:,} in all")  # noqa: T201
    assert lit > 25_000 * len(shares)
    assert min(shares) >= 0.999


@pytest.mark.parametrize("views", VIEWS_OF_EACH_COLOUR)
@pytest.mark.parametrize("mode", [GROUP, SUNLIGHT, CHARGE])
def test_colours_are_within_a_step(gl_canvas, document, images, mode, views):
    """Whole pictures of both paths at the same views, in steps of 8 bits."""
    picture = Picture(images)
    instant = document.design.epoch_instant
    state = State.of(document, Playback(instant), view=ViewOptions(colour_mode=mode.key))
    snapshot = snapshot_of(state, instant)
    same = lit = 0
    for camera in cameras()[views]:
        view = view_of(camera, snapshot.geometry, SIZE)
        shown = []
        for path in (POINTS, COMPUTE):
            state = replace(state, view=replace(state.view, satellite_path=path))
            picture.apply(state)
            with gloo.FrameBuffer(gloo.Texture2D((SIZE[1], SIZE[0], 4), format="rgba")):
                picture.draw(view, state, snapshot, OverlayContent())
                shown.append(gloo.read_pixels((0, 0, *SIZE))[..., :3].astype(int))
        assert picture.satellite_renderer == "compute shader"
        light = (
            gpu_ids(document.constellation, view, snapshot.geometry, PointLight(1e-9), COMPUTE) >= 0
        )
        apart = np.abs(shown[0] - shown[1]).max(axis=-1)[light]
        same += np.count_nonzero(apart <= 1)
        lit += apart.size
    print(f"{mode.key}: {same / lit:.3%} of {lit:,} lit pixels within a step")  # noqa: T201
    assert same / lit >= 0.999


def of_any_planes(seed):
    """Return shells whose planes have from one slot to several segments, some of them empty."""
    rng = np.random.default_rng(seed)
    slots = [1, 2, 3, 7, 8, 9, 31, 32, 33, 63, 257, 1_023, 1_024, 1_025, 3_000]
    shares = rng.choice([0.02, 0.5, 1.0], len(slots))
    flown = [np.flatnonzero(rng.random(n) < p) for n, p in zip(slots, shares, strict=True)]
    epoch = read_builtin().design.epoch_instant
    return constellation_of(slots, flown, 3, epoch, rng, highest_km=12_000.0)


@pytest.mark.parametrize("seed", range(6))
def test_planes_of_any_size_are_walked_to_the_end(gl_canvas, seed):
    constellation = of_any_planes(seed)
    geometry = sky_geometry_at(constellation.epoch.plus_s(5_000.0 * seed))
    assert gpu_error_m(constellation, geometry.instant, COMPUTE) <= 10.0  # up to 12,000 km out
    seen = same = 0
    for camera in cameras()[seed::6]:
        view = view_of(camera, geometry, SIZE)
        points, compute = (
            gpu_ids(constellation, view, geometry, PointLight(1e-3), path)
            for path in (POINTS, COMPUTE)
        )
        either = (points >= 0) | (compute >= 0)
        seen += np.count_nonzero(either)
        same += np.count_nonzero(points[either] == compute[either])
    # One satellite in a hundred stands where rounding decides on the pixel.
    assert seen > 100
    assert same >= 0.98 * seen


def test_more_work_groups_than_one_dimension_takes(gl_canvas, document, monkeypatch):
    """100,000 groups of two or three slots each; OpenGL promises 65,535 a dimension."""
    monkeypatch.setattr(plane_segments, "GROUP_SLOTS", 3)
    design = document.design.model_copy(update={"max_satellites": 300_000})
    constellation = expand(design)
    assert plane_segments.plane_segments(constellation).groups > 100_000
    assert 0.0 < gpu_error_m(constellation, constellation.epoch, COMPUTE) <= 5.0


def broken(*_args, **_kwargs):
    raise UnsupportedError("the driver rejects shaders/compute/satellites.comp: no")


def test_points_take_over_where_the_shader_is_refused(gl_canvas, document, monkeypatch):
    monkeypatch.setattr(compute_renderer, "Program43", broken)
    ways = RendererChoice(LightBuffer())
    geometry = sky_geometry_at(document.design.epoch_instant)
    drawing = ways.choose(SatellitePath.AUTO, geometry)
    assert isinstance(drawing, PointsRenderer)
    assert ways.path is POINTS
    assert "rejects shaders/compute/satellites.comp" in ways.refused
    # It is asked once, and a wish for it does not bring it about.
    monkeypatch.undo()
    assert ways.choose(COMPUTE, geometry) is drawing


def test_points_take_over_where_one_more_kind_of_shader_is_refused(
    gl_canvas, document, images, monkeypatch
):
    """Colours by state need another shader than the one that was checked."""
    build = compute_renderer.traversal_program

    def choosy(name, constellation, variant):
        if variant.quantity:
            raise UnsupportedError("the driver rejects shaders/compute/satellites.comp: too large")
        return build(name, constellation, variant)

    monkeypatch.setattr(compute_renderer, "traversal_program", choosy)
    picture, size = Picture(images), (320, 200)
    instant = document.design.epoch_instant
    for mode, drawn_by in ((GROUP, "compute shader"), (CHARGE, "points")):
        state = State.of(document, Playback(instant), view=ViewOptions(colour_mode=mode.key))
        snapshot = snapshot_of(state, instant)
        picture.apply(state)
        view = view_of(state.view.camera, snapshot.geometry, size)
        with gloo.FrameBuffer(gloo.Texture2D((*size[::-1], 4), format="rgba")):
            picture.draw(view, state, snapshot, OverlayContent())
            shown = gloo.read_pixels((0, 0, *size))[..., :3]
        assert picture.satellite_renderer == drawn_by
        assert np.count_nonzero(shown.max(axis=-1) > 100) > 5_000
    assert picture.compute_refused.endswith("too large")


def test_two_pictures_in_one_context_keep_their_light_apart(gl_canvas, document, images):
    """Both have sums on the same texture unit; one is composed after the other was drawn."""
    instant = document.design.epoch_instant
    state = State.of(document, Playback(instant), view=ViewOptions(satellite_path=COMPUTE))
    snapshot = snapshot_of(state, instant)
    sizes = ((320, 200), (333, 217))
    views = [view_of(state.view.camera, snapshot.geometry, size) for size in sizes]

    def shown(picture, view, layers):
        changed = replace(state, view=replace(state.view, layers=layers))
        with gloo.FrameBuffer(gloo.Texture2D((*view.size[::-1], 4), format="rgba")):
            picture.draw(view, changed, snapshot, OverlayContent())
            return gloo.read_pixels((0, 0, *view.size))[..., :3]

    pictures = [Picture(images) for _ in sizes]
    for picture in pictures:
        picture.apply(state)
    full, bare = state.view.layers, replace(state.view.layers, clouds=False)
    for picture, view in zip(pictures, views, strict=True):
        shown(picture, view, full)
    # The light is kept, the ground behind it is drawn anew.
    for picture, view in zip(pictures, views, strict=True):
        alone = Picture(images)
        alone.apply(state)
        assert np.array_equal(shown(picture, view, bare), shown(alone, view, bare))


def test_brightness_does_not_make_sums_overflow(gl_canvas, document):
    """A million satellites on one orbit, seen edge-on, ten times as bright."""
    constellation = one_orbit(1_000_000, document.design.epoch_instant)
    geometry = sky_geometry_at(constellation.epoch)
    layer = SatelliteLayer(constellation)
    layer.set_colours(np.ones((1, 3), np.float32), np.ones(1, np.float32))
    view = view_of(CameraPose(distance_km=26_000.0, elevation_rad=0.0), geometry, (320, 200))
    brightest = []
    for brightness in (1.0, 10.0):
        buffer = LightBuffer()
        light = PointLight(density_per_km2(1e6, 7_000.0), brightness=brightness)
        drawing = RendererChoice(buffer).choose(COMPUTE, geometry)
        drawing.accumulate(buffer, layer.request(view, geometry, light), exclusive=False)
        with buffer.accumulating(view.size, clear=False):
            shown = gloo.read_pixels((0, 0, *view.size), out_type="float")[..., 0]
        brightest.append(shown.sum())
    assert brightest[1] == pytest.approx(10.0 * brightest[0], rel=0.01)


def one_orbit(count, epoch):
    """Return `count` satellites on one equatorial orbit."""
    return Constellation(
        epoch=epoch,
        group_name=("ring",),
        shell_name=("ring",),
        shell_group=np.zeros(1, np.int32),
        sma_km=np.array([7_000.0]),
        ecc=np.zeros(1),
        inc_rad=np.array([1e-4]),
        argp_rad=np.zeros(1),
        plane_shell=np.zeros(1, np.int32),
        plane_raan_rad=np.zeros(1),
        plane_phase_rad=np.zeros(1),
        plane_slots=np.array([count], np.int32),
        plane_index=np.zeros(count, np.int32),
        slot_index=np.arange(count, dtype=np.int32),
    )


@pytest.mark.parametrize("lie", ["sums of half the light", "nothing is written"])
def test_a_shader_that_draws_wrongly_is_found_out(gl_canvas, document, monkeypatch, lie):
    run = compute_renderer.PlaneTraversal.run

    def lying(self, program, request, light_bytes):
        if lie.startswith("sums"):
            shells = request.shells.copy()
            shells[:, 2, 2] = 0.5
        else:
            shells = np.zeros_like(request.shells)
        run(self, program, replace(request, shells=shells), light_bytes)

    monkeypatch.setattr(compute_renderer.PlaneTraversal, "run", lying)
    ways = RendererChoice(LightBuffer())
    ways.choose(SatellitePath.AUTO, sky_geometry_at(document.design.epoch_instant))
    assert ways.path is POINTS
    assert "failed its check" in ways.refused


def test_an_old_driver_gets_points_and_is_told_why(gl_canvas, document, monkeypatch):
    monkeypatch.setattr("orbitviz.scene.gl.gl43.gl_number", lambda: (2, 1))
    ways = RendererChoice(LightBuffer())
    ways.choose(SatellitePath.AUTO, sky_geometry_at(document.design.epoch_instant))
    assert ways.path is POINTS
    assert ways.refused == "the driver offers OpenGL 2.1, not 4.3"


@pytest.mark.parametrize("what", ["storage buffers", "bytes of a storage", "texels of a buffer"])
def test_a_driver_whose_limits_are_low_is_refused(gl_canvas, monkeypatch, what):
    """OpenGL promises 65,536 texels; the sums of a picture are a million and more."""
    require_compute()
    limits = {name: (1, 2) if what in name else (1, 1) for name in gl43.MINIMA}
    monkeypatch.setattr(gl43, "MINIMA", limits)
    monkeypatch.setattr(gl43, "gl_integer", lambda _what: 1)
    with pytest.raises(UnsupportedError, match=rf"offers 1 {what}.*, not 2"):
        require_compute()


def test_who_insists_on_the_shader_hears_why_not(monkeypatch, document):
    def refuse():
        raise UnsupportedError("the driver offers OpenGL 3.3, not 4.3")

    monkeypatch.setattr(renderer_choice, "ComputeRenderer", refuse)
    few = document.design.model_copy(update={"max_satellites": 100})
    view = ViewOptions(satellite_path=COMPUTE)
    state = State.of(Document(few, expand(few)), Playback(few.epoch_instant), view=view)
    with pytest.raises(UserError, match=r"3\.3, not 4\.3.*points"):
        offscreen.render_picture(state, few.epoch_instant, (64, 64), 1)
