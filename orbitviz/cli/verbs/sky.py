"""The verb `sky`: the satellites that one sees from a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from orbitviz.analysis.night_sky import SkyCounts, sky_counts
from orbitviz.analysis.nights import Night, night_date, night_of
from orbitviz.analysis.sky_series import (
    night_rows,
    year_days,
    year_named,
    year_remark,
    year_rows,
)
from orbitviz.base.constants import MINUTE_S
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.base.json_text import json_text
from orbitviz.base.progress import Progress
from orbitviz.cli.elevation import check_elevation
from orbitviz.cli.opening import TimeOption, open_state, remarks
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.sky_text import print_counts, print_night, print_year
from orbitviz.cli.terminal import say
from orbitviz.formats.pictures import png
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.model.design.groups import Site
from orbitviz.model.sites import site_named
from orbitviz.model.sky_options import DEFAULT_MIN_ELEVATION_DEG
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry, sky_geometry_at
from orbitviz.orbits.timescale import Instant

Row = TypeVar("Row")


def sky(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Design files, catalogues or names of built-in designs."),
    ] = None,
    site: Annotated[
        str | None,
        typer.Option(help="Place by name, or latitude,longitude[,height] in degrees and m."),
    ] = None,
    time: TimeOption = None,
    night: Annotated[
        str | None,
        typer.Option(help="Date: from its sunset to the next sunrise, instead of one instant."),
    ] = None,
    step: Annotated[
        int, typer.Option(min=1, max=240, help="Minutes between the steps of a night.")
    ] = 30,
    year: Annotated[
        str | None,
        typer.Option(help="Year: the end of nautical dusk of a day of each week."),
    ] = None,
    min_elevation: Annotated[
        float, typer.Option(help="Degrees over the horizon from which to count, 0 to 89.")
    ] = DEFAULT_MIN_ELEVATION_DEG,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Picture of the sky at that instant, .png."),
    ] = None,
) -> None:
    """Count the satellites in the sky of a place, by brightness, beside the stars."""
    if site is None:
        raise UserError("--site is missing", allowed='a city, or "52.5,13.4"')
    given = [name for name, value in (("--at", time), ("--night", night), ("--year", year))
             if value is not None]  # fmt: skip
    if len(given) > 1:
        raise UserError(f"{' and '.join(given)} are given together", allowed="one of them")
    check_elevation(min_elevation)
    day = night_date(night) if night is not None else None
    days = year_days(year_named(year)) if year is not None else None
    _check_output(output, given, as_json)
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
        place = site_named(site, state.document.design.sites)
        if days is not None:
            _print_year(state, place, days, min_elevation, progress, as_json=as_json)
            return
        if day is not None:
            found = night_of(place, day, step * MINUTE_S)
            rows = _night_rows(state, place, found, min_elevation, progress)
            instant = found.moments[0].instant if found.moments else state.playback.at
        else:
            instant = Instant.parse(time) if time is not None else state.playback.at
            rows = [sky_counts(state, place, sky_geometry_at(instant), min_elevation)]
    if as_json:
        tables = [asdict(row) for row in rows]
        typer.echo(json_text(tables if day is not None else tables[0]))
    elif day is not None:
        print_night(state, place, rows, found.remark)
    elif output is None or not is_stdout(output):
        print_counts(state, place, rows[0])
    if as_json and day is not None and found.remark:
        say(found.remark, err=True)
    if output is not None:
        _draw(state, place, sky_geometry_at(instant), output)
    for remark in remarks(state, instant, by_default=time is None and night is None):
        say(remark, err=True)


def _check_output(output: Path | None, given: list[str], as_json: bool) -> None:
    if output is None:
        return
    if as_json and is_stdout(output):
        raise UserError("--json and -o - both print", allowed="a file name for the picture")
    if given not in ([], ["--at"]):
        raise UserError(f"-o draws one instant, not a {given[0][2:]}", allowed="--at with -o")
    check_writable(output)
    if not is_stdout(output) and output.suffix.lower() != ".png":
        raise UserError("is not a PNG file", file=output, allowed="a file name ending in .png")


def _night_rows(
    state: State, site: Site, night: Night, min_elevation: float, progress: Progress
) -> list[SkyCounts]:
    return _counted(night_rows(state, site, night, min_elevation), len(night.moments), progress)


def _print_year(
    state: State,
    site: Site,
    days: list[date],
    min_elevation: float,
    progress: Progress,
    *,
    as_json: bool,
) -> None:
    evenings = _counted(year_rows(state, site, days, min_elevation), len(days), progress)
    remark = year_remark(site, evenings)
    if not as_json:
        print_year(state, site, evenings, remark)
        return
    typer.echo(
        json_text(
            [
                {"date": one.day.isoformat(), "dusk": one.counts and asdict(one.counts)}
                for one in evenings
            ]
        )
    )
    if remark:
        say(remark, err=True)


def _counted(rows: Iterable[Row], total: int, progress: Progress) -> list[Row]:
    out = []
    for row in rows:
        out.append(row)
        progress(len(out) / total, "counting")
    return out


def _draw(state: State, site: Site, geometry: SkyGeometry, output: Path) -> None:
    from orbitviz.scene.ground_sky.chart import draw_sky_chart

    png.FORMAT.write(PictureBands.of(draw_sky_chart(state, site, geometry)), output)
    say(output, err=is_stdout(output))
