"""A fleet of several ages is the mean of fleets of one age each, solved on their own."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.census import histogram, take_census
from orbitviz.analysis.figures import figures
from orbitviz.analysis.fleet import solve_fleet, sun_step_km
from orbitviz.analysis.life import life_of
from orbitviz.analysis.losses import relieve
from orbitviz.analysis.satellite_rows import SatelliteRows
from orbitviz.base.errors import Cancelled
from orbitviz.model.design.aging import AgeShare, ages_of
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.subsystems import relief
from orbitviz.subsystems.mixed_map import KEPT, completed
from orbitviz.subsystems.operating_map import solve_map
from orbitviz.subsystems.quantities.heat import CHIP
from orbitviz.subsystems.quantities.power import ARRAY, CHARGE
from orbitviz.subsystems.quantities.registry import TABLES
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.stations import Fineness
from tests.designs import design_of, walker

MANY, FEW = 4_000, 24
ALL = np.ones(1, bool)


def solved(age, count=MANY, ages=None, fineness=Fineness.FULL):
    """Return the document, its sky, and its fleet."""
    document = design_of(
        walker(600, 30, 8, count, satellite="x"),
        epoch="2026-03-21",
        head=f'[satellites.x]\nlike = "ai1"\nage_years = {age}\n',
    )
    geometry = sky_geometry_at(document.design.epoch_instant)
    sun_km = sun_step_km(float(np.linalg.norm(geometry.sun_teme_km)))
    return document, geometry, solve_fleet(document, sun_km, None, ages, fineness)


def totals(age, count=MANY, ages=None):
    _, geometry, fleet = solved(age, count, ages)
    return figures(take_census(fleet, geometry, ALL))


@pytest.mark.parametrize("count", [MANY, FEW])
def test_every_figure_is_the_mean_over_the_ages(count):
    """To the rounding of the tables, float32."""
    mixed = totals([0.0, 4.0, 4.0], count)
    young, old = totals(0.0, count), totals(4.0, count)

    def mean(of):
        return pytest.approx((of(young) + 2.0 * of(old)) / 3.0, rel=1e-5)

    for quantity in mixed.sums:
        assert mixed.total(quantity) == mean(lambda f, q=quantity: f.total(q)), quantity.column
    assert mixed.hardware.alive_flops == mean(lambda f: f.hardware.alive_flops)
    assert mixed.hardware.battery_j == mean(lambda f: f.hardware.battery_j)
    for limit in mixed.bound:
        assert mixed.bound[limit] == pytest.approx(
            (young.bound[limit] + 2.0 * old.bound[limit]) / 3.0, abs=1e-6
        )
    for cause in mixed.losses.by_cause:
        alone = (young.losses.by_cause[cause] + 2.0 * old.losses.by_cause[cause]) / 3.0
        # Of a few, the loss by a cause counts from 0 for all of them together.
        rounding = 1e-5 * mixed.losses.installed
        assert mixed.losses.by_cause[cause] == pytest.approx(alone, abs=rounding), cause
    low = min(young.spread(CHARGE).minimum, old.spread(CHARGE).minimum)
    assert mixed.spread(CHARGE).minimum == pytest.approx(low)
    high = max(young.spread(CHIP).maximum, old.spread(CHIP).maximum)
    assert mixed.spread(CHIP).maximum == pytest.approx(high)


def test_colours_and_distributions_are_those_of_all_ages():
    rows = np.arange(20)
    shown, counted = [], []
    edges = np.linspace(250.0, 360.0, 23)
    for age in ([0.0, 4.0, 4.0], 0.0, 4.0):
        _, geometry, fleet = solved(age)
        shown.append(SatelliteRows(fleet, geometry, rows).values(COMPUTE))
        counted.append(histogram(take_census(fleet, geometry, ALL), CHIP, edges))
    mixed, young, old = shown
    assert mixed == pytest.approx((young + 2.0 * old) / 3.0, rel=1e-5)
    assert counted[0] == pytest.approx((counted[1] + 2.0 * counted[2]) / 3.0, abs=1e-6)


def test_ages_spread_over_the_life_are_as_many_ages_as_one_likes():
    """Three ages against twelve: 0.1 % of the compute, of the arrays' power, of the losses."""

    def twelve(design):
        life = design.life_years
        return tuple(AgeShare((k + 0.5) / 12 * life, 1 / 12) for k in range(12))

    spread, exact = totals('"spread"'), totals('"spread"', ages=twelve)
    for quantity in (COMPUTE, ARRAY):
        assert spread.total(quantity) == pytest.approx(exact.total(quantity), rel=1e-3)
    for cause, lost in exact.losses.by_cause.items():
        off = spread.losses.by_cause[cause] - lost
        assert off == pytest.approx(0.0, abs=1e-3 * exact.losses.installed), cause


