"""Money over the years: identities of discounting, and many single satellites as the judge."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from orbitviz.analysis.cost.discounting import Item, Lump, Stream, a_year, annuity_years
from orbitviz.analysis.cost.inputs import CostInputs
from orbitviz.analysis.cost.laws import lifetime_penalty
from orbitviz.analysis.cost.plants import ground_cash, ground_cost, orbit_cash, orbit_cost
from tests.analysis.cost.drawn_inputs import INPUTS, all_inputs, rates

lives = st.floats(0.5, 40.0)


@given(rates, lives, lives)
def test_annuities_follow_one_another(rate: float, first: float, second: float) -> None:
    together = annuity_years(rate, first) + (1.0 + rate) ** -first * annuity_years(rate, second)
    assert annuity_years(rate, first + second) == pytest.approx(together, rel=1e-9)


@given(st.floats(0.001, 0.5), st.integers(1, 40))
def test_annuity_is_that_of_the_textbook_paid_through_the_year(rate: float, years: int) -> None:
    # Paid at the end of each year: (1 - (1 + r)^-n) / r; through it: r / ln(1 + r) times that.
    at_the_end = sum((1.0 + rate) ** -year for year in range(1, years + 1))
    assert annuity_years(rate, years) == pytest.approx(at_the_end * rate / math.log1p(rate))


@given(rates, lives, st.floats(0.0, 2.0))
def test_streams_are_the_integral(rate: float, end: float, fading: float) -> None:
    whole = quad(lambda t: 3.0 * math.exp(-fading * t) * (1.0 + rate) ** -t, 0.0, end)[0]
    assert Stream(end, 3.0, fading).worth_now(rate) == pytest.approx(whole, rel=1e-7)


@given(all_inputs())
def test_cash_flow_adds_up_to_the_levelised_cost(inputs: CostInputs) -> None:
    for cash in (orbit_cash(inputs), ground_cash(inputs)):
        # Sold at the levelised cost, what is delivered pays for everything.
        sales = cash.levelised * cash.delivered.worth_now(cash.rate)
        assert sales == pytest.approx(cash.worth_now(Item))
        assert sum(cash.worth_now([item]) for item in Item) == pytest.approx(cash.worth_now(Item))
        # Year by year it is what is paid in all.
        years = math.ceil(cash.delivered.end) + 1
        by_year = [sum(cash.in_year(year).values()) for year in range(years)]
        undiscounted = sum(payment.worth_now(0.0) for _, payment in cash.paid)
        assert sum(by_year) == pytest.approx(undiscounted)


@given(all_inputs())
def test_ground_is_the_sum_of_its_even_payments(inputs: CostInputs) -> None:
    rate, working = inputs.discount_rate, inputs.ground_utilisation
    chips, building = inputs.chips_usd_per_kw, inputs.ground_usd_per_kw
    even = (
        a_year(building, rate, inputs.ground_life_years)
        + a_year(chips, rate, inputs.chips_life_years)
        + inputs.ground_upkeep_per_year * building
        + inputs.ground_staff_usd_per_kw_year
        + inputs.chip_failures_per_year * chips
    )
    energy = inputs.energy_usd_per_kwh * 8_760.0 * inputs.pue
    assert ground_cash(inputs).levelised == pytest.approx(even / working + energy)


@given(all_inputs())
def test_losses_cost_what_turyshev_says(inputs: CostInputs) -> None:
    # Without discounting: that of satellites that last, times the lifetime penalty.
    cheap = inputs.with_value("discount_rate", 0.0).with_value("operations_per_year", 0.0)
    lasting = cheap.with_value("failures_per_year", 0.0)
    penalty = lifetime_penalty(inputs.failures_per_year, inputs.life_years)
    assert orbit_cash(cheap).levelised == pytest.approx(orbit_cash(lasting).levelised * penalty)


def test_replacing_each_loss_at_once_costs_the_same() -> None:
    # Slots followed one satellite after the other for 200 years, each bought when the one before
    # fails or ends its life, against the closed form.
    inputs = INPUTS.with_value("failures_per_year", 0.2).with_value("operations_per_year", 0.0)
    capital = 1e3 * orbit_cost(inputs).capital_usd_per_w
    rng = np.random.default_rng(7)
    now = np.zeros(20_000)
    paid = np.zeros(20_000)
    while now.min() < 200.0:
        paid += capital * (1.0 + inputs.discount_rate) ** -now
        now += np.minimum(rng.exponential(1.0 / 0.2, now.size), inputs.life_years)
    delivered = inputs.delivered_share * annuity_years(inputs.discount_rate, 200.0)
    assert paid.mean() / delivered == pytest.approx(orbit_cash(inputs).levelised, rel=0.003)


def test_units_of_a_cost() -> None:
    for cost in (orbit_cost(INPUTS), ground_cost(INPUTS)):
        # 1 kW at 1.4 TFLOP/s per W delivers 1.4 PFLOP/s: 511 PFLOP-days a year.
        assert cost.usd_per_pflop_day == pytest.approx(cost.usd_per_kw_year / (1.4 * 365.0))
        assert cost.usd_per_gpu_hour == pytest.approx(cost.usd_per_kw_year * 1.75 / 8_760.0)
    # 2 % more satellites and launches than work, 1 % on all of these; the rest is paid once.
    launched = (6.65 + 13.256 + 19.2) * 1.02 * 1.01
    assert orbit_cost(INPUTS).capital_usd_per_w == pytest.approx(launched + 1.0 + 0.19)
    assert ground_cost(INPUTS).capital_usd_per_w == pytest.approx(31.7)


def test_a_lump_is_in_one_year() -> None:
    lump = Lump(4.0, 7.0)
    assert [lump.within(year, year + 1) for year in range(3, 6)] == [0.0, 7.0, 0.0]
    assert Lump(1.0, 108.0).worth_now(0.08) == pytest.approx(100.0)
