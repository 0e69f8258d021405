"""The verb `plan`: a fleet over the years."""

from __future__ import annotations

from typing import Annotated

import typer

from orbitviz.analysis.deployment.from_design import (
    DEFAULT_YEARS,
    calendar_of,
    never_reached,
    plan_of,
)
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.analysis.deployment.yearly import Years, yearly
from orbitviz.base.errors import UserError
from orbitviz.cli.opening import open_state
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.table import Page
from orbitviz.cli.terminal import say
from orbitviz.formats.designs.design_file import places_of
from orbitviz.formats.plan_texts import HEADINGS, plan_json, plan_rows

_MOST_SEED = 2**63 - 1


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
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Follow a fleet over the years: launched, working, failed, replaced, retired, gone."""
    if not 0 <= seed <= _MOST_SEED:
        raise UserError(f"--seed is {seed:,}", allowed="a whole number from 0 to 2^63 - 1")
    with progress_bar("reading") as progress:
        document = open_state(files or [], progress).document
        if not len(document.constellation):
            raise UserError(
                "only catalogues are given: there is no design to plan", allowed="a design"
            )
        design, places = document.design, places_of(document)
        calendar = calendar_of(design, years)
        wanted = plan_of(design, document.constellation, calendar, places, document.path)
        found = yearly(simulate(wanted, seed, progress), calendar)
    if as_json:
        typer.echo(plan_json(found, design.name, seed))
    else:
        _print(found, design.name, wanted.slots)
    remark = never_reached(design, wanted, calendar, places, document.path)
    if remark is not None:
        say(remark, err=True)


def _print(found: Years, name: str, slots: int) -> None:
    page = Page()
    filled = found.all_filled
    last = found.year[-1]
    when = f"not complete by the end of {last}" if filled is None else (
        f"the last slot is first filled on {filled.isoformat()[:10]}"
    )  # fmt: skip
    page.print(f"{name}, {slots:,} satellite{'' if slots == 1 else 's'}: {when}", "italic")
    page.print_table(HEADINGS, plan_rows(found))
    page.print(
        "Working and dead are those in orbit at the end of the year, the others what happens in "
        "it. --json gives all."
    )
