"""The motion of one satellite as a function of time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import states_at_times
from orbitviz.orbits.sgp4.one_object import OneObject
from orbitviz.orbits.timescale import Instant

# Seconds (m,) float64 after some instant -> r_km and v_km_s (m, 3) float64 TEME, nan where the
# model gives none.
Motion = Callable[[Floats], tuple[Floats, Floats]]


def motion_of_satellite(constellation: Constellation, row: int, begin: Instant) -> Motion:
    """Return the motion of a satellite of a design from an instant on: secular J2."""
    begin_s = begin.seconds_since(constellation.epoch)

    def states(seconds: Floats) -> tuple[Floats, Floats]:
        return states_at_times(constellation, np.full(len(seconds), row), begin_s + seconds)

    return states


def motion_of_object(one: OneObject, begin: Instant) -> Motion:
    """Return the motion of an object of a catalogue from an instant on: SGP4."""

    def states(seconds: Floats) -> tuple[Floats, Floats]:
        r_km, v_km_s, _ = one.states(begin, seconds)
        return r_km, v_km_s

    return states