def test_a_draft_is_of_the_mean_age():
    """What a slider shows while it moves is 1 % from what follows."""
    _, geometry, draft = solved('"spread"', fineness=Fineness.DRAFT)
    [part] = draft.parts
    assert len(part.mixture.cohorts) == 1
    now = figures(take_census(draft, geometry, ALL)).total(COMPUTE)
    assert now == pytest.approx(totals('"spread"').total(COMPUTE), rel=0.01)


@pytest.mark.parametrize("age", ['"spread"', 0.0, 3.0, [1.0, 2.0]])
def test_a_life_has_a_beginning_a_steady_state_and_an_end(age):
    """Whatever the ages of the design, and each as a fleet of that age of its own."""
    document, geometry, fleet = solved(age)
    life = life_of(document, take_census(fleet, geometry, ALL))
    for found, alone in ((life.begin, 0.0), (life.steady, '"spread"'), (life.end, 5.0)):
        assert found.total(COMPUTE) == pytest.approx(totals(alone).total(COMPUTE), rel=1e-5)
    assert life.begin.total(COMPUTE) > life.steady.total(COMPUTE) > life.end.total(COMPUTE)


def test_the_map_of_one_age_is_whole_again_when_it_is_asked():
    """From the states that were kept: to float32, and to a step at the edge of a limit."""
    _, _, fleet = solved([0.0, 4.0], ages=ages_of, fineness=Fineness.DRAFT)
    thin = fleet.parts[0].mixture.cohorts[1].operating
    assert set(thin.values) == set(KEPT)
    again = completed(thin)
    whole = solve_map(thin.satellite, thin.grid)
    for quantity in TABLES:
        low, high = whole.minimum[quantity].min(), whole.maximum[quantity].max()
        off = np.abs(again.values[quantity].astype(float) - whole.values[quantity])
        assert np.quantile(off, 0.999) <= 1e-3 * (high - low), quantity.key


@pytest.mark.parametrize("then", [[0.0, 4.0, 4.0], [4.0, 2.0], 4.0, '"spread"'])
def test_ages_that_change_are_as_if_they_had_always_been(then):
    """Maps that are reused, or start the solution, against those of a fresh fleet."""
    _, geometry, before = solved([0.0, 4.0])
    changed, _, fresh = solved(then)
    after = solve_fleet(changed, before.sun_km, before)
    mine, its = (figures(take_census(fleet, geometry, ALL)) for fleet in (after, fresh))
    for quantity in mine.sums:
        assert mine.total(quantity) == pytest.approx(its.total(quantity), rel=1e-3), quantity.key
    assert mine.losses.by_cause == pytest.approx(
        its.losses.by_cause, abs=1e-4 * its.hardware.installed_flops
    )


def test_losses_are_counted_once_where_the_solver_was_stopped(monkeypatch):
    _, geometry, fleet = solved([0.0, 4.0], ages=ages_of, fineness=Fineness.DRAFT)
    expected = figures(take_census(fleet, geometry, ALL)).losses.by_cause
    _, _, again = solved([0.0, 4.0], ages=ages_of, fineness=Fineness.DRAFT)
    now = figures(take_census(again, geometry, ALL))
    solve, calls = relief.solved_at, []

    def stopped(*arguments):
        calls.append(1)
        if len(calls) == 3:
            raise MemoryError
        return solve(*arguments)

    monkeypatch.setattr(relief, "solved_at", stopped)
    with pytest.raises(MemoryError):
        _ = now.losses
    assert now.losses.by_cause == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("what", ["losses", "life"])
def test_what_takes_seconds_can_be_cancelled(what):
    document, geometry, fleet = solved([0.0, 4.0], ages=ages_of, fineness=Fineness.DRAFT)

    def cancelled():
        raise Cancelled

    seconds = {
        "losses": lambda: relieve(take_census(fleet, geometry, ALL), cancelled),
        "life": lambda: life_of(document, take_census(fleet, geometry, ALL), cancelled),
    }
    with pytest.raises(Cancelled):
        seconds[what]()
