"""The verb `plan`: a fleet over the years."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from orbitviz.analysis.deployment.from_design import DEFAULT_YEARS
from orbitviz.analysis.deployment.outlook import FLOWN_AT_MOST, as_flown, remarks_on
from orbitviz.analysis.deployment.planned_fleet import followed_fleet
from orbitviz.analysis.deployment.seasonal_means import seasonal_means
from orbitviz.analysis.deployment.yearly import yearly
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.opening import open_state
from orbitviz.cli.planning import check_seed
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.table import Page
from orbitviz.cli.terminal import say
from orbitviz.formats.designs.design_file import places_of
from orbitviz.formats.reports.plan_file import PLANS
from orbitviz.formats.reports.plan_texts import (
    HEADINGS,
    Planned,
    complete_text,
    plan_json,
    plan_rows,
)


def plan(
    files: Annotated[
        list[str] | None, typer.Argument(help="A design, by file or name of a built-in one.")
    ] = None,
    years: Annotated[
        int, typer.Option(help="Calendar years, that of the first launch included, up to 100.")
    ] = DEFAULT_YEARS,
    seed: Annotated[
        int, typer.Option(help="Number that decides what fails when; the same gives the same.")
    ] = 0,
    flown: Annotated[
        bool,
        typer.Option(
            "--as-flown",
            help=f"Launch it with the most that has been flown: {FLOWN_AT_MOST}.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help=f"Output file, {PLANS.endings}; prints a table if omitted."
        ),
    ] = None,
) -> None:
    """Follow a fleet over the years: launched, working, failed, replaced, retired, gone."""
    check_seed(seed)
    writer = None
    if output is not None:
        check_writable(output)
        writer = PLANS.for_path(output)
    with progress_bar("reading") as progress:
        document = open_state(files or [], progress).document
        if not len(document.constellation):
            raise UserError(
                "only catalogues are given: there is no design to plan", allowed="a design"
            )
        if flown:
            document = as_flown(document)
        design, places = document.design, places_of(document)
        followed = followed_fleet(document, years, places, progress, seed)
        wanted = followed.history.plan
        longest = np.minimum(wanted.life_years, wanted.years)
        means = seasonal_means(document, longest)
        found = yearly(followed.history, followed.calendar, means)
    remarks = tuple(str(one) for one in remarks_on(design, followed, places, document.path))
    planned = Planned(design.name, wanted.slots, seed, found, remarks, flown)
    if output is not None and writer is not None:
        writer.write(planned, output)
    if as_json:
        typer.echo(plan_json(planned))
    elif output is None:
        _print(planned)
    elif not is_stdout(output):
        say(output)
    for remark in remarks:
        say(remark, err=True)


def _print(planned: Planned) -> None:
    page = Page()
    page.print(f"{planned.title}, {complete_text(planned)}", "italic")
    page.print_table(HEADINGS, plan_rows(planned.years))
    page.print(
        "Working and dead are those in orbit at the end of the year; power (drawn by loads) and "
        "compute are of the working, means over orbit and seasons. The others are what happens in "
        "the year. --json gives all."
    )
