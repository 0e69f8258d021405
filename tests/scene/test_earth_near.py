"""The Earth from near, and the Sun on its sea and clouds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.resources import asset_path
from orbitviz.orbits.geodesy import zenith
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.backdrop import earth_tiles
from orbitviz.scene.backdrop.earth import EarthLayer
from orbitviz.scene.backdrop.earth_near import is_near, noise_axes, noise_pixels
from orbitviz.scene.view import view_of
from tests.scene.earth_pictures import (
    EARTH,
    GROUND,
    NOON,
    SIZE,
    drawn,
    over,
)


@given(st.floats(-90.0, 90.0), st.floats(-180.0, 180.0))
def test_the_window_of_tiles_has_what_is_around_the_place_below(lat, lon):
    lat, lon = np.radians(lat), np.radians(lon)
    eye = 7000.0 * zenith(lat, lon)
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
def test_a_window_reads_a_tile_a_picture(gl_canvas, earth_images):
    layer = EarthLayer(earth_images, progressive=True)
    pose, pictures = over(24.0, 12.0, 900.0), 1
    drawn(layer, pose)
    while layer.is_incomplete:
        drawn(layer, pose)
        pictures += 1
    assert pictures == 2 + earth_tiles.WINDOW**2  # two maps of the whole, then the tiles
    finest = drawn(layer, pose)
    assert np.array_equal(finest, drawn(EarthLayer(earth_images), pose))
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
    assert light[y, min(x + 260, 599)] < 0.35 * light[y, x]
