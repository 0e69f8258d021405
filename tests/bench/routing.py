"""Routes through a shell of 10,000 satellites, and through the million.

python -m tests.bench.routing [STEPS [shell|million]]
"""

from __future__ import annotations

import statistics
import sys
import time

from orbitviz.analysis.routes.finder import RouteFinder
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.links import Links
from orbitviz.model.sites import site_named
from tests.designs import design_of, walker

SHELL = walker(702, 53, 30, 334, links={"pattern": "+grid"})
PAIRS = [("London", "New York"), ("Quito", "Nairobi"), ("Tokyo", "Sao Paulo")]
STEPS = 20
STEP_S = 60.0


def main(steps: int, names: list[str]) -> None:
    documents = {
        "shell": lambda: design_of(SHELL),
        "million": lambda: read_builtin("spacex-odc"),
    }
    for name in names or documents:
        document = documents[name]()
        print(f"{name}: {len(document.constellation):,} satellites")
        for one, other in PAIRS:
            measure(document, one, other, steps)


def measure(document, one: str, other: str, steps: int) -> None:
    sites = site_named(one), site_named(other)
    epoch = document.constellation.epoch
    started = time.perf_counter()
    finder = RouteFinder(document, sites, default_links=Links(pattern="+grid"))
    first = finder.at(epoch)
    first_ms = 1e3 * (time.perf_counter() - started)
    next_ms = []
    for step in range(1, steps):
        started = time.perf_counter()
        finder.at(epoch.plus_s(step * STEP_S))
        next_ms.append(1e3 * (time.perf_counter() - started))
    words = getattr(first, "why", "") or f"{first.hops} hops, {first.rtt_ms:.2f} ms"
    print(
        f"  {one} - {other}: first {first_ms:.0f} ms, then median "
        f"{statistics.median(next_ms):.0f} ms, worst {max(next_ms):.0f} ms ({words})"
    )


if __name__ == "__main__":
    asked = sys.argv[1:]
    main(int(asked[0]) if asked else STEPS, asked[1:])
