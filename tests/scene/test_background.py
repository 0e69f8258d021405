"""The background is drawn only where it is: nothing of it may be missing for that."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from functools import partial
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vispy import gloo

from orbitviz.base.constants import (
    AU_KM,
    EARTH_POLAR_RADIUS_KM,
    EARTH_RADIUS_KM,
    MOON_RADIUS_KM,
)
from orbitviz.base.resources import shader_path
from orbitviz.model.view import CameraPose, Layers, Reference
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.moon import moon_gcrs_km
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.backdrop import earth, earth_outline, sky, sky_background
from orbitviz.scene.backdrop.earth_outline import AIR_TOP_KM, TO_UNIT_SPHERE, ground_fills, outline
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.backdrop.sunlight import light_through_air
from orbitviz.scene.gl.full_screen import CORNERS
from orbitviz.scene.gl.programs import shader_source
from orbitviz.scene.gl.storage_buffer import WORDS_3, StorageBuffer
from orbitviz.scene.gl.textures import black_texture
from orbitviz.scene.gl.vispy_internals import flush
from orbitviz.scene.satellites import light_buffer as light
from orbitviz.scene.satellites.compute.plane_traversal import LIGHT_UNITS
from orbitviz.scene.view import view_of

NOON = Instant.parse("2026-03-20T12:00:00Z")
MOMENT = sky_geometry_at(NOON)
ALL = Layers()
NOTHING = Layers(**{field.name: False for field in fields(Layers)})
SIZE = (160, 100)

angles = st.floats(-math.pi, math.pi)
# From within the air, and from outside it to far away.
altitudes_km = st.floats(2.0, 6.0).map(lambda power: 10.0**power)


@st.composite
def views(draw):
    """Views of the Earth, past it and away from it, whole pictures and tiles of one."""
    distance = EARTH_RADIUS_KM + draw(altitudes_km)
    azimuth, elevation = draw(angles), draw(st.floats(-1.5, 1.5))
    # The target is beside the Earth's middle by up to what lets the camera look away from it.
    aside = draw(st.tuples(*3 * [st.floats(-1.2, 1.2)]))
    pose = CameraPose(
        reference=draw(st.sampled_from(list(Reference))),
        target_km=tuple(share * distance for share in aside)
        if draw(st.booleans())
        else (0.0, 0.0, 0.0),
        distance_km=distance,
        azimuth_rad=azimuth,
        elevation_rad=elevation,
        fov_rad=math.radians(draw(st.floats(5.0, 100.0))),
    )
    view = view_of(pose, MOMENT, SIZE)
    return view if draw(st.booleans()) else view.part((-7, 31, 77, 90))


@pytest.fixture(scope="module")
def images():
    return load_images()


def pixels_of(draw, size):
    """Return (h, w, 3) int 0..255 of what `draw` puts on black."""
    with gloo.FrameBuffer(gloo.Texture2D((size[1], size[0], 4), format="rgba")):
        gloo.set_viewport(0, 0, *size)
        gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
        draw()
        return gloo.read_pixels((0, 0, *size))[..., :3].astype(int)


def unlike(a, b, steps=2):
    """Return how many pixels differ by more than `steps` of 8 bits."""
    return np.count_nonzero(np.abs(a - b).max(axis=2) > steps)


# The outline, in float64 alone.


@given(angles, st.floats(-1.57, 1.57), altitudes_km, angles, st.floats(0.0, math.pi))
def test_the_outline_holds_all_rays_that_meet_ground_or_air(lon, lat, altitude, turn, angle):
    out = np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])
    eye = (EARTH_RADIUS_KM + altitude) * out
    seen = outline(eye)
    across, beside, middle = seen.sides
    ray = math.sin(angle) * (math.cos(turn) * across + math.sin(turn) * beside)
    ray = (ray + math.cos(angle) * middle) / TO_UNIT_SPHERE
    ray /= np.linalg.norm(ray)
    # As in shaders/limb.frag and, by the nearest place to a sphere's middle, ground.frag.
    to_nearest = -(eye @ ray)
    height = (np.linalg.norm((eye + to_nearest * ray) * TO_UNIT_SPHERE) - 1.0) * EARTH_RADIUS_KM
    if to_nearest >= 0.0 and height <= AIR_TOP_KM:
        assert angle <= seen.air_rad
    e, r = eye * TO_UNIT_SPHERE, ray * TO_UNIT_SPHERE
    meets = e @ r < 0.0 and (e @ r) ** 2 >= (r @ r) * (e @ e - 1.0)
    if abs(angle - seen.ground_rad) > 1e-9:
        assert meets == (angle < seen.ground_rad)


@given(
    st.sampled_from([8, 48]),
    st.floats(0.0, 1.0),
    st.floats(0.001, math.radians(91.0)),
    st.floats(0.0, 1.0),
    st.floats(0.0, math.tau),
)
def test_a_ring_of_straight_pieces_reaches_over_the_round_one(corners, inner, outer, at, turn):
    inner *= min(outer, 1.5)
    edges = earth_outline.ring_edges(inner, outer, corners)
    x, y, edge = earth_outline.ring_places(corners).astype(float).T
    # As in shaders/earth.vert.
    sine, cosine = (edges[k] + edge * (edges[k + 2] - edges[k]) for k in (0, 1))
    places = np.stack([sine * x, sine * y, cosine], axis=1)
    angle = inner + at * (outer - inner)
    ray = np.array(
        [math.sin(angle) * math.cos(turn), math.sin(angle) * math.sin(turn), math.cos(angle)]
    )
    inside = False
    for k in range(len(places) - 2):
        triangle = places[k : k + 3].T
        if abs(np.linalg.det(triangle)) > 1e-15:
            shares = np.linalg.solve(triangle, ray)
            inside |= bool(np.all(shares >= -1e-6 * np.abs(shares).max()))
    assert inside


@given(views(), st.floats(-1.0, 1.0), st.floats(-1.0, 1.0))
def test_ground_that_fills_a_tile_is_met_by_every_ray(view, x, y):
    ray = view.rays(np.array([[x, y]]))[0] * TO_UNIT_SPHERE
    e = view.eye_km * TO_UNIT_SPHERE
    meets = e @ ray < 0.0 and (e @ ray) ** 2 >= (ray @ ray) * (e @ e - 1.0)
    assert meets or not ground_fills(view)


def test_ground_fills_a_picture_taken_from_low_above_it():
    low = CameraPose(distance_km=EARTH_RADIUS_KM + 500.0)
    assert ground_fills(view_of(low, MOMENT, SIZE))
    assert not ground_fills(view_of(CameraPose(), MOMENT, SIZE))


# Pictures.

# The last line keeps the uniforms that it does without.
WHOLE_PICTURE = """void main()
{
    v_ray = TO_UNIT_SPHERE * EARTH_RADIUS_KM * (u_to_itrs * ray_through(a_place.xy));
    gl_Position = vec4(a_place.xy, 0.0, 1.0);
    if (u_edges.x > 9.0) v_ray += u_sides[0];
}
"""


def whole_picture_program(vertex, fragment, **defines):
    """Return the program of a pass of the Earth that looks at every pixel of the picture."""
    declarations = shader_source(vertex).split("void main")[0]
    return gloo.Program(declarations + WHOLE_PICTURE, shader_source(fragment, **defines))


@pytest.mark.gl
@pytest.mark.parametrize("examples", [25, pytest.param(250, marks=pytest.mark.sweep)])
def test_the_rings_of_the_earth_miss_no_pixel(gl_canvas, images, monkeypatch, examples):
    """Against the same passes over the whole picture; rounding may turn a pixel of the limb."""
    layer = earth.EarthLayer(images.earth)
    pixels_of(lambda: layer.draw(view_of(CameraPose(), MOMENT, SIZE), MOMENT, ALL), SIZE)
    with monkeypatch.context() as patch:
        patch.setattr(earth, "load_program", whole_picture_program)
        patch.setattr(earth, "ring_places", lambda _: np.pad(CORNERS, ((0, 0), (0, 1))))
        whole = earth.EarthLayer(images.earth)
        pixels_of(lambda: whole.draw(view_of(CameraPose(), MOMENT, SIZE), MOMENT, ALL), SIZE)

    @settings(max_examples=examples, deadline=None)
    @given(views())
    def check(view):
        size = view.tile[2:]
        found, expected = (
            pixels_of(lambda one=one: one.draw(view, MOMENT, ALL), size) for one in (layer, whole)
        )
        assert unlike(found, expected) <= 12

    check()


@pytest.mark.gl
@pytest.mark.parametrize("examples", [20, pytest.param(200, marks=pytest.mark.sweep)])
def test_what_is_cut_from_the_sky_is_not_seen(gl_canvas, images, monkeypatch, examples):
    """With the ground over it, the sky is the same without cuts and with its dark cells."""
    sky_map = images.sky.milky_way
    cut = sky.SkyLayer(images.sky)
    plain = sky.SkyLayer(replace(images.sky, milky_way=replace(sky_map, bright=sky_map.cells)))
    ground = earth.EarthLayer(images.earth)
    uncut = np.array([0.0, 0.0, 0.0, 1.0])

    @settings(max_examples=examples, deadline=None)
    @given(views(), st.sampled_from([ALL, replace(ALL, sun=False), replace(ALL, milky_way=False)]))
    def check(view, layers):
        def draw(one):
            one.draw(view, MOMENT, layers)
            ground.draw(view, MOMENT, layers)

        size = view.tile[2:]
        found = pixels_of(lambda: draw(cut), size)
        with monkeypatch.context() as patch:
            patch.setattr(sky, "ground_fills", lambda _: False)
            patch.setattr(sky_background, "_beyond_earth", lambda _: uncut)
            expected = pixels_of(lambda: draw(plain), size)
        # Cells that are cut into other triangles round a little otherwise.
        assert unlike(found, expected, steps=1) <= 4
        assert unlike(found, expected, steps=3) == 0

    check()


@pytest.mark.gl
def test_the_milky_way_has_no_seam_where_its_map_begins(gl_canvas, images):
    """Right ascension 90 degrees, near the Milky Way's faint anticentre."""
    layer = sky.SkyLayer(images.sky)
    direction = MOMENT.gcrs_to_teme @ np.array([0.0, math.cos(0.3), math.sin(0.3)])
    pose = CameraPose(
        target_km=tuple(direction * 1e6),
        distance_km=5e5,
        azimuth_rad=math.atan2(-direction[1], -direction[0]),
        elevation_rad=math.asin(-direction[2]),
        fov_rad=math.radians(20.0),
    )
    view = view_of(pose, MOMENT, (200, 200))
    shown = replace(NOTHING, milky_way=True)
    columns = (
        pixels_of(lambda: layer.draw(view, MOMENT, shown), (200, 200)).sum(axis=2).mean(axis=0)
    )
    assert columns.min() > 5.0
    steps = np.abs(np.diff(columns))
    assert steps[95:105].max() <= steps.max()
    assert steps.max() < 3.0


