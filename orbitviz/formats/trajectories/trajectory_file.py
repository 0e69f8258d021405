"""The formats of trajectories."""

from __future__ import annotations

from orbitviz.formats.registry import Writers
from orbitviz.formats.trajectories import csv_trajectory, json_trajectory

TRAJECTORIES = Writers(
    (
        csv_trajectory.FORMAT,
        json_trajectory.FORMAT,
    ),
    refusal="is not a table file name",
)
