"""How close the operating map is to scipy, on any number of cases.

    python -m tests.bench.map_accuracy 1000         any satellite
    python -m tests.bench.map_accuracy 1000 near    near the built-in ones

Cases and bounds are those of tests/subsystems/test_operating_map.py, drawn anew each time.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from tests.subsystems.test_operating_map import JUMP, near_built_in, satellites, verdicts


def main(count, drawn_from):
    """Print how many of `count` random cases are within the bounds, and the others."""
    every = verdicts(count, drawn_from, time.time_ns())
    settled = [one for one in every if one.soc is not None]
    off = [one for one in settled if one.share_of_bounds > 1.0]
    jumps = sum(one.jump > JUMP for one in off)
    print(f"{len(every)} cases, {len(every) - len(settled)} without a cycle")
    print(f"{len(settled) - len(off)} within all bounds, {jumps} of the others at a jump")
    for name in ("soc", "temp_k", "work"):
        values = np.array([getattr(one, name) for one in settled])
        print(
            name, *(f"{share}%: {np.percentile(values, share):.5f}" for share in (50, 95, 99, 100))
        )
    for one in off:
        print(one)


if __name__ == "__main__":
    main(int(sys.argv[1]), near_built_in() if "near" in sys.argv else satellites())
