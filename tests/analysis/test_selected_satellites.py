"""Figures of single satellites against a sum over every one of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.analysis.answers.analyst import (
    HISTOGRAMS_NOW,
    LIFE,
    LOSSES,
    ONE_ORBIT,
    REPRESENTATIVE,
    TOTALS,
    YEAR,
    Analyst,
)
from orbitviz.analysis.answers.comparison import COMPARISON, SELECTED
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.census import ONE_BY_ONE
from orbitviz.analysis.fleet import solve_fleet, sun_step_km
from orbitviz.analysis.satellite_rows import SatelliteRows
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.members import Members
from orbitviz.model.selecting import select_satellites
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, catalogue_id, keys_of_shells
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.quantities.orbit import LIGHT
from orbitviz.subsystems.quantities.power import ARRAY
from orbitviz.subsystems.quantities.registry import SPREADS, SUMS
from orbitviz.subsystems.quantities.work import COMPUTE, LIMIT
from tests.designs import design_of, planes_at

NOW = frozenset({TOTALS, HISTOGRAMS_NOW, SELECTED, COMPARISON})


class Asked:
    """Questions about one design at its epoch."""

    def __init__(self, document):
        self.document = document
        self.state = State.of(document, Playback(document.design.epoch_instant))
        self.geometry = sky_geometry_at(document.design.epoch_instant)
        sun_km = sun_step_km(float(np.linalg.norm(self.geometry.sun_teme_km)))
        self.fleet = solve_fleet(document, sun_km)
        self.analyst = Analyst()

    def __call__(self, rows=None, needs=NOW):
        selection = Selection()
        if rows is not None:
            selection = select_satellites({MAIN_DESIGN: rows})(self.state).selection
        question = Question(self.document, selection, self.geometry, self.fleet)
        return self.analyst.answer(question, frozenset(needs))

    def brute(self, rows):
        return SatelliteRows(self.fleet, self.geometry, rows)


@pytest.fixture(scope="module")
def million():
    return Asked(read_builtin())


@pytest.fixture(scope="module")
def oneweb():
    return Asked(read_builtin("oneweb"))


@pytest.fixture(params=["million", "oneweb"])
def asked_and_rows(request):
    """A random tenth of a design, evaluated one by one whatever its number."""
    asked = request.getfixturevalue(request.param)
    count = len(asked.document.constellation)
    rows = np.random.default_rng(5).choice(count, count // 10, replace=False)
    return asked, np.sort(rows)


def test_sums_are_those_over_exactly_these_satellites(asked_and_rows):
    asked, rows = asked_and_rows
    now, each = asked(rows)[TOTALS], asked.brute(rows)
    assert now.satellites == len(rows)
    assert (len(rows) > ONE_BY_ONE) == (len(asked.document.constellation) > 100_000)
    for quantity in SUMS:
        expected = float(each.values(quantity).sum())
        assert now.total(quantity) == pytest.approx(expected, rel=1e-9, abs=1e-3), quantity.key
    for quantity in SPREADS:
        values = each.values(quantity)
        spread = now.spread(quantity)
        assert spread.mean == pytest.approx(float(values.mean()), rel=1e-9), quantity.key
        assert spread.minimum <= values.min() + 1e-6 * abs(values.min()), quantity.key
        assert spread.maximum >= values.max() - 1e-6 * abs(values.max()), quantity.key
    light = each.values(LIGHT)
    assert now.lit == pytest.approx(np.mean(light >= 1.0 - 1e-6))
    assert now.umbra == pytest.approx(np.mean(light <= 1e-6))
    if len(asked.fleet.parts[0].mixture.cohorts) == 1:
        limits = np.bincount(each.values(LIMIT).astype(int), minlength=len(Binding)) / len(rows)
        assert list(now.bound.values()) == pytest.approx(limits.tolist())


def test_histograms_count_every_satellite_once(asked_and_rows):
    asked, rows = asked_and_rows
    answers, each = asked(rows), asked.brute(rows)
    for quantity, (edges, number) in answers[HISTOGRAMS_NOW].items():
        assert number.sum() == pytest.approx(len(rows)), quantity.key
        if len(asked.fleet.parts[0].mixture.cohorts) == 1:
            values = np.clip(each.values(quantity), edges[0], edges[-1])
            expected, _ = np.histogram(values, edges)
            assert np.abs(number - expected).sum() <= 4, quantity.key  # on an edge


def test_a_selection_and_the_rest_add_up_to_the_whole(asked_and_rows):
    asked, rows = asked_and_rows
    rest = np.setdiff1d(np.arange(len(asked.document.constellation)), rows)
    here, there, whole = asked(rows)[TOTALS], asked(rest)[TOTALS], asked()[TOTALS]
    every = asked.brute(np.arange(len(asked.document.constellation)))
    assert here.satellites + there.satellites == whole.satellites
    assert here.hardware.mass_kg + there.hardware.mass_kg == pytest.approx(whole.hardware.mass_kg)
    for quantity in SUMS:
        both = here.total(quantity) + there.total(quantity)
        expected = float(every.values(quantity).sum())
        assert both == pytest.approx(expected, rel=1e-9, abs=1e-3), quantity.key
        # Of a million, what is not selected one by one is taken by plane: within 0.1 %.
        assert both == pytest.approx(whole.total(quantity), rel=1e-3, abs=1e-3), quantity.key


def test_groups_of_a_selection_add_up(million):
    rows = np.sort(np.random.default_rng(6).choice(1_000_000, 50_000, replace=False))
    answers = million(rows)
    total, rows_of = answers[TOTALS], answers[COMPARISON].rows
    assert sum(row.figures.satellites for row in rows_of) == len(rows)
    for quantity in (ARRAY, COMPUTE):
        parts = sum(row.figures.total(quantity) for row in rows_of)
        assert parts == pytest.approx(total.total(quantity))
    assert answers[SELECTED].title == "50,000 satellites of 114 shells"


def test_all_satellites_are_the_whole_design(asked_and_rows):
    asked, _ = asked_and_rows
    whole, every = asked(), asked(np.arange(len(asked.document.constellation)))
    assert every[TOTALS].sums == pytest.approx(whole[TOTALS].sums)
    assert every[TOTALS].lit == pytest.approx(whole[TOTALS].lit)
    for quantity, (_, number) in whole[HISTOGRAMS_NOW].items():
        assert every[HISTOGRAMS_NOW][quantity][1] == pytest.approx(number)


def test_sunlit_satellites_are_sunlit(million):
    every = np.arange(1_000_000)
    light = million.brute(every).values(LIGHT)
    lit, dark = np.flatnonzero(light >= 1.0 - 1e-6), np.flatnonzero(light <= 1e-6)
    assert len(lit) > ONE_BY_ONE < len(dark)
    assert million(lit)[TOTALS].lit == 1.0
    assert million(dark)[TOTALS].umbra == 1.0
    whole_w = million()[TOTALS].total(ARRAY)
    assert million(lit)[TOTALS].total(ARRAY) == pytest.approx(whole_w, rel=0.01)
    assert million(dark)[TOTALS].total(ARRAY) < 1e-6 * whole_w


def planes_of(raan_deg, slots):
    return Asked(design_of(planes_at(raan_deg, 560, 97.6, slots), epoch="2026-01-01"))


def test_the_year_of_a_selection_is_that_of_a_design_with_these_satellites():
    """Planes count by how many of their satellites are selected, over an orbit and the year."""
    whole = planes_of([10, 75, 130, 200, 260, 320], 12)
    own = planes_of([75, 200, 320], [3, 11, 1])
    rows = np.array([14, 17, 20, *range(36, 47), 70])
    needs = {YEAR, ONE_ORBIT, LIFE, LOSSES, TOTALS, REPRESENTATIVE}
    here, there = whole(rows, needs), own(None, needs)
    for quantity, values in there[YEAR].mean.items():
        assert here[YEAR].mean[quantity] == pytest.approx(values), quantity.key
    assert here[YEAR].lit == pytest.approx(there[YEAR].lit)
    assert here[YEAR].longest_s == pytest.approx(there[YEAR].longest_s)
    assert here[YEAR].hottest_chip_k == pytest.approx(there[YEAR].hottest_chip_k)
    assert here[YEAR].seasons == there[YEAR].seasons
    for quantity, values in there[ONE_ORBIT].values.items():
        assert here[ONE_ORBIT].values[quantity] == pytest.approx(values), quantity.key
    assert here[ONE_ORBIT].umbra == pytest.approx(there[ONE_ORBIT].umbra)
    for age in ("begin", "steady", "end"):
        installed = [getattr(one[LIFE], age).hardware.alive_flops for one in (here, there)]
        assert installed[0] > 0.0
        assert installed[0] == pytest.approx(installed[1])
    assert here[LOSSES].installed == pytest.approx(there[LOSSES].installed)
    assert sum(here[LOSSES].by_cause.values()) == pytest.approx(
        here[LOSSES].installed - here[LOSSES].delivered
    )
    name = whole.document.constellation.shell_name[0]
    assert here[REPRESENTATIVE].name == name


def test_the_year_of_the_next_selection_is_its_own():
    whole = planes_of([0, 90], 5)
    first, second = (whole(rows, {YEAR})[YEAR].lit for rows in (np.arange(5), np.arange(5, 10)))
    both = whole(np.array([0, 9]), {YEAR})[YEAR].lit
    assert np.abs(first - second).max() > 0.1
    assert both == pytest.approx(0.5 * (first + second))


def test_objects_among_the_selected_are_said_to_have_no_power_model(oneweb):
    name = oneweb.document.constellation.shell_name[0]
    for count, words in ((1, "1 object has"), (2, "2 objects have")):
        rows = {MAIN_DESIGN: np.arange(3), catalogue_id(0): np.arange(count)}
        selection = Selection(keys_of_shells([0]), members=Members(rows))
        question = Question(oneweb.document, selection, oneweb.geometry, oneweb.fleet)
        found = oneweb.analyst.answer(question, frozenset({SELECTED, TOTALS}))
        assert found[SELECTED].title == f"3 satellites of {name}; {words} no power model"
        assert found[TOTALS].satellites == 3


def test_an_edit_of_the_satellite_keeps_the_selection_of_the_question(oneweb):
    rows = np.array([1, 5, 300])
    before = oneweb(rows).question
    design = oneweb.document.design.model_copy(update={"name": "Edited"})
    edited = replace(before, document=replace(oneweb.document, design=design))
    assert before.is_about_the_same(edited)
    assert not before.is_same_as(edited)