def sun_alone(layer, view, size):
    def draw():
        layer.draw(view, MOMENT, replace(NOTHING, sun=True))
        layer.draw_glare(view, MOMENT, replace(NOTHING, sun=True))

    return pixels_of(draw, size)


def beside_the_sun(angle_rad):
    """Return a view past the Earth with the Sun so far to the left of the middle."""
    pose = CameraPose(
        reference=Reference.SUN,
        target_km=(3e5, 0.0, 0.0),
        distance_km=1e5,
        azimuth_rad=math.pi + angle_rad,
        elevation_rad=0.0,
    )
    return view_of(pose, MOMENT, (400, 400))


@pytest.mark.gl
def test_the_suns_glare_is_tight_and_has_no_edge(gl_canvas, images):
    """Away from the Sun it fades to black without a step, and half a picture away it is gone."""
    picture = sun_alone(sky.SkyLayer(images.sky), beside_the_sun(0.0), (400, 400))
    assert picture[200, 200].min() >= 250
    # Between the streaks.
    x = np.arange(8, 190)
    outward = picture[200 - np.round(0.5 * x).astype(int), 200 + x].max(axis=1)
    assert outward[-60:].max() <= 1
    assert np.abs(np.diff(outward[12:])).max() < 8
    assert np.abs(np.diff(outward[30:])).max() <= 2
    # Neutral, not the brown of a fog.
    lit = picture[(picture.max(axis=2) > 20) & (picture.max(axis=2) < 200)]
    assert np.abs(lit.max(axis=1) - lit.min(axis=1)).max() < 25


