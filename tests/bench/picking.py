"""How often a click picks the satellite at which it is aimed, and how long that takes.

    python -m tests.bench.picking [--clicks N] [CATALOGUE]

Clicks at the projected places of visible satellites of the million, at random times, zooms and
directions; with a catalogue beside it, clicks search that too. What is picked is the same on both
paths of drawing.
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from orbitviz.app.picking import picked_at
from orbitviz.base.constants import DAY_S
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.viewpoints import placed
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.open_file import open_named
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.propagate import position_vectors
from orbitviz.scene.view import view_of

SIZE = (1280, 800)
REACH_PX, SAME_PX = 12.0, 2.0
CLICKS_PER_VIEW = 4
DAYS = 300.0  # of random times; with a catalogue a day, for which its elements hold


def random_view(random, state, instant):
    """Return snapshot and view from anywhere, near or far, by a wide or a narrow lens."""
    pose = CameraPose(
        distance_km=math.exp(random.uniform(math.log(6_900.0), math.log(100_000.0))),
        azimuth_rad=random.uniform(0.0, 2.0 * math.pi),
        elevation_rad=random.uniform(-1.5, 1.5),
        fov_rad=random.uniform(0.1, 0.9),
    )
    state = replace(state, view=replace(state.view, camera=pose))
    snapshot = snapshot_at(state, instant, with_survey=False, with_maps=False)
    camera, mount = placed(state, snapshot, pose)
    return state, snapshot, view_of(camera, snapshot.geometry, SIZE, 1.0, mount)


def main() -> None:
    """Click and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue", nargs="?")
    parser.add_argument("--clicks", type=int, default=1000)
    asked = parser.parse_args()
    random = np.random.default_rng(1)
    catalogues = open_named(Path(asked.catalogue)).catalogues if asked.catalogue else ()
    document = read_builtin()
    begin = catalogues[0].median_epoch if catalogues else document.design.epoch_instant
    span_s = DAY_S if catalogues else DAYS * DAY_S
    state = State.of(document, Playback(begin, playing=False), catalogues)
    took_ms, aimed, covering, hidden, done = [], 0, 0, 0, 0
    while done < asked.clicks:
        instant = begin.plus_s(random.uniform(0.0, span_s))
        shown, snapshot, view = random_view(random, state, instant)
        rows = np.sort(random.choice(len(document.constellation), 4_000, replace=False))
        r_km = position_vectors(document.constellation, instant, rows)
        pixels, depth = view.project(r_km)
        inside = (depth > 0.0) & ((pixels > 0.0) & (pixels < SIZE)).all(axis=1)
        visible = np.flatnonzero(inside & ~hidden_by_earth(view.eye_km, r_km))
        for k in visible[:CLICKS_PER_VIEW].tolist():
            began = time.perf_counter()
            picked = picked_at(shown, snapshot, view, tuple(pixels[k]), REACH_PX)
            took_ms.append((time.perf_counter() - began) * 1e3)
            done += 1
            if picked is None:
                continue
            (place,), _ = view.project(picked.r_km[None])
            is_it = picked.satellite.source.is_design and picked.satellite.row == rows[k]
            aimed += is_it
            covering += not is_it and math.dist(place, pixels[k]) <= SAME_PX
            hidden += bool(hidden_by_earth(view.eye_km, picked.r_km[None])[0])
    print(
        f"{done:,} clicks: {aimed:,} on the satellite, {covering:,} on one within {SAME_PX:.0f} "
        f"pixels, {done - aimed - covering:,} elsewhere, {hidden:,} behind the Earth; median "
        f"{statistics.median(took_ms):.1f} ms, 95 % within {np.percentile(took_ms, 95):.1f} ms"
    )


if __name__ == "__main__":
    main()
