"""The ellipse of a satellite goes through where its plane and its two-body motion take it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from orbitviz.base.constants import MU_EARTH_KM3_S2, TAU
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.orbits.ellipse import ellipse_of_satellite, ellipse_of_state
from orbitviz.orbits.propagate import state_vectors

DESIGN = """
format = "orbitviz/1"
name = "Round and long"
epoch = 2026-01-01T00:00:00Z

[[groups]]
name = "Round"
altitude_km = 550
inclination_deg = 53.0
pattern = "walker-delta"
planes = 3
satellites_per_plane = 40

[[groups]]
name = "Long"
altitude_km = 12000
inclination_deg = 63.4
eccentricity = 0.4
argp_deg = 270.0
pattern = "walker-delta"
planes = 2
satellites_per_plane = 40
"""


@pytest.fixture(scope="module")
def constellation():
    return parse_design(DESIGN).constellation


@pytest.mark.parametrize("row", [7, 130])
def test_every_satellite_of_the_plane_flies_on_the_ellipse(constellation, row):
    at = constellation.epoch.plus_s(400_000.0)
    ellipse = ellipse_of_satellite(constellation, row, at)
    plane = constellation.plane_index[row]
    rows = np.flatnonzero(constellation.plane_index == plane)
    r_km, _ = state_vectors(constellation, at, rows)
    assert ellipse.r_km == pytest.approx(r_km[list(rows).index(row)], abs=1e-6)
    curve = ellipse.positions_km(np.linspace(0.0, TAU, 400_001))
    for one in r_km:
        assert np.linalg.norm(curve - one, axis=1).min() < 0.2
    ahead = ellipse.positions_km(np.array([1e-3]))[0] - ellipse.r_km
    _, v_km_s = state_vectors(constellation, at, np.array([row]))
    assert ahead @ v_km_s[0] > 0.999 * np.linalg.norm(ahead) * np.linalg.norm(v_km_s)


@pytest.mark.parametrize("v_km_s", [(0.0, 6.0, 4.6), (1.2, 8.0, 3.0), (0.0, 7.5, 0.1)])
def test_the_two_body_motion_stays_on_the_ellipse(v_km_s):
    start = np.array([7000.0, 0.0, 0.0, *v_km_s])

    def rates(_, state):
        r = state[:3]
        return np.concatenate([state[3:], -MU_EARTH_KM3_S2 * r / np.linalg.norm(r) ** 3])

    path = solve_ivp(rates, (0.0, 9_000.0), start, rtol=1e-10, atol=1e-9, max_step=60.0).y[:3].T
    ellipse = ellipse_of_state(start[:3], start[3:])
    curve = ellipse.positions_km(np.linspace(0.0, TAU, 200_001))
    assert curve[0] == pytest.approx(start[:3], abs=1e-9)
    for one in path[::10]:
        assert np.linalg.norm(curve - one, axis=1).min() < 0.5


def test_near_the_satellite_the_curve_is_as_fine_as_its_steps():
    ellipse = ellipse_of_state(np.array([7000.0, 0.0, 0.0]), np.array([0.0, 7.5, 0.0]))
    steps = ellipse.positions_km(np.array([0.0, 1e-9, 2e-9])) - ellipse.r_km
    assert steps[2] == pytest.approx(2.0 * steps[1], rel=1e-6)