@pytest.mark.gl
def test_the_sun_has_its_true_size(gl_canvas, images, monkeypatch):
    """Its disc without glare: 0.27 degrees of radius."""
    layer = sky.SkyLayer(images.sky)
    view = replace(beside_the_sun(0.0), tan_half=(0.02, 0.02))
    disc = pixels_of(lambda: layer.draw(view, MOMENT, replace(NOTHING, sun=True)), (400, 400))
    area_px = disc[..., 0].sum() / 255.0
    radius = math.sqrt(area_px / math.pi) * 0.02 / 200.0
    assert math.isclose(radius, math.radians(0.2676), rel_tol=0.02)


def at_the_moon(moment, half_angle=0.006):
    """Return a view of the Moon from the Earth's side, 400 pixels wide."""
    moon = moment.gcrs_to_teme @ moon_gcrs_km(moment.instant)
    out = moon / np.linalg.norm(moon)
    pose = CameraPose(
        target_km=tuple(out * 8e4),
        distance_km=4e4,
        azimuth_rad=math.atan2(-out[1], -out[0]),
        elevation_rad=math.asin(-out[2]),
    )
    return replace(view_of(pose, moment, (400, 400)), tan_half=(half_angle, half_angle)), moon


@pytest.mark.gl
@pytest.mark.parametrize("date", ["2026-11-24", "2026-11-17", "2026-11-12", "2026-11-30"])
def test_the_moon_has_its_size_and_its_phase(gl_canvas, images, date):
    moment = sky_geometry_at(Instant.parse(f"{date}T12:00:00Z"))
    layer = sky.SkyLayer(images.sky)
    view, moon = at_the_moon(moment)
    shown = replace(NOTHING, moon=True)
    picture = pixels_of(lambda: layer.draw(view, moment, shown), (400, 400)).max(axis=2)
    to_moon, to_sun = moon - view.eye_km, moment.sun_teme_km - moon
    # What is not lit by the Sun is far darker than what is.
    lit = np.argwhere(picture > 45)
    phase = math.acos(to_moon @ to_sun / np.linalg.norm(to_moon) / np.linalg.norm(to_sun))
    share = 0.5 - 0.5 * math.cos(phase)
    radius_px = MOON_RADIUS_KM / np.linalg.norm(to_moon) / (0.006 / 200.0)
    assert len(lit) == pytest.approx(share * math.pi * radius_px**2, rel=0.10, abs=500.0)
    # The lit side is towards the Sun.
    row, column = lit.mean(axis=0) - 199.5
    assert column * (to_sun @ view.right) - row * (to_sun @ view.up) > 0.0


