"""The verb `check`: what is wrong with a design, and what would mend it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from orbitviz.analysis.check.checking import Checked, check_design
from orbitviz.analysis.check.finding import Finding, limit_text, value_text
from orbitviz.analysis.check.registry import chosen_rules
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.fleet import fleet_at
from orbitviz.analysis.remark import Severity
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.opening import TimeOption, names_in, open_state
from orbitviz.cli.table import Page
from orbitviz.cli.terminal import say
from orbitviz.formats.checks.check_file import CHECKS
from orbitviz.formats.checks.json_check import check_json
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant

_FAULTY = 1  # exit status where a finding is an error
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: ""}


def check(
    files: Annotated[
        list[str] | None, typer.Argument(help="A design, by file or name, and any catalogues.")
    ] = None,
    catalogue: Annotated[
        list[str] | None,
        typer.Option(help="Catalogue of real objects to compare with; may be repeated."),
    ] = None,
    rules: Annotated[
        str, typer.Option(help="Rules or categories, separated by commas; all if omitted.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    time: TimeOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help=f"Output file, {CHECKS.endings}; prints the findings if omitted."
        ),
    ] = None,
) -> None:
    """Check a design: separations, crossing shells, eclipses, power and heat, and what mends it."""
    wanted = chosen_rules(names_in(rules))
    writer = None
    if output is not None:
        check_writable(output)
        writer = CHECKS.for_path(output)
    state = open_state([*(files or []), *(catalogue or [])])
    if not len(state.document.constellation):
        raise UserError(
            "only catalogues are given: there is no design to check", allowed="a design"
        )
    instant = Instant.parse(time) if time is not None else state.playback.at
    geometry = sky_geometry_at(instant)
    subject = Subject(state, geometry, lambda: fleet_at(state.document, geometry))
    found = check_design(subject, wanted)
    if output is not None and writer is not None:
        writer.write(found, output)
    if as_json:
        typer.echo(check_json(found))
    elif output is None:
        _print(found)
    elif not is_stdout(output):
        say(output)
    if found.count(Severity.ERROR):
        raise typer.Exit(_FAULTY)


def _print(found: Checked) -> None:
    if sys.stdout is None:  # closed by the caller
        return
    page = Page()
    counts = ", ".join(
        f"{found.count(one):,} {one}{'' if found.count(one) == 1 else 's'}" for one in Severity
    )
    page.print(f"{found.design}, {found.time}: {counts}", "italic")
    for finding in found.findings:
        _print_finding(page, finding)


def _print_finding(page: Page, finding: Finding) -> None:
    page.print("")
    page.print(f"{finding.severity} · {finding.rule} · {finding.place}", _STYLES[finding.severity])
    page.print(finding.why)
    figures = ", ".join(filter(None, (value_text(finding), limit_text(finding))))
    if figures:
        page.print(f"  {figures}")
    if finding.fix is not None:
        page.print(f"  would mend it: {finding.fix.label}")
