"""The Earth from near and afar: its air, its maps and what stands in for what maps do not have."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from vispy import gloo

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.resources import asset_path
from orbitviz.model.view import CameraPose, Layers, Reference
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.backdrop import earth_air, earth_tiles
from orbitviz.scene.backdrop.earth import EarthLayer, load_earth_images
from orbitviz.scene.backdrop.earth_near import is_near, noise_axes, noise_pixels
from orbitviz.scene.view import view_of

SIZE = (400, 300)
NOTHING = Layers(**{field.name: False for field in fields(Layers)})
AIR = replace(NOTHING, atmosphere=True)
GROUND = replace(NOTHING, earth_maps=True)
EARTH = replace(GROUND, atmosphere=True, clouds=True, night_lights=True)
NOON = Instant.parse("2026-03-20T12:00:00Z")  # the equinox: the Sun stands over 0 N near 0 E


@pytest.fixture(scope="module")
def images():
    return load_earth_images()


@pytest.fixture(scope="module")
def held():
    return {}


@pytest.fixture
def layer(gl_canvas, images, held):
    if not held:
        held["layer"] = EarthLayer(images)
    return held["layer"]


def drawn(layer, pose, layers=EARTH, instant=NOON, size=SIZE):
    """Return (h, w, 3) float 0..255 of the Earth on black."""
    view = view_of(pose, sky_geometry_at(instant), size)
    with gloo.FrameBuffer(gloo.Texture2D((size[1], size[0], 4), format="rgba")):
        gloo.set_viewport(0, 0, *size)
        gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
        layer.draw(view, sky_geometry_at(instant), layers)
        return gloo.read_pixels((0, 0, *size))[..., :3].astype(float)


def over(lat_deg, lon_deg, height_km):
    return CameraPose(
        reference=Reference.EARTH,
        distance_km=EARTH_RADIUS_KM + height_km,
        azimuth_rad=np.radians(lon_deg),
        elevation_rad=np.radians(lat_deg),
    )


def towards_limb(lat_deg, lon_deg, height_km, limb_height_km=25.0):
    """Return a pose at a place that looks north at a height over the limb."""
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    out = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    north = np.array([-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)])
    angle = np.arccos((EARTH_RADIUS_KM + limb_height_km) / (EARTH_RADIUS_KM + height_km))
    target = (EARTH_RADIUS_KM + limb_height_km) * (np.cos(angle) * out + np.sin(angle) * north)
    away = (EARTH_RADIUS_KM + height_km) * out - target
    distance = float(np.linalg.norm(away))
    return CameraPose(
        reference=Reference.EARTH,
        target_km=tuple(target.tolist()),
        distance_km=distance,
        azimuth_rad=float(np.arctan2(away[1], away[0])),
        elevation_rad=float(np.arcsin(away[2] / distance)),
    )


# The air.


def column_of(height_km):
    step_km = earth_air.LIMB_TOP_KM / (earth_air.LIMB_COLUMNS - 1)
    return earth_air.GROUND_COLUMNS + round(height_km / step_km)


def test_high_air_thins_by_its_scale_height():
    """Above the ozone light passes once: 8 km higher, 1 / e of it is scattered."""
    light = earth_air.load_air_table().roots[-1] ** 2
    low, high = column_of(50.0), column_of(70.0)
    step_km = earth_air.LIMB_TOP_KM / (earth_air.LIMB_COLUMNS - 1)
    scale_km = (high - low) * step_km / np.log(light[low, :3] / light[high, :3])
    assert scale_km == pytest.approx(8.0, abs=0.4)


def test_blue_is_scattered_as_the_fourth_power_says():
    """640, 550 and 460 nm, where the air is thin."""
    light = earth_air.load_air_table().roots[-1, column_of(70.0), :3] ** 2
    expected = (0.550 / np.array([0.640, 0.550, 0.460])) ** 4
    assert light / light[1] == pytest.approx(expected, rel=0.03)


def test_the_sky_is_dark_by_the_end_of_nautical_twilight():
    """12 degrees below the horizon 1/1000 is left of noon's light, seen from above."""
    light = earth_air.load_air_table().roots[:, earth_air.GROUND_COLUMNS - 1, :3] ** 2
    suns = np.linspace(earth_air.SUN_LOWEST, 1.0, earth_air.SUN_ROWS)
    dark = light[np.argmin(np.abs(suns + np.sin(np.radians(12.0))))]
    assert np.all(dark < 1e-3 * light[-1])
    assert np.all(np.diff(light[suns < 0.1].sum(axis=1)) >= 0.0)


