"""Commands that select and hide single satellites, against brute force over all of them."""

from types import SimpleNamespace

import numpy as np
import pytest

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model import commands, selecting
from orbitviz.model.members import NO_MEMBERS, Members
from orbitviz.model.satellite_names import same_satellites, same_shells, satellite_name
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.orbits.timescale import Instant

NOW = Instant.parse("2026-12-21T12:00:00Z")
OBJECTS = catalogue_id(0)


class _Catalogue(SimpleNamespace):
    def __len__(self):
        return 9


@pytest.fixture(scope="module")
def state():
    return State.of(read_builtin("oneweb"), Playback(NOW), catalogues=(_Catalogue(name="a"),))


def own(*rows):
    return [SatelliteKey(MAIN_DESIGN, row) for row in rows]


def shell_rows(state, shell):
    first = state.document.constellation.shell_first
    return range(first[shell], first[shell + 1])


def test_a_picked_satellite_is_selected_with_its_shell(state):
    first = selecting.pick_satellite(own(0)[0])(state)
    assert first.selection == Selection({ShellKey(MAIN_DESIGN, 0)}, {own(0)[0]})
    assert selecting.pick_satellite(None, more=True)(first) is first
    assert selecting.pick_satellite(None)(first).selection == Selection()


def test_more_picked_satellites_are_selected_without_their_shells(state):
    other = SatelliteKey(OBJECTS, 7)
    first = selecting.pick_satellite(own(0)[0])(state)
    both = selecting.pick_satellite(other, more=True)(first)
    assert both.selection.satellites == {own(0)[0], other} == set(both.selection.members)
    assert both.selection.shells == {ShellKey(MAIN_DESIGN, 0), ShellKey(OBJECTS, 0)}
    again = selecting.pick_satellite(own(0)[0], more=True)(both)
    assert again.selection == Selection({ShellKey(OBJECTS, 0)}, {other})
    assert selecting.pick_satellite(other, more=True)(again).selection == Selection()


def test_whole_shells_are_picked_one_by_one(state):
    shells = selecting.select([ShellKey(MAIN_DESIGN, 0)])(state)
    last = len(state.document.constellation) - 1
    both = selecting.pick_satellite(own(last)[0], more=True)(shells)
    assert both.selection == Selection(
        {ShellKey(MAIN_DESIGN, 0), state.shell_of(own(last)[0])}, frozenset()
    )
    assert selecting.pick_satellite(own(last)[0], more=True)(both).selection == shells.selection


def test_many_are_selected_and_few_are_marked(state):
    many = selecting.select_satellites({MAIN_DESIGN: np.arange(100)})(state)
    assert len(many.selection.members) == 100
    assert not many.selection.satellites
    assert selecting.select_satellites(many.selection.members)(many) is many
    assert selecting.select_satellites({})(many).selection == Selection()


def test_outlined_satellites_replace_the_selection_join_it_or_leave_it(state):
    combine, how = selecting.combine_selection, selecting.Combining
    found = Members.of([*own(3, 4, 500), SatelliteKey(OBJECTS, 2)])
    chosen = combine(found, how.REPLACE)(state)
    assert chosen.selection.members == found
    more = combine(Members.of(own(4, 5)), how.ADD)(chosen)
    assert more.selection.members == found | Members.of(own(5))
    assert combine(Members.of(own(4)), how.ADD)(more) is more
    less = combine(found - Members.of(own(3)), how.TAKE_AWAY)(more)
    assert less.selection.members == Members.of(own(3, 5))
    assert combine(Members.of(own(9)), how.TAKE_AWAY)(less) is less
    one = combine(Members.of(own(5)), how.TAKE_AWAY)(less)
    assert one.selection == selecting.pick_satellite(own(3)[0])(state).selection
    assert combine(NO_MEMBERS, how.ADD)(one) is one
    assert combine(NO_MEMBERS, how.REPLACE)(one).selection == Selection()
    assert combine(found, how.TAKE_AWAY)(one).selection == Selection()


def test_outlined_satellites_are_taken_out_of_whole_shells(state):
    whole = selecting.select({ShellKey(MAIN_DESIGN, 0)})(state)
    rows = shell_rows(state, 0)
    some = Members.of(own(*rows[:7], shell_rows(state, 1)[0]))
    left = selecting.combine_selection(some, selecting.Combining.TAKE_AWAY)(whole)
    assert left.selection.members == Members.of(own(*rows[7:]))
    assert left.selection.shells == whole.selection.shells
    assert selecting.combine_selection(NO_MEMBERS, selecting.Combining.ADD)(whole) is whole


