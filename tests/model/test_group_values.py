"""What changes with a value of a group, so that the group is valid at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.expand import expand
from orbitviz.model.design.group_values import (
    NOT_LINKED,
    PER_SHELL,
    Form,
    changed_values,
    each_of,
    form_of,
    with_slots_per_shell,
)
from orbitviz.model.design.groups import Group
from orbitviz.model.group_edits import set_group_field
from orbitviz.orbits.timescale import Instant

EPOCH = Instant.parse("2026-11-22T00:00:00Z")
PATTERNS = ("walker-delta", "walker-star", "sun-synchronous", "planes")
LINKED = (NOT_LINKED, "+grid", "in-plane", "none", "cluster")
BUILT_IN = [
    group
    for name in ("spacex-odc", "kuiper", "starlink-gen1", "suncatcher-81", "one-shell")
    for group in read_builtin(name).design.groups
]


def changed(group: Group, path: tuple[str, ...], value: object) -> Group:
    """Return the group with a field changed; a group that is not valid raises."""
    return Group.model_validate({**group.model_dump(), **changed_values(group, path, value, EPOCH)})


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(BUILT_IN),
    st.lists(
        st.one_of(
            st.tuples(st.just(("pattern",)), st.sampled_from(PATTERNS)),
            st.tuples(st.just(("planes",)), st.integers(1, 40)),
            st.tuples(st.just(("shells",)), st.integers(1, 12)),
            st.tuples(st.just(("links", "pattern")), st.sampled_from(LINKED)),
            st.tuples(st.just(("links", "terminals")), st.sampled_from([None, 99])),
            st.tuples(
                st.sampled_from([(key, "form") for key in PER_SHELL]),
                st.sampled_from([Form.ONE, Form.RANGE, Form.EACH]),
            ),
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_any_steps_lead_from_one_valid_group_to_another(group, steps):
    for path, value in steps:
        is_computed = group.inclination_deg == "sun-synchronous"
        if path == ("inclination_deg", "form") and is_computed:
            continue  # refused while the pattern is sun-synchronous
        group = changed(group, path, value)
        if not path[1:]:
            assert getattr(group, path[0]) == value
        elif path[1] == "form" and group.shells > 2:
            assert form_of(group, path[0]) is value


@pytest.mark.parametrize("group", BUILT_IN, ids=lambda group: group.name)
def test_planes_given_one_by_one_are_where_the_pattern_had_them(group):
    group = group.model_copy(update={"satellite": None})
    alone = {"groups": (group,), "max_satellites": None}
    design = read_builtin("one-shell").design.model_copy(update=alone)
    listed = (changed(group, ("pattern",), "planes"),)
    as_planes = design.model_copy(update={"groups": listed})
    before, after = expand(design), expand(as_planes)
    for angle in ("plane_raan_rad", "plane_phase_rad"):
        gap = getattr(before, angle) - getattr(after, angle)
        # Written to 1e-6 degrees.
        assert np.abs(np.sin(0.5 * gap)).max() < np.radians(1e-6)
    assert np.array_equal(before.plane_slots, after.plane_slots)


def test_a_walker_shell_made_sun_synchronous_keeps_its_nodes():
    document = read_builtin("kuiper")
    after = set_group_field(document, 0, ("pattern",), "sun-synchronous")
    group = after.design.groups[0]
    assert (group.raan_deg, group.inclination_deg) == (None, "sun-synchronous")
    first = document.constellation.plane_raan_rad[: group.planes]
    gap = after.constellation.plane_raan_rad[: group.planes] - first
    assert np.abs(np.sin(0.5 * gap)).max() < np.radians(1e-4)


def test_lists_follow_the_number_of_shells_and_planes():
    group = read_builtin("spacex-odc").design.groups[1]
    assert changed(group, ("shells",), 4).altitude_km == (565.0, 585.0)
    listed = changed(group, ("altitude_km", "form"), Form.EACH)
    assert np.allclose(each_of(changed(listed, ("shells",), 5), "altitude_km"),
                       [565.0, 570.0, 575.0, 580.0, 585.0])  # fmt: skip
    assert changed(group, ("planes",), 3).ltan_h == (6.0, 18.0, 6.0)
    assert changed(group, ("planes",), 1).ltan_h == (6.0,)


def test_shells_added_to_a_single_one_lie_apart():
    group = read_builtin("one-shell").design.groups[0]
    assert changed(group, ("shells",), 4).altitude_km == (550.0, 580.0)


def test_a_total_that_does_not_fill_the_planes_is_refused_with_those_that_do():
    group = read_builtin("one-shell").design.groups[0]
    assert with_slots_per_shell(group, 240) == {"satellites_per_plane": 10}
    with pytest.raises(UserError) as caught:
        with_slots_per_shell(group, 250)
    assert "240 or 264" in str(caught.value)


def test_links_keep_what_another_pattern_has_a_use_for():
    group = BUILT_IN[0]
    assert group.links is not None
    limited = changed(group, ("links", "range_km"), 900.0)
    shifted = changed(limited, ("links", "offset"), 2)
    cluster = changed(shifted, ("links", "pattern"), "cluster")
    assert cluster.links == limited.links.model_copy(
        update={"pattern": "cluster", "size": 4, "offset": 0}
    )
    wide = changed(cluster, ("links", "size"), 9)
    fewer = changed(changed(wide, ("links", "terminals"), 8), ("links", "pattern"), "+grid")
    assert fewer.links == limited.links.model_copy(update={"terminals": 8})
    assert changed(fewer, ("links", "pattern"), NOT_LINKED).links is None


def test_terminals_that_another_pattern_takes_more_of_are_left_to_it():
    group = changed(BUILT_IN[0], ("links", "pattern"), "in-plane")
    two = changed(group, ("links", "terminals"), 2)
    assert changed(two, ("links", "pattern"), "+grid").links.terminals is None
