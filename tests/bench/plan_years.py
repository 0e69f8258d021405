"""How long the years of a fleet take, of the processor, and how much memory.

    python -m tests.bench.plan_years [DESIGN] [YEARS]

Prints the simulation, the totals by year, what maps of satellites at a few ages add for power and
compute, and the state of every slot at one date; then the memory that the satellites hold and the
most that was held at once.
"""

from __future__ import annotations

import resource
import sys
import time

from orbitviz.analysis.deployment.from_design import calendar_of, plan_of
from orbitviz.analysis.deployment.seasonal_means import seasonal_means
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.analysis.deployment.yearly import yearly
from orbitviz.cli.opening import open_state
from orbitviz.formats.designs.design_file import places_of
from tests.memory import memory_mb


def main(name, years):
    """Print a line for each."""
    document = open_state([name]).document
    calendar = calendar_of(document.design, years)
    plan = plan_of(document.design, document.constellation, calendar, places_of(document))
    before_mb, peak_before_mb = memory_mb(), peak_mb()
    history = timed("simulation", lambda: simulate(plan))
    timed("totals by year", lambda: yearly(history, calendar))
    held_mb, most_mb = memory_mb() - before_mb, peak_mb() - peak_before_mb
    means = timed("maps", lambda: seasonal_means(document, plan.life_years))
    timed("totals with power and compute", lambda: yearly(history, calendar, means))
    timed("state of every slot, first", lambda: history.slot_states_at(0.5 * plan.years))
    timed("state of every slot", lambda: history.slot_states_at(0.75 * plan.years))
    print(f"{len(history):,} satellites hold {held_mb:.0f} MB, at most {most_mb:.0f} MB at once")


def timed(words, work):
    began = time.process_time()
    result = work()
    print(f"{1e3 * (time.process_time() - began):8.1f} ms  {words}")
    return result


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0] if given else "spacex-odc", int(given[1]) if len(given) > 1 else 20)
