"""The verb `transient`: one satellite followed where its orbits do not repeat."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orbitviz.analysis.transients import (
    SCENARIOS,
    Representative,
    Scenario,
    representative_of,
    scenarios_of,
)
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.base.units import celsius_text, share_text
from orbitviz.cli.opening import TimeOption, open_one_design, shells_matching, solved_at
from orbitviz.cli.terminal import say
from orbitviz.formats.trajectories.content import FollowedSatellite
from orbitviz.formats.trajectories.json_trajectory import trajectory_json
from orbitviz.formats.trajectories.trajectory_file import TRAJECTORIES
from orbitviz.model.design.aging import age_text


def transient(
    design: Annotated[
        str | None, typer.Argument(help="Design file or name of a built-in design.")
    ] = None,
    scenario: Annotated[
        str,
        typer.Option(
            "--scenario", "--episode", help=f"Scenario to simulate: {', '.join(SCENARIOS)}."
        ),
    ] = "first-orbits",
    shells: Annotated[
        list[str] | None,
        typer.Option(help="Group or shell whose first satellite is followed; * matches any text."),
    ] = None,
    time: TimeOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help=f"Output file, {TRAJECTORIES.endings}; prints a summary if omitted.",
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help=f"{TRAJECTORIES.names}; by default the ending decides."),
    ] = None,
) -> None:
    """Follow one satellite step by step where its state does not repeat from orbit to orbit."""
    if scenario not in SCENARIOS:
        raise UserError(f'--scenario is "{scenario}"', allowed=", ".join(SCENARIOS))
    writer = None
    if output is not None:
        check_writable(output)
        writer = TRAJECTORIES.for_path(output, form)
    state = open_one_design(design)
    mask = shells_matching(state, shells or [])
    snapshot, fleet = solved_at(state, time)
    representative = representative_of(fleet, snapshot.geometry, mask)
    if representative is None:
        raise UserError("these shells contain no satellites")
    found = scenarios_of(fleet, snapshot.geometry, representative, (scenario,))
    if not found:
        raise UserError(
            f"no eclipse season begins within a year for {representative.name}",
            allowed="--shells that have seasons, such as those of a dawn-dusk group",
        )
    followed = FollowedSatellite(representative.name, found[0])
    if output is not None and writer is not None:
        writer.write(followed, output)
    if as_json:
        typer.echo(trajectory_json(followed))
    elif output is None:
        say(_summary(representative, followed.scenario))
    elif not is_stdout(output):
        say(output)


def _summary(representative: Representative, scenario: Scenario) -> str:
    trajectory = scenario.trajectory
    charge = " to ".join(
        share_text(float(end)) for end in (trajectory.soc.min(), trajectory.soc.max())
    )
    ends_k = (trajectory.radiator_k.min(), trajectory.radiator_k.max())
    radiator = " to ".join(celsius_text(float(end)) for end in ends_k)
    return (
        f"{scenario.title}, the first satellite of {representative.name}, "
        f"{age_text(representative.age_years)}, from {scenario.begin.isoformat()}: "
        f"{scenario.what}.\nCharge {charge}, radiator {radiator}, chips to "
        f"{celsius_text(float(trajectory.chip_k.max()))}."
    )
