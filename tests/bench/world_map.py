"""How long the map takes, for the million and for few, and how long a click on it.

    python -m tests.bench.world_map [N [DESIGN...]]

Draws N maps (5) of 1280 x 640 pixels a minute apart, of each design (the million and others),
projection and colours, and prints the time of the processor and of the wall: the first map reads
the ground, of the others the median; of their steps, between which other threads run, the longest.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace

import numpy as np

from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.state import Playback, State
from orbitviz.model.view import MapProjection
from orbitviz.scene.world_map.projection import MapFrame, MapView
from orbitviz.scene.world_map.world_map import MapPainter, MapPicture

SIZE = (1280, 640)
CASES = (("spacex-odc", "shell"), ("spacex-odc", "sunlight"), ("spacex-odc", "radiator"),
         ("starlink-gen2", "shell"), ("starlink-gen1", "shell"))  # fmt: skip


def drawn(painter: MapPainter, state: State, frame: MapFrame, fleet=None):
    """Return a map, its seconds of the processor and of the wall, and those of each step."""
    snapshot = snapshot_at(
        state, state.playback.at, with_survey=False, with_maps=state.view.colour.needs_map,
        known=fleet,
    )  # fmt: skip
    steps, begun = painter.paint(state, snapshot, frame), time.perf_counter()
    cpu_s: list[float] = []
    while True:
        before = time.thread_time()
        try:
            next(steps)
        except StopIteration as end:
            cpu_s.append(time.thread_time() - before)
            picture: MapPicture = end.value
            return picture, time.perf_counter() - begun, np.array(cpu_s), snapshot.fleet
        cpu_s.append(time.thread_time() - before)


def measure(name: str, colour: str, projection: MapProjection, maps: int) -> None:
    """Print the times of one design."""
    document = read_builtin(name)
    state = State.of(document, Playback(document.design.epoch_instant))
    state = replace(state, view=replace(state.view, colour_mode=colour))
    frame, painter, fleet = MapFrame(MapView(projection), SIZE), MapPainter(), None
    cpu, wall, longest = [], [], []
    for k in range(maps + 1):
        at = state.playback.at.plus_s(60.0)
        state = replace(state, playback=replace(state.playback, at=at))
        picture, wall_s, steps, fleet = drawn(painter, state, frame, fleet)
        if k == 0:
            first = steps.sum()
            continue
        cpu.append(steps.sum())
        wall.append(wall_s)
        longest.append(steps.max())
    begun = time.thread_time()
    for x in range(20):
        picture.satellite_at((60.0 * x, 320.0), 10.0)
    click_ms = 50.0 * (time.thread_time() - begun)
    print(
        f"{len(document.constellation):,} {name} by {colour}, {projection}: first {first:.2f} s, "
        f"then {np.median(cpu):.3f} s of the processor, {np.median(wall):.3f} s of the wall, "
        f"longest step {1e3 * max(longest):.0f} ms, click {click_ms:.1f} ms",
        flush=True,
    )


def main(maps: int, *names: str) -> None:
    """Measure every case on both projections."""
    for name, colour in [(name, "shell") for name in names] or CASES:
        for projection in MapProjection:
            measure(name, colour, projection, maps)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5, *sys.argv[2:])
