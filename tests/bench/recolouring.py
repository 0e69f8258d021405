"""How much longer the first picture of another selection takes than those after it.

    python -m tests.bench.recolouring [DESIGN] [--count N] [--times N]

Selects N random satellites, others each time, and draws whole pictures of 1280 x 800 by both
renderers: the command, the first picture, which has every satellite anew, and the next one, of the
same selection. What a user waits for beyond a picture is the first two less the last; medians.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import replace

import numpy as np
from vispy import gloo

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.home import home_pose
from orbitviz.engine.viewpoints import placed
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import DEFAULT_DESIGN
from orbitviz.model.camera import HOME
from orbitviz.model.selecting import select_satellites
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Playback, State
from orbitviz.model.view import SatellitePath
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.gl.context import gl_context
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.picture import Picture
from orbitviz.scene.view import view_of

SIZE = (1280, 800)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("design", nargs="?", default=DEFAULT_DESIGN)
    parser.add_argument("--count", type=int, default=300_000)
    parser.add_argument("--times", type=int, default=9)
    asked = parser.parse_args()
    document = read_builtin(asked.design)
    state = State.of(document, Playback(document.design.epoch_instant, playing=False))
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
    pose, mount = placed(state, snapshot, home_pose(state, snapshot.geometry, HOME.reference))
    view = view_of(pose, snapshot.geometry, SIZE, 1.0, mount)
    rng = np.random.default_rng(4)
    count = min(asked.count, len(document.constellation))
    with gl_context():
        picture = Picture(load_images())
        target = gloo.FrameBuffer(gloo.Texture2D((*SIZE[::-1], 4), format="rgba"))

        def draw(shown: State) -> float:
            began = time.perf_counter()
            picture.apply(shown)
            words = captions(shown, snapshot, "bench")
            with target:
                picture.draw(view, shown, snapshot, words)
                gloo.finish()
            return (time.perf_counter() - began) * 1e3

        for path in (SatellitePath.COMPUTE, SatellitePath.POINTS):
            shown = replace(state, view=replace(state.view, satellite_path=path))
            draw(shown)
            took: list[tuple[float, float, float]] = []
            for _ in range(asked.times + 1):
                rows = rng.choice(len(document.constellation), count, replace=False)
                began = time.perf_counter()
                chosen = select_satellites({MAIN_DESIGN: rows})(shown)
                command_ms = (time.perf_counter() - began) * 1e3
                first_ms = draw(chosen)
                picture.invalidate(with_names=False)
                took.append((command_ms, first_ms, draw(chosen)))
            command_ms, first_ms, next_ms = (
                statistics.median(column) for column in zip(*took[1:], strict=True)
            )
            print(
                f"{path:8} {count:,} selected: command {command_ms:.0f} ms, first picture "
                f"{first_ms:.0f} ms, next {next_ms:.0f} ms: "
                f"{command_ms + first_ms - next_ms:.0f} ms of pause",
                flush=True,
            )
        picture.delete()


if __name__ == "__main__":
    main()
