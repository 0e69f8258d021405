"""The verb `export`: states of all satellites as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.matching import WhereOption, found_by
from orbitviz.cli.opening import TimeOption, names_in, open_state, remarks
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.formats.tables.export_table import TABLES, export_states
from orbitviz.formats.tables.found_table import lacking_remarks
from orbitviz.formats.tables.state_table import COLUMNS
from orbitviz.model.members import Members
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.registry import ALL, quantity_of
from orbitviz.subsystems.quantity import Quantity

_QUANTITIES = tuple(quantity.key for quantity in ALL if quantity.column not in COLUMNS)


def export(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Design files, catalogues or names of built-in designs."),
    ] = None,
    time: TimeOption = None,
    frame: Annotated[str, typer.Option(help="TEME, GCRS or ITRS.")] = "TEME",
    quantities: Annotated[
        str, typer.Option(help=f"Extra columns, comma-separated: {', '.join(_QUANTITIES)}.")
    ] = "",
    where: WhereOption = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Refuse a catalogue with faulty records; names all."),
    ] = False,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help=f"Output file, {TABLES.endings}; - prints the table."),
    ] = Path("orbitviz.csv"),
    form: Annotated[
        str | None,
        typer.Option("--format", help=f"{TABLES.names}; by default the ending decides."),
    ] = None,
) -> None:
    """Write position, velocity, ground point and sunlight of satellites at one time."""
    check_writable(output)
    TABLES.for_path(output, form)
    try:
        axes = Frame(frame.upper())
    except ValueError:
        raise UserError(f'"{frame}" is not a frame', allowed="TEME, GCRS or ITRS") from None
    chosen = _chosen(quantities)
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress, strict=strict)
        instant = Instant.parse(time) if time is not None else state.playback.at
        found = None if where is None else found_by(where, state, instant)
        members = None if found is None else Members(found.rows)
        fleet = None if found is None else found.fleet
        rows = export_states(state, instant, output, axes, progress, chosen, form, members, fleet)
    say(f"{output}: {rows:,} rows at {instant.isoformat('auto')}, {axes}", err=is_stdout(output))
    lacking = [] if found is None else lacking_remarks(found.hits)
    for remark in remarks(state, instant, by_default=time is None) + lacking:
        say(remark, err=True)


def _chosen(names: str) -> tuple[Quantity, ...]:
    """Return the quantities in a comma-separated list."""
    chosen = []
    for name in names_in(names):
        if name not in _QUANTITIES:
            raise UserError(f'there is no quantity named "{name}"', allowed=", ".join(_QUANTITIES))
        chosen.append(quantity_of(name))
    return tuple(chosen)
