"""The verb `report`: power, heat and compute of a design as numbers."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.report.charts import losses_chart, sunlit_chart
from orbitviz.analysis.report.reporter import Reporter
from orbitviz.analysis.report.rows import Report
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.drawing import loading_opengl
from orbitviz.cli.fleet_dates import FleetDateOption, working_at
from orbitviz.cli.matching import WhereOption, condition_stated, found_by
from orbitviz.cli.opening import TimeOption, open_one_design, shells_matching, solved_at
from orbitviz.cli.table import Page
from orbitviz.cli.terminal import say
from orbitviz.engine.home import home_pose
from orbitviz.formats.reports.columns import BRIEF, ROUNDED, life_text, losses_text
from orbitviz.formats.reports.content import ReportContent, ReportPicture, ReportPictures
from orbitviz.formats.reports.cost_texts import report_cost_text
from orbitviz.formats.reports.json_report import report_json
from orbitviz.formats.reports.report_file import REPORTS
from orbitviz.model.group_colours import group_colours
from orbitviz.model.members import Members
from orbitviz.model.selection import ShellMask
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.orbit import GROUP
from orbitviz.subsystems.quantities.work import COMPUTE

_PICTURE = (960, 600)


def report(
    design: Annotated[
        str | None, typer.Argument(help="Design file or name of a built-in design.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    time: TimeOption = None,
    fleet_date: FleetDateOption = None,
    shells: Annotated[
        list[str] | None,
        typer.Option(help="Groups or shells by name, * matches any text; may be repeated."),
    ] = None,
    where: WhereOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help=f"Output file, {REPORTS.endings}; prints a table if omitted."
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help=f"{REPORTS.names}; by default the ending decides."),
    ] = None,
) -> None:
    """Report power, heat and compute by group and shell, now and through the year."""
    writer = None
    if output is not None:
        check_writable(output)
        writer = REPORTS.for_path(output, form)
    state = working_at(open_one_design(design), fleet_date)
    mask = shells_matching(state, shells or [])
    if where is not None:
        condition_stated(where, state)  # what is wrong with it is told before anything is computed
    snapshot, fleet = solved_at(state, time)
    if where is not None:
        state, mask = _part(state, where, mask, snapshot.instant, fleet)
        document = state.document
        fleet = replace(fleet, constellation=document.constellation, ages_years=document.ages_years)
    reporter = Reporter(state, snapshot.geometry, fleet)
    found = reporter.report(mask, where)
    if output is not None and writer is not None:
        writer.write(_content(state, snapshot.geometry, reporter, mask, found), output)
    if as_json:
        typer.echo(report_json(found))
    elif output is None:
        _print(found)
    elif not is_stdout(output):
        say(output)


def _part(
    state: State, where: str, mask: ShellMask, instant: Instant, fleet: Fleet
) -> tuple[State, ShellMask]:
    """Return the state with those satellites alone that match, and the shells that these are of.

    mask   (s,) bool, the shells of which they may be
    """
    members = Members(found_by(where, state, instant, fleet).rows)
    part = state.document.part(members.rows(MAIN_DESIGN))
    flown = mask & (np.diff(part.constellation.shell_first) > 0)
    if not flown.any():
        raise UserError(
            f"no satellite matches at {instant.isoformat('auto')}: there is nothing to report",
            file="--where",
        )
    return state.with_document(part), flown


def _content(
    state: State, geometry: SkyGeometry, reporter: Reporter, mask: ShellMask, found: Report
) -> ReportContent:
    names = state.document.constellation.group_name
    return ReportContent(
        report=found,
        colours=dict(zip(names, group_colours(state.document.design), strict=True)),
        sunlit=sunlit_chart(state, reporter, mask),
        losses=losses_chart(reporter.figures(mask)),
        pictures=lambda: _pictures(
            state, geometry, "Every satellite" if found.where is None else "The satellites matched"
        ),
    )


def _pictures(state: State, geometry: SkyGeometry, whom: str) -> ReportPictures:
    camera = home_pose(state, geometry)
    pictures = []
    try:
        with loading_opengl():
            from orbitviz.scene.offscreen import render_picture
        for quantity, words in ((GROUP, "group"), (COMPUTE, "delivered compute")):
            view = replace(state.view, camera=camera, colour_mode=quantity.key)
            drawn = replace(state, view=view)
            pixels, _ = render_picture(drawn, geometry.instant, _PICTURE, 1)
            pictures.append(ReportPicture(f"{whom}, coloured by {words}.", pixels))
    except UserError as error:
        return ReportPictures(tuple(pictures), refused=str(error))
    return ReportPictures(tuple(pictures))


def _print(found: Report) -> None:
    if sys.stdout is None:  # closed by the caller
        return
    page = Page()
    page.print(f"{found.design}, {found.time}, {found.ages}", "italic")
    if found.where is not None:
        satellites = "satellite" if found.total.satellites == 1 else "satellites"
        page.print(f"{found.total.satellites:,} {satellites} where {found.where}", "italic")
    rows = [*found.groups, replace(found.total, name="Total")]
    page.print_table(
        ["Group", *(column.heading for column in BRIEF)],
        [[row.name, *(column.text(row) for column in BRIEF)] for row in rows],
    )
    for words in (ROUNDED, losses_text(found.total), life_text(found), report_cost_text(found)):
        if words:
            page.print(words)
    for finding in found.findings:
        page.print(finding, "bold red")
