"""How close the operating map is to scipy, on any number of cases.

    python -m tests.bench.map_accuracy 1000         any satellite
    python -m tests.bench.map_accuracy 1000 near    near the built-in ones

Cases and bounds are those of tests/subsystems/test_operating_map.py, drawn anew each time.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from tests.subsystems.test_operating_map import JUMP, any_design, near_built_in, verdicts


def main(count, design):
    """Print how many of `count` random cases are within the bounds, and the others."""
    every = verdicts(count, design, time.time_ns())
    print(f"{len(every)} cases")
    for how in ("solved", "looked_up"):
        found = [one for one in every if getattr(one, how) is not None]
        differences = [getattr(one, how) for one in found]
        off = [one for one in found if getattr(one, how).share_of_bounds > 1.0]
        jumps = sum(one.jump > JUMP for one in off)
        print(f"{how}: {len(found) - len(off)} within all bounds, {len(off)} not", end="")
        print(f", {jumps} of these at a jump; {len(every) - len(found)} without a cycle")
        for name in ("soc", "temp_k", "work"):
            values = np.array([getattr(one, name) for one in differences])
            shares = (50, 95, 99, 100)
            print(" ", name, *(f"{share}%: {np.percentile(values, share):.5f}" for share in shares))
        for one in off:
            print(" ", one)


if __name__ == "__main__":
    main(int(sys.argv[1]), near_built_in if "near" in sys.argv else any_design)
