"""The air of the Earth, and pictures of the Earth without steps and seams."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.view import Reference
from orbitviz.orbits.geodesy import zenith
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.backdrop import earth_air
from orbitviz.scene.view import view_of
from tests.poses import pose_between
from tests.scene.earth_pictures import (
    AIR,
    GROUND,
    NOON,
    NOTHING,
    SIZE,
    drawn,
    over,
    towards_limb,
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
    """640, 550 and 460 nm, where the air is thin, and the colour that is given to it."""
    light = earth_air.load_air_table().roots[-1, column_of(70.0), :3] ** 2
    given = np.array([0.84, 1.0, 1.10])  # build_air.DAY
    expected = given * (0.550 / np.array([0.640, 0.550, 0.460])) ** 4
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
def test_no_dots_along_180_degrees_on_the_ice(layer):
    """Where the meridian crosses the picture askew, each way that it can cut four pixels occurs."""
    summer = Instant.parse("2026-12-21T12:00:00Z")
    eye = 7278.0 * zenith(*np.radians([-82.0, 20.0]))
    pose = pose_between(eye, np.array([0.0, 0.0, -EARTH_RADIUS_KM]), Reference.EARTH)
    pixels = drawn(layer, pose, GROUND, summer, (640, 400)).sum(axis=2)[150:255, 260:430]
    around = np.median([np.roll(pixels, shift, axis=1) for shift in (-4, -3, 3, 4)], axis=0)
    dots = pixels < 0.6 * around
    assert np.count_nonzero(dots[:, 8:-8]) < 8


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
