"""The verb `density`: satellites per km3 by altitude and latitude."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from orbitviz.analysis.density.compared import densities_of
from orbitviz.analysis.density.sources import BIN_KM, altitude_peak_of
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.opening import TimeOption, open_state, remarks
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.table import Page
from orbitviz.cli.terminal import say
from orbitviz.formats.pictures import png
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.formats.tables.density_table import DENSITY_TABLES, DensityTable, density_json
from orbitviz.orbits.timescale import Instant

_ROWS = 10  # altitudes that are printed


def density(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Design files, catalogues or names of built-in designs."),
    ] = None,
    time: TimeOption = None,
    bin_km: Annotated[
        float, typer.Option("--bin", min=0.1, help="Height of the cells, km.")
    ] = BIN_KM,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help=f"Output file, {DENSITY_TABLES.endings} or .png (a picture); - prints the table.",
        ),
    ] = None,
) -> None:
    """Tell how crowded space is: satellites per km3 by altitude and latitude."""
    if as_json and output is not None and is_stdout(output):
        raise UserError("--json and -o - both print", allowed="a file name for the table")
    writer = None
    is_picture = output is not None and output.suffix.lower() == ".png"
    if output is not None:
        check_writable(output)
        writer = None if is_picture else DENSITY_TABLES.for_path(output)
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
        instant = Instant.parse(time) if time is not None else state.playback.at
        progress(0.5, "counting")
        cells, found = densities_of(state, instant, bin_km, lambda: progress(0.5, "counting"))
    table = DensityTable(instant.isoformat("auto"), cells, found)
    if output is not None and writer is not None:
        writer.write(table, output)
    elif output is not None:
        _draw(table, output)
    if as_json:
        typer.echo(density_json(table))
    elif output is None:
        _print(table)
    else:
        say(output, err=is_stdout(output))
    for remark in remarks(state, instant, by_default=time is None):
        say(remark, err=True)


def _draw(table: DensityTable, output: Path) -> None:
    from orbitviz.scene.density_picture import draw_densities

    pixels = draw_densities(table.cells, table.sources, table.time)
    png.FORMAT.write(PictureBands.of(pixels), output)


def _print(table: DensityTable) -> None:
    if sys.stdout is None:  # closed by the caller
        return
    page = Page()
    step_km = float(table.cells.altitude_km[1] - table.cells.altitude_km[0])
    for one in table.sources:
        altitude_km, per_km3 = altitude_peak_of(one.density)
        side = "north" if one.peak.lat_rad > 0.0 else "south"
        page.print(
            f"{one.name}, {one.satellites:,} satellites, {table.time}: most crowded at "
            f"{altitude_km:,.0f} km with {per_km3:.2e} per km³; by latitude at "
            f"{one.peak.altitude_km:,.0f} km, {abs(math.degrees(one.peak.lat_rad)):.0f}° "
            f"{'north and south' if one.peak.is_mirrored else side} with {one.peak.per_km3:.2e}"
        )
        if one.density.outside >= 0.5:
            page.print(f"{one.density.outside:,.0f} of them are above or below these altitudes")
    edges = table.cells.altitude_km
    columns = np.array([one.density.by_altitude_km3 for one in table.sources])
    most = columns.max(axis=0)
    crowded = np.sort(np.argsort(-most, kind="stable")[:_ROWS])
    crowded = crowded[most[crowded] > 0.0]
    rows = []
    for k in crowded:
        values = (f"{value:.3e}" for value in columns[:, k])
        rows.append([f"{edges[k]:,g} to {edges[k + 1]:,g}", *values])
    page.print_table(["Altitude, km", *(f"{one.name}, per km³" for one in table.sources)], rows)
    page.print(
        f"The most crowded altitudes, in cells of {step_km:g} km; mean over "
        "latitudes and longitudes. --json and -o give all."
    )
