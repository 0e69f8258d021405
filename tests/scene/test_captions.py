"""The words on the picture."""

from __future__ import annotations

import math
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from orbitviz.base.constants import DAY_S
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.selecting import select_satellites
from orbitviz.model.source import MAIN_DESIGN, ShellKey
from orbitviz.model.state import Playback, State
from orbitviz.model.view import ViewOptions
from orbitviz.scene.overlay import legends as module
from orbitviz.scene.overlay.captions import captions


@pytest.fixture
def state():
    document = read_builtin("kuiper")
    view = ViewOptions(colour_mode="sunlight")
    return State.of(document, Playback(document.design.epoch_instant), view=view)


@pytest.fixture
def counted(monkeypatch):
    """How often the satellites in sunlight were counted."""
    calls = []
    sizes = module._sizes
    monkeypatch.setattr(module, "_sizes", lambda state: calls.append(state) or sizes(state))
    return calls


@pytest.mark.parametrize(
    ("count", "changes", "words"),
    [
        (8, {}, ""),
        (9, {}, "9 satellites selected, too many for paths (up to 8)"),
        (9, {"satellite_orbits": False}, ""),
        (9, {"satellite_orbits": False, "trails": True}, "9 satellites selected, too many for pa"),
        (1_000, {}, "1,000 satellites selected, too many for names (up to 20) and paths (up to 8)"),
        (21, {"satellite_orbits": False}, "21 satellites selected, too many for names (up to 20)"),
    ],
)
def test_it_is_said_what_many_selected_satellites_lack(state, count, changes, words):
    state = select_satellites({MAIN_DESIGN: np.arange(count)})(state)
    state = replace(state, view=replace(state.view, layers=replace(state.view.layers, **changes)))
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
    note = captions(state, snapshot, "").note
    assert note.startswith(words)
    assert bool(note) is bool(words)


def in_sunlight(state, snapshot):
    row = captions(state, snapshot, "").legend.rows[0]
    return f"{row.text}  {row.detail}" if row.detail else row.text


def test_satellites_in_sunlight_are_counted_once_a_survey_and_change(state, counted):
    snapshot = snapshot_at(state, state.playback.at, with_maps=False)
    words = in_sunlight(state, snapshot)
    assert in_sunlight(state, replace(snapshot, drawn=1)) == words  # of the next frame
    assert len(counted) == 1
    hidden = replace(state, hidden=frozenset({ShellKey(MAIN_DESIGN, 0)}))
    assert in_sunlight(hidden, snapshot) != words
    assert len(counted) == 2
    dark = MappingProxyType(dict.fromkeys(snapshot.sunlit, 0.0))
    assert in_sunlight(hidden, replace(snapshot, survey=replace(snapshot.survey, sunlit=dark))) == (
        "in sunlight  0 %"
    )
    assert len(counted) == 3


def test_after_a_jump_in_time_the_share_in_sunlight_is_not_that_of_before(state, counted):
    before = snapshot_at(state, state.playback.at, with_maps=False)
    later = replace(before, instant=before.instant.plus_s(30.0 * DAY_S))
    assert in_sunlight(state, before) != "in sunlight"
    assert in_sunlight(state, later) == "in sunlight"
    assert not later.sunlit
    assert len(counted) == 1  # without shares there is nothing to count


def test_a_share_that_is_not_known_is_left_out(state):
    """That of a catalogue of which no object flies any more."""
    snapshot = snapshot_at(state, state.playback.at, with_maps=False)
    unknown, *others = snapshot.sunlit
    shares = MappingProxyType({unknown: math.nan, **dict.fromkeys(others, 1.0)})
    survey = replace(snapshot.survey, sunlit=shares)
    assert in_sunlight(state, replace(snapshot, survey=survey)) == "in sunlight  100 %"
    nothing = replace(survey, sunlit=MappingProxyType(dict.fromkeys(shares, math.nan)))
    assert in_sunlight(state, replace(snapshot, survey=nothing)) == "in sunlight"
