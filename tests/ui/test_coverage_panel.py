"""The panel of coverage tells of the selected satellites, for the elevation its curves are of."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.answers.analyst import Analyst
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.coverage.answers import COVER_BY_LATITUDE, always_covered, earth_mean
from orbitviz.analysis.coverage.latitudes import LatitudeCover
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.selection import Selection
from orbitviz.model.state import Playback, State
from orbitviz.ui.panels.coverage import COVERAGE


@pytest.fixture(scope="module")
def question():
    document = read_builtin("one-shell")
    state = State.of(document, Playback(document.design.epoch_instant))
    snapshot = snapshot_at(state, state.playback.at, with_survey=False)
    return Question(
        document,
        Selection(),
        snapshot.geometry,
        snapshot.fleet,
        min_elevation_rad=float(np.radians(25.0)),
    )


def test_facts_and_curves_of_a_shell(question):
    analyst = Analyst()
    answers = analyst.answer(question, COVERAGE.quick_needs)
    facts = {fact.name: fact.value for fact in COVERAGE.facts(answers)}
    assert facts["Worst elevation"] == "computing…"
    assert COVERAGE.charts(answers) == ()
    # FCC SAT-MOD-20181108-00083: 940.7 km at 550 km above 25 degrees.
    assert facts["Footprint radius"] == "941 km"
    answers = analyst.answer(question, COVERAGE.needs | COVERAGE.quick_needs)
    facts = {fact.name: fact.value for fact in COVERAGE.facts(answers)}
    assert facts["In view from"] == "25° up"
    assert facts["Worst central angle"] == "37.01°"  # to the pole from 53 degrees, and a little
    in_view, best = COVERAGE.charts(answers)
    mean, fewest = (curve.values for curve in in_view.curves)
    assert (fewest <= mean + 1e-9).all()
    assert mean[in_view.x == 0.0] == pytest.approx(480 * 6.884 / 1584, rel=0.01)
    assert best.levels[0].value == pytest.approx(25.0)
    # One footprint holds its share of the Earth: so many are in view of a place in the mean.
    cover = answers[COVER_BY_LATITUDE][0]
    share = 0.5 * (1.0 - np.cos(940.74 / 6378.137))
    assert earth_mean(cover, cover.in_view_mean) == pytest.approx(480 * share, rel=0.01)


def test_spans_of_latitude_that_always_have_a_satellite():
    lat_deg = np.array([-60.0, -30.0, 0.0, 30.0, 60.0])
    cover = LatitudeCover(
        lat_deg, np.ones(5), np.array([1, 2, 0, 3, 0]), np.ones(5), samples=1, min_elevation_rad=0.0
    )
    assert always_covered(cover) == ((-60.0, -30.0), (30.0, 30.0))
