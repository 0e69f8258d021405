"""The verb `report`: power, heat and compute of a design as numbers."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from orbitviz.analysis.census import waterfall
from orbitviz.analysis.report import Reporter
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, write_atomically
from orbitviz.cli.opening import open_design, shells_matching
from orbitviz.cli.report_columns import BRIEF
from orbitviz.cli.report_html import page
from orbitviz.engine.viewpoints import pose_facing
from orbitviz.model.group_colours import group_colours
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.offscreen import render_picture
from orbitviz.subsystems.quantities.orbit import GROUP
from orbitviz.subsystems.quantities.work import COMPUTE

ShellMask = NDArray[np.bool_]

_PICTURE = (960, 600)


def report(
    design: Annotated[str | None, typer.Argument(help="Design or built-in design.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    time: Annotated[str | None, typer.Option(help="UTC, ISO 8601 or now; else the epoch.")] = None,
    shells: Annotated[
        list[str] | None,
        typer.Option(help="Groups or shells by name, * stands for any text; may be repeated."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write, .html or .json.")
    ] = None,
) -> None:
    """Report power, heat and compute by group and shell, now and through the year."""
    if output is not None:
        check_writable(output)
        if output.suffix.lower() not in (".html", ".json"):
            raise UserError(f"{output}: is not a name of a report", allowed=".html or .json")
    state, snapshot, fleet = open_design(design, time)
    reporter = Reporter(state, snapshot.geometry, fleet)
    mask = shells_matching(state, shells or [])
    told = reporter.report(mask)
    if output is not None and output.suffix.lower() == ".html":
        write_atomically(output, _html(state, snapshot.geometry, reporter, mask, told))
    elif output is not None:
        write_atomically(output, _json(told))
    if as_json:
        sys.stdout.write(_json(told))
    elif output is None:
        _print(told)
    else:
        sys.stdout.write(f"{output}\n")


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, indent=2, allow_nan=False) + "\n"


def _html(
    state: State, geometry: SkyGeometry, reporter: Reporter, mask: ShellMask, told: dict[str, Any]
) -> str:
    constellation = state.document.constellation
    group = constellation.shell_group
    colours = group_colours(state.document.design)
    lines = [
        (
            constellation.group_name[k],
            colours[k],
            reporter.sunlit_through_year(mask & (group == k)),
        )
        for k in np.unique(group[mask]).tolist()
        if reporter.census(mask & (group == k)).count
    ]
    days = reporter.year.instants
    ticks = [
        (k / max(len(days) - 1, 1), f"{day.to_datetime():%b}")
        for k, day in enumerate(days)
        if day.to_datetime().day == 1
    ]
    camera = pose_facing(constellation, geometry, state.view.camera)
    pictures, note = [], ""
    try:
        for quantity, words in ((GROUP, "group"), (COMPUTE, "delivered compute")):
            view = replace(state.view, camera=camera, colour_mode=quantity.key)
            drawn = replace(state, view=view)
            pixels, _ = render_picture(drawn, geometry.instant, _PICTURE, 1)
            pictures.append((f"Every satellite, coloured by {words}.", pixels))
    except UserError as error:
        note = f"No picture: {error}."
    return page(told, lines, ticks, waterfall(reporter.figures(mask)), pictures, note)


def _print(told: dict[str, Any]) -> None:
    # Here, because the window is there the sooner without it.
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=escape(f"{told['design']}, {told['time']}"))
    table.add_column("Group")
    for column in BRIEF:
        table.add_column(column.heading, justify="right")
    for row in (*told["groups"], {**told["total"], "name": "Total"}):
        table.add_row(escape(row["name"]), *(column.text(row) for column in BRIEF))
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 150)
    console.print(table)
    for finding in told["findings"]:
        console.print(finding, style="bold red", markup=False)