@pytest.mark.gl
def test_the_dark_moon_hides_the_stars_and_the_earth_hides_the_moon(gl_canvas, images):
    moment = sky_geometry_at(Instant.parse("2026-11-12T12:00:00Z"))
    layer, ground = sky.SkyLayer(images.sky), earth.EarthLayer(images.earth)
    view, moon = at_the_moon(moment, 0.02)
    shown = replace(NOTHING, moon=True)
    covered = pixels_of(lambda: layer.draw(view, moment, replace(shown, stars=True)), (400, 400))
    alone = pixels_of(lambda: layer.draw(view, moment, shown), (400, 400))
    inside = alone.max(axis=2) > 0
    assert np.array_equal(covered[inside], alone[inside])
    behind = replace(view, eye_km=-moon / np.linalg.norm(moon) * 26_000.0)

    def draw(one):
        one.draw(behind, moment, shown)
        ground.draw(behind, moment, NOTHING)

    without = pixels_of(lambda: ground.draw(behind, moment, NOTHING), (400, 400))
    assert np.array_equal(pixels_of(lambda: draw(layer), (400, 400)), without)


def test_the_milky_way_has_no_rays_at_the_poles(images):
    """Along a row near a pole the map hardly changes from texel to texel: they are narrow there."""
    pixels = images.sky.milky_way.pixels.astype(float).sum(axis=2)
    height = len(pixels)
    for row in (8, 20, 60, height - 61, height - 21, height - 9):
        steps = np.abs(np.diff(pixels[row]))
        assert steps.mean() < 0.25
        assert steps.max() <= 8.0


