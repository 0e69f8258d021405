"""What the file of a trajectory is written from."""

from __future__ import annotations

from dataclasses import dataclass, fields

from orbitviz.analysis.transients import Scenario
from orbitviz.subsystems.transient import Trajectory

COLUMNS = tuple(field.name for field in fields(Trajectory))


@dataclass(frozen=True, eq=False)
class FollowedSatellite:
    """A satellite and what happens to it; shell_name is that of its shell."""

    shell_name: str
    scenario: Scenario
