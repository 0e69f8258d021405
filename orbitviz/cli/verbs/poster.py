"""The verb `poster`: a design on one page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer

from orbitviz.analysis.report.reporter import Reporter
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.base.version import VERSION
from orbitviz.cli.drawing import loading_opengl
from orbitviz.cli.opening import TimeOption, open_one_design, solved_at
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.engine.home import view_named
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.camera_views import HOME_VIEW, VIEW_NAMES
from orbitviz.model.state import State
from orbitviz.scene.overlay.faces import in_our_font
from orbitviz.scene.poster.content import (
    PosterContent,
    cards_of,
    groups_of,
    main_satellite,
    satellite_of,
    sentences_of,
)
from orbitviz.scene.poster.layout import poster_marks
from orbitviz.scene.poster.paper import DARK, LIGHT, Inks, Page
from orbitviz.scene.poster.poster_file import POSTERS, Poster

if TYPE_CHECKING:
    from orbitviz.scene.poster.pictures import PosterPictures

_LEAST_DPI, _MOST_DPI = 36.0, 600.0


def poster(
    design: Annotated[
        str | None, typer.Argument(help="Design file or name of a built-in design.")
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", help=f"Output file, {POSTERS.endings}.")
    ] = Path("poster.pdf"),
    page: Annotated[Page, typer.Option(help="Size of the page.")] = Page.A3,
    light: Annotated[
        bool, typer.Option("--light/--dark", help="On white paper, or on a dark sky.")
    ] = False,
    time: TimeOption = None,
    view: Annotated[
        str, typer.Option(help=f"View of the globe, as of render: {HOME_VIEW}, {VIEW_NAMES[0]} …")
    ] = HOME_VIEW,
    dpi: Annotated[
        float,
        typer.Option(help="Pixels per inch, of the pictures in a PDF too; 288 makes 3840x2160."),
    ] = 200.0,
) -> None:
    """Lay a design out on one page: globe, shells to scale, satellite, figures, assumptions."""
    writer = POSTERS.for_path(output)
    check_writable(output)
    if not _LEAST_DPI <= dpi <= _MOST_DPI:
        raise UserError(f"--dpi is {dpi:g}", allowed=f"{_LEAST_DPI:g} to {_MOST_DPI:g}")
    # Here, because it loads OpenGL: wrong input is refused before that.
    with loading_opengl():
        from orbitviz.scene.offscreen import Renderer
        from orbitviz.scene.poster.pictures import PosterPictures
    inks = LIGHT if light else DARK
    with progress_bar("reading") as progress:
        state = open_one_design(design)
        snapshot, _ = solved_at(state, time)
        state = _seen(state, snapshot, view, inks)
        with Renderer() as renderer:
            pictures = PosterPictures(state, snapshot, renderer, page, dpi, progress)
            content = _content(state, snapshot, pictures)
    marks = poster_marks(content, page, inks)
    date = snapshot.instant.to_datetime()
    writer.write(
        Poster(marks=marks, page=page, inks=inks, title=content.title, date=date, dpi=dpi), output
    )
    say(output, err=is_stdout(output))


def _seen(state: State, snapshot: Snapshot, view: str, inks: Inks) -> State:
    camera = view_named(view, state, state.view.camera, snapshot.geometry)
    shown = replace(state.view, camera=camera, overlays=False).before(inks.background)
    return replace(state, view=shown)


def _content(state: State, snapshot: Snapshot, pictures: PosterPictures) -> PosterContent:
    assert snapshot.fleet is not None
    constellation = state.document.constellation
    report = Reporter(state, snapshot.geometry, snapshot.fleet).report(
        np.ones(len(constellation.shell_name), bool), None
    )
    models, values = sentences_of(report)
    groups = groups_of(state, report)
    satellite, group = main_satellite(state, report)
    time = snapshot.instant.isoformat("minutes").replace("T", " ").removesuffix("Z")
    shells = len(constellation.shell_name)
    counts = [f"{report.total.satellites:,} satellites", _count(len(groups), "group")]
    counts.append(_count(shells, "shell"))
    return PosterContent(
        title=in_our_font(report.design),
        subtitle=" · ".join([*counts, f"{time} UTC"]),
        footer=f"orbitviz {VERSION} · {report.model} · figures of {time} UTC, computed, not "
        f"measured; ages {report.ages.removeprefix('ages ')}",
        cards=cards_of(report),
        groups=groups,
        satellite=satellite_of(
            satellite,
            f"Satellite {next(g.satellite for g in report.groups if g.name == group)}",
            pictures.close_up(group),
        ),
        models=models,
        values=values,
        globe=pictures.globe(),
    )


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")
