"""Charts of cost say what the tables do."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.census import take_census
from orbitviz.analysis.cost.charts import cash_chart, ratio_chart
from orbitviz.analysis.cost.costing import costing_of
from orbitviz.analysis.fleet import fleet_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.orbits.sky_geometry import sky_geometry_at


@pytest.fixture(scope="module", params=["literature", "deutsche-bank-2032"])
def found(request):
    document = read_builtin("suncatcher-81")
    geometry = sky_geometry_at(document.design.epoch_instant)
    fleet = fleet_at(document, geometry)
    everything = np.ones(document.constellation.shell_count, bool)
    economics = document.design.economics.with_scenario(request.param)
    return costing_of(document, take_census(fleet, geometry, everything), economics)


def test_the_ratio_by_launch_price_passes_through_the_table(found):
    chart = ratio_chart(found)
    middle, dear, cheap = (curve.values for curve in chart.curves)
    price = next(one.range.mid for one in found.inputs if one.name == "launch_usd_per_kg")
    np.testing.assert_allclose(np.interp(price, chart.x, middle), found.ratio.mid, rtol=1e-6)
    assert (np.diff(middle) > 0.0).all()
    assert (dear >= middle).all()
    assert (middle >= cheap).all()
    parity = found.parity.launch_usd_per_kg
    if parity is not None and parity < chart.x[-1]:
        np.testing.assert_allclose(np.interp(parity, chart.x, middle), 1.0, atol=1e-6)


def test_what_is_paid_adds_up_year_by_year(found):
    chart = cash_chart(found)
    for curve, cash in zip(chart.curves, (found.orbit_cash, found.ground_cash), strict=True):
        life = cash.delivered.end
        year = sum(cash.in_year(0).values())
        before = np.interp(1.0 - 1e-9, chart.x, curve.values)
        assert before <= year / 1e3 * (1.0 + 1e-6)  # a payment may be due at the end of the year
        assert np.interp(0.99 * life, chart.x, curve.values) > 0.9 * before
        assert (np.diff(curve.values) >= 0.0).all()
    orbit, life = chart.curves[0].values, found.orbit_cash.delivered.end
    once = np.interp(0.99 * life, chart.x, orbit)
    assert np.interp(1.99 * life, chart.x, orbit) == pytest.approx(2.0 * once, rel=0.02)
