"""The verb `passes`: when a satellite stands above a site."""

from __future__ import annotations

import math
from typing import Annotated

import typer

from orbitviz.analysis.passes import SitePasses, passes_over
from orbitviz.base.constants import DAY_S
from orbitviz.base.errors import UserError
from orbitviz.cli.elevation import check_elevation
from orbitviz.cli.opening import check_span, open_state, remarks_on_object
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.table import Page
from orbitviz.cli.terminal import say
from orbitviz.formats.pass_texts import HEADINGS, heading_of, pass_rows, passes_json
from orbitviz.model.satellite_names import satellite_named
from orbitviz.model.sites import site_named
from orbitviz.model.sky_options import DEFAULT_MIN_ELEVATION_DEG
from orbitviz.orbits.timescale import Instant

MOST_DAYS = 60.0


def passes(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Design file, catalogues or name of a built-in design."),
    ] = None,
    site: Annotated[
        str,
        typer.Option(
            help="City, observatory, ground station, site of the design, or "
            "latitude,longitude[,height in m] such as 52.5,13.4."
        ),
    ] = "",
    satellite: Annotated[
        str,
        typer.Option(
            help='Shell, plane and slot such as "p001 s0001", or name, number or international '
            "designator of an object."
        ),
    ] = "",
    begin: Annotated[
        str | None,
        typer.Option("--from", help="UTC, ISO 8601, or now; defaults to the epoch."),
    ] = None,
    days: Annotated[float, typer.Option(help=f"Days to look at, up to {MOST_DAYS:.0f}.")] = 3.0,
    min_elevation: Annotated[
        float, typer.Option(help="Elevation in degrees above which a satellite counts as up.")
    ] = DEFAULT_MIN_ELEVATION_DEG,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the passes of a satellite over a site, and in what light they happen."""
    for option, value, allowed in (
        ("--site", site, 'a city, or "52.5,13.4"'),
        ("--satellite", satellite, 'a name or number, or "p001 s0001"'),
    ):
        if not value.strip():
            raise UserError(f"{option} is missing", allowed=allowed)
    if not 0.0 < days <= MOST_DAYS:
        raise UserError(f"--days is {days:g}", allowed=f"more than 0 to {MOST_DAYS:.0f} days")
    check_elevation(min_elevation)
    start = None if begin is None else Instant.parse(begin)
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
    place = site_named(site, state.document.design.sites)
    key = satellite_named(state, satellite)
    start = start or state.playback.at
    check_span(start, days)
    found = passes_over(state, key, place, start, days * DAY_S, math.radians(min_elevation))
    if as_json:
        typer.echo(passes_json(found))
    else:
        _print(found, min_elevation)
    for remark in remarks_on_object(state, key, found.begin, found.end):
        say(remark, err=True)


def _print(found: SitePasses, min_elevation_deg: float) -> None:
    page = Page()
    page.print(heading_of(found, min_elevation_deg), "italic")
    if any(one.rise or one.set for one in found.passes):
        page.print_table(HEADINGS, pass_rows(found))
    for remark in found.remarks:
        page.print(f"{remark}.")
