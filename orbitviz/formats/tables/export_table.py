"""Exports the states of all satellites; the formats it can be done in."""

from __future__ import annotations

from pathlib import Path

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.files import check_writable
from orbitviz.base.progress import Progress, no_progress
from orbitviz.formats.registry import Writers
from orbitviz.formats.tables import csv_table, parquet_table, tle_table
from orbitviz.formats.tables.state_table import StateTable
from orbitviz.model.members import Members
from orbitviz.model.state import State
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantity import Quantity

TABLES = Writers(
    (
        csv_table.FORMAT,
        parquet_table.FORMAT,
        tle_table.FORMAT,
    ),
    refusal='the ending "{ending}" is not that of a known format',
)


def export_states(
    state: State,
    instant: Instant,
    path: Path,
    frame: Frame = Frame.TEME,
    progress: Progress = no_progress,
    quantities: tuple[Quantity, ...] = (),
    form: str | None = None,
    members: Members | None = None,
    fleet: Fleet | None = None,
) -> int:
    """Write the states of everything open at `instant` in the axes of `frame`; return the rows.

    Objects that SGP4 cannot propagate to that time are left out.

    path         its ending names the format, one of TABLES
    quantities   further columns, SI
    form         name of the format, whatever the ending
    members      the satellites to write, None for all
    fleet        the operating maps at that instant, if they are known

    Raises UserError if the file cannot be written, Cancelled if `progress` does; there is no
    partial file then.
    """
    check_writable(path)
    writer = TABLES.for_path(path, form)
    table = StateTable(state, instant, frame, progress, quantities, members, fleet)
    writer.write(table, path)
    return table.written
