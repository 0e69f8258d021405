"""Values between the nodes of operating maps, looked up in two ways."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.subsystems.map_lookup import (
    Corners,
    along_orbit,
    along_orbits,
    nearest_along_orbits,
)

ALTITUDES, ROWS, STATIONS = 3, 10, 24


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def corners_of(rng, orbits):
    """Return random places of orbits between the nodes of a map."""
    first = rng.integers(0, ALTITUDES - 1, orbits) * ROWS + rng.integers(0, ROWS - 1, orbits)
    up, on = rng.random((2, orbits))
    node = np.stack([first, first + 1, first + ROWS, first + ROWS + 1]).astype(np.int32)
    weight = np.stack([(1 - up) * (1 - on), (1 - up) * on, up * (1 - on), up * on])
    return Corners(node, weight)


@pytest.mark.parametrize("satellites", [20, 2_000])  # orbit by orbit, or one by one
def test_many_satellites_on_few_orbits_have_the_values_of_each(rng, satellites):
    table = rng.random((ALTITUDES, ROWS, STATIONS)).astype(np.float32)
    where = corners_of(rng, 7)
    orbit = rng.integers(0, 7, satellites).astype(np.int32)
    station = rng.uniform(0.0, STATIONS, satellites)
    station[:2] = 0.0, STATIONS  # the same place
    of_each = Corners(where.node[:, orbit], where.weight[:, orbit])
    found = along_orbits(table, where, orbit, station)
    assert found == pytest.approx(along_orbit(table, of_each, station), abs=1e-14)


def test_categories_are_those_of_the_nearest_node_and_station(rng):
    table = rng.integers(0, 9, (ALTITUDES, ROWS, STATIONS)).astype(np.float32)
    where = corners_of(rng, 7)
    orbit = rng.integers(0, 7, 500).astype(np.int32)
    station = rng.uniform(0.0, STATIONS, 500)
    station[0] = STATIONS - 0.3  # nearest to station 0 again
    found = nearest_along_orbits(table, where, orbit, station)
    for k in range(500):
        node = where.node[int(np.argmax(where.weight[:, orbit[k]])), orbit[k]]
        nearest = round(station[k]) % STATIONS
        assert found[k] == table[node // ROWS, node % ROWS, nearest]
