"""The worst hole of a pattern against scipy's convex hull, whose largest facet it is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.spatial import ConvexHull

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.orbits.coverage import central_angle_rad, elevation_at_rad
from orbitviz.orbits.in_view import in_view_at, lanes_of
from orbitviz.orbits.worst_hole import even_places, worst_hole

CONSTELLATION = read_builtin("one-shell").constellation
NOBODY = in_view_at(lanes_of(CONSTELLATION, np.zeros(1, bool)), CONSTELLATION.epoch)
RADIUS_KM = 7000.0


def largest_facet_rad(r_km):
    """Return the largest angle from the middle of a facet to its corners.

    For satellites on all sides of the Earth.
    """
    hull = ConvexHull(r_km / np.linalg.norm(r_km, axis=1)[:, None])
    nearest = -float(hull.equations[:, 3].max())  # plane of a facet to the Earth's middle
    return float(np.arccos(nearest))


def hole_of(r_km):
    return worst_hole(replace(NOBODY, singles_km=r_km))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(6, 150))
def test_satellites_set_at_random(seed, count):
    r_km = np.random.default_rng(seed).normal(size=(count, 3))
    r_km *= RADIUS_KM / np.linalg.norm(r_km, axis=1)[:, None]
    expected = largest_facet_rad(r_km)
    assume(expected < 0.5 * np.pi)
    found = float(central_angle_rad(RADIUS_KM, hole_of(r_km).elevation_rad))
    assert found == pytest.approx(expected, abs=1e-5)  # 0.0006 degrees


def test_a_shell_of_hundreds():
    in_view = in_view_at(
        lanes_of(CONSTELLATION, np.ones(1, bool)), CONSTELLATION.epoch.plus_s(1234.0)
    )
    found = central_angle_rad(in_view.radius_km[0], worst_hole(in_view).elevation_rad)
    expected = largest_facet_rad(in_view.positions_km())
    assert float(found) == pytest.approx(expected, abs=1e-5)


def test_of_satellites_of_all_altitudes_none_stands_lower_anywhere_nearby():
    rng = np.random.default_rng(5)
    r_km = rng.normal(size=(60, 3))
    r_km *= rng.uniform(6900.0, 30_000.0, 60)[:, None] / np.linalg.norm(r_km, axis=1)[:, None]
    hole = hole_of(r_km)
    places, _ = even_places(50_000)
    heights = replace(NOBODY, singles_km=r_km).highest_rad(places)
    # No place of a fine grid is worse, and one of them almost as bad.
    assert hole.elevation_rad <= heights.min()
    assert heights.min() - hole.elevation_rad < np.radians(2.0)


def test_a_single_satellite_leaves_the_other_side_of_the_earth():
    hole = hole_of(np.array([[RADIUS_KM, 0.0, 0.0]]))
    assert hole.direction[0] < -0.99
    assert hole.elevation_rad == pytest.approx(-0.5 * np.pi, abs=0.1)
    assert elevation_at_rad(np.pi, RADIUS_KM) == pytest.approx(-0.5 * np.pi)
    assert RADIUS_KM > EARTH_RADIUS_KM
