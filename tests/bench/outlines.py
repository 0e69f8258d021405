"""How long a box or a lasso around satellites of the million takes.

    python -m tests.bench.outlines [--times N]

From the end of the drag to the selection, without the drawing that follows; best and median.
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.home import home_pose
from orbitviz.engine.outlined import satellites_outlined, sight_around
from orbitviz.engine.viewpoints import placed
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.camera import HOME
from orbitviz.model.selecting import Combining, combine_selection
from orbitviz.model.state import Playback, State
from orbitviz.scene.view import view_of

SIZE = (1280, 800)


def box(left: float, top: float, right: float, bottom: float):
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])


def lasso(corners: int, turns: float = 1.0):
    angle = np.linspace(0.0, 2.0 * np.pi, corners)
    across = np.cos(turns * angle), np.sin(angle)
    return np.array(SIZE) / 2.0 + 390.0 * np.column_stack(across)


OUTLINES = {
    "box, whole picture": box(0.0, 0.0, *SIZE),
    "box, half of it": box(0.0, 0.0, SIZE[0] / 2.0, SIZE[1]),
    "box of 100 x 50": box(600.0, 420.0, 700.0, 470.0),
    "lasso, 1,000 corners": lasso(1_000),
    "lasso that crosses itself": lasso(1_000, 7.0),
}


def main() -> None:
    """Draw each outline some times, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15)
    times = parser.parse_args().times
    document = read_builtin()
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
    pose, mount = placed(state, snapshot, home_pose(state, snapshot.geometry, HOME.reference))
    view = view_of(pose, snapshot.geometry, SIZE, 1.0, mount)
    for name, outline in OUTLINES.items():
        took_ms = []
        for _ in range(times):
            began = time.perf_counter()
            sight = sight_around(view.eye_km, view.direction_at, outline)
            found = satellites_outlined(state, snapshot, view.project, sight, outline)
            combine_selection(found, Combining.REPLACE)(state)
            took_ms.append((time.perf_counter() - began) * 1e3)
        print(
            f"{name:26} {len(found):9,} satellites, {min(took_ms):4.0f} ms at best, median "
            f"{statistics.median(took_ms):4.0f} ms",
            flush=True,
        )


if __name__ == "__main__":
    main()
