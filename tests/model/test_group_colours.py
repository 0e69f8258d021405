"""Groups of one design can be told apart by their colours."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import STARTING_POINT, builtin_ids
from orbitviz.model.group_colours import _VISIONS, _labs, difference, group_colours
from tests.visual.vision import _matrix


def coloured(colours):
    design = read_builtin(STARTING_POINT).design
    group = design.groups[0]
    groups = tuple(group.model_copy(update={"colour": colour}) for colour in colours)
    return design.model_copy(update={"groups": groups})


@pytest.mark.parametrize("count", range(2, 10))
def test_up_to_nine_groups_differ_for_every_colour_vision(count):
    """Normal, deuteranope and protanope. Before, nine of them were 17 apart for deuteranopes."""
    colours = group_colours(coloured([None] * count))
    assert min(difference(*pair) for pair in combinations(colours, 2)) >= 24.5


@pytest.mark.parametrize("count", range(2, 10))
@pytest.mark.parametrize("given", ["#4db8ff", "#e69f00", "#f0f0f0", "#00ff00", "#ff0000"])
def test_groups_of_one_design_differ(count, given):
    """From the colour that the user has chosen too, for everybody as long as there are enough."""
    colours = group_colours(coloured([given] + [None] * (count - 1)))
    assert len(set(colours)) == count
    assert colours[0] == given
    for one, other in combinations(colours, 2):
        assert np.linalg.norm(_labs(one)[0] - _labs(other)[0]) >= 20.0
    if count <= 7:
        assert min(difference(*pair) for pair in combinations(colours, 2)) >= 15.0


@pytest.mark.parametrize("name", ["deuteranope", "protanope"])
def test_visions_are_those_of_machado(name):
    row = ["normal", "deuteranope", "protanope"].index(name)
    assert _VISIONS[row] == pytest.approx(_matrix(name).T, abs=1e-4)


@pytest.mark.parametrize("name", builtin_ids())
def test_the_groups_of_every_builtin_design_differ_for_everybody(name):
    colours = group_colours(read_builtin(name).design)
    for pair in combinations(colours, 2):
        assert difference(*pair) >= 20.0


def test_given_colours_stay_and_the_others_are_unlike_any_of_them():
    colours = group_colours(coloured([None, "#123456", None, "#e69f00"]))
    assert (colours[1], colours[3]) == ("#123456", "#e69f00")
    assert colours[0] == "#56b4e9"
    assert colours[2] == "#8affc1"


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
    assert _labs(colour)[0] == pytest.approx(lab, abs=0.1)
