"""Meetings of dead satellites against Monte Carlo: bodies in a box, places on orbits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import ellipk

from orbitviz.analysis.deployment.planned_fleet import followed_fleet
from orbitviz.analysis.deployment.state import State
from orbitviz.analysis.scale import collisions
from orbitviz.analysis.scale.collisions import (
    encounter_factor,
    meeting_area_m2,
    meetings_a_year,
)
from orbitviz.analysis.scale.dead import Dead, dead_at
from orbitviz.analysis.scale.traffic import traffic_of
from orbitviz.base.constants import JULIAN_YEAR_S
from orbitviz.model.design.key_path import TableKeys
from tests.designs import design_of, walker

TAU = 2.0 * math.pi


def test_the_rate_of_a_gas_is_that_of_a_box():
    """Straight flights through a box with spheres at rest: hits counted one by one."""
    rng = np.random.default_rng(7)
    side_km, radius_km, speed_km_s = 10.0, 0.15, 7.0
    spheres, flights = 60, 40_000
    centres = rng.uniform(0.0, side_km, (spheres, 3))
    # Flights along z through the whole box, which is as if it went on for ever.
    start = rng.uniform(0.0, side_km, (flights, 2))
    across = np.abs(start[:, None, :] - centres[None, :, :2])
    across = np.minimum(across, side_km - across)
    hits = int((np.hypot(across[..., 0], across[..., 1]) < radius_km).sum())
    seconds = side_km / speed_km_s
    counted = hits / flights / seconds * JULIAN_YEAR_S
    # Half the radius each: the cross-section is that of both.
    each_m2 = math.pi * (500.0 * radius_km) ** 2
    area_m2 = meeting_area_m2(each_m2, each_m2)
    assert area_m2 == pytest.approx(math.pi * (1e3 * radius_km) ** 2)
    rate = meetings_a_year(1.0, spheres, side_km**3, area_m2, speed_km_s)
    assert counted == pytest.approx(float(rate), rel=4.0 / math.sqrt(hits))


def drawn_factor(inc_deg, other_deg, places=1_000_000, bins=600):
    """Return the encounter factor from places drawn on both orbits, in bands of latitude."""
    rng = np.random.default_rng(11)
    edges = np.linspace(-0.25 * TAU, 0.25 * TAU, bins + 1)
    middle = 0.5 * (edges[:-1] + edges[1:])
    share = 0.5 * np.diff(np.sin(edges))
    shares, azimuths = [], []
    for inc in np.radians([inc_deg, other_deg]):
        place = rng.uniform(0.0, TAU, places)
        lat = np.arcsin(np.sin(inc) * np.sin(place))
        north = np.cos(place) > 0.0
        shares.append([np.histogram(lat[one], edges)[0] / places for one in (north, ~north)])
        azimuth = np.arcsin(np.clip(np.cos(inc) / np.cos(middle), -1.0, 1.0))
        azimuths.append([azimuth, 0.5 * TAU - azimuth])
    return sum(
        float(np.sum(shares[0][a] * shares[1][b] / share * 2.0 * np.abs(
            np.sin(0.5 * (azimuths[0][a] - azimuths[1][b]))
        )))
        for a in (0, 1)
        for b in (0, 1)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("inc_deg", "other_deg"), [(30, 30), (30, 98), (53, 70), (98, 98), (53, 53.2), (29, 30)]
)
def test_relative_speeds_are_those_of_places_drawn_on_orbits(inc_deg, other_deg):
    factor = float(encounter_factor(math.radians(inc_deg), math.radians(other_deg)))
    swapped = float(encounter_factor(math.radians(other_deg), math.radians(inc_deg)))
    assert factor == pytest.approx(swapped, rel=1e-12)
    # Bands of 0.3 degrees are coarse where both turn.
    assert drawn_factor(inc_deg, other_deg) == pytest.approx(factor, rel=0.05)


def test_the_same_inclination_in_closed_form():
    # Those that fly alongside never meet; the others at 2 v cos az: mean of (2/pi) / cos lat.
    inc = math.radians(40.0)
    place = (np.arange(200_000) + 0.5) / 200_000 * TAU
    expected = float(np.mean(2.0 / math.pi / np.sqrt(1.0 - (np.sin(inc) * np.sin(place)) ** 2)))
    assert float(encounter_factor(inc, inc)) == pytest.approx(expected, rel=1e-4)


def test_orbits_over_the_poles_in_closed_form():
    # Those that miss the poles by 1e-3 rad: (2/pi)^2 K(sin i), which is ln 4,000 (2/pi)^2.
    expected = (2.0 / math.pi) ** 2 * ellipk(1.0 - 1e-6)
    assert expected == pytest.approx(math.log(4_000.0) * (2.0 / math.pi) ** 2, rel=1e-4)
    polar = math.radians(90.0)
    assert float(encounter_factor(polar, polar)) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("pair_deg", [(90, 90), (90, 89), (53, 127), (53, 53), (0, 0), (30, 98)])
def test_the_factor_does_not_depend_on_how_many_places_it_is_taken_at(pair_deg, monkeypatch):
    found = []
    for places in (360, 1_800, 9_000):
        monkeypatch.setattr(collisions, "_PLACES", places)
        found.append(float(encounter_factor(*np.radians(pair_deg))))
    assert found == pytest.approx([found[-1]] * 3, rel=1e-3)


DOCUMENT = design_of(
    walker(700, 53, 10, 20, name="Upper"),
    walker(600, 30, 10, 20, name="Lower"),
    tail="[reliability]\nfailures_per_year = 0.3\nrepair = 'replace'\n[deployment]\nspares = 0.1\n",
)


@pytest.fixture(scope="module")
def years():
    return followed_fleet(DOCUMENT, 12, TableKeys())


def dead(years, at):
    return dead_at(DOCUMENT.design, DOCUMENT.constellation, years, at)


def test_the_dead_are_those_of_the_plan_and_sink(years):
    end = float(years.calendar.edges_years[-1])
    found = dead(years, end)
    assert len(found.group) == int((years.history.states_at(end) == State.DEAD).sum()) > 30
    station = np.array([700.0, 600.0])[found.group]
    assert np.all(found.altitude_km <= station + 1e-6)
    assert found.altitude_km.min() < 590.0
    assert len(dead(years, 0.0).group) == 0


def test_meetings_add_up_and_are_where_both_are(years):
    end = float(years.calendar.edges_years[-1])
    found = dead(years, end)
    traffic = traffic_of(
        DOCUMENT.design, DOCUMENT.constellation, found, years.calendar.instant(end)
    )
    assert traffic.working.sum() == 400.0
    assert traffic.dead.sum() == len(found.group)
    assert traffic.by_group.sum() == pytest.approx(traffic.with_working.sum())
    assert np.all(traffic.with_working[traffic.dead == 0] == 0.0)
    # By hand those of 53 degrees, all on one altitude, and the dead within 5 km of it.
    near = found.altitude_km[(found.altitude_km >= 695.0)]
    assert len(near) > 10
    satellite = DOCUMENT.design.satellite_of(0)
    area_m2 = 4.0 * 0.5 * (satellite.array.area_m2 + satellite.radiator.area_m2)
    sma_km = near + 6_378.137
    volume_km3 = 4.0 / 3.0 * math.pi * ((sma_km + 5.0) ** 3 - (sma_km - 5.0) ** 3)
    speed_km_s = np.sqrt(398_600.4418 / sma_km)
    factor = float(encounter_factor(math.radians(53.0), math.radians(53.0)))
    expected = 200.0 / volume_km3 * area_m2 * 1e-6 * speed_km_s * factor * JULIAN_YEAR_S
    assert traffic.by_group[0] == pytest.approx(float(expected.sum()), rel=1e-6)


def test_two_dead_ones_meet_as_one_meeting():
    near = Dead(np.array([699.0, 700.0]), np.array([0, 0], np.int32))
    alone = Dead(np.array([690.0, 700.0]), np.array([0, 0], np.int32))
    instant = DOCUMENT.design.epoch_instant
    found, none = (
        traffic_of(DOCUMENT.design, DOCUMENT.constellation, one, instant) for one in (near, alone)
    )
    assert none.among_dead.sum() == 0.0
    # Each meets the working 200 so many times; two of the same inclination meet once in both.
    assert found.among_dead.sum() == pytest.approx(found.by_group[0] / 2.0 / 200.0, rel=1e-3)
