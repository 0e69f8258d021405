"""Trajectories as JSON, one array a quantity."""

from __future__ import annotations

from pathlib import Path

from orbitviz.base.files import write_atomically
from orbitviz.base.json_text import json_text
from orbitviz.formats.registry import Writer
from orbitviz.formats.trajectories.content import COLUMNS, FollowedSatellite


def trajectory_json(content: FollowedSatellite) -> str:
    """Return the trajectory as JSON."""
    scenario = content.scenario
    record = {
        "satellite": f"the first of {content.shell_name}",
        "scenario": scenario.key,
        "what": scenario.what,
        "begin": scenario.begin.isoformat(),
        "changed_s": scenario.changed,
        **{name: getattr(scenario.trajectory, name).tolist() for name in COLUMNS},
    }
    return json_text(record)


def _write(content: FollowedSatellite, path: Path) -> None:
    write_atomically(path, trajectory_json(content) + "\n")


FORMAT = Writer(title="JSON", endings=(".json",), write=_write)
