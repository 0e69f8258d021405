"""What a satellite carries along its orbits, and some orbits of many."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.environment import Environment
from orbitviz.subsystems.operation import Forcing

_Rows = TypeVar("_Rows", Forcing, Environment, "OperatingStates")

_CHUNK = 20_000  # places solved at once: all that a turn needs of them fits a processor's cache


@dataclass(frozen=True, eq=False)
class OperatingStates:
    """What a satellite carries along its orbit, at the stations of each orbit.

    soc         (l, k) 0..1
    radiator_k  (l, k) K
    """

    soc: Floats
    radiator_k: Floats


def orbits_of(given: _Rows, rows: Any) -> _Rows:
    """Return some orbits alone."""
    return replace(given, **{f.name: getattr(given, f.name)[rows] for f in fields(given)})


def chunks(step_s: Floats) -> list[slice]:
    """Return the orbits, steps (l, k), in parts that are solved at once."""
    orbits = max(_CHUNK // step_s.shape[1], 1)
    return [slice(first, first + orbits) for first in range(0, len(step_s), orbits)]