@given(st.floats(300.0, 40_000.0), st.floats(0.0, math.pi))
def test_sunlight_through_the_air_is_redder_and_never_more_than_without_it(altitude_km, angle):
    sun_km = MOMENT.sun_teme_km
    out = MOMENT.sun_direction
    side = np.cross(out, [0.0, 0.0, 1.0])
    side /= np.linalg.norm(side)
    eye = (EARTH_RADIUS_KM + altitude_km) * (math.cos(angle) * out + math.sin(angle) * side)
    red, green, blue = light_through_air(eye, sun_km)
    assert red >= green >= blue >= 0.0
    free = float(sunlit(eye[None], sun_km)[0])
    assert red <= free + 0.02
    if angle < 0.5 * math.pi:
        assert (red, green, blue) == (1.0, 1.0, 1.0)
    if free == 0.0:
        assert red < 1e-3


def test_the_rising_sun_turns_from_red_to_white():
    radius = EARTH_RADIUS_KM + 500.0
    out, dip = MOMENT.sun_direction, math.acos(EARTH_RADIUS_KM / radius)
    side = np.cross(out, [0.0, 0.0, 1.0])
    side /= np.linalg.norm(side)
    lights = []
    for above in np.radians(np.linspace(-0.2, 3.0, 60)):
        angle = math.pi / 2.0 + dip - above
        eye = radius * (math.cos(angle) * out + math.sin(angle) * side)
        lights.append(light_through_air(eye, MOMENT.sun_teme_km))
    lights = np.array(lights)
    assert np.all(np.diff(lights, axis=0) >= -1e-9)
    faint = lights[lights[:, 0] < 0.1]
    assert np.all(faint[:, 2] < 0.35 * faint[:, 0])
    assert lights[-1].min() > 0.97


@pytest.mark.parametrize("height_km", [4.0, 15.0, 30.0])
def test_the_sun_over_the_poles_shines_as_over_the_equator(height_km):
    """Its light passes as high over the ellipsoid, which is 21 km lower there."""
    ahead, east, north = np.eye(3)
    over_pole, over_equator = (
        light_through_air(nearest - 2_500.0 * ahead, nearest + AU_KM * ahead)
        for nearest in (
            (EARTH_POLAR_RADIUS_KM + height_km) * north,
            (EARTH_RADIUS_KM + height_km) * east,
        )
    )
    assert over_equator.max() > 0.01
    np.testing.assert_allclose(over_pole, over_equator, atol=0.01)


@pytest.mark.gl
def test_shortcuts_for_powers_are_within_a_step_of_8_bits(gl_canvas):
    """encoded() within 0.15 of a step everywhere, decoded() in the dark half within 0.5."""
    library = shader_path("lib/colour.glsl").read_text()
    body = "varying vec2 v_ndc; void main() { float x = 0.5 * v_ndc.x + 0.5; x *= x * x;"
    body += "vec3 y = encoded(vec3(x)); gl_FragColor = vec4(y.x, decoded(y).x, x, 1.0); }"
    program = gloo.Program(shader_source("fullscreen.vert"), f"#version 120\n{library}{body}")
    program["a_corner"] = CORNERS
    texture = gloo.Texture2D((1, 1024, 4), format="rgba", internalformat="rgba32f")
    with gloo.FrameBuffer(texture):
        gloo.set_viewport(0, 0, 1024, 1)
        gloo.set_state(blend=False, depth_test=False)
        program.draw("triangle_strip")
        sent, back, linear = gloo.read_pixels((0, 0, 1024, 1), out_type="float")[0, :, :3].T
    step = 1.0 / 255.0
    assert np.abs(sent - linear ** (1 / 2.2)).max() < 0.15 * step
    # The map of the Milky Way is no brighter than that.
    dark = sent < 0.5
    assert np.abs(back ** (1 / 2.2) - sent)[dark].max() < 0.5 * step


