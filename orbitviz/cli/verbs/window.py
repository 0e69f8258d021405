"""The verb `window`, which may be left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from orbitviz.cli.words import refuse_unknown_word
from orbitviz.model.view import SatellitePath

OpenWindow = Callable[[list[str], SatellitePath | None, float | None], int]


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
) -> None:
    """Open the window (the default verb)."""
    for name in files or []:
        refuse_unknown_word(name)
    open_window: OpenWindow = context.obj
    raise typer.Exit(open_window(files or [], satellites, measure))
