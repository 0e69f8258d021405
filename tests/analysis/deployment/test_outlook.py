"""A design over the years at a glance, and the same as it has been flown at best."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from orbitviz.analysis.deployment.build_up_charts import build_up_charts, starlink_chart
from orbitviz.analysis.deployment.charts import year_axis
from orbitviz.analysis.deployment.outlook import as_flown, outlook_of
from orbitviz.analysis.deployment.planned_fleet import followed_fleet, planned_fleet
from orbitviz.analysis.deployment.starlink import starlink_check
from orbitviz.base.errors import UserError
from orbitviz.model.design.deployment import Deployment
from orbitviz.orbits.timescale import Instant
from tests.designs import design_of, walker


def document_of(tail="", mass_kg=2_000, sats=600):
    return design_of(
        walker(600, 30, 10, sats // 10, satellite="ai"),
        epoch="2027-01-01T00:00:00Z",
        tail=f"[satellites.ai]\nmass_kg = {mass_kg}\n{tail}",
    )


def fleet_of(document, *, flown=False):
    if flown:
        other = as_flown(document)
        return outlook_of(followed_fleet(other), other.design)
    return outlook_of(planned_fleet(document), document.design)


def test_launches_and_mass_are_those_until_the_last_slot_is_filled():
    fleet = fleet_of(document_of(
        "[deployment]\npayload_t = 40\nlaunches_per_year = 30\nlaunch_success = 1\n"
        "raising_days = 0\ncheckout_days = 0\n"
        "[reliability]\nearly_failures = 0\nfailures_per_year = 0\n[life]\nyears = 3\n"
    ))  # fmt: skip
    # 600 of 2 t, 20 on each of 30 launches a year: by the end of the first year.
    assert fleet.slots == 600
    assert (fleet.launches, fleet.mass_t) == (30, 1_200.0)
    assert fleet.years.all_filled.isoformat()[:4] in ("2027", "2028")
    assert fleet.upkeep.satellites == pytest.approx(200.0)
    assert fleet.remarks == ()


def test_a_fleet_that_is_never_complete_has_all_its_launches_and_a_remark():
    fleet = fleet_of(document_of(
        "[deployment]\npayload_t = 4\nlaunches_per_year = 5\ngrowth_per_year = 0\n"
    ))  # fmt: skip
    assert fleet.years.all_filled is None
    assert fleet.launches == fleet.years.launches.sum() == 100
    assert fleet.mass_t == pytest.approx(fleet.years.mass_t.sum())
    assert "never keeps 600 satellites in orbit" in fleet.remarks[0]


def test_a_reserve_too_small_to_leave_is_a_remark():
    (remark,) = fleet_of(document_of("[life]\ndelta_v_m_s = 10\n")).remarks
    assert "life.delta_v_m_s: is 10 m/s" in remark


def test_as_flown_is_165_launches_a_year_of_44_t():
    document = document_of(sats=20_000)
    flown = as_flown(document).design
    assert flown.deployment == Deployment(
        payload_t=44, launches_per_year=165, growth_per_year=0, most_launches_per_year=165
    )
    assert document.design.deployment == Deployment()  # which stays as it is
    assert flown.life is document.design.life
    years = fleet_of(document, flown=True).years
    assert years.launches.max() == 165
    assert (years.launched <= 22 * years.launches).all()  # 44 t of 2 t


def test_what_is_heavier_than_44_t_cannot_be_launched_as_flown():
    document = document_of("[deployment]\npayload_t = 150\n", mass_kg=60_000)
    assert fleet_of(document).slots == 600
    with pytest.raises(UserError, match=r"60,000 kg, and a launch carries 44 t"):
        fleet_of(document, flown=True)


def test_re_entered_mass_is_that_of_the_satellites_that_re_entered():
    years = fleet_of(document_of("[life]\nyears = 2\ndeorbit_below_km = 700\n")).years
    assert years.reentered.sum() > 600
    assert years.reentered_t == pytest.approx(2.0 * years.reentered)


def test_charts_have_two_curves_where_both_can_be():
    document = document_of()
    assumed, flown = fleet_of(document), fleet_of(document, flown=True)
    both, one = build_up_charts(assumed, flown), build_up_charts(assumed, None)
    assert [chart.title for chart in both] == [chart.title for chart in one]
    assert len({chart.title for chart in both}) == len(both)
    compared = [chart for chart in both if chart.curves[0].name == "as designed"]
    assert len(compared) == 5
    for chart in compared:
        assert [curve.name for curve in chart.curves] == ["as designed", "as flown"]
    for chart in (*both, *one):
        assert all(len(curve.values) == len(chart.x) == 20 for curve in chart.curves)
    launches = next(chart for chart in both if chart.title == "Launches in each year")
    assert launches.levels[0].value == 165.0
    # 165 of 44 t, and all objects of 2025 in tonnes, in the unit of each chart.
    tonnes = {chart.title: chart.levels[0].value * {"kt": 1e3, "t": 1.0}[chart.unit]
              for chart in both if chart.y_name == "mass"}  # fmt: skip
    assert tonnes["Mass launched in each year"] == pytest.approx(7_260.0)
    assert tonnes["Mass re-entering in each year"] == pytest.approx(462.0, abs=0.1)


def test_places_on_the_axis_are_the_ends_of_years():
    axis = year_axis(np.arange(2027, 2047))
    for year in (2027, 2030, 2046):
        end = axis.instant(float(year)).to_datetime()
        new_year = datetime(year + 1, 1, 1, tzinfo=UTC)
        assert abs(end - new_year) < timedelta(hours=19)  # of a leap year
        assert axis.place(Instant.from_datetime(new_year)) == pytest.approx(year, abs=0.003)


def test_the_chart_of_the_starlinks_ends_with_the_last_count():
    chart = starlink_chart(starlink_check())
    assert chart.x_labels[-1] == "17 September 2026"
    assert chart.curves[1].values[-1] == pytest.approx(11.127)
    assert np.all(np.diff(chart.curves[1].values) > 0.0)
