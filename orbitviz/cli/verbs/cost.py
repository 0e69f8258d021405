"""The verb `cost`: what computing costs in orbit, beside the ground."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from orbitviz.analysis.census import take_census
from orbitviz.analysis.cost.costing import costing_of
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.cost_text import print_cost
from orbitviz.cli.opening import TimeOption, open_one_design, solved_at
from orbitviz.cli.terminal import say
from orbitviz.formats.reports.cost_file import COSTS
from orbitviz.formats.reports.cost_json import cost_json
from orbitviz.model.design.builtin_economics import SCENARIOS


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
    found = costing_of(document, take_census(fleet, snapshot.geometry, everything), economics)
    if output is not None and writer is not None:
        writer.write(found, output)
    if as_json:
        typer.echo(cost_json(found))
    elif output is None:
        print_cost(found)
    elif not is_stdout(output):
        say(output)
