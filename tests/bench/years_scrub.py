"""How long a step through the years of a fleet takes, from its date to its picture.

    python -m tests.bench.years_scrub [DESIGN] [STEPS]

The fleet over 20 years is planned once; then each step, at another date, finds the state of every
slot, the tables of colours, and draws the picture at 1280 x 800 without a window, and once more
without its satellites. Prints the median and the longest of each, the bytes uploaded a step, and
the memory that planning has added.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace

from vispy import gloo

from orbitviz.analysis.deployment.fleet_at_date import fleet_at, moved_to
from orbitviz.cli.opening import open_state
from orbitviz.cli.repeated_picture import SIZE
from orbitviz.engine.engine import snapshot_at
from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.view import Layers
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.gl.context import gl_context
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.pair_picture import PairPicture
from orbitviz.scene.view import view_of
from tests.memory import memory_mb

STEPS = 40


def main(name, steps):
    state = open_state([name])
    before_mb = memory_mb()
    began = time.perf_counter()
    fleet = fleet_at(state.document, 0.0)
    planned_s = time.perf_counter() - began
    last = fleet.planned.last_years
    print(f"planned in {planned_s:.2f} s, {memory_mb() - before_mb:.0f} MB more")
    state = replace(state, fleet_date=FleetDate(0.0), view=replace(state.view, layers=Layers()))
    layers = Layers(satellites=False)
    empty = replace(state, view=replace(state.view, layers=layers))
    times = {"states": [], "picture": [], "step": [], "without points": []}
    with gl_context():
        picture = PairPicture(load_images())
        picture.apply(state)
        snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
        picture.select_renderer(state, snapshot)
        view = view_of(state.view.camera, sky_geometry_at(state.playback.at), SIZE)
        target = gloo.FrameBuffer(gloo.Texture2D((SIZE[1], SIZE[0], 4), format="rgba"))
        for step in range(-3, steps):
            years = last * (step % steps + 0.5) / steps
            began = time.perf_counter()
            fleet = moved_to(fleet, years)
            found = time.perf_counter()
            now = replace(snapshot, fleet_at_date=fleet)
            with target:
                picture.draw(view, state, now, captions(state, now, "bench"))
                gloo.finish()
            drawn = time.perf_counter()
            with target:
                picture.draw(view, empty, now, captions(empty, now, "bench"))
                gloo.finish()
            without = time.perf_counter() - drawn
            if step >= 0:
                times["states"].append(1e3 * (found - began))
                times["picture"].append(1e3 * (drawn - found))
                times["step"].append(1e3 * (drawn - began))
                times["without points"].append(1e3 * (found - began + without))
    for word, values in times.items():
        print(
            f"{word:14} median {statistics.median(values):6.1f} ms, longest {max(values):6.1f} ms"
        )
    print(f"uploaded a step: {4 * len(state.document.constellation):,} bytes, one table")
    print(f"drawn by {picture.satellite_renderer}; {memory_mb() - before_mb:.0f} MB more in all")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0] if given else "spacex-odc", int(given[1]) if len(given) > 1 else STEPS)
