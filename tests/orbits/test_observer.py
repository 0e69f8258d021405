"""Azimuth, elevation and range against skyfield."""

from __future__ import annotations

import numpy as np
import pytest
from skyfield.api import wgs84
from skyfield.framelib import itrs
from skyfield.positionlib import ICRF

from orbitviz.orbits.observer import in_teme, observer_at
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant, skyfield_time

SITES = [(52.5, 13.4, 34.0), (-24.6275, -70.4044, 2635.0), (89.99, 0.0, -30.0), (0.0, 180.0, 0.0)]
INSTANTS = [Instant.parse("2026-11-22T00:10:00Z"), Instant.parse("2031-05-01T13:00:00Z")]


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("instant", INSTANTS)
def test_where_satellites_stand_in_the_sky_is_as_skyfield_has_it(site, instant):
    random = np.random.default_rng(7)
    direction = random.normal(size=(200, 3))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    r_teme = direction * random.uniform(6600.0, 42_000.0, (200, 1))
    geometry = sky_geometry_at(instant)
    ours = in_teme(observer_at(np.radians(site[0]), np.radians(site[1]), site[2] / 1e3), geometry)
    found = ours.look_angles(r_teme)

    time = skyfield_time(instant)
    topos = wgs84.latlon(site[0], site[1], elevation_m=site[2])
    r_gcrs_km = r_teme @ geometry.gcrs_to_teme
    there = topos.at(time)
    for k in range(0, 200, 5):
        offset = (
            ICRF.from_time_and_frame_vectors(
                time, itrs, *_distance_velocity(geometry.teme_to_itrs @ r_teme[k])
            ).position.km
            - there.position.km
        )
        assert np.allclose(offset, r_gcrs_km[k] - there.position.km, atol=1e-4)
        relative = ICRF(offset / 149597870.7, t=time, center=topos)
        altitude, azimuth, distance = relative.altaz()
        # 1e-6 of the range; the angle under which that is seen.
        assert found.range_km[k] == pytest.approx(distance.km, rel=1e-6)
        assert found.elevation_rad[k] == pytest.approx(altitude.radians, abs=1e-6)
        turn = (found.azimuth_rad[k] - azimuth.radians + np.pi) % (2.0 * np.pi) - np.pi
        assert abs(turn) * np.cos(altitude.radians) < 1e-6
    assert ours.elevation_rad(r_teme) == pytest.approx(found.elevation_rad, abs=1e-12)
    assert ours.range_km(r_teme) == pytest.approx(found.range_km, rel=1e-12)
    assert np.allclose(ours.sin_elevation(r_teme), np.sin(found.elevation_rad), atol=1e-12)


def _distance_velocity(r_km):
    from skyfield.units import Distance, Velocity

    return Distance(km=r_km), Velocity(km_per_s=np.zeros(3))
