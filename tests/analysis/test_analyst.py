"""What the panels show through a life and through a year."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.answers.analyst import LIFE, Analyst
from orbitviz.analysis.answers.needs import Question
from orbitviz.analysis.fleet import FARTHEST_SUN_KM, NEAREST_SUN_KM, solve_fleet
from orbitviz.analysis.year import DAYS, year_instants, year_most, year_places, year_sun
from orbitviz.base.constants import DAY_S
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import Playback, State
from orbitviz.orbits.timescale import LAST_INSTANT
from orbitviz.subsystems.quantities.heat import RADIATOR
from orbitviz.subsystems.quantities.power import ARRAY
from orbitviz.subsystems.stations import Fineness

HEAD = 'format = "orbitviz/1"\nname = "Two"\nepoch = 2026-11-22T00:00:00Z\n'


def flown(name, life_years):
    return (
        f'[satellites.{name}]\nlike = "ai1"\nlife_years = {life_years}\n'
        'array.degradation_per_year = 0.03\n[[groups]]\npattern = "walker-delta"\n'
        "altitude_km = 550\ninclination_deg = 53\nplanes = 3\nsatellites_per_plane = 4\n"
        f'satellite = "{name}"\n'
    )


def ends_of(text, *shells):
    """Return W of the arrays at the beginning and the end of life."""
    document = parse_design(HEAD + text)
    state = State.of(document, Playback(document.design.epoch_instant))
    snapshot = snapshot_at(state, document.design.epoch_instant, with_survey=False)
    chosen = Selection(keys_of_shells(shells))
    question = Question(document, chosen, snapshot.geometry, snapshot.fleet)
    life = Analyst().answer(question, frozenset({LIFE}))[LIFE]
    return tuple(figures.total(ARRAY) for figures in (life.begin, life.end))


def test_every_design_ends_at_its_own_life():
    short, long = flown("short", 2.0), flown("long", 10.0)
    first, last = ends_of(short + long, 0)
    assert last / first == pytest.approx(0.97**2)
    first, last = ends_of(short + long, 1)
    assert last / first == pytest.approx(0.97**10)


def test_what_did_not_change_is_not_solved_again():
    """Twelve designs at twelve altitudes, half of them retrograde and following the Sun."""
    text = HEAD + "".join(
        f'[satellites.s{k}]\nlike = "ai1"\ncompute.workload = "follow-the-sun"\n'
        f'[[groups]]\npattern = "walker-delta"\naltitude_km = {500 + 50 * k}\n'
        f"inclination_deg = {53 if k % 2 else 127}\nplanes = 2\nsatellites_per_plane = 2\n"
        f'satellite = "s{k}"\n'
        for k in range(12)
    )
    document = parse_design(text)
    first = solve_fleet(document, NEAREST_SUN_KM, fineness=Fineness.DRAFT)
    second = solve_fleet(document, NEAREST_SUN_KM, first, fineness=Fineness.DRAFT)
    assert len(first.parts) == 12
    for before, after in zip(first.parts, second.parts, strict=True):
        assert after.operating is before.operating


@pytest.mark.parametrize("left_days", [400.0, 364.0, 10.5, 0.0])
def test_a_year_is_whole_up_to_the_end_of_the_ephemeris(left_days):
    begin = LAST_INSTANT.plus_s(-DAY_S * left_days)
    days = year_instants(begin)
    assert len(days) == DAYS
    assert days[-1] <= LAST_INSTANT
    assert begin.seconds_since(days[0]) == pytest.approx(
        max(364.0 - left_days, 0.0) * DAY_S, abs=DAY_S
    )


@pytest.fixture(scope="module")
def one_shell():
    document = read_builtin("one-shell")
    return document, year_sun(document.constellation, document.design.epoch_instant)


def test_a_year_holds_until_little_of_it_is_ahead(one_shell):
    _, sun = one_shell
    held = [sun.holds(sun.instants[0].plus_s(DAY_S * day)) for day in (-1, 0, 299, 301)]
    assert held == [False, True, True, False]


def test_the_hottest_of_a_day_is_that_under_the_sun_of_the_day(one_shell):
    """Within 0.3 K of maps solved for the distance of that very day, at both ends of the year."""
    document, sun = one_shell
    around = [solve_fleet(document, km) for km in (NEAREST_SUN_KM, FARTHEST_SUN_KM)]
    shells = np.ones(document.constellation.shell_count, bool)
    found = year_most(year_places(sun, around[0], shells), around, RADIATOR)
    for day in (int(np.argmin(sun.sun_km)), int(np.argmax(sun.sun_km)), 130):
        own = solve_fleet(document, float(sun.sun_km[day]))
        expected = year_most(year_places(sun, own, shells), [own], RADIATOR)[day]
        assert found[day] == pytest.approx(expected, abs=0.3)
