"""The verb `coverage`: who sees satellites, how many, and the worst place."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from orbitviz.analysis.coverage.record import cover_record
from orbitviz.analysis.coverage.sources import source_of_state
from orbitviz.base.json_text import json_text
from orbitviz.cli.coverage_text import print_cover
from orbitviz.cli.elevation import check_elevation
from orbitviz.cli.opening import TimeOption, names_in, open_state, remarks, shells_matching
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.model.sky_options import DEFAULT_MIN_ELEVATION_DEG
from orbitviz.orbits.timescale import Instant


def coverage(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Design files, catalogues or names of built-in designs."),
    ] = None,
    min_elevation: Annotated[
        float, typer.Option(help="Degrees over the horizon from which to count, 0 to 89.")
    ] = DEFAULT_MIN_ELEVATION_DEG,
    time: TimeOption = None,
    select: Annotated[
        str, typer.Option(help="Groups or shells by name, comma-separated, * for any letters.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell how many satellites are in view by latitude, and the worst place on Earth."""
    check_elevation(min_elevation)
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
        instant = Instant.parse(time) if time is not None else state.playback.at
        shells = shells_matching(state, names_in(select))
        source = source_of_state(state, shells, instant)
        progress(0.2, "looking")
        record = cover_record(source, state.document.design.name, instant, min_elevation)
    if as_json:
        typer.echo(json_text(asdict(record)))
    else:
        print_cover(record)
    for remark in remarks(state, instant, by_default=time is None):
        say(remark, err=True)
