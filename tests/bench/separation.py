"""How long separations of all shells take, and the best phasing of all of them.

    python -m tests.bench.separation [DESIGN]

Prints the median of several runs in ms: the closest pair of every shell with when it meets, then
every phasing of every group, then the whole check without and with power and heat.
"""

from __future__ import annotations

import statistics
import sys
import time

from orbitviz.analysis.check.checking import check_design
from orbitviz.analysis.check.registry import RULES, chosen_rules
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.fleet import fleet_at
from orbitviz.analysis.separation import group_phasing, meeting, shell_pair
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at

RUNS = 5


def main(name):
    """Print a line for each."""
    document = read_builtin(name)
    constellation, epoch = document.constellation, document.design.epoch_instant
    geometry = sky_geometry_at(epoch)

    def pairs():
        for shell in range(constellation.shell_count):
            pair = shell_pair(constellation, shell)
            if pair is not None:
                meeting(constellation, shell, pair, epoch)

    def phasings():
        for group in range(len(document.design.groups)):
            group_phasing(document, group)

    def check(rules):
        state = State.of(document, Playback(epoch))
        check_design(Subject(state, geometry, lambda: fleet_at(document, geometry)), rules)

    geometric = chosen_rules(["distances", "sunlight", "design"])
    for words, work in (
        (f"closest pairs of {constellation.shell_count} shells", pairs),
        ("all phasings of all shells", phasings),
        ("rules without power and heat", lambda: check(geometric)),
        ("all rules", lambda: check(RULES)),
    ):
        took = [timed(work) for _ in range(RUNS)]
        print(f"{1e3 * statistics.median(took):8.1f} ms  {words}")


def timed(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(*sys.argv[1:] or ["spacex-odc"])
