"""The verb `window`, which may be left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NamedTuple

import typer

from orbitviz.base.errors import UserError
from orbitviz.cli.words import refuse_unknown_word
from orbitviz.model.view import SatellitePath


class WindowRequest(NamedTuple):
    """What the window is asked for.

    satellites   how they are drawn in this run, None: as in the last one
    measure_s    how long the window measures what it takes at rest, None: not at all
    tour         presented as soon as the window is there, "" for none
    kiosk        again and again, waiting for nobody
    """

    files: list[str]
    satellites: SatellitePath | None = None
    measure_s: float | None = None
    tour: str = ""
    kiosk: bool = False


OpenWindow = Callable[[WindowRequest], int]


def window(
    context: typer.Context,
    files: Annotated[list[str] | None, typer.Argument(help="Designs and catalogues.")] = None,
    satellites: Annotated[
        SatellitePath | None,
        typer.Option(help="How satellites are drawn; defaults to the choice made in the window."),
    ] = None,
    measure: Annotated[
        float | None,
        typer.Option(
            min=1.0,
            help="Measure start-up and the idle window for so many seconds, print JSON, leave.",
        ),
    ] = None,
    present: Annotated[
        str,
        typer.Option(metavar="TOUR", help="Present a tour: a file, or a built-in one by name."),
    ] = "",
    kiosk: Annotated[
        bool, typer.Option("--kiosk", help="Present it again and again, waiting for nobody.")
    ] = False,
) -> None:
    """Open the window (the default verb)."""
    for name in files or []:
        refuse_unknown_word(name)
    if present:
        from orbitviz.formats.tours.tour_file import read_tour

        read_tour(present)
    elif kiosk:
        raise UserError("--kiosk needs a tour", allowed="--present TOUR --kiosk")
    open_window: OpenWindow = context.obj
    raise typer.Exit(open_window(WindowRequest(files or [], satellites, measure, present, kiosk)))
