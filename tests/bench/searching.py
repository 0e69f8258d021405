"""How long a key press takes in Find, over a design and a catalogue.

    python -m tests.bench.searching [DESIGN [CATALOGUE]]

For each text every begin of it is searched for, as while one types it: the best of several runs in
ms of the slowest begin, what comes first and how many fit. Then a text that nothing fits.
"""

from __future__ import annotations

import sys
import time

from orbitviz.cli.opening import open_state
from orbitviz.model.find_text import find_text
from orbitviz.model.searched_names import SearchedNames

RUNS, ROWS = 5, 50
TEXTS = (
    "ISS", "STARLINK-1008", "starlink 31", "25544", "1998-067", "98067A", "cosmos 2251 deb",
    "plane 7 slot 12 of ODC 686", "p007 s0012", "ODC 686", "SSO",
    "STARLNIK-1008", "OCD 686", "no such name",
)  # fmt: skip


def main(*files):
    """Print a line for each text."""
    state = open_state(list(files))
    began = time.perf_counter()
    names = SearchedNames.of(state)
    print(f"opened in {1e3 * (time.perf_counter() - began):.1f} ms")
    for text in TEXTS:
        find_text(names, text, ROWS)
        slowest = ("", 0.0)
        for end in range(1, len(text) + 1):
            best = min(timed(names, text[:end]) for _ in range(RUNS))
            slowest = max(slowest, (text[:end], best), key=lambda one: one[1])
        found = find_text(names, text, ROWS)
        first = f"{found.hits[0].kind} {found.hits[0].name}" if found.hits else f"near {found.near}"
        print(f"{slowest[1]:6.2f} ms at {slowest[0]!r:30}; {text!r}: {found.count:,}, {first}")


def timed(names, text):
    """Return how many ms a search takes."""
    began = time.perf_counter()
    find_text(names, text, ROWS)
    return 1e3 * (time.perf_counter() - began)


if __name__ == "__main__":
    main(*sys.argv[1:] or ["spacex-odc"])
