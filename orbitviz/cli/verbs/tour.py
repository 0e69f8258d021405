"""The verb `tour`: what a tour shows when, and whether all that it names is there."""

from __future__ import annotations

from typing import Annotated

import typer

from orbitviz.cli.picture_options import picture_size
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.table import Page, pair_lines
from orbitviz.cli.terminal import say
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.opened_tour import open_tour
from orbitviz.formats.tours.tour_file import builtin_tours, read_tour
from orbitviz.scene.overlay.caption_check import check_captions


def tour(
    name: Annotated[str | None, typer.Argument(help="Tour file, or id of a built-in tour.")] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Open all that the tour names, and see whether its captions fit."
        ),
    ] = False,
    size: Annotated[
        str, typer.Option(help="With --check: size of the picture, pixels, WIDTHxHEIGHT.")
    ] = "1920x1080",
) -> None:
    """List the shots of a tour and check it, or list the built-in tours."""
    if name is None:
        titles = [(one, read_tour(one).tour.title) for one in builtin_tours()]
        say("\n".join(pair_lines(titles)))
        return
    pixels = picture_size(size)
    file = read_tour(name)
    if check:
        with progress_bar("reading"):
            check_captions(file, Moments(open_tour(file)), pixels)
    begins = file.tour.begins_s
    rows = [
        (f"{number}  {shot.name}", f"{begin:.1f} s", f"{shot.duration_s:g} s")
        for number, (shot, begin) in enumerate(zip(file.tour.shots, begins, strict=False), 1)
    ]
    page = Page()
    page.print(f"{file.tour.title}, {file.tour.duration_s:g} s", "bold")
    page.print_table(("Shot", "Begins", "Lasts"), rows)
