"""How long the sky of a place takes, for the million and for six.

    python -m tests.bench.sky [N]

Counts satellites and stars at N instants (24) through a day over four places, each with its own
turn of the Earth, and prints the times.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from orbitviz.analysis.night_sky import sky_counts
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.sites import site_named
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at

PLACES = ("Quito", "Los Angeles", "Berlin", "78.22,15.65")


def measure(what: str, state: State, instants: int) -> None:
    """Print the times of one design."""
    epoch = state.playback.at
    sky_counts(state, site_named(PLACES[0]), sky_geometry_at(epoch))  # the ephemeris is opened
    seconds, most = [], 0
    for place in PLACES:
        for k in range(instants):
            begun = time.perf_counter()
            geometry = sky_geometry_at(epoch.plus_s(k * 86_400.0 / instants))
            counts = sky_counts(state, site_named(place), geometry)
            seconds.append(time.perf_counter() - begun)
            most = max(most, counts.above_horizon)
    print(
        f"{what}: median {np.median(seconds):.3f} s, longest {max(seconds):.3f} s, "
        f"up to {most:,} above the horizon"
    )


def main(instants: int) -> None:
    """Measure the million and six of them, with ten times the slots in the inclined planes."""
    document = read_builtin("spacex-odc")
    playback = Playback(document.design.epoch_instant)
    measure(f"{len(document.constellation):,}", State.of(document, playback), instants)
    slots = "satellites_per_plane = 3_330"
    many = document.text.replace("satellites_per_plane = 333 ", f"{slots} ")
    many = many.replace("max_satellites = 1_000_000", "max_satellites = 6_000_000")
    document = parse_design(many)
    measure(f"{len(document.constellation):,}", State.of(document, playback), max(instants // 8, 1))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 24)
