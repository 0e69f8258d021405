"""How long pictures of two designs take, beside those of one.

    python -m tests.bench.two_designs [A] [B] [--times N]

Draws whole pictures of 1280 x 800 of A alone, of A and B side by side, and of both wiped in the
middle, a minute of simulated time after the one before and a degree around the Earth, so that
nothing is kept from picture to picture; medians. The last column is the same while the line of the
wipe is moved and all else rests.
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from dataclasses import replace

from vispy import gloo

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.home import home_pose
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import placed
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import DEFAULT_DESIGN
from orbitviz.model.compared import compare_with, set_comparing, set_wipe
from orbitviz.model.state import Playback, State
from orbitviz.model.view import Comparing
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.gl.context import gl_context
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.pair_picture import PairPicture
from orbitviz.scene.view import view_of

SIZE = (1280, 800)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("a", nargs="?", default=DEFAULT_DESIGN)
    parser.add_argument("b", nargs="?", default=DEFAULT_DESIGN)
    parser.add_argument("--times", type=int, default=15)
    asked = parser.parse_args()
    document = read_builtin(asked.a)
    alone = State.of(document, Playback(document.design.epoch_instant, playing=False))
    both = compare_with(read_builtin(asked.b))(alone)
    shown = {
        f"{asked.a} alone": alone,
        "side by side": both,
        "wiped": set_comparing(Comparing.WIPE)(both),
    }
    with gl_context():
        picture = PairPicture(load_images())
        target = gloo.FrameBuffer(gloo.Texture2D((*SIZE[::-1], 4), format="rgba"))

        def draw(state: State, snapshot: Snapshot) -> float:
            pose, mount = placed(state, snapshot, state.view.camera)
            view = view_of(pose, snapshot.geometry, SIZE, 1.0, mount)
            began = time.perf_counter()
            words = captions(state, snapshot, "bench")
            with target:
                picture.draw(view, state, snapshot, words)
                gloo.finish()
            return (time.perf_counter() - began) * 1e3

        for name, state in shown.items():
            picture.apply(state)
            moved = [draw(*_at(state, k)) for k in range(asked.times + 1)][1:]
            state, snapshot = _at(state, 0)
            draw(state, snapshot)
            wiped = [draw(set_wipe(0.3 + 0.02 * k)(state), snapshot) for k in range(asked.times)]
            print(
                f"{name:20} {statistics.median(moved):6.0f} ms, the line alone "
                f"{statistics.median(wiped):6.0f} ms",
                flush=True,
            )
        picture.delete()


def _at(state: State, step: int) -> tuple[State, Snapshot]:
    """Return the state with another camera, and its snapshot minutes later."""
    instant = state.playback.at.plus_s(60.0 * step)
    snapshot = snapshot_at(state, instant, with_survey=False, with_maps=False)
    pose = home_pose(state, snapshot.geometry)
    pose = replace(pose, azimuth_rad=pose.azimuth_rad + math.radians(step))
    return replace(state, view=replace(state.view, camera=pose)), snapshot


if __name__ == "__main__":
    main()
