"""The verb `find`: the satellites of which a predicate is true."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.matching import found_by
from orbitviz.cli.opening import TimeOption, open_state, remarks
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.table import Page
from orbitviz.cli.terminal import say
from orbitviz.formats.tables.found_table import (
    FOUND_TABLES,
    FoundTable,
    found_json,
    lacking_remarks,
)
from orbitviz.orbits.timescale import Instant

_ROWS = 20  # that are printed unless another number is asked for


def find(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Design files, catalogues or names of built-in designs."),
    ] = None,
    where: Annotated[
        str, typer.Option(help="The predicate, such as 'altitude > 900 and charge < 40 %'.")
    ] = "",
    time: TimeOption = None,
    limit: Annotated[
        int | None,
        typer.Option(min=0, help=f"Rows at most; {_ROWS} by default, in a file all."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help=f"Output file, {FOUND_TABLES.endings}; - prints the table."
        ),
    ] = None,
) -> None:
    """Find the satellites of which a predicate is true, by power, heat, place or name."""
    if not where.strip():
        raise UserError("--where is missing", allowed="such as 'sunlit and altitude > 900'")
    if as_json and output is not None and is_stdout(output):
        raise UserError("--json and -o - both print", allowed="a file name for the table")
    writer = None
    if output is not None:
        check_writable(output)
        writer = FOUND_TABLES.for_path(output)
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
    instant = Instant.parse(time) if time is not None else state.playback.at
    found = found_by(where, state, instant)
    table = FoundTable(where, instant.isoformat("auto"), found.condition, found.hits, limit)
    if output is not None and writer is not None:
        writer.write(table, output)
    printed = replace(table, limit=_ROWS if limit is None else limit)
    if as_json:
        typer.echo(found_json(printed))
    elif output is None:
        _print(printed)
    else:
        say(f"{output}: {_summary(table)}", err=is_stdout(output))
    for remark in remarks(state, instant, by_default=time is None) + lacking_remarks(table.hits):
        say(remark, err=True)


def _print(table: FoundTable) -> None:
    if sys.stdout is None:  # closed by the caller
        return
    page = Page()
    page.print(_summary(table), "italic")
    texts = table.texts()
    if texts:
        page.print_table(table.headings, texts)
    if texts and len(texts) < table.matches:
        page.print(f"and {table.matches - len(texts):,} more (--limit shows more)")


def _summary(table: FoundTable) -> str:
    verb = "matches" if table.matches == 1 else "match"
    return f"{table.matches:,} of {table.total:,} satellites {verb} at {table.time}"
