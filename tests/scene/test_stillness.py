"""How long a picture holds, against what moves on it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from orbitviz.engine.pick import hidden_by_earth
from orbitviz.formats.builtin import read_builtin
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Reference, ViewOptions
from orbitviz.orbits.moment import moment_at
from orbitviz.orbits.propagate import states
from orbitviz.scene.stillness import still_s
from orbitviz.scene.view import view_of

SIZE = (1280, 800)


def seen(document, camera, instant, rows):
    """Return pixels (n, 2) of satellites, and which of them are on the picture."""
    view = view_of(camera, moment_at(instant), SIZE)
    r_km = states(document.constellation, instant, rows)[0]
    place, depth = view.project(r_km)
    inside = (depth > 0.0) & (place >= 0.0).all(axis=1) & (place <= SIZE).all(axis=1)
    return place, inside & ~hidden_by_earth(view.eye_km, r_km)


@pytest.mark.parametrize("reference", list(Reference))
@pytest.mark.parametrize("distance_km", [12_000.0, 26_000.0, 100_000.0])
def test_no_satellite_moves_half_a_pixel_and_some_come_near_it(reference, distance_km):
    document = read_builtin()
    camera = CameraPose(reference, distance_km=distance_km)
    state = State(document, Playback(document.design.epoch_instant), view=ViewOptions(camera))
    begin = document.design.epoch_instant
    seconds = still_s(state, view_of(camera, moment_at(begin), SIZE))
    rows = np.arange(0, len(document.constellation), 7, dtype=np.int32)
    before, was_seen = seen(document, camera, begin, rows)
    after, is_seen = seen(document, camera, begin.plus_s(seconds), rows)
    both = was_seen & is_seen
    moved = np.linalg.norm(after[both] - before[both], axis=1)
    assert 0.15 < moved.max() <= 0.5


def test_among_satellites_nothing_holds():
    document = read_builtin()
    camera = CameraPose(target_km=(7_000.0, 0.0, 0.0), distance_km=100.0, azimuth_rad=math.pi)
    state = State(document, Playback(document.design.epoch_instant), view=ViewOptions(camera))
    view = view_of(camera, moment_at(document.design.epoch_instant), SIZE)
    assert still_s(state, view) < 0.05
    assert still_s(replace(state, catalogues=(object(),)), view) == 0.0
