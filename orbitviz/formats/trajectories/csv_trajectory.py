"""Trajectories as CSV, one row a step."""

from __future__ import annotations

from pathlib import Path

from orbitviz.base.files import write_atomically
from orbitviz.formats.registry import Writer
from orbitviz.formats.trajectories.content import COLUMNS, FollowedSatellite


def _write(content: FollowedSatellite, path: Path) -> None:
    columns = [getattr(content.scenario.trajectory, name) for name in COLUMNS]
    lines = [",".join(COLUMNS)]
    lines += [",".join(f"{value:.9g}" for value in row) for row in zip(*columns, strict=True)]
    write_atomically(path, "\n".join(lines) + "\n")


FORMAT = Writer(title="CSV", endings=(".csv",), write=_write)
