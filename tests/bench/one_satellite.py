"""How long everything about one satellite takes, of the million and of a catalogue.

    python -m tests.bench.one_satellite [N] [DESIGN]

Random satellites, N of each (100), of DESIGN (the million) and of a catalogue: median and worst of
the whole record and of its parts, and of the record while time runs. Then the search for the next
eclipse where there is none for months, as in dawn-dusk shells.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from orbitviz.analysis.one_satellite.curves import next_orbits
from orbitviz.analysis.one_satellite.shadow import next_eclipse_of
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.inspector import NEIGHBOURS, Inspector, inspected
from orbitviz.engine.neighbours import nearest_rows
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.open_file import open_file
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import Playback, State
from orbitviz.orbits.motion import motion_of_satellite
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant
from tests.bench.load_million import write_records

NOW = Instant.parse("2026-11-22T00:10:00Z")
OBJECTS = 30_000
TICK_S = 12.0  # of simulated time between two texts of the window, at 60 times real time


def told(what: str, calls: list[Callable[[], object]]) -> None:
    """Call each once, and print median and worst."""
    took_ms = []
    for call in calls:
        begun = time.perf_counter()
        call()
        took_ms.append(1e3 * (time.perf_counter() - begun))
    print(f"{what:52} median {np.median(took_ms):6.1f} ms, worst {max(took_ms):6.1f} ms")


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rng = np.random.default_rng(7)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "objects.csv"
        write_records(path, OBJECTS)
        (catalogue,) = open_file(path).catalogues
    million = read_builtin(*sys.argv[2:3])
    state = State.of(million, Playback(NOW, playing=False))
    snapshot = snapshot_at(state, NOW, with_survey=False)
    fleet = snapshot.fleet
    assert fleet is not None
    constellation = million.constellation
    rows = rng.integers(len(constellation), size=count).tolist()
    keys = [SatelliteKey(MAIN_DESIGN, row) for row in rows]
    inspected(state, snapshot, keys[0])
    print(f"{len(constellation):,} satellites")
    told("everything", [lambda k=key: inspected(state, snapshot, k) for key in keys])
    eyes_km = state_vectors(constellation, NOW, np.array(rows))[0]
    told(
        f"  {NEIGHBOURS} neighbours",
        [lambda e=eye: nearest_rows(constellation, NOW, e, NEIGHBOURS + 1) for eye in eyes_km],
    )
    motions = [motion_of_satellite(constellation, row, NOW) for row in rows]
    told("  next eclipse", [lambda m=motion: next_eclipse_of(m, NOW) for motion in motions])
    told(
        "  three orbits of curves",
        [lambda r=row: next_orbits(fleet, snapshot.geometry, r) for row in rows],
    )
    ticks = [
        snapshot_at(state, NOW.plus_s(TICK_S * k), with_survey=False, known=fleet)
        for k in range(count)
    ]
    inspector = Inspector()
    told(
        f"everything, every {TICK_S:.0f} s of one satellite",
        [lambda s=tick: inspector.inspected(state, s, keys[0], NEIGHBOURS) for tick in ticks],
    )
    both = State.of(million, Playback(NOW, playing=False), (catalogue,))
    beside = snapshot_at(both, NOW, with_survey=False, known=fleet)
    told(
        f"everything, {OBJECTS:,} objects beside it",
        [lambda k=key: inspected(both, beside, k) for key in keys],
    )
    (source,) = both.catalogues
    alive = np.flatnonzero(beside.keyframes[source].alive)
    objects = [SatelliteKey(source, int(row)) for row in rng.choice(alive, count)]
    told(
        "everything, of the objects", [lambda k=key: inspected(both, beside, k) for key in objects]
    )
    for name in ("blue-origin-sunrise", "oneweb"):
        other = read_builtin(name).constellation
        rows = rng.integers(len(other), size=count).tolist()
        motions = [motion_of_satellite(other, row, NOW) for row in rows]
        told(f"next eclipse, {name}", [lambda m=one: next_eclipse_of(m, NOW) for one in motions])


if __name__ == "__main__":
    main()
