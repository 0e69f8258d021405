"""Names in a comma-separated list, of which some have commas themselves."""

from __future__ import annotations

import pytest

from orbitviz.cli.opening import names_in, open_one_design
from orbitviz.cli.picture_options import groups_selected

KNOWN = ("550 km, 53.0°", "560 km, 97.6°, 6 planes", "Polar")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        (" , ,", []),
        ("a, b", ["a", "b"]),
        ("550 km, 53.0°", ["550 km, 53.0°"]),
        ("Polar,550 km, 53.0° , 560 km, 97.6°, 6 planes", ["Polar", KNOWN[0], KNOWN[1]]),
        ("550 km, 54.0°", ["550 km", "54.0°"]),
    ],
)
def test_names_may_have_commas(text, names):
    assert names_in(text, KNOWN) == names


def test_groups_of_a_built_in_design_are_selected_by_their_names():
    state = open_one_design("starlink-gen1")
    groups = state.document.constellation.group_name
    both = groups_selected(state, f"{groups[0]}, {groups[3]}")
    one = groups_selected(state, groups[0])
    assert len(one.shells) == 1
    assert len(both.shells) == 2
