"""Where a ray meets the ground: there and back again."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.orbits.geodesy import itrs_position_km, zenith
from orbitviz.orbits.ground_point import ground_point


def test_a_ray_to_a_place_meets_it():
    rng = np.random.default_rng(4)
    hits = 0
    for _ in range(300):
        lat, lon = np.arcsin(rng.uniform(-1, 1)), rng.uniform(-np.pi, np.pi)
        place = itrs_position_km(lat, lon, 0.0)
        eye = rng.normal(size=3)
        eye *= rng.uniform(7_000.0, 60_000.0) / np.linalg.norm(eye)
        found = ground_point(eye, rng.uniform(0.1, 9.0) * (place - eye))
        if (eye - place) @ zenith(lat, lon) > 0.0:  # it faces the eye
            assert found == pytest.approx((lat, lon), abs=1e-9)
            hits += 1
        else:  # another place is before it
            assert found is not None
            assert found != pytest.approx((lat, lon), abs=1e-6)
    assert hits > 60


def test_a_ray_into_the_sky_meets_nothing():
    eye = np.array([0.0, 0.0, 20_000.0])
    assert ground_point(eye, np.array([0.0, 0.0, 1.0])) is None
    assert ground_point(eye, np.array([1.0, 0.0, 0.0])) is None
    assert ground_point(eye, np.array([0.0, 0.0, -1.0])) == pytest.approx((np.pi / 2, 0.0))
