"""The verb `fit`: groups of shells from a catalogue of real objects."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from orbitviz.analysis.fitting.fit import Fit, GroupFit, fit_catalogue
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout, write_atomically
from orbitviz.base.json_text import json_text
from orbitviz.cli.matching import WhereOption, found_by
from orbitviz.cli.opening import TimeOption, open_state
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.table import Page
from orbitviz.cli.terminal import say
from orbitviz.formats.designs.fitted_design import apart_lines, fit_sentence, fitted_text
from orbitviz.orbits.timescale import Instant

_HEADINGS = (
    "Group", "Pattern", "Shells", "Planes", "Slots a plane", "F", "Objects", "On a slot", "Empty",
    "Altitude ±, km", "Inclination ±, °", "Node ±, km", "Along ±, km", "Along ±, pitch",
)  # fmt: skip


def fit(
    catalogue: Annotated[str, typer.Argument(help="Catalogue file, TLE or OMM.")],
    where: WhereOption = None,
    time: TimeOption = None,
    least: Annotated[
        int | None,
        typer.Option(
            min=2, help="Objects that a shell has at least; by default 0.5 % of all, 4 to 50."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Design file to write, .toml; - prints it."),
    ] = None,
) -> None:
    """Find the groups of shells that the objects of a catalogue make, and how well they fit."""
    if output is not None:
        check_writable(output)
        if not is_stdout(output) and output.suffix.lower() != ".toml":
            raise UserError(
                "is not a design file", file=output, allowed="a file name ending in .toml"
            )
        if as_json and is_stdout(output):
            raise UserError("--json and -o - both print", allowed="a file name for the design")
    with progress_bar("reading") as progress:
        state = open_state([catalogue], progress)
        if not state.catalogues:
            raise UserError("is a design", file=catalogue, allowed="a catalogue, TLE or OMM")
        (source, objects), *_ = state.catalogues.items()
        epoch = Instant.parse(time) if time is not None else None
        rows = np.arange(len(objects))
        if where is not None:
            rows = found_by(where, state, epoch or state.playback.at).rows.get(source, rows[:0])
            if not len(rows):
                raise UserError("no object matches: there is nothing to fit", file="--where")
        found = fit_catalogue(
            objects, rows, epoch, least=least, where=where or "", progress=progress
        )
    if output is not None:
        write_atomically(output, fitted_text(found))
    if as_json:
        typer.echo(json_text(_record(found)))
    elif output is None:
        _print(found)
    else:
        say(f"{output}: {fit_sentence(found)}", err=is_stdout(output))
    if objects.refused:
        say(objects.refusals_text, err=True)


def _print(found: Fit) -> None:
    if sys.stdout is None:  # closed by the caller
        return
    page = Page()
    page.print(f"{found.source}, {found.epoch.isoformat('auto')}: {fit_sentence(found)}", "italic")
    page.print_table(_HEADINGS, [_row(one) for one in found.groups])
    page.print(
        "±: root mean square over the objects on a slot. Along: along the track; pitch: the "
        "distance between slots."
    )
    for line in apart_lines(found):
        page.print(line)


def _row(one: GroupFit) -> tuple[str, ...]:
    group, slots = one.group, one.group.satellites_per_plane
    return (
        group.name,
        group.pattern,
        f"{group.shells:,}",
        f"{group.planes:,}",
        f"{slots:,}" if isinstance(slots, int) else f"{min(slots):,} to {max(slots):,}",
        "–" if group.pattern == "planes" else f"{group.phasing:,}",
        f"{one.objects:,}",
        f"{one.placed:,}",
        f"{one.empty:,}",
        f"{one.altitude_km:.3f}",
        f"{one.inc_deg:.4f}",
        f"{one.node_km:.1f}",
        f"{one.along_km:.1f}",
        f"{one.along_pitches:.3f}",
    )


def _record(found: Fit) -> dict[str, object]:
    """Return the fit for programs: each group as in a design file, with its residuals."""
    groups = []
    for one in found.groups:
        record = asdict(one)
        record["group"] = one.group.model_dump(exclude_defaults=True)
        groups.append({**record, "slots": one.group.slots, "empty": one.empty})
    return {
        "source": found.source,
        "where": found.where or None,
        "epoch": found.epoch.isoformat(),
        "objects": found.objects,
        "placed": found.placed,
        "explained": found.explained,
        "slots": found.design.slots,
        "apart": dict(found.apart),
        "groups": groups,
    }