class SumsOf:
    """Sums of light of which one pixel is lit."""

    defines: ClassVar = {"LIGHT_UNITS": LIGHT_UNITS}
    texture_unit = 15

    def __init__(self, size):
        self._size = size
        self._buffer = StorageBuffer(0)
        self.light(0, 0)

    def light(self, column, row):
        sums = np.zeros((self._size[1], self._size[0], 3), np.uint32)
        sums[row, column] = 0.05 * LIGHT_UNITS
        self._buffer.write(sums)

    def attach(self):
        flush()
        self._buffer.attach_as_texture(self.texture_unit, WORDS_3)


@pytest.mark.gl
@pytest.mark.parametrize("source", ["sums", "points"])
@pytest.mark.parametrize("size", [(333, 217), (90, 61), (31, 9), (7, 5)])
def test_a_satellite_that_stands_alone_is_shown_wherever_it_is(gl_canvas, size, source):
    """Whatever the sides: each pixel belongs to a texel of the halo, each texel to a tile."""
    width, height = size
    rng = np.random.default_rng(3)
    buffer, sums = light.LightBuffer(), SumsOf(size)
    program = gloo.Program(
        "attribute vec2 a_at; void main()"
        "{ gl_PointSize = 1.0; gl_Position = vec4(a_at, 0.0, 1.0); }",
        "void main() { gl_FragColor = vec4(vec3(0.05), 1.0); }",
    )
    edges = [(0, 0), (width - 1, height - 1), (width - 1, 0), (0, height - 1)]
    for column, row in [*edges, *zip(*rng.integers(0, size, (40, 2)).T, strict=True)]:
        if source == "sums":
            sums.light(column, row)
            buffer.use_sums(sums, size)
        else:
            at = np.array([[(column + 0.5) / width, (row + 0.5) / height]]) * 2.0 - 1.0
            program["a_at"] = at.astype(np.float32)
            with buffer.accumulating(size):
                program.draw("points")
        buffer.make_halo(1.0)
        shown = pixels_of(partial(buffer.compose, black_texture()), size)[::-1]
        assert shown[row, column].min() > 40
        assert np.count_nonzero(shown.max(axis=-1) > 40) == 1


@pytest.mark.gl
@pytest.mark.parametrize("size", [(400, 300), (333, 217), (31, 9), (640, 64)])
def test_the_dark_tiles_left_out_have_no_light(gl_canvas, size):
    """Single bright and faint pixels with their halo, against a composition of every tile."""
    rng = np.random.default_rng(5)
    program = gloo.Program(
        "attribute vec2 a_at; attribute float a_light; varying float v_light;"
        "void main() { v_light = a_light; gl_PointSize = 1.0; gl_Position = vec4(a_at, 0, 1); }",
        "varying float v_light; void main() { gl_FragColor = vec4(vec3(v_light), 1.0); }",
    )
    program["a_at"] = rng.uniform(-1.0, 1.0, (12, 2)).astype(np.float32)
    program["a_light"] = (10.0 ** rng.uniform(-3.0, 1.0, 12)).astype(np.float32)
    pictures = []
    for everywhere in (False, True):
        buffer = light.LightBuffer(skip_dark_tiles=not everywhere)
        with buffer.accumulating(size):
            program.draw("points")
        buffer.make_halo(1.0)
        pictures.append(pixels_of(partial(buffer.compose, black_texture()), size))
    assert pictures[0].max() > 50
    assert unlike(*pictures, steps=0) == 0
