"""The verb `coverage`: who sees satellites, how many, and the worst place."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated

import typer

from orbitviz.analysis.coverage.record import cover_record
from orbitviz.analysis.coverage.site_cover import site_cover
from orbitviz.analysis.coverage.sources import source_of_state
from orbitviz.base.constants import DAY_S
from orbitviz.base.errors import UserError
from orbitviz.base.json_text import json_text
from orbitviz.cli.coverage_text import print_cover
from orbitviz.cli.elevation import check_elevation
from orbitviz.cli.opening import (
    TimeOption,
    check_span,
    names_in,
    open_state,
    remarks,
    shells_matching,
)
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.model.sites import site_named
from orbitviz.model.sky_options import DEFAULT_MIN_ELEVATION_DEG
from orbitviz.orbits.timescale import Instant

MOST_DAYS = 30.0


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
    site: Annotated[
        str | None,
        typer.Option(
            help="Also how long a place has satellites in view: name, or "
            "latitude,longitude[,height in m]."
        ),
    ] = None,
    days: Annotated[
        float, typer.Option(help=f"Days over which a site is looked at, up to {MOST_DAYS:.0f}.")
    ] = 1.0,
    at_least: Annotated[
        int, typer.Option(help="Satellites that must be in view of the site at once.")
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell how many satellites are in view by latitude, and the worst place on Earth."""
    check_elevation(min_elevation)
    if not 0.0 < days <= MOST_DAYS:
        raise UserError(f"--days is {days:g}", allowed=f"more than 0 to {MOST_DAYS:.0f} days")
    if at_least < 1:
        raise UserError(f"--at-least is {at_least}", allowed="1 or more satellites")
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
        instant = Instant.parse(time) if time is not None else state.playback.at
        place = None if site is None else site_named(site, state.document.design.sites)
        check_span(instant, days)
        shells = shells_matching(state, names_in(select))
        source = source_of_state(state, shells, instant)
        progress(0.2, "looking")
        record = cover_record(source, state.document.design.name, instant, min_elevation)
        if place is not None:
            progress(0.7, "looking")
            found = site_cover(
                source, place, instant, span_s=days * DAY_S,
                min_elevation_deg=min_elevation, at_least=at_least,
            )  # fmt: skip
            record = replace(record, site=found)
    if as_json:
        table = asdict(record)
        if record.site is None:
            del table["site"]
        typer.echo(json_text(table))
    else:
        print_cover(record)
    for remark in remarks(state, instant, by_default=time is None):
        say(remark, err=True)
