"""The verb `scale`: how large a fleet is beside the world."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from orbitviz.analysis.census import take_census
from orbitviz.analysis.density.compared import densities_of
from orbitviz.analysis.deployment.from_design import DEFAULT_YEARS
from orbitviz.analysis.deployment.outlook import remarks_on
from orbitviz.analysis.deployment.planned_fleet import followed_fleet
from orbitviz.analysis.scale.figures import figures_of
from orbitviz.analysis.scale.scaling import scale_of
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.opening import open_state, remarks, solved_at
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.table import Page
from orbitviz.cli.terminal import say
from orbitviz.formats.designs.design_file import places_of
from orbitviz.formats.reports.scale_file import SCALES, ScaleContent, lead_text, scale_json


def scale(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="A design, and catalogues of what flies today to put beside it."),
    ] = None,
    years: Annotated[
        int, typer.Option(help="Calendar years, that of the first launch included, up to 100.")
    ] = DEFAULT_YEARS,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help=f"Output file, {SCALES.endings}; prints tables if omitted."
        ),
    ] = None,
) -> None:
    """Tell how large a fleet is: Kardashev, payback of launching it, debris, the air."""
    writer = None
    if output is not None:
        check_writable(output)
        writer = SCALES.for_path(output)
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
        document = state.document
        if not len(document.constellation):
            raise UserError(
                "only catalogues are given: there is no design to measure", allowed="a design"
            )
        places = places_of(document)
        planned = followed_fleet(document, years, places, progress)
        snapshot, fleet = solved_at(state, None)
        everything = np.ones(document.constellation.shell_count, bool)
        census = take_census(fleet, snapshot.geometry, everything)
        found = scale_of(document, census, planned)
        _, densities = densities_of(state, snapshot.instant)
    said = tuple(str(one) for one in remarks_on(document.design, planned, places, document.path))
    content = ScaleContent(
        found,
        tuple((one.name, one.density.count.sum(axis=1)) for one in densities[1:]),
        said,
    )
    if output is not None and writer is not None:
        writer.write(content, output)
    if as_json:
        typer.echo(scale_json(content))
    elif output is None:
        _print(content)
    elif not is_stdout(output):
        say(output)
    for one in (*remarks(state, snapshot.instant, by_default=True), *said):
        say(one, err=True)


def _print(content: ScaleContent) -> None:
    page = Page()
    page.print(f"{content.scale.design}, {lead_text(content.scale)}", "italic")
    for topic, rows in figures_of(content.scale).items():
        page.print_table(
            [topic, "", "certainty"], [[row.name, row.text, row.grade.word] for row in rows]
        )
    page.print("In brackets low and high. --json and -o have the source of every figure.")
