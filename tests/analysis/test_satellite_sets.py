"""Sets of a design: by predicate and by name."""

from __future__ import annotations

import gc
from weakref import ref

import numpy as np
import pytest

from orbitviz.analysis.satellite_sets import need_maps, sets_at
from orbitviz.engine.engine import snapshot_at
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


def test_what_names_were_looked_up_in_is_let_go():
    state = state_of()
    first = sets_at(state, sky_geometry_at(state.playback.at), None)
    again = sets_at(state, sky_geometry_at(state.playback.at), None)
    assert first[1].members is again[1].members  # looked up once
    constellation = ref(state.document.constellation)
    del state
    gc.collect()
    assert constellation() is None
