"""What is shown while orbits are dragged: maps of before, and a year of fewer days."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.fleet import solve_fleet, stand_in
from orbitviz.analysis.year import DAYS, daily, year_sun, year_sunlit
from orbitviz.base.constants import AU_KM
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design_edits import set_satellite_value
from orbitviz.model.group_edits import add_group, set_group_values
from orbitviz.subsystems.quantities.heat import RADIATOR
from orbitviz.subsystems.stations import Fineness


@pytest.fixture(scope="module")
def document():
    return read_builtin("kuiper")


@pytest.fixture(scope="module")
def fleet(document):
    return solve_fleet(document, AU_KM, fineness=Fineness.DRAFT)


def test_maps_of_before_are_flown_by_the_new_shells(document, fleet):
    moved = set_group_values(document, 0, {"altitude_km": 640.0, "shells": 3})
    held = stand_in(fleet, moved)
    assert held is not None
    assert held.constellation is moved.constellation
    assert len(held.part_of) == moved.constellation.shell_count
    assert np.concatenate([part.shells for part in held.parts]).tolist() == [0, 1, 2, 3, 4]
    assert held.parts[0].operating is fleet.parts[0].operating
    assert not held.is_about(moved)
    assert solve_fleet(moved, AU_KM, fleet, fineness=Fineness.DRAFT).is_about(moved)


def test_they_are_near_those_that_are_solved(document, fleet):
    moved = set_group_values(document, 0, {"altitude_km": 640.0})
    held = stand_in(fleet, moved)
    solved = solve_fleet(moved, AU_KM, fineness=Fineness.DRAFT)
    means = [one.parts[0].operating.mean[RADIATOR].mean() for one in (held, solved)]
    assert abs(means[0] - means[1]) < 1.0  # K


def test_there_are_none_of_a_satellite_that_did_not_fly(document, fleet):
    other = set_group_values(document, 0, {"satellite": "ai1"})
    assert stand_in(fleet, other) is None
    added = add_group(document)
    assert stand_in(fleet, added) is not None
    last = len(document.design.groups)
    assert stand_in(fleet, set_group_values(added, last, {"satellite": "ai1"})) is None


def test_a_change_of_satellites_alone_keeps_orbits_and_a_change_of_orbits_is_told(document, fleet):
    satellite = document.design.satellite_name(0)
    heavier = set_satellite_value(document, satellite, ("mass_kg",), 700.0)
    assert heavier.constellation is document.constellation
    assert not heavier.flies_as(document)
    recoloured = set_group_values(document, 0, {"colour": "#123456"})
    assert recoloured.flies_as(document)
    assert fleet.is_about(recoloured)
    assert not set_group_values(document, 0, {"altitude_km": 640.0}).flies_as(document)


def test_the_year_of_a_drag_is_near_that_of_every_day(document):
    constellation, begin = document.constellation, document.design.epoch_instant
    every = np.ones(constellation.shell_count, bool)
    whole, draft = (year_sun(constellation, begin, step_days=step) for step in (1, 5))
    lit, longest_s = (daily(draft, values) for values in year_sunlit(draft, every))
    assert lit.shape == longest_s.shape == (DAYS,)
    true_lit, true_longest_s = year_sunlit(whole, every)
    assert np.abs(lit - true_lit).max() < 0.01  # of the satellites
    assert np.abs(longest_s - true_longest_s).max() < 60.0  # s
    assert np.allclose(draft.dark_days, whole.dark_days, atol=10.0)  # days
