"""How densely satellites fly: mean over the sphere, and in sheets of their own."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.orbits.propagate import state_vectors
from orbitviz.scene.satellites.density import closeness, mean_density_per_km2


@pytest.fixture(scope="module")
def million():
    return read_builtin("spacex-odc").constellation


def test_dawn_dusk_planes_are_denser_than_the_sphere_and_belts_are_not(million):
    shown = np.ones(million.shell_count, bool)
    close = closeness(million, shown)
    flat = np.sin(million.inc_rad) > 0.9
    assert np.all(close[~flat] == 1.0)
    assert np.all((close[flat] > 0.12) & (close[flat] < 0.22))


def test_closeness_is_the_spacing_in_the_ring_that_neighbours_have(million):
    """By the satellites themselves: those of one group on a short arc of one of its planes."""
    shown = np.ones(million.shell_count, bool)
    group = 3
    shells = np.flatnonzero(million.shell_group == group)
    rows = np.arange(million.shell_first[shells[0]], million.shell_first[shells[-1] + 1])
    r_km, _ = state_vectors(million, million.epoch, rows)
    axis = r_km[np.argmax(r_km[:, 2])]
    away = np.linalg.norm(r_km - axis, axis=1)
    count = np.count_nonzero(away < 300.0)
    spacing_km = np.sqrt(600.0 * 37.0 / count)
    expected = spacing_km * np.sqrt(mean_density_per_km2(million, shown))
    assert closeness(million, shown)[shells] == pytest.approx(expected, rel=0.1)


def test_hidden_shells_do_not_count(million):
    flat = np.sin(million.inc_rad) > 0.9
    assert mean_density_per_km2(million, np.zeros(len(flat), bool)) == 0.0
    assert np.all(closeness(million, np.zeros(len(flat), bool)) == 1.0)
    assert np.all(closeness(million, ~flat)[flat] == 1.0)


@pytest.mark.parametrize("name", ["one-shell", "suncatcher-81", "starlink-gen1"])
def test_closeness_of_any_design_is_a_share(name):
    constellation = read_builtin(name).constellation
    close = closeness(constellation, np.ones(constellation.shell_count, bool))
    assert np.all((close > 0.0) & (close <= 1.0))
