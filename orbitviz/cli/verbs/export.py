"""The verb `export`: states of all satellites as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable
from orbitviz.cli.opening import open_state
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.formats.tables.export_table import TABLES, export_states
from orbitviz.formats.tables.state_table import COLUMNS
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.registry import ALL, quantity_of
from orbitviz.subsystems.quantity import Quantity

_QUANTITIES = tuple(quantity.key for quantity in ALL if quantity.column not in COLUMNS)


def export(
    files: Annotated[
        list[str] | None, typer.Argument(help="Designs, catalogues or built-in designs.")
    ] = None,
    at: Annotated[str | None, typer.Option(help="UTC, ISO 8601 or now; else the epoch.")] = None,
    frame: Annotated[str, typer.Option(help="TEME, GCRS or ITRS.")] = "TEME",
    quantities: Annotated[
        str, typer.Option(help=f"Further columns, comma between: {', '.join(_QUANTITIES)}.")
    ] = "",
    output: Annotated[
        Path, typer.Option("-o", "--output", help=f"File to write, {TABLES.endings}.")
    ] = Path("orbitviz.csv"),
) -> None:
    """Write position, velocity, ground point and sunlight of every satellite at one time."""
    check_writable(output)
    try:
        axes = Frame(frame.upper())
    except ValueError:
        raise UserError(f'"{frame}" is not a frame', allowed="TEME, GCRS or ITRS") from None
    chosen = _chosen(quantities)
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
        instant = Instant.parse(at) if at is not None else state.playback.at
        done = export_states(state, instant, output, axes, progress, chosen)
    say(f"{output}: {done.rows:,} rows at {instant.isoformat()}, {axes}")
    if done.failed:
        say(f"{done.failed:,} objects were left out: SGP4 failed for them", err=True)


def _chosen(names: str) -> tuple[Quantity, ...]:
    """Return the quantities named, comma between."""
    chosen = []
    for name in filter(None, (part.strip() for part in names.split(","))):
        if name not in _QUANTITIES:
            raise UserError(f'no quantity is called "{name}"', allowed=", ".join(_QUANTITIES))
        chosen.append(quantity_of(name))
    return tuple(chosen)
