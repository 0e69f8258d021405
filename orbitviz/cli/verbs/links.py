"""The verb `links`: the links of each shell, how long they are, and which are broken."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from orbitviz.analysis.links.summary import ShellSummary, Span, link_summaries
from orbitviz.base.json_text import json_text
from orbitviz.cli.link_pattern import (
    LinksOption,
    default_links,
    refuse_catalogues_alone,
    refuse_linkless,
)
from orbitviz.cli.opening import TimeOption, open_state
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.table import Page
from orbitviz.orbits.timescale import Instant


def links(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Design file, or name of a built-in design."),
    ] = None,
    time: TimeOption = None,
    links: LinksOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the links of each shell: how many, how long over an orbit, how many broken."""
    rule = default_links(links)
    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
    refuse_catalogues_alone(state)
    instant = Instant.parse(time) if time is not None else state.playback.at
    refuse_linkless(state, rule)
    found = link_summaries(state.document, instant, rule)
    if as_json:
        typer.echo(json_text({"time": instant.isoformat(), "shells": [asdict(s) for s in found]}))
        return
    page = Page()
    page.print(f"{state.document.design.name}, {instant.isoformat()}", "italic")
    page.print_table(
        [
            "Shell", "pattern", "links", "in plane, km", "across planes now, km",
            "over an orbit, km", "at most, km", "too long", "blocked", "seam",
        ],
        [_cells(one) for one in found],
    )  # fmt: skip


def _cells(one: ShellSummary) -> list[str]:
    return [
        one.shell,
        one.pattern,
        f"{one.count:,}",
        _text(one.in_plane_km),
        _text(one.cross_plane_km),
        _text(one.over_orbit_km),
        "" if one.longest_km is None else f"{one.longest_km:,.1f}",
        f"{one.too_long:,}",
        f"{one.blocked:,}",
        f"{one.seam:,}",
    ]


def _text(span: Span) -> str:
    if span is None:
        return ""
    low, high = (f"{km:,.1f}" for km in span)
    return low if low == high else f"{low} to {high}"
