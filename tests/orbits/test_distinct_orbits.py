"""However many planes there are, the orbits that the Sun tells apart are few and stand for all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.constants import EARTH_RADIUS_KM, TAU
from orbitviz.orbits.distinct_orbits import LEAST_PER_SHELL, MOST_ORBITS, distinct_orbits
from orbitviz.orbits.eclipse import eclipse_fraction
from orbitviz.orbits.sun import beta_rad


def _first(sizes):
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)


def test_few_planes_stay_as_they_are():
    raan = np.array([0.1, 0.1, 3.0])
    orbits = distinct_orbits(np.array([0, 0, 1], np.int32), raan, _first([2, 0, 5]))
    assert orbits.raan_rad is raan
    assert orbits.satellites.tolist() == [2.0, 0.0, 5.0]
    assert orbits.span(np.array([False, True])) == slice(2, 3)


@settings(max_examples=15, deadline=None)
@given(
    st.integers(1, 600),
    st.integers(0, 2**32 - 1),
)
def test_no_satellite_is_lost(shells, seed):
    rng = np.random.default_rng(seed)
    planes = rng.integers(1, 2 * 40_000 // shells, shells)
    shell = np.repeat(np.arange(shells, dtype=np.int32), planes)
    sizes = rng.integers(0, 4, len(shell))
    orbits = distinct_orbits(shell, rng.uniform(0.0, TAU, len(shell)), _first(sizes))
    assert len(orbits) <= max(MOST_ORBITS, shells * max(LEAST_PER_SHELL, MOST_ORBITS // shells))
    assert np.all(np.diff(orbits.shell) >= 0)
    found = np.bincount(orbits.shell, orbits.satellites, shells)
    assert found.tolist() == np.bincount(shell, sizes, shells).tolist()


@pytest.mark.parametrize("spread", [TAU, 0.5 * TAU, 0.3])
def test_they_have_the_eclipses_of_the_planes(spread):
    # Brute force over 500 planes in each of 500 shells, the Sun 23.4 degrees north.
    shells, planes = 500, 500
    shell = np.repeat(np.arange(shells, dtype=np.int32), planes)
    raan = np.tile(1.0 + np.arange(planes) * (spread / planes), shells) + 0.003 * shell
    sma = (EARTH_RADIUS_KM + np.linspace(300.0, 2000.0, shells))[shell]
    inc = np.linspace(0.1, 1.8, shells)[shell]
    sun = np.array([0.6, 0.694, 0.398])
    dark = eclipse_fraction(beta_rad(inc, raan, sun), sma)
    orbits = distinct_orbits(shell, raan, np.arange(len(shell) + 1, dtype=np.int32))
    assert len(orbits) == shells * LEAST_PER_SHELL
    of_orbit = orbits.shell * planes
    merged = eclipse_fraction(beta_rad(inc[of_orbit], orbits.raan_rad, sun), sma[of_orbit])
    expected = dark.reshape(shells, planes).mean(axis=1)
    found = np.bincount(orbits.shell, orbits.satellites * merged) / planes
    assert np.abs(found - expected).max() < 0.002  # of the orbit, 0.2 minutes
    assert np.abs(found.mean() - expected.mean()) < 5e-5
