"""The picture of the sky of a place: where things stand on it, drawn without OpenGL."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.site_observer import observer_of
from orbitviz.analysis.sky_above import satellites_above, stars_above
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.sites import site_named
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.ground_sky.chart import SIDE_PX, draw_sky_chart
from orbitviz.scene.ground_sky.light import dot_look, encoded, light_of, moon_shape, sky_light
from orbitviz.scene.ground_sky.projection import Dome, place_of

DUSK = Instant.parse("2026-12-21T17:10:00Z")  # the Sun 19 degrees below Berlin's horizon
DOME = Dome(SIDE_PX, SIDE_PX, SIDE_PX * 0.44)


@pytest.fixture(scope="module")
def berlin():
    return site_named("Berlin")


def chart(name, site, instant):
    document = read_builtin(name)
    state = State.of(document, Playback(instant))
    geometry = sky_geometry_at(instant)
    return draw_sky_chart(state, site, geometry).astype(int), state, geometry


@pytest.mark.parametrize(
    ("azimuth", "elevation", "x", "y"),
    [(0, 90, 0, 0), (0, 0, 0, -1), (90, 0, -1, 0), (180, 0, 0, 1), (270, 45, 0.5, 0)],
)
def test_north_is_up_and_east_is_left(azimuth, elevation, x, y):
    found = place_of(Dome(200, 200, 50.0), (np.radians(azimuth), np.radians(elevation)))
    assert found == pytest.approx((100.0 + 50.0 * x, 100.0 + 50.0 * y), abs=1e-9)


def test_directions_of_pixels_lead_back_to_them():
    dome = Dome(100, 100, 44.0)
    azimuth, elevation = dome.directions()
    x, y = dome.place(azimuth, elevation)
    assert x == pytest.approx(np.broadcast_to(np.arange(100) + 0.5, (100, 100)), abs=1e-9)
    assert y == pytest.approx(x.T, abs=1e-9)


def test_bright_stars_are_where_they_stand_and_the_page_is_dark(berlin):
    pixels, _, geometry = chart("oneweb", berlin, DUSK)
    assert pixels.shape == (SIDE_PX, SIDE_PX, 3)
    stars = stars_above(observer_of(berlin, geometry), geometry)
    bright = np.flatnonzero((stars.magnitude < 1.7) & (stars.elevation_rad > 0.2))
    x, y = DOME.place(stars.azimuth_rad[bright], stars.elevation_rad[bright])
    assert len(bright) >= 5
    for column, row in zip(x.astype(int), y.astype(int), strict=True):
        assert pixels[row, column].min() > 120
    assert pixels[5, 5].max() < 25
    sky = np.median(pixels[600:800, 500:900].reshape(-1, 3), axis=0)
    assert sky.max() < 45


def test_satellites_in_sunlight_are_gold(berlin):
    pixels, state, geometry = chart("spacex-odc", berlin, DUSK)
    seen = satellites_above(state, observer_of(berlin, geometry), geometry)
    lit = seen.sunlit & (seen.elevation_rad > 0.05)
    x, y = (one.astype(int) for one in DOME.place(seen.azimuth_rad[lit], seen.elevation_rad[lit]))
    red, _, blue = pixels[y, x].T
    assert lit.sum() > 10_000
    assert np.mean(red > 150) > 0.95
    assert np.mean(red >= blue) > 0.97


def test_by_day_the_sky_is_blue_and_shows_neither_stars_nor_satellites(berlin):
    noon = Instant.parse("2026-06-21T11:00:00Z")
    many, *_ = chart("spacex-odc", berlin, noon)
    few, *_ = chart("one-shell", berlin, noon)
    middle = (slice(300, 1000), slice(300, 1000))
    ringed = np.any(np.abs(many[middle] - few[middle]) > 1, axis=2)
    assert ringed.mean() < 0.01  # rings around the few alone
    assert np.median(many[middle][..., 2] - many[middle][..., 0]) > 40


def test_dusk_glows_on_the_side_of_the_sun():
    dome = Dome(100, 100, 44.0)
    light = sky_light(dome, (1.5 * np.pi, np.radians(-6.0)))  # in the west, right
    assert light[50, 90, 0] > 5.0 * light[50, 10, 0]
    deep = sky_light(dome, (1.5 * np.pi, np.radians(-30.0)))
    assert deep[50, 90] == pytest.approx(deep[50, 9], rel=1e-6)
    assert np.all(deep < light + 1e-12)


def test_brighter_is_larger_and_faint_ones_have_no_light():
    radius, light = dot_look(np.array([-2.0, 1.0, 4.0, 7.0, np.inf]))
    assert np.all(np.diff(radius) <= 0.0)
    assert light[2] > 0.0
    assert light[3:].tolist() == [0.0, 0.0]


def test_the_moon_is_lit_from_the_side_of_the_sun():
    full, half = moon_shape(40, np.pi, 0.0), moon_shape(40, np.pi / 2, 0.0)
    new = moon_shape(40, 0.0, 0.0)
    assert half.sum() == pytest.approx(0.5 * full.sum(), rel=0.08)
    assert half[:, 20:].sum() > 10.0 * half[:, :20].sum()
    assert new.sum() < 0.1 * full.sum()


def test_light_of_a_pixel_is_encoded_as_that_pixel():
    assert encoded(light_of((9, 120, 240))[None, None])[0, 0].tolist() == [9, 120, 240]
