"""A satellite near another one."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.model.source import SatelliteKey


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A satellite, how far away it is, and how fast that changes: below 0 it comes closer."""

    key: SatelliteKey
    name: str
    group: str
    shell: str | None
    is_of_same_shell: bool
    distance_km: float
    range_rate_km_s: float