def test_others_of_plane_and_shell(state):
    constellation = state.document.constellation
    chosen = selecting.select_satellites(Members.of([*own(3, 500), SatelliteKey(OBJECTS, 2)]))(
        state
    )
    planes = selecting.select_others_of_plane(chosen).selection.members
    plane = constellation.plane_index
    expected = {k for k in range(len(constellation)) if plane[k] in (plane[3], plane[500])}
    assert set(planes) == {*own(*expected), SatelliteKey(OBJECTS, 2)}
    shells = selecting.select_others_of_shell(chosen).selection
    assert shells == Selection(chosen.selection.shells)
    picked = selecting.pick_satellite(own(3)[0])(state)
    one = selecting.select_others_of_plane(picked).selection.members
    assert set(one) == set(own(*np.flatnonzero(plane == plane[3])))


def test_the_inverse_is_what_is_shown_and_not_selected(state):
    hidden = commands.set_visible([ShellKey(OBJECTS, 0)], False)(state)
    chosen = selecting.select_satellites(Members.of(own(1, 2)))(hidden)
    chosen = selecting.toggle_selected(selecting.select_satellites(Members.of(own(5)))(chosen))
    chosen = selecting.select_satellites(Members.of(own(1, 2)))(chosen)
    rest = selecting.invert_selection(chosen).selection.members
    assert set(rest) == set(own(*range(len(state.document.constellation)))) - set(own(1, 2, 5))
    shells = selecting.invert_selection(selecting.select([ShellKey(MAIN_DESIGN, 0)])(hidden))
    assert shells.selection.shells == hidden.all_shells - {
        ShellKey(MAIN_DESIGN, 0),
        ShellKey(OBJECTS, 0),
    }


def test_hiding_and_isolating(state):
    chosen = selecting.select_satellites(Members.of(own(0, 1)))(state)
    hidden = selecting.toggle_selected(chosen)
    assert set(hidden.hidden_satellites) == set(own(0, 1))
    assert selecting.toggle_selected(hidden).hidden_satellites == NO_MEMBERS
    alone = selecting.isolate_selected(chosen)
    assert alone.hidden == state.all_shells - {ShellKey(MAIN_DESIGN, 0)}
    assert set(alone.hidden_satellites) == set(own(*shell_rows(state, 0))) - set(own(0, 1))
    assert selecting.show_everything(alone) == state.__class__(
        **{**vars(alone), "hidden": frozenset(), "hidden_satellites": NO_MEMBERS}
    )
    shell = selecting.isolate_selected(selecting.select([ShellKey(OBJECTS, 0)])(alone))
    assert shell.hidden == state.all_shells - {ShellKey(OBJECTS, 0)}
    assert shell.hidden_satellites == NO_MEMBERS


def test_opening_another_design_forgets_its_satellites(state):
    chosen = selecting.select_satellites(Members.of([*own(3), SatelliteKey(OBJECTS, 2)]))(state)
    chosen = selecting.toggle_selected(chosen)
    after = commands.open_document(read_builtin("one-shell"))(chosen)
    assert set(after.selection.members) == {SatelliteKey(OBJECTS, 2)}
    assert set(after.hidden_satellites) == {SatelliteKey(OBJECTS, 2)}
    closed = commands.close_catalogue(OBJECTS)(after)
    assert closed.selection == Selection()
    assert closed.hidden_satellites == NO_MEMBERS


GROUP = """
[[groups]]
name = "{name}"
pattern = "walker-delta"
altitude_km = {altitude}
inclination_deg = 53
planes = {planes}
satellites_per_plane = {each}
phasing = 1
"""
HEAD = 'format = "orbitviz/1"\nname = "x"\nepoch = 2026-11-22T00:00:00Z\n'


def design(*groups):
    fields = ("name", "altitude", "planes", "each")
    return parse_design(
        HEAD + "".join(GROUP.format(**dict(zip(fields, g, strict=True))) for g in groups)
    )


def test_after_a_reload_satellites_are_those_of_the_same_names():
    old = design(("a", 550, 4, 5), ("b", 600, 3, 7), ("gone", 700, 3, 3))
    new = design(("new", 500, 2, 2), ("b", 610, 2, 9), ("a", 550, 5, 4))
    before = State.of(old, Playback(NOW))
    rows = np.arange(len(old.constellation))
    found = same_satellites(
        old.constellation,
        new.constellation,
        same_shells(old.constellation, new.constellation),
        rows,
    )
    after = State.of(new, Playback(NOW))

    def name(state, row):
        return satellite_name(state, SatelliteKey(MAIN_DESIGN, int(row)))

    names = {name(before, row) for row in rows}
    expected = [row for row in range(len(new.constellation)) if name(after, row) in names]
    assert sorted(found) == expected
    assert 0 < len(expected) < len(new.constellation)

    chosen = selecting.select_satellites({MAIN_DESIGN: rows})(before)
    reloaded = commands.reload_document(new)(chosen)
    assert reloaded.selection.members.rows(MAIN_DESIGN).tolist() == expected
    assert reloaded.selection.shells == {ShellKey(MAIN_DESIGN, 1), ShellKey(MAIN_DESIGN, 2)}
    gone = selecting.select_satellites({MAIN_DESIGN: rows[-3:]})(before)
    assert commands.reload_document(new)(gone).selection == Selection()
