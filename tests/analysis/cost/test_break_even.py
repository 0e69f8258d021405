"""The launch price of parity by life and losses, and what is published of an input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from orbitviz.analysis.census import take_census
from orbitviz.analysis.cost.break_even_chart import break_even_chart, break_even_usd_per_kg
from orbitviz.analysis.cost.costing import costing_of
from orbitviz.analysis.cost.inputs import Range
from orbitviz.analysis.cost.literature import ends_published, published
from orbitviz.analysis.cost.of_design import ranges_of
from orbitviz.analysis.cost.parity import excess_usd_per_kw_year, parity
from orbitviz.analysis.fleet import fleet_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.orbits.sky_geometry import sky_geometry_at
from tests.analysis.cost.drawn_inputs import all_inputs


@pytest.fixture(scope="module")
def found():
    document = read_builtin("suncatcher-81")
    geometry = sky_geometry_at(document.design.epoch_instant)
    fleet = fleet_at(document, geometry)
    everything = np.ones(document.constellation.shell_count, bool)
    return costing_of(document, take_census(fleet, geometry, everything), document.design.economics)


@given(all_inputs())
def test_at_the_price_of_parity_orbit_costs_what_the_ground_does(inputs):
    price = break_even_usd_per_kg(inputs)
    if price < 0.0:
        assert excess_usd_per_kw_year(inputs.with_value("launch_usd_per_kg", 0.0)) > 0.0
        assert parity(inputs).launch_usd_per_kg is None
        return
    assert parity(inputs).launch_usd_per_kg == pytest.approx(price, rel=1e-6, abs=1e-6)


def test_a_curve_has_the_price_of_parity_at_each_life(found):
    chart = break_even_chart(found)
    middle = ranges_of(found.inputs).middle
    curve = chart.curves[1].values  # of the losses in the middle
    known = np.isfinite(curve)
    assert known.any()
    assert not known.all()  # for a year alone no launch is cheap enough
    for life, price in zip(chart.x[known], curve[known], strict=True):
        inputs = middle.with_value("life_years", float(life))
        assert parity(inputs).launch_usd_per_kg == pytest.approx(price, rel=1e-6)
    assert (np.diff(curve[known]) > 0.0).all()
    few, _, many = (np.nan_to_num(one.values) for one in chart.curves)
    assert (few >= many).all()
    assert chart.levels[0].value == middle.launch_usd_per_kg


def test_what_scenarios_say_of_a_launch():
    values = {one.title: one.range for one in published("launch_usd_per_kg")}
    assert values["McCalip's calculator"] == Range(500.0, 500.0, 500.0)
    assert values["Deutsche Bank, 2027"] == Range(1_429.0, 1_429.0, 1_429.0)
    low, high = ends_published("launch_usd_per_kg")
    assert low == 43.0  # Deutsche Bank, beyond 2032
    assert high >= 3_600.0  # Falcon 9


def test_what_authors_left_out_is_no_value_of_theirs():
    titles = {one.title for one in published("discount_rate")}
    assert "McCalip's calculator" not in titles
    assert "Middle of the literature" in titles


@pytest.mark.parametrize(
    ("value", "moved"),
    [(100.0, Range(100.0, 100.0, 900.0)), (300.0, Range(200.0, 300.0, 900.0)),
     (2e3, Range(200.0, 2e3, 2e3))],
)  # fmt: skip
def test_another_middle_keeps_the_range_as_far_as_it_can(value, moved):
    assert Range(200.0, 500.0, 900.0).with_mid(value) == moved
    assert Range(5.0, 5.0, 5.0).with_mid(value) == Range(value, value, value)
    assert Range.of(moved.written) == moved
