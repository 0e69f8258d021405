"""What would have to be true for parity, the year of it, bands and which input moves most."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.analysis.cost.bands import band, tornado
from orbitviz.analysis.cost.inputs import NAMES, CostInputs, CostRanges, Range
from orbitviz.analysis.cost.launch_prices import (
    LearnedPrice,
    PlannedMass,
    PriceTable,
    SteadyMass,
    crossing_year,
)
from orbitviz.analysis.cost.laws import mass_at_price_t
from orbitviz.analysis.cost.of_design import ranges_of, sourced_inputs
from orbitviz.analysis.cost.parity import Parity, excess_usd_per_kw_year, parity, root
from orbitviz.analysis.cost.plants import ground_cash, orbit_cash
from orbitviz.model.design.economics import Economics
from tests.analysis.cost.drawn_inputs import FLEET, INPUTS, all_inputs


@given(all_inputs())
def test_at_parity_both_cost_the_same(inputs: CostInputs) -> None:
    found = parity(inputs)
    price = ground_cash(inputs).levelised
    for field in fields(Parity):
        value = getattr(found, field.name)
        if value is not None:
            changed = inputs.with_value(field.name, value)
            scale = max(price, ground_cash(changed).levelised)
            assert excess_usd_per_kw_year(changed) == pytest.approx(0.0, abs=1e-6 * scale)


@given(all_inputs())
def test_break_even_launch_price_in_closed_form(inputs: CostInputs) -> None:
    # Launches are a part of what is paid at the beginning: the price is linear in them.
    free = inputs.with_value("launch_usd_per_kg", 0.0)
    missing = ground_cash(inputs).levelised - orbit_cash(free).levelised
    years = orbit_cash(inputs).delivered.worth_now(inputs.discount_rate)
    with_spares = (1.0 + inputs.spares) * (1.0 + inputs.insurance)
    expected = missing * years / (inputs.kg_per_kw * with_spares)
    found = parity(inputs).launch_usd_per_kg
    if found is None:
        assert expected <= 1e-6
    else:
        assert found == pytest.approx(expected, rel=1e-6, abs=1e-6)


def test_no_life_is_long_enough_where_launches_cost_too_much() -> None:
    assert parity(INPUTS.with_value("launch_usd_per_kg", 1e6)).life_years is None


def test_root_of_a_line() -> None:
    assert root(lambda x: 3.0 - x, 0.0, 10.0) == pytest.approx(3.0)
    assert root(lambda x: 3.0 - x, 0.0, 2.0) is None
    assert root(lambda x: x, 0.0, 2.0) == 0.0


DEUTSCHE_BANK = PriceTable(((2027.0, 1_429.0), (2029.0, 398.0), (2032.0, 170.0)))


def test_prices_between_the_years_of_a_table() -> None:
    assert [DEUTSCHE_BANK.at(year) for year in (2020, 2027, 2029, 2032, 2050)] == [
        1_429.0, 1_429.0, 398.0, 170.0, 170.0,
    ]  # fmt: skip
    assert DEUTSCHE_BANK.at(2028) == pytest.approx((1_429.0 * 398.0) ** 0.5)
    assert PriceTable(((2030.0, 100.0), (2032.0, 0.0))).at(2031) == pytest.approx(50.0)


@pytest.mark.parametrize(
    ("price", "year"), [(1_500.0, 2027.0), (398.0, 2029.0), (170.0, 2032.0), (169.0, None)]
)
def test_year_in_which_a_table_reaches_a_price(price: float, year: float | None) -> None:
    found = crossing_year(DEUTSCHE_BANK, price)
    assert found == (pytest.approx(year, abs=1e-5) if year else None)
    assert crossing_year(DEUTSCHE_BANK, None) is None


def test_year_in_which_learning_reaches_a_price() -> None:
    # Suncatcher: 20 % a doubling from 1,800 USD/kg at 400 t.
    prices = LearnedPrice(
        first_year=2026.0, first_usd_per_kg=1_800.0, first_t=400.0, share=0.2,
        launched=SteadyMass(2026.0, 50_000.0),
    )  # fmt: skip
    needed_t = mass_at_price_t(1_800.0, 400.0, 200.0, 0.2) - 400.0
    assert crossing_year(prices, 200.0) == pytest.approx(2026.0 + needed_t / 50_000.0, abs=1e-5)
    assert crossing_year(prices, 10.0) is None
    assert prices.at(2020) == 1_800.0


def test_learning_goes_on_with_the_mass_of_a_plan() -> None:
    mass = PlannedMass(2026.0, (100.0, 300.0, 800.0))
    assert [mass.until(year) for year in (2020.0, 2026.5, 2028.0, 2029.0, 2030.0)] == [
        0.0, 50.0, 400.0, 1_200.0, 2_000.0,
    ]  # fmt: skip
    # The first price is that of mid-2026, when 50 t of the plan have been launched: 400 t more
    # have been by its doubling.
    prices = LearnedPrice(
        first_year=2026.5, first_usd_per_kg=1_000.0, first_t=400.0, launched=mass, share=0.2
    )
    assert prices.at(2026.5) == 1_000.0
    assert crossing_year(prices, 800.0) == pytest.approx(2028.0 + 50.0 / 800.0, abs=1e-5)


def test_the_first_year_of_a_plan_runs_from_its_start_to_new_year() -> None:
    mass = PlannedMass(2027.75, (935.5, 3_742.0))
    assert [mass.until(year) for year in (2027.0, 2027.75, 2027.875, 2028.0, 2028.5, 2029.5)] == [
        0.0, 0.0, 467.75, 935.5, 2_806.5, 6_548.5,
    ]  # fmt: skip
    prices = LearnedPrice(
        first_year=2027.75, first_usd_per_kg=500.0, first_t=400.0, launched=mass, share=0.2
    )
    # Wright's law: 20 % less for each doubling of all that was launched.
    doublings = math.log2((400.0 + 935.5) / 400.0)
    assert prices.at(2027.75) == 500.0
    assert prices.at(2028.0) == pytest.approx(500.0 * 0.8**doublings)


def around(inputs: CostInputs, **wide: tuple[float, float]) -> CostRanges:
    """Return ranges around inputs; those not named have one value."""
    middle = vars(inputs)
    return CostRanges({name: Range(*_ends(middle[name], wide.get(name))) for name in NAMES})


def _ends(mid: float, ends: tuple[float, float] | None) -> tuple[float, float, float]:
    return (ends[0], mid, ends[1]) if ends else (mid, mid, mid)


def _orbit(inputs: CostInputs) -> float:
    return orbit_cash(inputs).levelised


def test_the_tornado_begins_with_what_moves_most() -> None:
    ranges = around(
        INPUTS, launch_usd_per_kg=(200.0, 3_600.0), operations_per_year=(0.01, 0.02), pue=(1.1, 1.4)
    )
    swings = tornado(ranges, _orbit)
    assert [swing.name for swing in swings] == ["launch_usd_per_kg", "operations_per_year"]
    assert swings[0].at_low == _orbit(INPUTS.with_value("launch_usd_per_kg", 200.0))


@given(all_inputs(), st.sets(st.sampled_from(NAMES)), st.floats(0.3, 1.0))
def test_a_band_holds_every_swing(inputs: CostInputs, wide: set[str], least: float) -> None:
    middle = vars(inputs)
    ranges = around(
        inputs, **{name: (middle[name] * least, middle[name] * (2.0 - least)) for name in wide}
    )
    found = band(ranges, _orbit)
    assert found.mid == _orbit(inputs)
    close = pytest.approx
    for swing in tornado(ranges, _orbit):
        for value in (swing.at_low, swing.at_high):
            assert found.low < value or found.low == close(value)
            assert found.high > value or found.high == close(value)


@pytest.mark.parametrize("scenario", ["literature", "turyshev", "deutsche-bank-2029"])
def test_the_band_of_a_ratio_is_that_of_all_corners(scenario: str) -> None:
    whole = ranges_of(sourced_inputs(Economics(scenario=scenario), FLEET))
    names = whole.wide[-9:]
    ends = {name: (whole.by_name[name].low, whole.by_name[name].high) for name in names}
    corners = [
        _ratio(replace(whole.middle, **dict(zip(names, corner, strict=True))))
        for corner in product(*ends.values())
    ]
    ranges = around(whole.middle, **ends)
    found = band(ranges, _ratio)
    assert (found.low, found.high) == pytest.approx((min(corners), max(corners)))


def _ratio(inputs: CostInputs) -> float:
    return orbit_cash(inputs).levelised / ground_cash(inputs).levelised
