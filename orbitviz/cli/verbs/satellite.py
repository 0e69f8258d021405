"""The verb `satellite`: everything about one satellite at one time."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from orbitviz.analysis.one_satellite.record import OneSatellite
from orbitviz.base.errors import UserError
from orbitviz.base.files import is_there
from orbitviz.cli.opening import TimeOption, open_state, remarks
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.table import INDENT, Page, pair_lines
from orbitviz.cli.terminal import say
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.inspector import NEIGHBOURS, inspected
from orbitviz.formats.designs.builtin_index import builtin_ids
from orbitviz.formats.one_satellite.facts import (
    NEIGHBOUR_HEADINGS,
    fact_groups,
    neighbour_rows,
    neighbours_text,
)
from orbitviz.formats.one_satellite.json_satellite import satellite_json
from orbitviz.model.satellite_names import satellite_named
from orbitviz.orbits.timescale import Instant

_MOST_NEIGHBOURS = 1_000


def satellite(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Design file, catalogues or name of a built-in design."),
    ] = None,
    *,
    name: Annotated[
        str,
        typer.Argument(
            help='Shell, plane and slot such as "p001 s0001", or name or number of an object.'
        ),
    ],
    time: TimeOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    orbits: Annotated[
        bool,
        typer.Option("--orbits", help="Print JSON with its present orbit and the next two."),
    ] = False,
    neighbours: Annotated[
        int, typer.Option(min=0, max=_MOST_NEIGHBOURS, help="How many of the nearest satellites.")
    ] = NEIGHBOURS,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Refuse a catalogue with faulty records; names all."),
    ] = False,
) -> None:
    """Tell everything about one satellite at one time: orbit, Sun, state, neighbours."""
    if not files and (name in builtin_ids() or is_there(name)):
        raise UserError(
            f'the satellite is missing after "{name}"', allowed='such as "p001 s0001", or "25544"'
        )
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress, strict=strict)
    instant = Instant.parse(time) if time is not None else state.playback.at
    found = satellite_named(state, name)
    snapshot = snapshot_at(state, instant, with_survey=False, with_maps=found.source.is_design)
    record = inspected(state, snapshot, found, neighbours)
    if as_json or orbits:
        typer.echo(satellite_json(record, with_orbits=orbits))
    else:
        _print(record, with_neighbours=neighbours > 0)
    for remark in remarks(state, instant, by_default=time is None):
        say(remark, err=True)


def _print(record: OneSatellite, *, with_neighbours: bool) -> None:
    if sys.stdout is None:  # closed by the caller
        return
    page = Page()
    for title, facts in fact_groups(record):
        page.print(title, "bold")
        say("\n".join(pair_lines(facts, INDENT)))
    if not with_neighbours:
        return
    if record.neighbours:
        page.print_table(NEIGHBOUR_HEADINGS, neighbour_rows(record))
    page.print(neighbours_text(record))
