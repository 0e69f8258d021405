"""The verb `coverage`: who sees satellites, how many, and the worst place."""

from __future__ import annotations

import math
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from orbitviz.analysis.coverage.record import cover_record
from orbitviz.analysis.coverage.site_cover import site_cover
from orbitviz.analysis.coverage.sources import source_of_state
from orbitviz.base.constants import DAY_S
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.base.json_text import json_text
from orbitviz.base.progress import run_to_end
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
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.pictures import png
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.model.selection import ShellMask
from orbitviz.model.sites import site_named
from orbitviz.model.sky_options import DEFAULT_MIN_ELEVATION_DEG
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import State
from orbitviz.orbits.timescale import Instant

MOST_DAYS = 30.0
_MAP_PX = (1920, 1080)


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
        float | None,
        typer.Option(
            help=f"Days over which the site is looked at, up to {MOST_DAYS:.0f}; defaults to 1."
        ),
    ] = None,
    at_least: Annotated[
        int | None,
        typer.Option(help="Satellites that must be in view of the site at once; defaults to 1."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Map of how many are in view at that instant, .png."),
    ] = None,
) -> None:
    """Tell how many satellites are in view by latitude, and the worst place on Earth."""
    check_elevation(min_elevation)
    needing_site = {"--days": days, "--at-least": at_least}
    days = 1.0 if days is None else days
    at_least = 1 if at_least is None else at_least
    if not 0.0 < days <= MOST_DAYS:
        raise UserError(f"--days is {days:g}", allowed=f"more than 0 to {MOST_DAYS:.0f} days")
    if at_least < 1:
        raise UserError(f"--at-least is {at_least}", allowed="1 or more satellites")
    for option, value in needing_site.items():
        if value is not None and site is None:
            raise UserError(f"{option} is {value:g}", allowed="with --site")
    _check_output(output, as_json=as_json)
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
        instant = Instant.parse(time) if time is not None else state.playback.at
        place = None if site is None else site_named(site, state.document.design.sites)
        check_span(instant, days)
        constellation = state.document.constellation
        known = {*constellation.group_name, *constellation.shell_name}
        shells = shells_matching(state, names_in(select, known))
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
    elif output is None or not is_stdout(output):
        print_cover(record)
    if output is not None:
        _draw(state, shells, instant, min_elevation, output)
    for remark in remarks(state, instant, by_default=time is None):
        say(remark, err=True)


def _check_output(output: Path | None, *, as_json: bool) -> None:
    if output is None:
        return
    if as_json and is_stdout(output):
        raise UserError("--json and -o - both print", allowed="a file name for the map")
    check_writable(output)
    if not is_stdout(output) and output.suffix.lower() != ".png":
        raise UserError("is not a PNG file", file=output, allowed="a file name ending in .png")


def _draw(
    state: State, shells: ShellMask, instant: Instant, min_elevation_deg: float, output: Path
) -> None:
    """Draw the map of what is in view, with the satellites that are looked at."""
    from orbitviz.scene.world_map.projection import MapFrame, MapView
    from orbitviz.scene.world_map.world_map import MapPainter, pixel_ratio_of

    shown = replace(
        state.view,
        layers=replace(state.view.layers, coverage=True),
        min_elevation_rad=math.radians(min_elevation_deg),
    )
    hidden = keys_of_shells(np.flatnonzero(~shells).tolist())
    state = replace(state, view=shown, hidden=hidden)
    snapshot = snapshot_at(state, instant, with_maps=False)
    frame = MapFrame(MapView(shown.map_projection), _MAP_PX)
    steps = MapPainter().paint(
        state, snapshot, frame, pixel_ratio_of(_MAP_PX), heading=True, legend=True
    )
    png.FORMAT.write(PictureBands.of(run_to_end(steps).pixels), output)
    say(output, err=is_stdout(output))
