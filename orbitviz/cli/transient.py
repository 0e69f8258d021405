"""The verb `transient`: one satellite followed where its orbits do not repeat."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import Annotated

import typer

from orbitviz.cli.opening import marked, open_design
from orbitviz.engine.transients import EPISODES, Episode, episodes_of, lead_of
from orbitviz.facts.errors import UserError
from orbitviz.facts.files import check_writable, write_atomically
from orbitviz.facts.quantities import celsius_text, share_text
from orbitviz.subsystems.transient import Course

_COLUMNS = [field.name for field in fields(Course)]


def transient(
    design: Annotated[str | None, typer.Argument(help="Design or built-in design.")] = None,
    episode: Annotated[
        str, typer.Option(help="What happens: " + ", ".join(EPISODES) + ".")
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
    if episode not in EPISODES:
        raise UserError(f'--episode is "{episode}"', allowed=", ".join(EPISODES))
    if output is not None:
        check_writable(output)
        if output.suffix.lower() not in (".csv", ".json"):
            raise UserError(f"{output}: is not a name of a table", allowed=".csv or .json")
    state, snapshot, fleet = open_design(design, time)
    lead = lead_of(fleet, snapshot.moment, marked(state, shells or []))
    if lead is None:
        raise UserError("there is no satellite in these shells")
    found = episodes_of(fleet, snapshot.moment, lead, (episode,))
    if not found:
        raise UserError(
            f"no eclipse season begins within a year for {lead.name}",
            allowed="--shells that have seasons, such as those of a dawn-dusk group",
        )
    if output is not None:
        is_json = output.suffix.lower() == ".json"
        write_atomically(output, _json(lead.name, found[0]) if is_json else _table(found[0]))
    if as_json:
        sys.stdout.write(_json(lead.name, found[0]))
    elif output is None:
        sys.stdout.write(_summary(lead.name, found[0]))
    else:
        sys.stdout.write(f"{output}\n")


def _summary(name: str, episode: Episode) -> str:
    course = episode.course
    charge = " to ".join(share_text(float(end)) for end in (course.soc.min(), course.soc.max()))
    ends_k = (course.radiator_k.min(), course.radiator_k.max())
    radiator = " to ".join(celsius_text(float(end)) for end in ends_k)
    return (
        f"{episode.title}, the first satellite of {name}, from {episode.begin.isoformat()}: "
        f"{episode.what}.\nCharge {charge}, radiator {radiator}, chips to "
        f"{celsius_text(float(course.chip_k.max()))}.\n"
    )


def _json(name: str, episode: Episode) -> str:
    told = {
        "satellite": f"the first of {name}",
        "episode": episode.key,
        "what": episode.what,
        "begin": episode.begin.isoformat(),
        "changed_s": episode.changed,
        **{column: getattr(episode.course, column).tolist() for column in _COLUMNS},
    }
    return json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n"


def _table(episode: Episode) -> str:
    columns = [getattr(episode.course, name) for name in _COLUMNS]
    lines = [",".join(_COLUMNS)]
    lines += [",".join(f"{value:.9g}" for value in row) for row in zip(*columns, strict=True)]
    return "\n".join(lines) + "\n"
