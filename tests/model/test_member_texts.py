"""Texts that name satellites: back and forth, and what is no longer there."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.packed_strings import PackedStrings
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.member_texts import members_of_texts, texts_of_members
from orbitviz.model.members import Members
from orbitviz.model.satellite_names import satellite_named
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, catalogue_id
from orbitviz.model.state import Playback, State

OBJECTS = catalogue_id(0)


class _Catalogue(SimpleNamespace):
    def __len__(self):
        return len(self.object_id)


def _catalogue():
    return _Catalogue(
        name="a",
        object_id=np.array([25544, 0, 48274]),
        object_name=PackedStrings.of(["ISS (ZARYA)", "NO NUMBER", "CSS"]),
        designator=PackedStrings.of(["1998-067A", "", "2021-035A"]),
    )


@pytest.fixture(scope="module")
def state():
    document = read_builtin("starlink-gen1")
    return State.of(document, Playback(document.design.epoch_instant), catalogues=[_catalogue()])


STARLINK = read_builtin("starlink-gen1")
COUNT = len(STARLINK.constellation)
# Neighbours, planes and single ones: each is written in another way.
pieces = st.lists(
    st.tuples(st.integers(0, COUNT - 1), st.sampled_from([1, 2, 22, 300, 1584, COUNT])), max_size=6
)


@given(pieces, st.sets(st.integers(0, 2)))
def test_texts_name_the_same_satellites_again(state, pieces, objects):
    rows = np.concatenate(
        [np.arange(a, min(a + n, COUNT)) for a, n in pieces] or [np.zeros(0, int)]
    )
    members = Members({MAIN_DESIGN: rows, OBJECTS: np.array(sorted(objects))})
    texts = texts_of_members(state, members)
    found = members_of_texts(state, texts)
    assert found.members == members
    assert found.lacking == ()


def test_whole_shells_planes_and_single_slots_are_short(state):
    first = state.document.constellation.shell_first
    whole = Members({MAIN_DESIGN: np.arange(first[0], first[1])})
    name = state.document.constellation.shell_name[0]
    assert texts_of_members(state, whole) == (name,)
    names = [f"{name} p003 s0001", f"{name} p003 s0002", f"{name} p003 s0009", f"{name} p007 s0001"]
    few = Members.of(satellite_named(state, one) for one in names)
    assert texts_of_members(state, few) == (f"{name} p003 s0001-0002,0009", f"{name} p007 s0001")
    assert texts_of_members(state, Members.of([SatelliteKey(OBJECTS, k) for k in range(3)])) == (
        "25544",
        "NO NUMBER",
        "48274",
    )
    assert texts_of_members(state, Members()) == ()


def test_what_is_not_there_is_lacking(state):
    name = state.document.constellation.shell_name[0]
    there = [f"{name} p001 s0001", "CSS", "98067A"]
    lacking = [f"{name} p001 s0022-0023", f"{name} p072-073", "no shell", "99999", "", "x p1"]
    lacking += [f"{name} p900", f"{name} p001 s9000"]
    found = members_of_texts(state, [*there, *lacking])
    assert found.lacking == tuple(lacking)
    expected = [satellite_named(state, one) for one in there]
    expected.append(satellite_named(state, f"{name} p001 s0022"))
    plane = satellite_named(state, f"{name} p072 s0001").row
    expected += [SatelliteKey(MAIN_DESIGN, plane + k) for k in range(22)]
    assert set(found.members) == set(expected)
