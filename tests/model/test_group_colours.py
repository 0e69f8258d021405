"""Groups of one design can be told apart by their colours."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import STARTING_POINT
from orbitviz.model.group_colours import _GROUPS, _lab, group_colours


def coloured(colours):
    design = read_builtin(STARTING_POINT).design
    group = design.groups[0]
    groups = tuple(group.model_copy(update={"colour": colour}) for colour in colours)
    return design.model_copy(update={"groups": groups})


def difference(one, other):
    return np.linalg.norm(_lab(one) - _lab(other))


@pytest.mark.parametrize("count", range(2, 10))
@pytest.mark.parametrize("given", [None, "#4db8ff", "#e69f00", "#f0f0f0", "#00ff00", "#ff0000"])
def test_groups_of_one_design_differ(count, given):
    colours = group_colours(coloured([given] + [None] * (count - 1)))
    assert len(colours) == count
    assert colours[0] == (given or _GROUPS[0])
    for one, other in combinations(colours, 2):
        assert difference(one, other) >= 20.0


def test_given_colours_stay_and_the_others_are_unlike_any_of_them():
    colours = group_colours(coloured([None, "#123456", None, "#e69f00"]))
    assert (colours[1], colours[3]) == ("#123456", "#e69f00")
    assert colours[0] == "#56b4e9"
    assert colours[2] == "#f0e442"


def test_of_more_groups_than_colours_each_has_one():
    assert len(group_colours(coloured([None] * 40))) == 40


@pytest.mark.parametrize(
    ("colour", "lab"),
    [
        # Published for sRGB under D65: brucelindbloom.com.
        ("#ffffff", (100.0, 0.0, 0.0)),
        ("#ff0000", (53.24, 80.09, 67.20)),
        ("#0000ff", (32.30, 79.19, -107.86)),
    ],
)
def test_lab_of_known_colours(colour, lab):
    assert _lab(colour) == pytest.approx(lab, abs=0.1)
