"""What a click picks: a body wherever it is drawn, else the nearest satellite."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from orbitviz.app.picking import picked_at
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.viewpoints import placed, pose_at_satellite
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.camera import HOME
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import Playback, State
from orbitviz.scene.bodies.placing import axes_of, near_satellites
from orbitviz.scene.view import view_of

SIZE = (1280, 800)
KEY = SatelliteKey(MAIN_DESIGN, 100)


def close_up():
    """Return state, snapshot and view of a satellite that fills a good part of the picture."""
    document = read_builtin("starlink-gen1")
    state = State.of(document, Playback(document.design.epoch_instant))
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
    pose = pose_at_satellite(state, snapshot, KEY, HOME)
    state = replace(state, view=replace(state.view, camera=pose))
    camera, mount = placed(state, snapshot, pose)
    return state, snapshot, view_of(camera, snapshot.geometry, SIZE, 1.0, mount)


def test_a_click_on_any_part_of_a_body_picks_it_and_one_beside_it_does_not():
    state, snapshot, view = close_up()
    one = next(n for n in near_satellites(view, state, snapshot).satellites if n.key == KEY)
    axes = axes_of(one.body, [one], snapshot.geometry.sun_direction)[0]
    (middle,), _ = view.project(one.r_km[None])
    far = 0
    for plate in one.body.plates:
        for u in (-0.9, 0.0, 0.9):
            for v in (-0.9, 0.0, 0.9):
                place_m = plate.centre + u * plate.half_u + v * plate.half_v
                (at,), _ = view.project((one.r_km + 1e-3 * place_m @ axes[plate.frame])[None])
                picked = picked_at(state, snapshot, view, tuple(at), 12.0)
                assert picked is not None
                assert picked.satellite == KEY
                assert picked.shell == state.shell_of(KEY)
                far += np.hypot(*(at - middle)) > 30.0
    assert far > 5  # where the reach around its middle ended before
    corner = picked_at(state, snapshot, view, (2.0, 2.0), 12.0)
    assert corner is None or corner.satellite != KEY


def test_satellites_that_are_not_drawn_are_not_picked_as_bodies():
    state, snapshot, view = close_up()
    hidden = replace(state, hidden=frozenset({state.shell_of(KEY)}))
    (middle,), _ = view.project(view.eye_km + view.forward[None])
    picked = picked_at(hidden, snapshot, view, tuple(middle), 12.0)
    assert picked is None or picked.satellite != KEY
