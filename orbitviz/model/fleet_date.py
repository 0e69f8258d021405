"""The date of the fleet: which satellites are there, whatever time the sky shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FleetDate:
    """How far a fleet has been built up, and how its years run.

    Apart from the time of the sky: at a decade in 20 s the sky would turn 180 times a second.

    years    since the first launch, at the last command
    rate     years per second of real time, negative runs backwards
    """

    years: float = 0.0
    rate: float = 0.5
    playing: bool = False
