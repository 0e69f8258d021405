"""How long the panels take for a random selection of single satellites, need by need.

    python -m tests.bench.selected_panels [DESIGN] [COUNT...]

For each number of satellites: to cut the design to them, and to answer each need at an instant, the
best of several instants, in ms of the processor (which other programs on the machine change less
than the clock). The first answer about a selection, which has its year to compute, is apart.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from orbitviz.analysis.answers.analyst import (
    FINDINGS,
    HISTOGRAMS_NOW,
    LIFE,
    LOSSES,
    ONE_ORBIT,
    REPRESENTATIVE,
    TOTALS,
    YEAR,
    Analyst,
)
from orbitviz.analysis.answers.comparison import COMPARISON, EXTREME_SHELLS, SELECTED
from orbitviz.analysis.answers.needs import Question
from orbitviz.cli.opening import open_state
from orbitviz.engine.engine import snapshot_at
from orbitviz.model.selecting import select_satellites
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.orbits.sky_geometry import sky_geometry_at

RUNS = 4
COUNTS = ("100", "20_000", "300_000", "999_999")
NEEDS = (
    SELECTED, TOTALS, FINDINGS, COMPARISON, HISTOGRAMS_NOW, ONE_ORBIT, YEAR, LIFE, REPRESENTATIVE,
    EXTREME_SHELLS, LOSSES,
)  # fmt: skip


def main(design, *counts):
    """Print a line for each number of satellites."""
    state = open_state([design])
    snapshot = snapshot_at(state, state.playback.at, with_survey=False)
    rng = np.random.default_rng(3)
    analyst = Analyst()
    for text in counts or COUNTS:
        size = min(int(text), len(state.document.constellation))
        rows = np.sort(rng.choice(len(state.document.constellation), size, replace=False))
        began = time.process_time()
        selection = select_satellites({MAIN_DESIGN: rows})(state).selection
        took = {"select": [1e3 * (time.process_time() - began)]}
        for run in range(RUNS + 1):
            geometry = sky_geometry_at(snapshot.instant.plus_s(60.0 * run))
            question = Question(state.document, selection, geometry, snapshot.fleet)
            for need in NEEDS:
                began = time.process_time()
                analyst.answer(question, frozenset({need}))
                took.setdefault(need.name, []).append(1e3 * (time.process_time() - began))
        first = sum(times[0] for times in took.values())
        later = {name: min(times[1:] or times) for name, times in took.items()}
        each = ", ".join(f"{name} {ms:.0f}" for name, ms in later.items() if ms >= 0.5)
        again = sum(ms for name, ms in later.items() if name != "select")
        print(f"{size:,} satellites: first {first:.0f} ms, then {again:.0f} ms ({each})")


if __name__ == "__main__":
    main(*sys.argv[1:] or ["spacex-odc"])
