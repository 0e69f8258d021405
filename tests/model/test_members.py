"""Sets of satellites behave as Python's sets of keys do."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.model.members import NO_MEMBERS, Members
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, catalogue_id

keys = st.builds(
    SatelliteKey,
    st.sampled_from([MAIN_DESIGN, catalogue_id(0), catalogue_id(3)]),
    st.integers(0, 9),
)


@given(st.lists(keys), st.lists(keys))
def test_members_are_sets(some, others):
    a, b = Members.of(some), Members.of(others)
    assert list(a) == sorted(set(some))
    assert len(a) == len(set(some))
    assert set(a | b) == set(some) | set(others)
    assert set(a & b) == set(some) & set(others)
    assert set(a - b) == set(some) - set(others)
    assert set(a ^ b) == set(some) ^ set(others)
    assert (a == b) is (set(some) == set(others))
    if a == b:
        assert hash(a) == hash(b)
    for key in others:
        assert (key in a) is (key in set(some))
    assert set(a.without(MAIN_DESIGN)) == {key for key in some if not key.source.is_design}


def test_rows_come_in_any_order_and_stay_as_they_are():
    rows = np.array([5, 1, 5, 3])
    members = Members({MAIN_DESIGN: rows, catalogue_id(0): np.zeros(0, int)})
    rows[0] = 7
    assert members.rows(MAIN_DESIGN).tolist() == [1, 3, 5]
    assert not members.rows(MAIN_DESIGN).flags.writeable
    assert members.sources == (MAIN_DESIGN,)
    assert "a satellite" not in members
    assert members != "members"
    assert not NO_MEMBERS
    assert repr(members) == f"Members(3 of {MAIN_DESIGN})"