@pytest.mark.gl
def test_the_limb_is_blue_thin_and_warm_where_the_sun_sets(layer):
    pose = towards_limb(10.0, 0.0, 300.0)
    view = view_of(pose, sky_geometry_at(NOON), SIZE)
    column = drawn(layer, pose, AIR)[:, 198:202].mean(axis=1)
    sky = column[: np.argmax(column.sum(axis=1))]
    glow = sky[sky.sum(axis=1) > 0.35 * column.sum(axis=1).max()]
    km_per_pixel = view.radians_per_pixel * np.sqrt(300.0**2 + 2 * 300.0 * EARTH_RADIUS_KM)
    assert 8.0 < len(glow) * km_per_pixel < 60.0
    assert np.all(glow[: len(glow) // 2, 2] > 1.15 * glow[: len(glow) // 2, 0])
    dusk = drawn(layer, towards_limb(10.0, 91.0, 300.0), AIR)[:, 198:202].mean(axis=1)
    at_noon, at_dusk = (c[np.argmax(c[:, 0])] for c in (column, dusk))
    assert at_dusk[0] / at_dusk[2] > 1.1 * at_noon[0] / at_noon[2]


@pytest.mark.gl
@pytest.mark.parametrize("distance_km", [20_000.0, 100_000.0])
def test_the_limb_is_seen_from_afar(layer, distance_km):
    """Beside the ground's edge there is at least a pixel of blue."""
    pose = over(0.0, 0.0, distance_km - EARTH_RADIUS_KM)
    without, found = drawn(layer, pose, NOTHING), drawn(layer, pose, AIR)
    row = SIZE[1] // 2
    beside = np.flatnonzero(without[row].sum(axis=1) > 0).max() + 1
    assert found[row, beside, 2] > 40.0
    assert found[row, beside, 2] > found[row, beside, 0]


# Steps and seams.


@pytest.mark.gl
@pytest.mark.parametrize("lon", [75.0, 88.0, 91.0, 94.0])
def test_no_bands_on_a_dark_gradient(layer, lon):
    """Along a row of the plain globe at dusk no value is repeated for long: it is dithered."""
    row = drawn(layer, over(0.0, lon, 600.0), AIR)[150]
    for channel in row.T:
        smooth = np.convolve(channel, np.ones(25) / 25, mode="valid")
        found = channel[12:-12]
        assert np.abs(found - smooth).max() < 2.5
        # Where the gradient stands for long between two steps, both are seen.
        between = np.abs(smooth - np.rint(smooth)) > 0.25
        starts = np.flatnonzero(np.diff(np.concatenate([[0], between, [0]])))
        for start, end in starts.reshape(-1, 2):
            assert end - start < 16 or len(np.unique(found[start:end])) > 1


@pytest.mark.gl
@pytest.mark.parametrize("height_km", [600.0, 20_000.0])
@pytest.mark.parametrize("lat", [-10.0, 40.0])
def test_no_seam_at_180_degrees(layer, height_km, lat):
    """The column of the date line differs no more from its neighbours than others do."""
    midday = NOON.plus_s(43_200)
    pixels = drawn(layer, over(lat, 180.0, height_km), GROUND, midday)
    steps = np.abs(np.diff(pixels.sum(axis=2), axis=1)).mean(axis=0)
    middle = SIZE[0] // 2
    beside = steps[middle - 40 : middle + 40]
    assert steps[middle - 2 : middle + 2].max() < np.median(beside) * 2.0 + 3.0


@pytest.mark.gl
@pytest.mark.parametrize("height_km", [600.0, 20_000.0])
def test_no_star_at_the_pole(layer, height_km):
    """Around the south pole, on ice, the pixels of a ring are alike."""
    summer = Instant.parse("2026-12-21T12:00:00Z")
    pixels = drawn(layer, over(-90.0, 0.0, height_km), GROUND, summer).sum(axis=2)
    turn = np.linspace(0.0, 2.0 * np.pi, 180, endpoint=False)
    x, y = (np.rint(c).astype(int) for c in (200 + 4 * np.cos(turn), 150 + 4 * np.sin(turn)))
    ring = pixels[y, x]
    assert ring.min() > 150.0
    assert ring.std() < 0.12 * ring.mean()


# From near.


@given(st.floats(-90.0, 90.0), st.floats(-180.0, 180.0))
def test_the_window_of_tiles_has_what_is_around_the_place_below(lat, lon):
    lat, lon = np.radians(lat), np.radians(lon)
    eye = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]) * 7000.0
    tiles = earth_tiles.tiles_around(eye)
    assert len({tile.slot for tile in tiles}) == len(tiles) == earth_tiles.WINDOW**2
    for tile in tiles:
        assert 0 <= tile.row < earth_tiles.ROWS
        assert 0 <= tile.column < earth_tiles.COLUMNS
    row = (90.0 - np.degrees(lat)) / earth_tiles.TILE_DEG
    assert min(tile.row for tile in tiles) <= row <= max(tile.row for tile in tiles) + 1


