"""Scale against published figures and sums by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from orbitviz.analysis.census import take_census
from orbitviz.analysis.deployment.from_design import calendar_of, plan_of
from orbitviz.analysis.deployment.outlook import as_flown
from orbitviz.analysis.deployment.planned_fleet import followed_fleet
from orbitviz.analysis.deployment.state import State
from orbitviz.analysis.deployment.yearly import yearly
from orbitviz.analysis.fleet import fleet_at
from orbitviz.analysis.scale import published
from orbitviz.analysis.scale.air import alumina_t
from orbitviz.analysis.scale.figures import figures_of
from orbitviz.analysis.scale.kardashev import LANDMARKS, kardashev, power_of_type
from orbitviz.analysis.scale.manoeuvres import manoeuvres_a_year
from orbitviz.analysis.scale.payback import launch_energy_j, payback
from orbitviz.analysis.scale.rows import Grade, ScaleRow, Spread, one
from orbitviz.analysis.scale.scaling import scale_of
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.key_path import TableKeys
from orbitviz.orbits.sky_geometry import sky_geometry_at
from tests.designs import design_of, walker


def measured(document, years=3):
    """Return the scale of a design, followed over calendar years."""
    fleet = fleet_at(document, sky_geometry_at(document.design.epoch_instant))
    everything = np.ones(document.constellation.shell_count, bool)
    census = take_census(fleet, sky_geometry_at(document.design.epoch_instant), everything)
    return scale_of(document, census, followed_fleet(document, years))


# Sagan 1973; the three figures as tornmacalester.com has them.
@pytest.mark.parametrize(("power_w", "kind"), [(1e16, 1.0), (1e26, 2.0), (2e13, 0.730)])
def test_types_of_kardashev(power_w, kind):
    assert kardashev(power_w) == pytest.approx(kind, abs=0.001)


def test_a_power_of_a_type_has_that_type():
    for kind in (0.0, 0.73, 1.0, 2.0, 3.0):
        assert kardashev(power_of_type(kind)) == pytest.approx(kind, abs=1e-12)
    # 100 GW alone is 0.50 and 1 TW 0.60; 120 GW raise 2e13 W by 0.00026.
    assert kardashev(100e9) == pytest.approx(0.50, abs=1e-12)
    assert kardashev(1e12) == pytest.approx(0.60, abs=1e-12)
    assert kardashev(2e13 + 120e9) - kardashev(2e13) == pytest.approx(0.00026, abs=5e-6)


def test_landmarks_rise_and_have_sources():
    powers = [mark.power_w for mark in LANDMARKS]
    assert powers == sorted(powers)
    assert all(mark.source for mark in LANDMARKS)
    # 1,361 W/m2 on the disc of the Earth: 1.74e17 W in textbooks.
    assert pytest.approx(1.74e17, rel=0.002) == published.SUNLIGHT_W
    assert pytest.approx(5.99e9, rel=0.002) == published.CITY_W  # 52,500 GWh over 8,766 h


def test_the_energy_of_a_launch_by_hand():
    # 5,150 t, 78.3 % oxygen: 1,117.55 t of methane of 50 MJ/kg, 4,032.45 t of 200 kWh/t.
    low, mid, high = launch_energy_j()
    assert mid == pytest.approx(55.8775e12 + 2.9034e12, rel=1e-4)
    # 4,600 t and 150 kWh/t; 6,750 t and 800 kWh/t.
    assert low == pytest.approx(49.91e12 + 1.9450e12, rel=1e-4)
    assert high == pytest.approx(73.2375e12 + 15.2215e12, rel=1e-4)
    # 78 % of oxygen for 22 % of methane, as Musk had it in May 2020.
    assert pytest.approx(0.78, abs=0.005) == published.OXYGEN_SHARE


def test_payback_by_hand():
    document = read_builtin()
    calendar = calendar_of(document.design, 5)
    plan = plan_of(document.design, document.constellation, calendar, TableKeys())
    flown = plan_of(as_flown(document).design, document.constellation, calendar, TableKeys())
    found = payback(plan, flown, 175e9)
    # 85 of 2,333 kg on 200 t: a million in 11,765 launches and a few that are not full, 1 % lost.
    assert found.launches == pytest.approx(11_765 / 0.99, abs=6)
    assert found.mass_t == pytest.approx(2.333e6, rel=1e-9)
    days = found.launches * 58.781e12 / 175e9 / 86_400.0
    assert found.days.mid == pytest.approx(days, rel=1e-4)
    assert found.days.mid == pytest.approx(46.2, abs=0.1)
    # 18 on 44 t: 55,556 launches and a few that are not full.
    assert found.flown_days.mid == pytest.approx(
        55_556 / 0.99 * 58.781e12 / 175e9 / 86_400.0, rel=5e-4
    )
    assert found.flown_days.mid == pytest.approx(218.2, abs=0.1)
    # 100 MJ for each of 2.333e9 kg.
    assert found.making_days == pytest.approx(2.333e9 * 1e8 / 175e9 / 86_400.0, rel=1e-9)


@pytest.mark.parametrize(
    ("deployment", "ratio"),
    [
        # 600 of 2 t: 100 on 200 t, 22 on 44 t, never more than 30: 20 and 28 launches.
        ("payload_t = 200\nsatellites_per_launch = 30", 28 / 20),
        ("payload_t = 200", 28 / 6),
        ("payload_t = 20", 28 / 60),
    ],
)
def test_payback_as_flown_is_of_whole_satellites_on_a_launch(deployment, ratio):
    document = design_of(
        walker(550, 53, 20, 30, satellite="two"),
        tail="[satellites.two]\nlike = 'ai1'\nmass_kg = 2000\n[deployment]\n" + deployment,
    )
    found = measured(document).payback
    assert found.flown_days.mid == pytest.approx(ratio * found.days.mid, rel=1e-12)


def test_what_44_t_cannot_lift_has_no_payback_as_flown():
    scale = measured(design_of(
        walker(550, 53, 2, 10, satellite="heavy"),
        tail="[satellites.heavy]\nlike = 'ai1'\nmass_kg = 50000\n",
    ))  # fmt: skip
    assert scale.payback.flown_days is None
    assert "flown_payback_days" not in {row.key for row in figures_of(scale)["Launching it"]}


@pytest.mark.parametrize(
    ("epoch", "years", "words", "first"),
    [
        ("2026-11-22T00:00:00Z", 8, "Mean of its last 2 years;", 6),
        ("2026-11-22T00:00:00Z", 2, "Mean of its last year;", 1),
        ("2026-01-01T00:00:00Z", 2, "Mean of its last 2 years;", 0),
    ],
)
def test_what_re_enters_a_year_is_the_mean_of_whole_years(epoch, years, words, first):
    document = design_of(
        walker(500, 53, 10, 10, satellite="ai1"),
        epoch=epoch,
        tail="[life]\nyears = 2\ndisposal_days = 0\n[reliability]\nearly_failures = 0.2\n",
    )
    scale = measured(document, years)
    row = figures_of(scale)["Air"][0]
    assert words in row.source
    assert row.value.mid == pytest.approx(scale.reentered_t[first:].mean())


def test_of_a_part_of_a_year_nothing_is_told_of_the_air():
    assert "Air" not in figures_of(measured(design_of(walker(550, 53, 2, 10)), 1))


def test_manoeuvres_are_those_counted_at_the_number_that_made_them():
    # 207,152 from December 2025 to May 2026.
    assert manoeuvres_a_year(published.MANOEUVRING) == pytest.approx(one(414_304.0))
    assert pytest.approx(9_719, abs=1) == published.MANOEUVRING
    low, mid, high = manoeuvres_a_year(10.0 * published.MANOEUVRING)
    assert (low, high) == pytest.approx((4.14304e6, 41.4304e6))
    assert mid == pytest.approx(math.sqrt(low * high))
    few = manoeuvres_a_year(100.0)
    assert list(few) == sorted(few)  # fewer pairs make fewer still


def test_alumina_against_published_figures():
    # Ferreira et al. 2024: 250 kg with 75 kg of aluminium, of which 24.0 kg become 29.8 kg of
    # oxide; the abstract says around 30 kg.
    assert alumina_t(0.250).low == pytest.approx(0.0298, rel=1e-12)
    assert pytest.approx(75.0) == published.ALUMINIUM_SHARE * 250.0
    # 41.7 t of aluminium in 2022 became 16.6 t, and 912 t would become 362.7 t.
    for aluminium, oxide in ((41.7, 16.6), (912.0, 362.7)):
        made = alumina_t(aluminium / published.ALUMINIUM_SHARE).low
        assert made == pytest.approx(oxide, rel=0.005)
    # 41.7 t were 29.5 % of the natural inflow, 5.36 t of 2016 3.8 %, and 912 t would be 646 %.
    for aluminium, share in ((41.7, 0.295), (5.36, 0.038), (912.0, 6.46)):
        assert aluminium / published.NATURAL_ALUMINIUM_T == pytest.approx(share, rel=0.005)
    # 0.212 Gg of "alumina" for the 211.6 t of Starlinks of 2025: the mass itself.
    assert alumina_t(211.6).high == pytest.approx(212.0, rel=0.003)
    # So are 80 Gg a year for 40,000 satellites of 2 t.
    assert alumina_t(40_000 * 2.0).high == pytest.approx(80e3)
    # Two of aluminium and three of oxygen: 102 g of 54 g.
    assert pytest.approx(101.96 / 53.96, rel=1e-4) == published.ALUMINA_PER_ALUMINIUM
    assert list(published.ALUMINA_PER_MASS) == sorted(published.ALUMINA_PER_MASS)


def test_what_re_enters_is_the_mass_of_those_counted():
    document = design_of(
        walker(500, 53, 10, 10, name="Low", satellite="small"),
        walker(550, 53, 5, 10, name="High", satellite="large"),
        tail="[satellites.small]\nlike = 'bus-500kg'\nmass_kg = 100\n"
        "[satellites.large]\nlike = 'bus-500kg'\nmass_kg = 900\n"
        "[life]\nyears = 2\n[reliability]\nfailures_per_year = 0.2\n",
    )
    years = followed_fleet(document, 8, TableKeys())
    found = yearly(years.history, years.calendar)
    mass_t, counts = found.reentered_t, found.reentered
    assert mass_t.sum() > 0.0
    assert np.all(mass_t >= 0.1 * counts - 1e-9)
    assert np.all(mass_t <= 0.9 * counts + 1e-9)
    history, edges = years.history, years.calendar.edges_years
    reenters = history.fates.gone.take(history.fate) == State.REENTERED
    each_t = history.plan.mass_t[history.place_group[history.slot]]
    for k in range(years.calendar.count):
        begin, end = np.float32(edges[k]), np.float32(edges[k + 1])
        here = reenters & (history.gone > begin) & (history.gone <= end)
        assert mass_t[k] == pytest.approx(float(each_t[here].sum()), rel=1e-9)


@pytest.mark.parametrize(
    ("spread", "unit", "grade", "text"),
    [
        (one(141.2e9), "W", Grade.COMPUTED, "141 GW"),
        (one(1_000_000.0), "", Grade.DEFINED, "1,000,000"),
        (one(70_700.0), "", Grade.COMPUTED, "70,700"),
        (Spread(42.6e6, 432e6, 4.39e9), "", Grade.EXTRAPOLATED,
         "432 million (42.6 million to 4.39 billion)"),
        (Spread(50.5, 55.5, 81.0), "days", Grade.SECONDARY, "55.5 days (50.5 to 81)"),
        (Spread(617e15, 678e15, 990e15), "J", Grade.SECONDARY, "678 PJ (617 PJ to 990 PJ)"),
    ],
)  # fmt: skip
def test_figures_are_told_with_their_spread(spread, unit, grade, text):
    row = ScaleRow(key="k", name="N", unit=unit, value=spread, source="Somebody.", grade=grade)
    assert row.text == text
    assert row.basis.startswith("Somebody. Certainty: ")
