"""The verb `cost`: what computing costs in orbit, beside the ground."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from orbitviz.analysis.census import take_census
from orbitviz.analysis.cost.costing import costing_of
from orbitviz.analysis.cost.fleet_years import FleetYears
from orbitviz.analysis.cost.ratio_map import DEFAULT_MAP, map_inputs, ratio_map
from orbitviz.analysis.deployment.from_design import DEFAULT_YEARS, check_years
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.cost_text import print_cost
from orbitviz.cli.opening import TimeOption, open_one_design, solved_at
from orbitviz.cli.planning import check_seed, years_of_fleet
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.formats.reports.cost_file import COSTS
from orbitviz.formats.reports.cost_json import cost_json
from orbitviz.formats.reports.priced_fleet import PricedFleet
from orbitviz.model.design.builtin_economics import SCENARIOS
from orbitviz.model.state import Document


def cost(
    design: Annotated[
        str | None, typer.Argument(help="Design file or name of a built-in design.")
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(
            help=f"Scenario in place of that of the design: {', '.join(SCENARIOS)}.",
        ),
    ] = None,
    years: Annotated[
        int,
        typer.Option(help="Calendar years of the plan of the fleet, up to 100; 0 leaves it out."),
    ] = DEFAULT_YEARS,
    seed: Annotated[
        int, typer.Option(help="Number that decides what fails when; the same gives the same.")
    ] = 0,
    map_of: Annotated[
        str,
        typer.Option(
            "--map",
            help="Two inputs of the map in pages and JSON, by how their names in \\[economics] "
            "begin, with or without ground.",
        ),
    ] = ",".join(DEFAULT_MAP),
    time: TimeOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help=f"Output file, {COSTS.endings}; prints tables if omitted."
        ),
    ] = None,
) -> None:
    """Tell what computing costs in orbit and on the ground, and what would make them equal."""
    axes = map_inputs(map_of)
    writer = None
    if output is not None:
        check_writable(output)
        writer = COSTS.for_path(output)
    state = open_one_design(design)
    document = state.document
    economics = document.design.economics
    if scenario is not None:
        economics = economics.with_scenario(scenario)
    snapshot, fleet = solved_at(state, time)
    everything = np.ones(document.constellation.shell_count, bool)
    census = take_census(fleet, snapshot.geometry, everything)
    plan, remark = _plan(document, years, seed)
    found = costing_of(document, census, economics, plan=plan)
    priced = PricedFleet(found, ratio_map(found.inputs, *axes))
    if output is not None and writer is not None:
        writer.write(priced, output)
    if as_json:
        typer.echo(cost_json(priced))
    elif output is None:
        print_cost(found)
    elif not is_stdout(output):
        say(output)
    if remark is not None:
        say(f"without the years of the fleet: {remark}", err=True)


def _plan(document: Document, years: int, seed: int) -> tuple[FleetYears | None, UserError | None]:
    """Return the years of the fleet, or why it has none."""
    if years == 0:
        return None, None
    check_years(years)
    check_seed(seed)
    try:
        with progress_bar("planning") as progress:
            return years_of_fleet(document, years, seed, progress), None
    except UserError as error:
        return None, error