def test_every_tile_is_there():
    names = [
        earth_tiles.Tile(row, column)
        for row in range(earth_tiles.ROWS)
        for column in range(earth_tiles.COLUMNS)
    ]
    assert earth_tiles.read_tile(names[0]).shape == (earth_tiles.TILE_PX, earth_tiles.TILE_PX, 4)
    for name in names:
        assert asset_path(f"earth/{name.file}").is_file()


def test_the_noise_joins_at_its_edges():
    pixels = noise_pixels().astype(int)
    for axis in (0, 1):
        inside = np.abs(np.diff(pixels, axis=axis)).mean()
        across = np.abs(np.take(pixels, 0, axis) - np.take(pixels, -1, axis)).mean()
        assert across < 1.5 * inside


@given(st.tuples(*3 * [st.floats(-1.0, 1.0)]).filter(lambda v: np.linalg.norm(v) > 0.1))
def test_the_noise_lies_along_the_ground_below(direction):
    eye = np.array(direction) / np.linalg.norm(direction)
    x, y = (axis / np.linalg.norm(axis) for axis in noise_axes(eye))
    assert abs(x @ y) < 1e-6
    assert np.cross(x, y) @ eye > 0.85


@pytest.mark.gl
def test_a_coast_is_sharp_from_near(layer):
    """Over Cape Finisterre land turns to sea within a few pixels, from the map of 10 km in many."""
    pose = over(42.5, -9.0, 600.0)
    assert is_near(view_of(pose, sky_geometry_at(NOON), SIZE))
    pixels = drawn(layer, pose, GROUND)
    blue = pixels[..., 2] - pixels[..., 0]
    sharp = 0
    for row in blue[100:200]:
        smooth = np.convolve(row, np.ones(5) / 5, mode="valid")
        sea, land = np.percentile(smooth, 80), np.percentile(smooth, 20)
        if sea - land > 15.0:
            sharp += np.abs(row[3:] - row[:-3]).max() > 0.6 * (sea - land)
    assert sharp > 60


