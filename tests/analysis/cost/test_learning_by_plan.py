"""Launch prices that are learned by what the plan of a design launches."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.census import take_census
from orbitviz.analysis.cost.costing import costing_of
from orbitviz.analysis.cost.fleet_years import fleet_years
from orbitviz.analysis.cost.planned_years import rated_kw, years_to_learn_by
from orbitviz.analysis.deployment.planned_fleet import planned_fleet
from orbitviz.analysis.fleet import fleet_at
from orbitviz.analysis.report.reporter import Reporter
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at
from tests.designs import design_of, walker

PLAN = "[deployment]\nlaunches_per_year = 12\nsatellites_per_launch = 20\n[economics]\n"
LEARNING = f"{PLAN}launch_learning = 0.2\nlaunched_t = 1\nlaunch_usd_per_kg = 1000\n"


def priced(tail: str):
    return design_of(walker(550, 53, 20, 20), tail=tail)


@pytest.mark.parametrize(
    "economics", ["", "launch_learning = 0.2\nlaunched_t = 1\nlaunch_t_per_year = 10\n"]
)
def test_no_plan_is_made_where_prices_need_none(economics: str) -> None:
    assert years_to_learn_by(priced(PLAN + economics)) is None


def test_years_are_kept_with_their_plan() -> None:
    document = priced(LEARNING)
    years = years_to_learn_by(document)
    assert years is not None
    assert years.launched_t.sum() > 0.0
    assert years_to_learn_by(document) is years


def test_a_report_has_the_price_of_the_verb() -> None:
    document = priced(LEARNING)
    geometry = sky_geometry_at(document.design.epoch_instant)
    fleet = fleet_at(document, geometry)
    everything = np.ones(document.constellation.shell_count, bool)
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))
    planned = planned_fleet(document)
    plan = fleet_years(planned.history, planned.calendar, rated_kw(document.design))
    census = take_census(fleet, geometry, everything)
    expected = costing_of(document, census, document.design.economics, plan=plan)
    found = Reporter(state, geometry, fleet).report(everything).cost
    assert found is not None
    assert found.ratio == expected.ratio._asdict()
    assert found.crossing_year == expected.crossing_year
