"""How long predicates take over a design whose operating maps are there, the built-in million.

    python -m tests.bench.predicates [DESIGN]

The best of several runs, in ms: by the clock, and of the processor on all threads together (which
other programs on the machine change less). Then how many satellites match.
"""

from __future__ import annotations

import sys
import time

from orbitviz.analysis.predicates.resolve import condition_of
from orbitviz.analysis.predicates.search import search, sources_of
from orbitviz.cli.opening import open_state
from orbitviz.engine.engine import snapshot_at

RUNS = 7
PREDICATES = (
    "altitude > 900 and radiator > 40",
    "sunlit and charge < 95 %",
    'limit = "array" or not sunlit',
    'charge < 90 % or radiator > 62 or limit = "array" or elevation("Quito") > 10',
    'elevation("Singapore") > 25',
    "latitude > 20 and longitude in 0..90",
    'name ~ "*p007 s00*"',
    "plane = 7 and slot = 12 and ltan in 5..7",
)


def main(design):
    """Print a line for each predicate."""
    state = open_state([design])
    snapshot = snapshot_at(state, state.playback.at, with_survey=False)
    print(f"{len(state.document.constellation):,} satellites")
    for text in PREDICATES:
        clock_ms, processor_ms = [], []
        for _ in range(RUNS):
            began = time.perf_counter(), time.process_time()
            sources = sources_of(state, snapshot.geometry, snapshot.fleet)
            hits = search(condition_of(text, state), sources)
            clock_ms.append(1e3 * (time.perf_counter() - began[0]))
            processor_ms.append(1e3 * (time.process_time() - began[1]))
        found = sum(len(one) for one in hits)
        print(f"{min(clock_ms):6.1f} ms, {min(processor_ms):6.1f} ms, {found:9,} match  {text}")


if __name__ == "__main__":
    main(*sys.argv[1:] or ["spacex-odc"])
