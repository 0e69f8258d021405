"""How far the limit cycles of random designs are from direct integration.

    python -m tests.bench.random_designs [COUNT] [SEED]

Half of the designs are ordinary ones, half are drawn by hypothesis; each is integrated from three
starts until it repeats. Printed are the cases left unsettled, and charge, temperature and work at
their worst along the orbit. 2,000 take 10 minutes of one core.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from tests.subsystems.random_designs import compared, drawn_cases, ordinary_cases


def told(title, result):
    """Print what comparing found."""
    print(f"{title}: {len(result.differences)} compared, {len(result.beyond)} beyond a bound")
    print(
        f"  unsettled {len(result.unsettled)}, falsely settled {len(result.false)}, "
        f"without a cycle {len(result.without)}, with several {len(result.many)}"
    )
    for name in ("soc", "temp_k", "work"):
        values = np.array([getattr(one, name) for one in result.differences])
        shares = (50, 95, 99, 100)
        print(f"  {name:6}", *(f"{share}%: {np.percentile(values, share):.5f}" for share in shares))
    for case in (*result.unsettled, *result.false, *result.beyond):
        print(" ", case)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    print(f"seed {seed}")
    told("ordinary", compared(ordinary_cases(count // 2, seed)))
    told("hypothesis", compared(drawn_cases(count - count // 2, seed)))


if __name__ == "__main__":
    main()
