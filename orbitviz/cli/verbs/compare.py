"""The verb `compare`: two designs side by side as numbers and pictures."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from orbitviz.analysis.compare.comparing import compared
from orbitviz.analysis.compare.rows import DesignComparison
from orbitviz.analysis.compare.side import Side
from orbitviz.analysis.fleet import Fleet
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.drawing import loading_opengl
from orbitviz.cli.opening import open_one_design, solved_at
from orbitviz.cli.table import Page
from orbitviz.cli.terminal import say
from orbitviz.engine.home import home_pose
from orbitviz.formats.reports.columns import ROUNDED
from orbitviz.formats.reports.comparison_file import COMPARISONS
from orbitviz.formats.reports.comparison_texts import (
    HEADINGS,
    NO_WINNER,
    row_texts,
    summary_text,
)
from orbitviz.formats.reports.content import ComparisonContent, ReportPicture, ReportPictures
from orbitviz.formats.reports.json_comparison import comparison_json
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.orbit import GROUP
from orbitviz.subsystems.quantities.work import COMPUTE

_PICTURE = (960, 600)


def compare(
    a: Annotated[str, typer.Argument(help="Design file or name of a built-in design.")],
    b: Annotated[str, typer.Argument(help="The design that is compared with it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    time: Annotated[
        str | None,
        typer.Option(
            "--time", "--at", help="UTC, ISO 8601, or now; defaults to the epoch of the first."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help=f"Output file, {COMPARISONS.endings}; a table if omitted."
        ),
    ] = None,
) -> None:
    """Compare two designs at one time: figures, differences, what is better and worse."""
    writer = None
    if output is not None:
        check_writable(output)
        writer = COMPARISONS.for_path(output)
    first = Side(*_opened(a, time))
    second = Side(*_opened(b, first.geometry.instant))
    found = compared(first, second)
    if output is not None and writer is not None:
        assumptions = dict.fromkeys((*first.report.assumptions, *second.report.assumptions))
        content = ComparisonContent(
            comparison=found,
            pictures=lambda: _pictures(first, second),
            assumptions=tuple(assumptions),
        )
        writer.write(content, output)
    if as_json:
        typer.echo(comparison_json(found))
    elif output is None:
        _print(found)
    elif not is_stdout(output):
        say(output)


def _opened(name: str, time: str | Instant | None) -> tuple[State, SkyGeometry, Fleet]:
    state = open_one_design(name)
    snapshot, fleet = solved_at(state, time)
    return state, snapshot.geometry, fleet


def _pictures(first: Side, second: Side) -> ReportPictures:
    """Draw both with one camera, which sees all of A, and in colours of one range."""
    camera = home_pose(first.state, first.geometry)
    pictures = []
    try:
        with loading_opengl():
            from orbitviz.scene.colouring import common_range
            from orbitviz.scene.offscreen import Renderer
        with Renderer() as renderer:
            for quantity, words in ((GROUP, "group"), (COMPUTE, "delivered compute")):
                view = replace(first.state.view, camera=camera, colour_mode=quantity.key)
                view = replace(view, colour_range=common_range(view, (first.fleet, second.fleet)))
                for letter, side in (("A", first), ("B", second)):
                    drawn = replace(side.state, view=view)
                    pixels, _ = renderer.render(
                        drawn, side.geometry.instant, _PICTURE, supersample=1
                    )
                    caption = f"{letter}: {side.name}, coloured by {words}."
                    pictures.append(ReportPicture(caption, pixels))
    except UserError as error:
        return ReportPictures(tuple(pictures), refused=str(error))
    return ReportPictures(tuple(pictures))


def _print(found: DesignComparison) -> None:
    if sys.stdout is None:  # closed by the caller
        return
    page = Page()
    page.print(f"A: {found.a}", "italic")
    page.print(f"B: {found.b}", "italic")
    page.print(f"At {found.time}", "italic")
    page.print_table(HEADINGS, [row_texts(row) for row in found.rows])
    limits = " in A, by ".join(found.limited_by)
    page.print(f"Compute is limited by {limits} in B.")
    for words in (summary_text(found), NO_WINNER, *found.remarks, ROUNDED):
        page.print(words)