@pytest.mark.gl
def test_near_and_far_show_the_same_ground(layer, monkeypatch):
    """The finer maps change what is small, not the colour of a country."""
    pose = over(24.0, 12.0, 900.0)
    near = drawn(layer, pose, GROUND)
    monkeypatch.setattr("orbitviz.scene.backdrop.earth.is_near", lambda _: False)
    far = drawn(layer, pose, GROUND)
    assert near.mean(axis=(0, 1)) == pytest.approx(far.mean(axis=(0, 1)), rel=0.12)
    assert np.abs(np.diff(near, axis=1)).mean() > 1.3 * np.abs(np.diff(far, axis=1)).mean()


@pytest.mark.gl
def test_a_window_reads_a_tile_a_picture(gl_canvas, images):
    layer = EarthLayer(images, progressive=True)
    pose, pictures = over(24.0, 12.0, 900.0), 1
    drawn(layer, pose)
    while layer.is_incomplete:
        drawn(layer, pose)
        pictures += 1
    assert pictures == 2 + 5  # two maps of the whole, four tiles, five at once
    finest = drawn(layer, pose)
    assert np.array_equal(finest, drawn(EarthLayer(images), pose))
    drawn(layer, over(24.0, 42.0, 900.0))  # the next column of tiles
    assert not layer.is_incomplete
    assert np.array_equal(drawn(layer, pose), finest)


@pytest.mark.gl
def test_clouds_throw_their_shadow_away_from_the_sun(layer):
    """In the morning the Sun stands in the east: what clouds darken lies to their west."""
    pose = over(3.0, 15.0, 900.0)
    morning = NOON.plus_s(-4.0 * 3_600.0)
    clear = drawn(layer, pose, GROUND, morning).sum(axis=2)
    cloudy = drawn(layer, pose, replace(GROUND, clouds=True), morning).sum(axis=2)
    share = (cloudy + 1.0) / (clear + 1.0)
    assert share.max() > 2.0
    assert share.min() < 0.9
    bright, dark = np.maximum(share - 1.5, 0.0), np.maximum(0.95 - share, 0.0)
    shifts = range(-12, 13)
    alike = [np.sum(np.roll(bright, shift, axis=1) * dark) for shift in shifts]
    assert shifts[int(np.argmax(alike))] < 0


@pytest.mark.gl
@pytest.mark.parametrize("height_km", [600.0, 20_000.0])
def test_the_dark_sea_does_not_shine(layer, height_km):
    """At midnight, right where the Sun stands below: no mirror of it, and no failed number."""
    unlit = replace(EARTH, night_lights=False)
    pixels = drawn(layer, over(0.0, -170.0, height_km), unlit, NOON.plus_s(-2_400.0))
    assert pixels.max() < 60.0


@pytest.mark.gl
def test_the_sun_on_the_sea_is_bright_where_it_is_mirrored(layer):
    """From over the Pacific, the Sun 40 degrees to the west of overhead."""
    pose = over(0.0, -120.0, 3_500.0)
    light = drawn(layer, pose, GROUND, NOON.plus_s(10.67 * 3_600.0), (600, 600)).sum(axis=2)
    y, x = np.unravel_index(np.argmax(light), light.shape)
    view = view_of(pose, sky_geometry_at(NOON.plus_s(10.67 * 3_600.0)), (600, 600))
    # The mirror point: as far from the Sun overhead as the eye is from overhead there.
    turn = np.linspace(0.0, np.radians(40.0), 4000)
    eye = (EARTH_RADIUS_KM + 3_500.0) / EARTH_RADIUS_KM
    off = np.arctan2(eye * np.sin(turn), eye * np.cos(turn) - 1.0)
    angle = turn[np.argmin(np.abs(off - (np.radians(40.0) - turn)))]
    aside = np.arctan2(np.sin(angle), eye - np.cos(angle))
    expected = 300.0 - np.tan(aside) / view.tan_half[0] * 300.0
    assert x == pytest.approx(expected, abs=25.0)
    assert abs(y - 300) < 25
    assert light[y, min(x + 200, 599)] < 0.35 * light[y, x]
