"""The survey of selected satellites, and of what is not hidden, against all of them one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.base.constants import DAY_S
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.survey import Survey
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.members import NO_MEMBERS, Members
from orbitviz.model.selecting import isolate_selected, select_satellites
from orbitviz.model.source import MAIN_DESIGN, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.view import ViewOptions
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.overlay.captions import captions
from tests.visual.catalogue import shell_of_objects

NOW = Instant.parse("2026-11-22T06:00:00Z")
OBJECTS = catalogue_id(0)


@pytest.fixture(scope="module")
def opened():
    view = ViewOptions(colour_mode="sunlight")
    catalogue = shell_of_objects(60, NOW)
    return State.of(
        read_builtin("starlink-gen1"), Playback(NOW, playing=False), (catalogue,), view=view
    )


@pytest.fixture(scope="module")
def light(opened):
    """Light of each satellite and of each object, from their positions."""
    sun_km = sky_geometry_at(NOW).sun_teme_km
    r_km, _ = state_vectors(opened.document.constellation, NOW)
    objects_km, _, error = opened.catalogues[OBJECTS].propagate(NOW)
    assert not error.any()
    return sunlit(r_km, sun_km), sunlit(objects_km, sun_km)


def shells_of(state):
    constellation = state.document.constellation
    return constellation.plane_shell[constellation.plane_index]


def chosen_in(state):
    rng = np.random.default_rng(11)
    rows = rng.choice(len(state.document.constellation), 500, replace=False)
    return Members({MAIN_DESIGN: rows, OBJECTS: rng.choice(60, 9, replace=False)})


def test_selected_satellites_are_surveyed_alone(opened, light):
    members = chosen_in(opened)
    snapshot = snapshot_at(select_satellites(members)(opened), NOW, with_maps=False)
    found = snapshot.survey_of(members)
    rows, shells = members.rows(MAIN_DESIGN), shells_of(opened)
    for shell in np.unique(shells[rows]):
        ours = rows[shells[rows] == shell]
        share = found.sunlit[ShellKey(MAIN_DESIGN, int(shell))]
        assert share == pytest.approx(light[0][ours].mean(), abs=1e-6)
    objects = members.rows(OBJECTS)
    assert found.sunlit[ShellKey(OBJECTS, 0)] == pytest.approx(light[1][objects].mean())
    days = np.abs(opened.catalogues[OBJECTS].age_days(NOW)[objects])
    assert found.ages[OBJECTS].oldest_days == days.max()
    assert not found.failed[OBJECTS]
    assert snapshot.survey_of(NO_MEMBERS) is snapshot.survey
    assert set(snapshot.sunlit) >= set(found.sunlit)


def test_of_other_satellites_and_times_nothing_is_known(opened):
    members = chosen_in(opened)
    snapshot = snapshot_at(select_satellites(members)(opened), NOW, with_maps=False)
    assert not snapshot.survey_of(Members({MAIN_DESIGN: np.arange(5)})).sunlit
    later = replace(snapshot, instant=NOW.plus_s(30.0 * DAY_S))
    assert not later.survey_of(members).sunlit


def test_a_survey_is_about_the_satellites_that_were_selected_and_hidden(opened):
    chosen = select_satellites(chosen_in(opened))(opened)
    isolated = isolate_selected(chosen)
    surveys = [
        snapshot_at(state, NOW, with_maps=False).survey for state in (opened, chosen, isolated)
    ]
    for number, found in enumerate(surveys):
        about = [found.is_about(state) for state in (opened, chosen, isolated)]
        assert about == [other == number for other in range(3)]
    assert Survey(NOW).is_about(opened)


def test_the_legend_tells_the_share_of_what_is_shown(opened, light):
    """All of it, where only satellites in sunlight are left."""
    lit = np.flatnonzero(light[0] == 1.0)
    state = isolate_selected(select_satellites({MAIN_DESIGN: lit})(opened))
    snapshot = snapshot_at(state, NOW, with_maps=False)
    rows = captions(state, snapshot, "").legend.rows
    assert [row.detail for row in rows] == ["100 %", "0 %"]
    before = snapshot_at(opened, NOW, with_maps=False)
    assert [row.detail for row in captions(state, before, "").legend.rows] == ["", ""]
