"""How long the coverage of designs takes, and what it is.

    python -m tests.bench.coverage [DESIGN...]

For each built-in design, or those named: the mean number in view by latitude in closed form, the
samples of fewest in view and best elevation, and the worst place over an orbit.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from orbitviz.analysis.coverage.latitudes import (
    LATITUDES_DEG,
    cover_by_latitude,
    mean_by_latitude,
)
from orbitviz.analysis.coverage.sources import source_of
from orbitviz.analysis.coverage.worst import worst_place
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import builtin_ids

MASK_RAD = np.radians(25.0)


def measure(name: str) -> None:
    """Print the times and figures of one design."""
    constellation = read_builtin(name).constellation
    source = source_of(constellation, np.ones(constellation.shell_count, bool))
    print(f"{name}: {len(source):,} satellites, {len(source.lanes.planes):,} planes")
    begun = time.perf_counter()
    mean = mean_by_latitude(source.lanes, np.radians(LATITUDES_DEG), MASK_RAD)
    print(f"  mean by latitude {time.perf_counter() - begun:.3f} s: up to {mean.max():,.2f}")
    begun = time.perf_counter()
    found = cover_by_latitude(source, constellation.epoch, MASK_RAD)
    print(
        f"  samples {time.perf_counter() - begun:.2f} s: {found.samples} of each latitude, fewest "
        f"{found.in_view_min.min()}, at the equator {found.in_view_min[len(mean) // 2]}"
    )
    begun = time.perf_counter()
    worst = worst_place(source, constellation.epoch)
    print(
        f"  worst place {time.perf_counter() - begun:.2f} s: central angle "
        f"{np.degrees(worst.central_angle_rad):.3f}, elevation "
        f"{np.degrees(worst.elevation_rad):.3f} degrees"
    )


if __name__ == "__main__":
    for one in sys.argv[1:] or builtin_ids():
        measure(one)
