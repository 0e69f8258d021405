"""Light of passes against the shadow and the Sun of single instants, and against skyfield."""

from __future__ import annotations

import numpy as np
import pytest
from skyfield.api import EarthSatellite, wgs84
from skyfield.jpllib import SpiceKernel

from orbitviz.base.resources import asset_path
from orbitviz.orbits.eclipse import sun_above_limb_rad, sunlit
from orbitviz.orbits.pass_light import DARK_RAD, pass_light
from orbitviz.orbits.passes import find_passes
from orbitviz.orbits.sgp4.batch import elements_of
from orbitviz.orbits.sgp4.chosen import ChosenObjects
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.sky_span import SkySpan
from orbitviz.orbits.timescale import Instant, skyfield_time, timescale
from tests.orbits.skyfield_passes import SITES, made_objects
from tests.orbits.test_passes import place

START = Instant.parse("2026-08-29T06:00:00Z")
SPAN_S = 3 * 86_400.0
COUNT = 10
ONE_HUNDREDTH_DEGREE = 0.01


def test_half_of_the_disc_is_left_when_its_middle_is_on_the_limb():
    sun_km = np.array([1.496e8, 0.0, 0.0])
    # Across the edge of the shadow, at several distances behind the Earth.
    behind, across = (one.ravel() for one in np.meshgrid([2e3, 7e3, 4e4], np.arange(6e3, 7e3, 1.0)))
    r_km = np.column_stack((-behind, across, np.zeros(len(across))))
    above = sun_above_limb_rad(r_km, np.tile(sun_km, (len(r_km), 1)))
    share = sunlit(r_km, sun_km)
    # The limb of the Earth is curved, so that a little more than half is left there.
    assert (share[above > 0.0] > 0.5).all()
    assert (share[above < -1e-4] < 0.5).all()
    assert np.isnan(sun_above_limb_rad(r_km[:1] * np.nan, sun_km[None])).all()


@pytest.fixture(scope="module")
def passes():
    """Passes of ten objects over Paranal with their light, and what they came from."""
    satellites = made_objects(COUNT)
    objects, sky = ChosenObjects(elements_of(satellites), range(COUNT)), SkySpan.over(START, SPAN_S)

    def positions(rows, seconds):
        return sky.to_itrs(objects.positions(rows, START, seconds)[0], seconds)

    observer = place(SITES[1])
    found = find_passes(positions, COUNT, observer, SPAN_S, np.radians(10.0))
    light = pass_light(found, positions, observer, sky, SPAN_S)
    return satellites, objects, observer, found, light


def test_light_is_that_of_each_instant(passes):
    _, objects, observer, found, light = passes
    assert len(found) > 50
    assert 0 < light.sunlit.sum() < len(found)
    assert 0 < light.is_visible.sum() < len(found)
    for k, second in enumerate(found.culmination_s):
        geometry = sky_geometry_at(START.plus_s(float(second)))
        r_km, _ = objects.positions(found.row[[k]], START, np.array([second]))
        share = sunlit(r_km, geometry.sun_teme_km)[0]
        if abs(share - 0.5) > 0.05:
            assert light.sunlit[k] == (share > 0.5)
        sun = observer.look_angles((geometry.teme_to_itrs @ geometry.sun_teme_km)[None])
        assert light.sun_elev_rad[k] == pytest.approx(sun.elevation_rad[0], abs=1e-5)
        if share > 0.55 and light.sun_elev_rad[k] < DARK_RAD:
            assert light.is_visible[k]


def test_half_of_the_disc_is_left_at_the_edges_of_the_shadow(passes):
    _, objects, _, found, light = passes
    assert len(light.edge_s) > 10
    begin_s, end_s = found.ends(SPAN_S)
    for k, second, enters in zip(light.edge_pass, light.edge_s, light.enters_shadow, strict=True):
        assert begin_s[k] <= second <= end_s[k]
        sun_km = sky_geometry_at(START.plus_s(float(second))).sun_teme_km
        around_s = second + np.array([-2.0, 0.0, 2.0])
        r_km, _ = objects.positions(np.full(3, found.row[k]), START, around_s)
        before, at, after = sunlit(r_km, sun_km)
        assert at == pytest.approx(0.5, abs=0.05)
        assert before > after if enters else before < after
    whole = np.setdiff1d(np.arange(len(found)), light.edge_pass)
    assert (light.is_visible[whole] <= light.sunlit[whole]).all()


def test_sun_and_sunlight_are_as_skyfield_has_them(passes):
    satellites, _, _, found, light = passes
    kernel = SpiceKernel(str(asset_path("time/de421_excerpt.bsp")))
    there = kernel["earth"] + wgs84.latlon(*SITES[1])
    agree = 0
    for k, second in enumerate(found.culmination_s):
        time = skyfield_time(START.plus_s(float(second)))
        altitude = there.at(time).observe(kernel["sun"]).apparent(deflectors=()).altaz()[0].degrees
        assert np.degrees(light.sun_elev_rad[k]) == pytest.approx(
            altitude, abs=ONE_HUNDREDTH_DEGREE
        )
        theirs = EarthSatellite.from_satrec(satellites[found.row[k]], timescale())
        agree += theirs.at(time).is_sunlit(kernel) == light.sunlit[k]
    kernel.close()
    assert agree >= len(found) - 1  # skyfield's Earth is smaller by its flattening
