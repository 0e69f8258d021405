from __future__ import annotations

from fractions import Fraction

import pytest

from orbitviz.base.on_demand import OnDemand


def test_a_part_is_built_once_of_its_arguments_and_their_parts():
    half = OnDemand("fractions.Fraction", 1, 2)
    whole = OnDemand("fractions.Fraction", half)
    assert half.built is whole.built is None
    assert whole.part == Fraction(1, 2)
    assert half.built is half.part
    assert whole.part is whole.built


def test_what_watches_is_told_of_the_part_once():
    told = []
    half = OnDemand("fractions.Fraction", 1, 2)
    half.when_built(told.append)
    assert told == []
    assert half.part is half.part
    assert told == [half.part]


@pytest.mark.parametrize("first", ["panel", "desk"])
def test_a_part_that_another_one_calls_for_when_built_is_built_once(first):
    """As the desk of a panel, which is built with it whichever of them is used first."""
    panel = OnDemand("fractions.Fraction", 1, 2)
    desk = OnDemand("builtins.divmod", panel, 2)
    panel.when_built(lambda _: desks.append(desk.part))
    desks = []
    used = {"panel": panel, "desk": desk}[first].part
    assert used is not None
    assert desks == [(0, Fraction(1, 2))]
    assert desks[0] is desk.part
