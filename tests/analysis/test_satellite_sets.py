"""Sets of a design: by predicate and by name, headless and while time runs."""

from __future__ import annotations

from queue import Queue

import numpy as np
import pytest

from orbitviz.analysis.satellite_sets import need_maps, sets_at
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.live_sets import LiveSets
from orbitviz.engine.worker import Worker
from orbitviz.formats.designs.design_file import design_text, parse_design
from orbitviz.model import set_edits
from orbitviz.model.design.named_set import NamedSet
from orbitviz.model.group_colours import group_colours
from orbitviz.model.members import Members
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Playback, State
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.propagate import position_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at

TEXT = """format = "orbitviz/1"
name = "Sets"  # of satellites
epoch = 2026-11-22T00:00:00Z
[[groups]]
name = "low"
pattern = "walker-delta"
altitude_km = 550
inclination_deg = 53
planes = 6
satellites_per_plane = 10
[[groups]]
name = "high"
pattern = "walker-star"
altitude_km = 1200
inclination_deg = 88
planes = 5
satellites_per_plane = 8

# What is lit
[[sets]]
name = "lit"
where = "sunlit and altitude > 900"
[[sets]]
name = "some"
colour = "#ff40a0"
satellites = ["low p001-002", "high p005 s0001,0008", "high p006"]
[[sets]]
name = "wrong"
where = "altitud > 900"
[[sets]]
name = "charged"
where = "charge > 10 %"
"""


def state_of(text=TEXT):
    document = parse_design(text)
    return State.of(document, Playback(document.design.epoch_instant))


def test_sets_are_what_predicate_and_names_say():
    state = state_of()
    geometry = sky_geometry_at(state.playback.at)
    lit, some, wrong, charged = sets_at(state, geometry, None)
    constellation = state.document.constellation
    r_km = position_vectors(constellation, geometry.instant, np.arange(len(constellation)))
    is_lit = (sunlit(r_km, geometry.sun_teme_km) >= 0.5) & (constellation.plane_index >= 6)
    assert lit.members == Members({MAIN_DESIGN: np.flatnonzero(is_lit)})
    assert some.members == Members({MAIN_DESIGN: [*range(20), 92, 99]})
    assert some.fault == 'not all of "high p006" are open now'
    assert wrong.fault.startswith('column 1: there is nothing named "altitud"')
    assert not wrong.members
    assert charged.fault == "being computed"
    assert need_maps(state)
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
    assert len(snapshot.sets[3].members) == len(constellation)


def test_colours_are_those_of_the_file_or_unlike_those_of_groups():
    state = state_of()
    sets = sets_at(state, sky_geometry_at(state.playback.at), None)
    assert sets[1].colour == "#ff40a0"
    colours = [*group_colours(state.document.design), *(one.colour for one in sets)]
    assert len(set(colours)) == len(colours)


def test_edits_keep_the_text_and_come_back_from_it():
    state = state_of()
    members = Members({MAIN_DESIGN: np.arange(5, 30)})
    document = set_edits.with_set(
        state.document,
        set_edits.set_of_members(state, set_edits.free_set_name(state.document), members),
    )
    document = set_edits.recolour_set(document, "lit", "#00FF00")
    document = set_edits.rename_set(document, "some", " a few ")
    document = set_edits.without_set(document, "wrong")
    text = design_text(document)
    assert "# of satellites" in text
    assert "# What is lit\n[[sets]]" in text
    again = state_of(text)
    assert again.document.design == document.design
    assert [one.name for one in again.document.design.sets] == ["lit", "a few", "charged", "Set 1"]
    found = {one.name: one for one in sets_at(again, sky_geometry_at(again.playback.at), None)}
    assert found["Set 1"].members == members
    assert found["lit"].colour == "#00ff00"
    replaced = set_edits.with_set(document, NamedSet(name="lit", where="sunlit"))
    assert [one.name for one in replaced.design.sets] == ["a few", "charged", "Set 1", "lit"]


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda d: set_edits.rename_set(d, "lit", "some"), 'there is a set named "some" already'),
        (lambda d: set_edits.rename_set(d, "lit", "  "), "the name of the set is empty"),
        (
            lambda d: set_edits.with_set(
                with_many(d, 50), NamedSet(name="one more", where="sunlit")
            ),
            "there are 50 sets already",
        ),
    ],
)
def test_edits_that_cannot_be(edit, sentence):
    with pytest.raises(set_edits.UserError, match=sentence):
        edit(state_of().document)


def with_many(document, count):
    for k in range(count - len(document.design.sets)):
        document = set_edits.with_set(document, NamedSet(name=f"n{k}", where="sunlit"))
    return document


def test_a_set_of_very_many_pieces_is_refused(monkeypatch):
    monkeypatch.setattr(set_edits, "MOST_TEXTS", 3)
    state = state_of()
    with pytest.raises(set_edits.UserError, match=r"the 5 satellites need 5 entries"):
        set_edits.set_of_members(state, "x", Members({MAIN_DESIGN: range(0, 50, 10)}))


def test_while_time_runs_sets_are_found_again():
    state = state_of()
    now, calls, found = [0.0], Queue(), []
    worker = Worker(calls.put)
    live = LiveSets(worker, "sets", lambda: now[0], lambda: found.append(now[0]))

    def request(state, instant):
        return live.request(state, sky_geometry_at(instant), None)

    def run():
        assert worker.wait(30.0)
        while not calls.empty():
            calls.get()()

    try:
        start = state.playback.at
        assert request(state, start) == ()
        run()
        first = request(state, start)
        assert [one.name for one in first] == ["lit", "some", "wrong", "charged"]
        assert found == [0.0]
        # Neither again at the same instant, nor soon after.
        now[0] = 100.0
        assert request(state, start) is first
        assert not worker.is_busy("sets")
        request(state, start.plus_s(1800.0))
        run()
        second = request(state, start.plus_s(1800.0))
        assert second[0].members != first[0].members
        assert second[1] == first[1]
        now[0] = 100.2
        request(state, start.plus_s(3600.0))
        assert not worker.is_busy("sets")
        # An edit is looked up at once; sets of other names are not shown as its own.
        edited = state.with_document(set_edits.without_set(state.document, "some"))
        assert request(edited, start) == ()
        run()
        assert [one.name for one in request(edited, start)] == ["lit", "wrong", "charged"]
        assert request(state_of(TEXT[: TEXT.index("[[sets]]")]), start) == ()
    finally:
        worker.close()
