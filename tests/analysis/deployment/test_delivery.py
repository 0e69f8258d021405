"""Power and compute of the years against all satellites, one by one, each solved at its age."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.from_design import plan_of
from orbitviz.analysis.deployment.seasonal_means import seasonal_means
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.analysis.deployment.state import End
from orbitviz.analysis.deployment.yearly import year_numbers, yearly
from orbitviz.analysis.fleet import solve_fleet
from orbitviz.analysis.year import year_instants
from orbitviz.base.constants import AU_KM
from orbitviz.model.design.aging import AgeShare
from orbitviz.model.design.key_path import TableKeys
from orbitviz.orbits.plane_geometry import planes_under_sun
from orbitviz.orbits.sun import sun_directions
from orbitviz.subsystems.between_ages import parabola_weights
from orbitviz.subsystems.map_lookup import at_corners, corners
from orbitviz.subsystems.quantities.power import LOAD
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.stations import Fineness
from tests.designs import design_of, walker

# Arrays lose 8 % a year and chips 15 %; the radiator gets worse: what limits changes with age.
AGEING = """
[satellites.weak]
like = "ai1"
life_years = 5
[satellites.weak.array]
degradation_per_year = 0.08
[satellites.weak.compute]
failures_per_year = 0.15
[satellites.weak.radiator]
end_emissivity = 0.6
[satellites.other]
like = "ai1"
life_years = 3
[satellites.other.array]
pointing = "fixed"
degradation_per_year = 0.1
"""
TAIL = (
    AGEING
    + """
[deployment]
launches_per_year = 3
satellites_per_launch = 40
growth_per_year = 0
spares = 0.03
[reliability]
failures_per_year = 0.05
"""
)
GROUPS = (
    walker(560, 53, 12, 10, name="Inclined", satellite="weak"),
    walker(900, "sun-synchronous", 10, 10, name="Noon to dawn", satellite="weak"),
    walker(1_500, 80, 6, 6, name="High", satellite="other"),
)


@pytest.fixture(scope="module")
def fleet():
    document = design_of(*GROUPS, epoch="2027-01-01T00:00:00Z", tail=TAIL)
    calendar = Calendar(document.design.epoch_instant, 8)
    plan = plan_of(document.design, document.constellation, calendar, TableKeys())
    return document, calendar, simulate(plan)


@pytest.mark.parametrize(("year", "fineness"), [(0, Fineness.FULL), (4, Fineness.DRAFT)])
def test_power_and_compute_are_those_of_all_satellites(fleet, year, fineness):
    document, calendar, history = fleet
    found = yearly(history, calendar, seasonal_means(document, history.plan.life_years))
    now = np.float32(calendar.edges_years[year + 1])
    rows = np.flatnonzero(
        (history.cause >= End.FAILURE)
        & ~history.is_spare
        & (history.on_station <= now)
        & (now < history.end)
    )
    assert len(rows) == found.operational[year] > 50
    power_w, flops = 0.0, 0.0
    instants = year_instants(document.design.epoch_instant)
    betas_rad = np.array([
        planes_under_sun(document.constellation, instant, direction).beta_rad
        for instant, direction in zip(instants, sun_directions(instants), strict=True)
    ])  # fmt: skip
    ages = now - history.on_station[rows]
    planes = document.constellation.plane_index[history.slot[rows]]
    for age in np.unique(ages):
        mean = means_by_plane(document, betas_rad, float(age), fineness)
        power_w += mean[LOAD][planes[ages == age]].sum()
        flops += mean[COMPUTE][planes[ages == age]].sum()
    assert found.power_w[year] == pytest.approx(power_w, rel=1e-3)
    assert found.flops_delivered[year] == pytest.approx(flops, rel=1e-3)


def means_by_plane(document, betas_rad, age, fineness):
    """Quantity -> (p,) mean of every day of a year, all satellites of one age."""
    constellation = document.constellation
    fleet = solve_fleet(document, AU_KM, ages=lambda _: (AgeShare(age, 1.0),), fineness=fineness)
    mean = {quantity: np.zeros(len(constellation.plane_shell)) for quantity in (LOAD, COMPUTE)}
    for index, part in enumerate(fleet.parts):
        own = np.flatnonzero(fleet.part_of[constellation.plane_shell] == index)
        sma_km = np.tile(constellation.sma_km[constellation.plane_shell[own]], len(betas_rad))
        where = corners(part.operating.grid, sma_km, betas_rad[:, own].ravel())
        for quantity, total in mean.items():
            found = at_corners(part.operating.mean[quantity], where)
            total[own] = found.reshape(len(betas_rad), -1).mean(axis=0)
    return mean


def test_no_satellites_have_no_power():
    late = TAIL.replace("per_year = 3\n", "per_year = [[2029, 3]]\n", 1)
    document = design_of(*GROUPS, epoch="2027-01-01T00:00:00Z", tail=late)
    calendar = Calendar(document.design.epoch_instant, 4)
    plan = plan_of(document.design, document.constellation, calendar, TableKeys())
    found = yearly(simulate(plan), calendar, seasonal_means(document, plan.life_years))
    assert found.power_w[:2].tolist() == [0.0, 0.0]
    assert (found.power_w[2:] > 0.0).all()


def test_parabolas_are_exact_for_parabolas_and_go_through_their_nodes():
    nodes = np.array([0.0, 1.0, 2.0, 2.5, 3.0])
    ages = np.linspace(-1.0, 4.0, 41)
    within = np.clip(ages, 0.0, 3.0)
    weights = parabola_weights(nodes, ages)
    for power in range(3):
        np.testing.assert_allclose(weights @ nodes**power, within**power, atol=1e-12)
    np.testing.assert_allclose(parabola_weights(nodes, nodes), np.eye(5), atol=1e-12)


@pytest.mark.parametrize("first", [1.0, 0.37, 0.001])
@pytest.mark.parametrize("year", [2027, 2028, 2029, 2030])
def test_numbers_of_years_are_those_of_a_search(year, first):
    dice = np.random.default_rng(1)
    new_years = np.arange(str(year), str(year + 101), dtype="M8[Y]").astype("M8[D]")
    days = (new_years - new_years[0]).astype(np.float64)  # 2100 has no leap day
    ends = np.float32(first + days / 365.25)
    times = np.float32([*dice.uniform(-2.0, 120.0, 5_000), np.inf, 0.0])
    times = np.concatenate([times, ends, np.nextafter(ends, np.float32(0)),
                            np.nextafter(ends, np.float32(99))])  # fmt: skip
    np.testing.assert_array_equal(year_numbers(times, ends), np.searchsorted(ends, times))
