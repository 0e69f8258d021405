"""Totals of the panels against a sum over every satellite."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.census import restricted_to, take_census
from orbitviz.analysis.figures import figures
from orbitviz.analysis.fleet import solve_fleet, sun_step_km
from orbitviz.analysis.one_orbit import along_one_orbit
from orbitviz.analysis.year import year_sun, year_sunlit
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.subsystems.map_lookup import along_orbit, corners
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR, REJECTED
from orbitviz.subsystems.quantities.power import (
    ARRAY,
    CHARGE,
    CHARGING,
    COMPUTE_POWER,
    DISCHARGING,
    LOAD,
    SHED,
    USED,
)
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.stations import shadow, station_of
from tests.designs import dawn_dusk, design_of, walker


@pytest.fixture(scope="module")
def million():
    document = read_builtin()
    geometry = sky_geometry_at(document.design.epoch_instant)
    fleet = solve_fleet(document, sun_step_km(float(np.linalg.norm(geometry.sun_teme_km))))
    return document, geometry, fleet


def everything(document):
    return np.ones(document.constellation.shell_count, bool)


def test_totals_are_those_of_a_sum_over_every_satellite(million):
    """Beta and phase of each from its position, velocity and the Sun: within 0.1 %."""
    document, geometry, fleet = million
    constellation = document.constellation
    r_km, v_km_s = state_vectors(constellation, geometry.instant)
    sun = geometry.sun_direction
    momentum = np.cross(r_km, v_km_s)
    momentum /= np.linalg.norm(momentum, axis=1, keepdims=True)
    up = r_km / np.linalg.norm(r_km, axis=1, keepdims=True)
    ahead = np.cross(momentum, up)
    beta = np.arcsin(momentum @ sun)
    phase = np.arctan2(-(ahead @ sun), up @ sun)
    sma = constellation.sma_km[constellation.plane_shell[constellation.plane_index]]
    [part] = fleet.parts
    where = corners(part.operating.grid, sma, beta)
    station = station_of(shadow(sma, beta, fleet.sun_km), phase, fleet.fineness)
    now = figures(take_census(fleet, geometry, everything(document)))
    for quantity in (
        ARRAY,
        LOAD,
        COMPUTE_POWER,
        COMPUTE,
        SHED,
        REJECTED,
        CHARGING,
        DISCHARGING,
    ):
        whole = float(along_orbit(part.operating.values[quantity], where, station).sum())
        off = now.sums[quantity] / whole - 1.0
        print(f"{quantity.column}: {now.sums[quantity]:.6g}, off by {off:+.4%}")  # noqa: T201
        assert now.sums[quantity] == pytest.approx(whole, rel=1e-3), quantity.column
    for quantity, mean in (
        (CHARGE, now.spread(CHARGE).mean),
        (RADIATOR, now.spread(RADIATOR).mean),
    ):
        each = along_orbit(part.operating.values[quantity], where, station)
        print(f"{quantity.column}: {mean:.6g}, off by {mean / each.mean() - 1.0:+.4%}")  # noqa: T201
        assert mean == pytest.approx(float(each.mean()), rel=1e-3), quantity.column
    light = sunlit(r_km, geometry.sun_teme_km)
    assert now.lit + 0.5 * now.penumbra == pytest.approx(float(light.mean()), abs=1e-3)


def test_groups_add_up_and_power_balances(million):
    document, geometry, fleet = million
    census = take_census(fleet, geometry, everything(document))
    total = figures(census)
    group = document.constellation.shell_group
    parts = [figures(restricted_to(census, group == k)) for k in np.unique(group)]
    for quantity, value in total.sums.items():
        assert sum(part.sums[quantity] for part in parts) == pytest.approx(value), quantity.column
    sums = total.sums
    taken_w = sums[LOAD] + sums[CHARGING]
    assert sums[USED] + sums[DISCHARGING] == pytest.approx(taken_w)
    assert sum(total.bound.values()) == pytest.approx(1.0)


def test_one_orbit_is_that_of_all_satellites(million):
    """Its mean is the total now: many planes, seen evenly, stand for the mean over an orbit."""
    document, geometry, fleet = million
    census = take_census(fleet, geometry, everything(document))
    quantities = (ARRAY, LOAD, REJECTED, COMPUTE)
    curves = along_one_orbit(census, quantities)
    now = figures(census)
    for quantity in quantities:
        # The ends are one place.
        mean = float(curves[quantity][:-1].mean())
        assert mean == pytest.approx(now.total(quantity) / now.satellites, rel=2e-3)


def test_few_satellites_are_asked_one_by_one():
    """The 81 of the cluster fly within a kilometre: all lit, or none."""
    document = read_builtin("suncatcher-81")
    shares = set()
    fleet = None
    for minutes in range(0, 1440, 60):
        instant = document.design.epoch_instant.plus_s(60.0 * minutes)
        geometry = sky_geometry_at(instant)
        sun_km = sun_step_km(float(np.linalg.norm(geometry.sun_teme_km)))
        fleet = solve_fleet(document, sun_km, fleet)
        now = figures(take_census(fleet, geometry, everything(document)))
        shares.add(round(now.lit + now.penumbra, 6))
    assert shares <= {0.0, 1.0}


# Annual sunlit share, longest eclipse in minutes and eclipse days of dawn-dusk orbits: cylinder,
# spherical Earth, mean-Sun local time of the node 18:00 (computed from the closed form of the
# eclipse fraction, quarter-day sampling).
DAWN_DUSK = {
    500: (0.9439, 22.7, 106),
    600: (0.9551, 20.7, 96),
    700: (0.9644, 18.8, 86),
    800: (0.9722, 16.9, 76),
    1000: (0.9846, 13.1, 58),
    1200: (0.9936, 8.7, 37),
    1395: (1.0, 0.0, 0),
    2000: (1.0, 0.0, 0),
}


@pytest.mark.parametrize("altitude_km", DAWN_DUSK)
def test_the_year_of_dawn_dusk_orbits(altitude_km):
    share, minutes, days = DAWN_DUSK[altitude_km]
    document = design_of(dawn_dusk(altitude_km, 10, planes=1, ltan_h=18), epoch="2026-01-01")
    year = year_sun(document.constellation, document.design.epoch_instant)
    lit, longest_s = year_sunlit(year, np.ones(1, bool))
    assert float(lit.mean()) == pytest.approx(share, abs=0.003)
    assert float(longest_s.max()) / 60.0 == pytest.approx(minutes, abs=0.25)
    assert np.count_nonzero(longest_s) == pytest.approx(days, abs=3)


# The same for 30 degrees, averaged over the node.
@pytest.mark.parametrize(
    ("altitude_km", "share"), [(500, 0.639), (700, 0.664), (1000, 0.693), (2000, 0.769)]
)
def test_the_year_of_orbits_of_30_degrees(altitude_km, share):
    document = design_of(walker(altitude_km, 30, 24, 10), epoch="2026-01-01")
    year = year_sun(document.constellation, document.design.epoch_instant)
    assert float(year_sunlit(year, np.ones(1, bool))[0].mean()) == pytest.approx(share, abs=0.003)


def test_what_a_few_satellites_reach_is_that_of_their_orbits():
    """The same whenever it is asked, though each satellite is asked one by one."""
    document = read_builtin("one-shell")
    told = []
    for minutes in (0.0, 20.0, 40.0):
        instant = document.design.epoch_instant.plus_s(60.0 * minutes)
        geometry = sky_geometry_at(instant)
        fleet = solve_fleet(document, sun_step_km(float(np.linalg.norm(geometry.sun_teme_km))))
        census = take_census(fleet, geometry, everything(document))
        now = figures(census)
        told.append(
            (
                now.spread(CHARGE).minimum,
                now.spread(CHIP).maximum / 300.0,
                census.dark_over_orbit[0],
            )
        )
    assert np.ptp(np.array(told), axis=0) == pytest.approx(0.0, abs=1e-3)
