"""The layers of the picture against facts: geometry, places on the map, places in the sky."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from vispy import gloo

from orbitviz.analysis.separation import meeting, shell_planes
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.positions import positions_km
from orbitviz.engine.ruler import pair_reading
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import builtin_ids
from orbitviz.model.blank_document import blank_document
from orbitviz.model.camera import look_at
from orbitviz.model.commands import set_visible
from orbitviz.model.members import Members
from orbitviz.model.selecting import (
    Combining,
    combine_selection,
    pick_satellite,
    select_pair,
    select_satellites,
)
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Layers, Reference, ViewOptions
from orbitviz.orbits.geodesy import itrs_position_km
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.separation import closest_pair
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene import offscreen
from orbitviz.scene.backdrop.line_data import load_lines
from orbitviz.scene.backdrop.lines import LinesLayer
from orbitviz.scene.backdrop.shadow_cone import ShadowConeLayer
from orbitviz.scene.backdrop.sky import SkyLayer, load_sky_images
from orbitviz.scene.overlay.callouts import overlap
from orbitviz.scene.overlay.marks import WHOLE, Marks, marked_satellites
from orbitviz.scene.satellites.light_buffer import glow_reaches
from orbitviz.scene.satellites.rings import MAX_RINGS, RingsLayer, ring_planes
from orbitviz.scene.view import view_of
from orbitviz.subsystems.quantities.registry import COLOURS
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of

pytestmark = pytest.mark.gl

SIZE = (400, 300)
NOTHING = Layers(**{field.name: False for field in fields(Layers)})
GROUND = replace(NOTHING, earth_maps=True)
NOON = Instant.parse("2026-03-20T12:00:00Z")  # the equinox: the Sun stands over 0 N near 0 E


@pytest.fixture(scope="module")
def sky_images():
    return load_sky_images()


@pytest.fixture(scope="module")
def renderer():
    with offscreen.Renderer() as made:
        yield made


def pixels_of(draw, size=SIZE):
    """Return (h, w, 3) float 0..255 of what `draw` puts on black."""
    width, height = size
    with gloo.FrameBuffer(gloo.Texture2D((height, width, 4), format="rgba")):
        gloo.set_viewport(0, 0, width, height)
        gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
        draw()
        return gloo.read_pixels((0, 0, width, height))[..., :3].astype(float)


def over(lat_deg, lon_deg, distance_km=20_000.0, fov_deg=45.0):
    """Return a pose that looks down on a place of the Earth."""
    return CameraPose(
        reference=Reference.EARTH,
        distance_km=distance_km,
        azimuth_rad=np.radians(lon_deg),
        elevation_rad=np.radians(lat_deg),
        fov_rad=np.radians(fov_deg),
    )


def at(pixels, view, r_km, reach=1):
    """Return the mean colour around the projection of a point."""
    (x, y), _ = (part[0] for part in view.project(r_km))
    x, y = int(x), int(y)
    return pixels[y - reach : y + reach + 1, x - reach : x + reach + 1].mean(axis=(0, 1))


def ground(geometry, lat_deg, lon_deg):
    """Return a place on the ground, (3,) km TEME."""
    lat, lon = np.radians([lat_deg]), np.radians([lon_deg])
    return itrs_position_km(lat, lon, np.zeros(1))[0] @ geometry.teme_to_itrs


def draw_earth(layer, pose, instant, layers=GROUND):
    geometry = sky_geometry_at(instant)
    view = view_of(pose, geometry, SIZE)
    return pixels_of(lambda: layer.draw(view, geometry, layers)), view, geometry


def test_the_limb_is_where_the_tangent_cone_puts_it(layer):
    """Seen from over the equator: the equatorial radius to the sides, within a pixel."""
    pixels, view, _ = draw_earth(layer, over(0, 0), NOON)
    row = pixels[SIZE[1] // 2].sum(axis=1) > 0
    seen = np.count_nonzero(row) / 2
    angle = np.arcsin(EARTH_RADIUS_KM / 20_000.0)
    assert seen == pytest.approx(np.tan(angle) / view.tan_half[0] * SIZE[0] / 2, abs=1.0)


def test_land_and_sea_are_where_they_belong(layer):
    pixels, view, geometry = draw_earth(layer, over(10, 10), NOON)
    sahara = at(pixels, view, ground(geometry, 23, 10))
    congo = at(pixels, view, ground(geometry, 0, 23))
    atlantic = at(pixels, view, ground(geometry, -20, -10))
    assert sahara[0] > sahara[2] * 1.3
    assert congo[1] > congo[2]
    assert atlantic[2] > atlantic[0] * 1.5
    assert sahara.sum() > congo.sum()


def test_the_terminator_follows_the_sun(layer):
    """At the equinox the Sun rises at 6 h local time: bright at 0 E, dark at 180 E."""
    day, *_ = draw_earth(layer, over(0, 0), NOON)
    night, *_ = draw_earth(layer, over(0, 180), NOON)
    assert day.mean() > 4 * night.mean()
    pixels, view, geometry = draw_earth(layer, over(0, 90), NOON)
    light = [at(pixels, view, ground(geometry, 0, lon)).sum() for lon in (60, 80, 100, 120)]
    assert light[0] > 2 * light[1] > 2 * light[2]
    assert light[3] < 0.3 * light[0]


def test_city_lights_shine_at_night_only_and_can_be_switched_off(layer):
    midnight = Instant.parse("2026-03-20T22:00:00Z")
    lit = replace(GROUND, night_lights=True)
    cairo = over(30, 31, 12_000)
    on, view, geometry = draw_earth(layer, cairo, midnight, lit)
    off, *_ = draw_earth(layer, cairo, midnight)
    place = ground(geometry, 30.05, 31.24)
    assert at(on, view, place).sum() > at(off, view, place).sum() + 100
    by_day = Instant.parse("2026-03-20T10:00:00Z")
    day_on, *_ = draw_earth(layer, cairo, by_day, lit)
    day_off, *_ = draw_earth(layer, cairo, by_day)
    assert np.abs(day_on - day_off).max() <= 2


def test_without_maps_the_earth_is_a_plain_globe(layer):
    """Land and sea look the same; the Sun lights one side; clouds belong to the maps."""
    pixels, view, geometry = draw_earth(layer, over(0, 20), NOON, NOTHING)
    # Both 20 degrees from the point below the Sun: Libya and the Atlantic.
    land, sea = (at(pixels, view, ground(geometry, lat, 0)) for lat in (20, -20))
    assert np.abs(land - sea).max() <= 1
    night, *_ = draw_earth(layer, over(0, 180), NOON, NOTHING)
    assert pixels.mean() > 2 * night.mean() > 0
    clouds, *_ = draw_earth(layer, over(0, 20), NOON, replace(NOTHING, clouds=True))
    assert np.array_equal(clouds, pixels)


@pytest.mark.parametrize("name", ["clouds", "atmosphere"])
def test_layers_of_the_earth_change_the_picture(layer, name):
    on, *_ = draw_earth(layer, over(0, 0), NOON, replace(GROUND, **{name: True}))
    off, *_ = draw_earth(layer, over(0, 0), NOON)
    assert np.abs(on - off).max() > 30


def test_the_date_line_leaves_no_seam(layer):
    """Neighbouring columns over the open Pacific differ no more at 180 E than beside it."""
    pixels, *_ = draw_earth(layer, over(0, 180), NOON.plus_s(43_200))
    middle = pixels[130:170, 180:220].sum(axis=2).mean(axis=0)
    steps = np.abs(np.diff(middle))
    assert steps.max() < 4 * np.median(steps) + 6


# Hipparcos catalogue (ESA 1997), ICRS: right ascension, declination in degrees.
STARS = {
    "Sirius": (101.28715, -16.71612),
    "Betelgeuse": (88.79294, 7.40706),
    "Canopus": (95.98796, -52.69566),
    "Vega": (279.23473, 38.78369),
    "Polaris": (37.95456, 89.26411),
}


def towards(ra_deg, dec_deg, geometry, size=SIZE, fov_deg=20.0):
    """Return a view from far above, with the Earth behind the camera, and the TEME direction."""
    ra, dec = np.radians([ra_deg, dec_deg])
    gcrs = np.array([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)])
    direction = geometry.gcrs_to_teme @ gcrs
    eye = -direction
    pose = CameraPose(
        target_km=tuple(direction * 1e6),
        distance_km=5e5,
        azimuth_rad=float(np.arctan2(eye[1], eye[0])),
        elevation_rad=float(np.arcsin(eye[2])),
        fov_rad=np.radians(fov_deg),
    )
    return view_of(pose, geometry, size), direction


@pytest.mark.parametrize("name", STARS)
def test_bright_stars_stand_where_the_catalogue_puts_them(gl_canvas, sky_images, name):
    """Within two pixels of six arc minutes: proper motion since 1991 is below a tenth of one."""
    geometry = sky_geometry_at(NOON)
    view, direction = towards(*STARS[name], geometry)
    layer = SkyLayer(sky_images)
    pixels = pixels_of(lambda: layer.draw(view, geometry, replace(NOTHING, stars=True)))
    (x, y), _ = (part[0] for part in view.project(view.eye_km + direction * 1e9))
    light = pixels.sum(axis=2)
    brightest = np.unravel_index(
        np.argmax(light[int(y) - 15 : int(y) + 16, int(x) - 15 : int(x) + 16]), (31, 31)
    )
    assert np.hypot(brightest[0] - 15, brightest[1] - 15) <= 2.0
    assert light[int(y) - 2 : int(y) + 3, int(x) - 2 : int(x) + 3].max() > 200


def test_the_earth_hides_the_stars_behind_it(gl_canvas, sky_images):
    geometry = sky_geometry_at(NOON)
    view = view_of(over(0, 0, 9_000, 40), geometry, SIZE)
    layer = SkyLayer(sky_images)
    assert pixels_of(lambda: layer.draw(view, geometry, replace(NOTHING, stars=True))).max() <= 2


def test_the_milky_way_is_brightest_at_the_galactic_centre(gl_canvas, sky_images):
    """Sgr A* at 17h45m40s -29d00m28s, the north galactic pole at 12h51m26s +27d07m42s."""
    geometry = sky_geometry_at(NOON)
    layer = SkyLayer(sky_images)
    light = []
    for place in ((266.417, -29.008), (192.859, 27.128)):
        view, _ = towards(*place, geometry)
        draw = lambda view=view: layer.draw(view, geometry, replace(NOTHING, milky_way=True))  # noqa: E731
        light.append(pixels_of(draw).mean())
    assert light[0] > 5 * light[1]


def test_the_sun_has_its_place_and_size(gl_canvas, sky_images):
    """Its radius is 16 arc minutes, here within a pixel; the disc is saturated, the glow not."""
    geometry = sky_geometry_at(NOON)
    direction = geometry.gcrs_to_teme.T @ geometry.sun_direction
    ra, dec = np.degrees([np.arctan2(direction[1], direction[0]), np.arcsin(direction[2])])
    view, _ = towards(ra, dec, geometry, fov_deg=4.0)
    layer = SkyLayer(sky_images)
    pixels = pixels_of(lambda: layer.draw(view, geometry, replace(NOTHING, sun=True)))
    disc = pixels.min(axis=2) >= 252
    rows, columns = np.nonzero(disc)
    assert rows.mean() == pytest.approx(149.5, abs=1.0)
    assert columns.mean() == pytest.approx(199.5, abs=1.0)
    radius_px = np.sqrt(disc.sum() / np.pi)
    expected = np.arctan(695_700 / np.linalg.norm(geometry.sun_teme_km)) / view.radians_per_pixel
    assert radius_px == pytest.approx(expected, abs=1.5)


def test_coastlines_run_along_the_coast(gl_canvas, sky_images):
    geometry = sky_geometry_at(NOON)
    data = load_lines()
    view = view_of(over(40, 0, 12_000, 40), geometry, SIZE)
    layer = LinesLayer(data, sky_images.figures)
    pixels = pixels_of(lambda: layer.draw(view, geometry, replace(NOTHING, coastlines=True)))
    near = data.coasts[
        (np.abs(data.coasts[:, 0, 0]) < 12) & (np.abs(data.coasts[:, 0, 1] - 42) < 10), 0
    ]
    assert len(near) > 50
    found = [
        at(pixels, view, ground(geometry, lat, lon)).max() > 40
        for lon, lat in near[:: max(len(near) // 60, 1)]
    ]
    assert np.mean(found) > 0.95
    behind = view_of(over(0, -140, 12_000, 40), geometry, SIZE)  # the empty Pacific
    pixels = pixels_of(lambda: layer.draw(behind, geometry, replace(NOTHING, coastlines=True)))
    assert np.count_nonzero(pixels.sum(axis=2) > 60) < 0.01 * pixels[..., 0].size


def test_rings_run_through_their_satellites(gl_canvas):
    document = read_builtin("one-shell")
    key = ShellKey(MAIN_DESIGN, 0)
    instant = document.design.epoch_instant.plus_s(5 * 86_400.0)
    state = State.of(document, Playback(instant), selection=Selection(frozenset([key])))
    geometry = sky_geometry_at(instant)
    view = view_of(CameraPose(), geometry, (800, 600))
    layer = RingsLayer()
    pixels = pixels_of(lambda: layer.draw(view, geometry, state), (800, 600))
    drawn = np.isin(document.constellation.plane_index, ring_planes(state))
    r_km, _ = state_vectors(document.constellation, instant)
    front = (r_km @ view.eye_km > 0) & drawn
    places, _ = view.project(r_km[front])
    on_ring = [
        pixels[int(y) - 1 : int(y) + 2, int(x) - 1 : int(x) + 2].max() > 25 for x, y in places
    ]
    assert len(on_ring) > 50
    assert np.mean(on_ring) > 0.98


def test_too_many_rings_are_thinned_evenly():
    document = read_builtin()
    everything = frozenset(
        ShellKey(MAIN_DESIGN, k) for k in range(document.constellation.shell_count)
    )
    planes = ring_planes(State.of(document, Playback(NOON), selection=Selection(everything)))
    assert len(planes) == MAX_RINGS
    assert np.diff(planes).max() <= 2 * np.diff(planes).min()


def test_rings_of_single_satellites_are_those_of_their_planes():
    document = read_builtin()
    state = State.of(document, Playback(NOON))
    rows = np.array([3, 4, 500_000, 999_999])
    chosen = select_satellites({MAIN_DESIGN: rows})(state)
    planes = document.constellation.plane_index[rows]
    assert ring_planes(chosen).tolist() == np.unique(planes).tolist()
    hidden = set_visible([ShellKey(MAIN_DESIGN, 0)], False)(chosen)
    assert document.constellation.plane_shell[planes[0]] == 0
    assert ring_planes(hidden).tolist() == np.unique(planes[2:]).tolist()
    many = select_satellites({MAIN_DESIGN: np.arange(0, 1_000_000, 7)})(state)
    assert len(ring_planes(many)) == MAX_RINGS


def test_the_shadow_cone_lies_opposite_to_the_sun(gl_canvas):
    geometry = sky_geometry_at(NOON)
    pose = CameraPose(
        reference=Reference.SUN, azimuth_rad=np.radians(90), elevation_rad=0.0, distance_km=4e4
    )
    view = view_of(pose, geometry, SIZE)
    layer = ShadowConeLayer()
    pixels = pixels_of(lambda: layer.draw(view, geometry))
    (x, _), _ = (part[0] for part in view.project(-1.2e4 * geometry.sun_direction))
    night, day = pixels[:, int(x)], pixels[:, SIZE[0] - int(x)]
    assert night.sum() > 500
    assert day.sum() == 0


def state_of(document, **view):
    return State.of(document, Playback(document.design.epoch_instant), view=ViewOptions(**view))


@pytest.mark.parametrize("name", builtin_ids())
def test_every_built_in_design_can_be_drawn(renderer, name):
    state = state_of(read_builtin(name))
    pixels, caption = renderer.render(state, state.playback.at, (160, 100), supersample=1)
    assert pixels.shape == (100, 160, 3)
    assert f"{len(state.document.constellation):,} drawn" in caption


def test_a_picture_in_tiles_is_the_picture_drawn_whole(renderer):
    """Within three levels but for a hundredth of the pixels, where a point sits on a border."""
    state = state_of(read_builtin("starlink-gen1"))
    whole, _ = renderer.render(state, state.playback.at, (260, 190), supersample=1)
    with offscreen.Renderer(tile_px=100) as small:
        tiled, _ = small.render(state, state.playback.at, (260, 190), supersample=1)
    differs = np.abs(whole.astype(int) - tiled).max(axis=2) > 3
    assert differs.mean() < 0.01


def test_a_catalogue_alone_in_tiles_is_the_picture_drawn_whole(renderer):
    """No shell of a design moves from tile to tile, and yet they are different pictures."""
    catalogue = read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))
    at = Instant.parse("2026-09-01T12:00:00Z")
    state = replace(state_of(blank_document("none", at)), catalogues={catalogue_id(0): catalogue})
    whole, _ = renderer.render(state, at, (260, 190), supersample=1)
    bare = replace(state, view=replace(state.view, layers=replace(Layers(), satellites=False)))
    empty, _ = renderer.render(bare, at, (260, 190), supersample=1)
    assert np.count_nonzero(np.abs(whole.astype(int) - empty).max(axis=2) > 30) >= 2
    with offscreen.Renderer(tile_px=100) as small:
        tiled, _ = small.render(state, at, (260, 190), supersample=1)
    assert (np.abs(whole.astype(int) - tiled).max(axis=2) > 3).mean() < 0.001


def test_supersampling_keeps_the_brightness(renderer):
    """The light of the satellites is the same whether pixels are averaged or not."""
    state = state_of(read_builtin(), layers=replace(NOTHING, satellites=True))
    plain, _ = renderer.render(state, state.playback.at, (400, 300), supersample=1)
    fine, _ = renderer.render(state, state.playback.at, (400, 300), supersample=3)
    earth = np.s_[100:200, 150:250]
    assert fine[earth].mean() == pytest.approx(plain[earth].mean(), rel=0.25)


def test_colour_modes_give_different_pictures_and_a_blank_document_none(renderer):
    document = read_builtin("guowang")
    pictures = [
        renderer.render(
            state_of(document, colour_mode=colour.key),
            document.design.epoch_instant,
            SIZE,
            supersample=1,
        )[0].astype(int)
        for colour in COLOURS
    ]
    assert all(np.abs(a - b).max() > 20 for a, b in pairwise(pictures))
    blank = state_of(blank_document("nothing", NOON))
    pixels, caption = renderer.render(blank, NOON, (200, 150), supersample=1)
    assert pixels.max() > 100
    assert "0 drawn of 0 modelled" in caption


@pytest.mark.parametrize("pixel_ratio", [1.0, 1.5, 2.0, 4.0])
def test_no_round_of_the_halo_leaps_over_what_the_last_has_smoothed(pixel_ratio):
    """Rounds of a Gaussian add up by their squares: as wide on every screen, and no stripes."""
    reaches = glow_reaches(pixel_ratio)
    assert sum(reach**2 for reach in reaches) == pytest.approx((0.985 * pixel_ratio) ** 2 - 0.04)
    assert reaches[0] == pytest.approx(min(1.0, math.sqrt(0.985**2 * pixel_ratio**2 - 0.04)))
    assert all(then <= 1.7 * first + 1e-9 for first, then in pairwise(reaches))


@pytest.mark.parametrize("away_km", [0.9, 8.0, 20_000.0])
def test_a_pair_is_marked_and_joined_by_its_distance(gl_canvas, away_km):
    document = read_builtin("spacex-odc")
    orbits, shell = document.constellation, 10
    sma_km, inc_rad = float(orbits.sma_km[shell]), float(orbits.inc_rad[shell])
    closest = closest_pair(sma_km, inc_rad, shell_planes(orbits, shell))
    rows, at = meeting(orbits, shell, closest, document.design.epoch_instant)
    keys = [SatelliteKey(MAIN_DESIGN, row) for row in rows]
    state = select_pair(*keys)(State.of(document, Playback(at)))
    snapshot = snapshot_at(state, at, with_survey=False, with_maps=False)
    r_km = positions_km(state, snapshot, MAIN_DESIGN, np.array(rows))
    pose = look_at(CameraPose(), r_km.mean(axis=0), away_km, snapshot.geometry)
    view = view_of(pose, snapshot.geometry, SIZE)
    marked = marked_satellites(view, state, snapshot)
    reading = pair_reading(state, snapshot)
    between_km = float(np.linalg.norm(r_km[0] - r_km[1]))
    assert reading.lines == (f"{1e3 * between_km:.1f} m",)
    marks = Marks()
    marks.arrange(view, state, snapshot, reading, (), WHOLE)
    near = away_km == 0.9
    assert all(one.is_body is near for one in marked.values())
    pixels = pixels_of(lambda: marks.draw(view))
    assert (pixels.sum(axis=2) > 300.0).any()
    boxes = marks.boxes(view)
    words = boxes[len(marked) :]
    assert len(words) == len(marked) + 1  # names and distance
    for k, box in enumerate(words):
        assert not any(overlap(box, other) for other in words[k + 1 :])
    assert not combine_selection(Members.of(keys), Combining.TAKE_AWAY)(state).selection.is_pair
    assert not pick_satellite(keys[0])(state).selection.is_pair


def test_a_picked_satellite_is_marked_where_it_is(gl_canvas):
    """By a ring and its name, unless it is hidden, or the Earth is before it."""
    catalogue = read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))
    document = read_builtin("starlink-gen1")
    state = State.of(document, Playback(NOON), (catalogue,))
    snapshot = snapshot_at(state, NOON, with_survey=False, with_maps=False)
    marks = Marks()
    for key in (SatelliteKey(MAIN_DESIGN, 17), SatelliteKey(catalogue_id(0), 3)):
        picked = pick_satellite(key)(state)
        r_km = positions_km(picked, snapshot, key.source, np.array([key.row]))
        pose = look_at(CameraPose(), r_km[0], 600.0, snapshot.geometry)
        aside = tuple(np.add(pose.target_km, (40.0, -50.0, 60.0)).tolist())
        pose = replace(pose, target_km=aside)
        view = view_of(pose, snapshot.geometry, SIZE)
        marks.arrange(view, picked, snapshot, None, (), WHOLE)
        pixels = pixels_of(lambda view=view: marks.draw(view))
        bright = pixels.sum(axis=2) > 300.0
        ((x, y),), _ = view.project(r_km)
        assert np.hypot(x - SIZE[0] / 2, y - SIZE[1] / 2) > 20.0  # not in the middle
        rows, columns = np.nonzero(bright)
        ring, name = np.array(marks.boxes(view))
        (left, top), (right, bottom) = np.minimum(ring, name)[:2], np.maximum(ring, name)[2:]
        assert left - 1 <= columns.min() <= columns.max() <= right
        assert top - 1 <= rows.min() <= rows.max() <= bottom
        away = np.hypot(columns - x, rows - y)
        assert away.min() > 7.0  # nothing on the point itself
        reaches = (x - columns.min(), y - rows.min(), rows.max() - y)
        assert reaches == pytest.approx((11.0, 11.0, 11.0), abs=2.0)
        assert columns.max() > x + 30  # the name
        assert marked_satellites(view, picked, snapshot).keys() == {key}
        hidden = set_visible({picked.shell_of(key)}, False)(picked)
        assert marked_satellites(view, hidden, snapshot) == {}
        behind = replace(view, eye_km=-view.eye_km, forward=-view.forward)
        assert marked_satellites(behind, picked, snapshot) == {}
    assert marked_satellites(view, state, snapshot) == {}
