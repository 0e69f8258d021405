"""Eclipses in published numbers, and in tables computed without this program.

The tables hold for a cylindrical shadow, a spherical Earth of 6378.137 km and circular orbits; a
local time of the node is counted from the mean Sun.
"""

import numpy as np
import pytest
from scipy.optimize import brentq

from orbitviz.orbits.eclipse import beta_star_rad, eclipse_fraction
from orbitviz.orbits.secular import mean_motion_rad_s, sun_synchronous_inc_rad
from orbitviz.orbits.sun import beta_rad, raan_from_ltan_rad, sun_directions
from orbitviz.orbits.timescale import Instant

EARTH_KM = 6378.137


def period_min(altitude_km):
    return 2.0 * np.pi / mean_motion_rad_s(EARTH_KM + altitude_km) / 60.0


def dawn_dusk_betas(altitude_km):
    """Return |beta| of a sun-synchronous orbit with its node at 18 h, four times a day in 2026."""
    start = Instant.parse("2026-01-01")
    instants = [start.plus_s(quarter * 21_600.0) for quarter in range(1461)]
    inc = sun_synchronous_inc_rad(EARTH_KM + altitude_km)
    return np.array(
        [
            abs(beta_rad(inc, raan_from_ltan_rad(18.0, instant), sun))
            for instant, sun in zip(instants, sun_directions(instants), strict=True)
        ]
    )


def test_beta_limit_of_the_iss():
    # galactics/beyond, tests/test_beta.py: r = 6781.1 km.
    assert beta_star_rad(6781.1) == pytest.approx(1.22433, abs=1e-3)


def test_sunlit_share_at_280_km():
    # Wikipedia, "Beta angle": 59 % of the orbit at beta = 0.
    assert 1.0 - eclipse_fraction(0.0, EARTH_KM + 280.0) == pytest.approx(0.59, abs=0.005)


def test_longest_eclipse_at_550_km():
    # Turyshev, arXiv:2604.27197.
    longest_min = eclipse_fraction(0.0, EARTH_KM + 550.0) * period_min(550.0)
    assert longest_min == pytest.approx(35.6, abs=0.1)


def test_altitude_from_which_a_dawn_dusk_orbit_is_always_in_sunlight():
    # Boley et al., arXiv:2608.02757, equation 3.
    def margin_rad(altitude_km):
        return dawn_dusk_betas(altitude_km).min() - beta_star_rad(EARTH_KM + altitude_km)

    assert brentq(margin_rad, 1350.0, 1430.0, xtol=0.5) == pytest.approx(1391.0, abs=3.0)


def test_eclipse_season_of_a_dawn_dusk_orbit_at_700_km():
    # "about 19 min of each orbit, early May to early August"
    fraction = eclipse_fraction(dawn_dusk_betas(700.0), EARTH_KM + 700.0)
    assert fraction.max() * period_min(700.0) == pytest.approx(19.0, abs=0.5)
    first, last = np.flatnonzero(fraction)[[0, -1]]
    start = Instant.parse("2026-01-01")
    assert "2026-05-01" < start.plus_s(first * 21_600.0).isoformat() < "2026-05-16"
    assert "2026-08-01" < start.plus_s(last * 21_600.0).isoformat() < "2026-08-16"


@pytest.mark.parametrize(
    ("altitude_km", "fraction", "minutes", "limit_deg"),
    # Share of the orbit and minutes at beta = 0; beta from which on there is no eclipse.
    [
        (500.0, 0.3779, 35.75, 68.02),
        (550.0, 0.3723, 35.61, 67.02),
        (600.0, 0.3670, 35.49, 66.07),
        (650.0, 0.3620, 35.38, 65.16),
        (700.0, 0.3572, 35.29, 64.30),
        (800.0, 0.3483, 35.13, 62.69),
        (1000.0, 0.3323, 34.94, 59.82),
        (1200.0, 0.3184, 34.84, 57.31),
        (2000.0, 0.2754, 35.03, 49.58),
    ],
)
def test_longest_eclipses(altitude_km, fraction, minutes, limit_deg):
    sma_km = EARTH_KM + altitude_km
    found = eclipse_fraction(0.0, sma_km)
    assert found == pytest.approx(fraction, abs=1e-4)
    assert found * period_min(altitude_km) == pytest.approx(minutes, abs=0.02)
    assert np.degrees(beta_star_rad(sma_km)) == pytest.approx(limit_deg, abs=0.01)


@pytest.mark.parametrize(
    ("altitude_km", "longest_min", "days", "sunlit_share"),
    # Node at 18 h, sampled four times a day.
    [
        (500.0, 22.7, 106, 0.9439),
        (550.0, 21.7, 101, 0.9498),
        (600.0, 20.7, 96, 0.9551),
        (650.0, 19.7, 91, 0.9600),
        (700.0, 18.8, 86, 0.9644),
        (800.0, 16.9, 76, 0.9722),
        (1000.0, 13.1, 58, 0.9846),
        (1200.0, 8.7, 37, 0.9936),
        (2000.0, 0.0, 0, 1.0),
    ],
)
def test_a_year_of_a_dawn_dusk_orbit(altitude_km, longest_min, days, sunlit_share):
    fraction = eclipse_fraction(dawn_dusk_betas(altitude_km), EARTH_KM + altitude_km)
    assert fraction.max() * period_min(altitude_km) == pytest.approx(longest_min, abs=0.1)
    assert (fraction > 0.0).sum() / 4.0 == pytest.approx(days, abs=1.0)
    assert 1.0 - fraction.mean() == pytest.approx(sunlit_share, abs=2e-4)


@pytest.mark.parametrize(
    ("altitude_km", "sunlit_share"),
    [(500.0, 0.639), (600.0, 0.652), (700.0, 0.664), (1000.0, 0.693), (2000.0, 0.769)],
)
def test_a_year_of_a_thirty_degree_shell(altitude_km, sunlit_share):
    # Mean over all nodes and a year.
    raan = np.radians(np.arange(0.0, 360.0, 5.0))
    year = [Instant.parse("2026-01-01").plus_s(day * 86_400.0) for day in range(365)]
    dark = [
        eclipse_fraction(beta_rad(np.radians(30.0), raan, sun), EARTH_KM + altitude_km).mean()
        for sun in sun_directions(year)
    ]
    assert 1.0 - np.mean(dark) == pytest.approx(sunlit_share, abs=0.001)
