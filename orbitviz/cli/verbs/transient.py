"""The verb `transient`: one satellite followed where its orbits do not repeat."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import Annotated

import typer

from orbitviz.analysis.transients import SCENARIOS, Scenario, representative_of, scenarios_of
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, write_atomically
from orbitviz.base.units import celsius_text, share_text
from orbitviz.cli.opening import open_design, shells_matching
from orbitviz.subsystems.transient import Trajectory

_COLUMNS = [field.name for field in fields(Trajectory)]


def transient(
    design: Annotated[str | None, typer.Argument(help="Design or built-in design.")] = None,
    scenario: Annotated[
        str,
        typer.Option("--scenario", "--episode", help="What happens: " + ", ".join(SCENARIOS) + "."),
    ] = "first-orbits",
    shells: Annotated[
        list[str] | None,
        typer.Option(help="Group or shell whose first satellite is followed; * stands for any."),
    ] = None,
    time: Annotated[str | None, typer.Option(help="UTC, ISO 8601 or now; else the epoch.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File to write, .csv or .json; else a summary."),
    ] = None,
) -> None:
    """Follow one satellite step by step where its orbits do not repeat."""
    if scenario not in SCENARIOS:
        raise UserError(f'--scenario is "{scenario}"', allowed=", ".join(SCENARIOS))
    if output is not None:
        check_writable(output)
        if output.suffix.lower() not in (".csv", ".json"):
            raise UserError(f"{output}: is not a name of a table", allowed=".csv or .json")
    state, snapshot, fleet = open_design(design, time)
    representative = representative_of(
        fleet, snapshot.geometry, shells_matching(state, shells or [])
    )
    if representative is None:
        raise UserError("there is no satellite in these shells")
    found = scenarios_of(fleet, snapshot.geometry, representative, (scenario,))
    if not found:
        raise UserError(
            f"no eclipse season begins within a year for {representative.name}",
            allowed="--shells that have seasons, such as those of a dawn-dusk group",
        )
    if output is not None:
        is_json = output.suffix.lower() == ".json"
        write_atomically(
            output, _json(representative.name, found[0]) if is_json else _table(found[0])
        )
    if as_json:
        sys.stdout.write(_json(representative.name, found[0]))
    elif output is None:
        sys.stdout.write(_summary(representative.name, found[0]))
    else:
        sys.stdout.write(f"{output}\n")


def _summary(name: str, scenario: Scenario) -> str:
    trajectory = scenario.trajectory
    charge = " to ".join(
        share_text(float(end)) for end in (trajectory.soc.min(), trajectory.soc.max())
    )
    ends_k = (trajectory.radiator_k.min(), trajectory.radiator_k.max())
    radiator = " to ".join(celsius_text(float(end)) for end in ends_k)
    return (
        f"{scenario.title}, the first satellite of {name}, from {scenario.begin.isoformat()}: "
        f"{scenario.what}.\nCharge {charge}, radiator {radiator}, chips to "
        f"{celsius_text(float(trajectory.chip_k.max()))}.\n"
    )


def _json(name: str, scenario: Scenario) -> str:
    told = {
        "satellite": f"the first of {name}",
        "episode": scenario.key,
        "what": scenario.what,
        "begin": scenario.begin.isoformat(),
        "changed_s": scenario.changed,
        **{column: getattr(scenario.trajectory, column).tolist() for column in _COLUMNS},
    }
    return json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n"


def _table(scenario: Scenario) -> str:
    columns = [getattr(scenario.trajectory, name) for name in _COLUMNS]
    lines = [",".join(_COLUMNS)]
    lines += [",".join(f"{value:.9g}" for value in row) for row in zip(*columns, strict=True)]
    return "\n".join(lines) + "\n"
