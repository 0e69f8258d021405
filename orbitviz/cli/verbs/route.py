"""The verb `route`: the shortest way between two sites through the links of satellites."""

from __future__ import annotations

import math
from typing import Annotated, Any

import typer

from orbitviz.analysis.routes.finder import RouteFinder
from orbitviz.analysis.routes.over_time import RouteSeries, routes_at, series_of, steps_s
from orbitviz.analysis.routes.route import NoRoute, Route
from orbitviz.base.errors import UserError
from orbitviz.base.json_text import json_text
from orbitviz.cli.elevation import check_elevation
from orbitviz.cli.link_pattern import (
    LinksOption,
    default_links,
    refuse_catalogues_alone,
    refuse_linkless,
)
from orbitviz.cli.opening import TimeOption, open_state
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.route_text import print_route, print_series, route_keys
from orbitviz.cli.terminal import say
from orbitviz.model.design.groups import TERMINAL_MIN_ELEVATION_DEG
from orbitviz.model.sites import site_named
from orbitviz.orbits.timescale import EPHEMERIS_SPAN, LAST_INSTANT, Instant

MOST_STEPS = 100_000
STEP_S = 10.0


def route(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Design file, or name of a built-in design."),
    ] = None,
    start: Annotated[
        str,
        typer.Option("--from", help="Place by name, or latitude,longitude[,height in m]."),
    ] = "",
    end: Annotated[str, typer.Option("--to", help="Place by name, or latitude,longitude.")] = "",
    time: TimeOption = None,
    over: Annotated[
        float | None, typer.Option(help="Seconds to follow the route for, instead of one instant.")
    ] = None,
    step: Annotated[
        float | None,
        typer.Option(help=f"Seconds from step to step, with --over; defaults to {STEP_S:g}."),
    ] = None,
    min_elevation: Annotated[
        float | None,
        typer.Option(
            help="Lowest elevation in degrees at sites without one of their own; defaults to "
            f"{TERMINAL_MIN_ELEVATION_DEG:g}."
        ),
    ] = None,
    links: LinksOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find the shortest way of light between two sites through the links of satellites."""
    for option, value in (("--from", start), ("--to", end)):
        if not value.strip():
            raise UserError(f"{option} is missing", allowed='a city, or "52.5,13.4"')
    if min_elevation is not None:
        check_elevation(min_elevation)
    rule = default_links(links)
    if step is not None and over is None:
        raise UserError(f"--step is {step:g}", allowed="with --over")
    step = STEP_S if step is None else step
    _check_steps(over, step)
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
        one, other = (site_named(text, state.document.design.sites) for text in (start, end))
        refuse_catalogues_alone(state)
        refuse_linkless(state, rule)
        begin = Instant.parse(time) if time is not None else state.playback.at
        if begin.plus_s(over or 0.0) > LAST_INSTANT:
            raise UserError("the route ends outside the ephemeris", allowed=EPHEMERIS_SPAN)
        found: list[Route | NoRoute] = []
        finder = RouteFinder(
            state.document,
            (one, other),
            min_elevation_deg=min_elevation,
            default_links=rule,
        )
        if over is None:
            found.append(finder.at(begin))
        else:
            since_s = steps_s(over, step)
            for each in routes_at(finder, begin, since_s):
                found.append(each)
                progress(len(found) / len(since_s), "finding routes")
    for catalogue in state.catalogues.values():
        say(f"{catalogue.name} is a catalogue, which has no links: it is left out", err=True)
    series = None if over is None else series_of(begin, since_s, found)
    if as_json:
        typer.echo(json_text(_json(finder, found, series)))
    elif series is None:
        print_route(finder, found[0])
    else:
        print_series(finder, found, series)


def _json(
    finder: RouteFinder, found: list[Route | NoRoute], series: RouteSeries | None
) -> dict[str, Any]:
    one, other = finder.sites
    table = {"from": one.name, "to": other.name, "fibre_rtt_ms": finder.fibre_rtt_ms}
    rows = [route_keys(each) for each in found]
    if series is None:
        return table | rows[0]
    return table | {f"{key}s" if key == "time" else key: [row[key] for row in rows]
                    for key in ("time", "rtt_ms", "hops", "why_none")}  # fmt: skip


def _check_steps(over: float | None, step: float) -> None:
    if over is None:
        return
    if not (math.isfinite(over) and over > 0.0):
        raise UserError(f"--over is {over:g}", allowed="more than 0 seconds")
    if not (math.isfinite(step) and step > 0.0):
        raise UserError(f"--step is {step:g}", allowed="more than 0 seconds")
    if over / step > MOST_STEPS:
        raise UserError(
            f"{over:g} s in steps of {step:g} s are {over / step:,.0f} steps",
            allowed=f"at most {MOST_STEPS:,}",
        )
