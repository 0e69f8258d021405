"""The verb `film`: a tour as a film, without a window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orbitviz.base.errors import Cancelled, UserError
from orbitviz.cli.drawing import loading_opengl
from orbitviz.cli.picture_options import picture_size
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.engine.films.film_job import FilmOrder
from orbitviz.formats.films.content import (
    BEST_QUALITY,
    MOST_BLUR,
    MOST_FPS,
    MOST_SUPERSAMPLE,
    FilmShape,
)
from orbitviz.formats.films.film_file import FILM_ENDINGS
from orbitviz.formats.films.video import CODEC_NAMES

_MOST_JOBS = 64


def film(
    tour: Annotated[str, typer.Argument(help="Tour file, or id of a built-in tour.")],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help=f"Film ({FILM_ENDINGS}); .png for numbered pictures."),
    ] = Path("film.mp4"),
    size: Annotated[str, typer.Option(help="Size in pixels, WIDTHxHEIGHT.")] = "1920x1080",
    fps: Annotated[int, typer.Option(min=1, max=MOST_FPS, help="Frames a second.")] = 30,
    begin: Annotated[
        float, typer.Option("--from", help="Second of the tour at which the film begins.")
    ] = 0.0,
    end: Annotated[
        float | None, typer.Option("--to", help="Second of the tour at which it ends.")
    ] = None,
    codec: Annotated[str, typer.Option(help=f"Codec of a video: {', '.join(CODEC_NAMES)}.")] = "",
    quality: Annotated[
        int | None,
        typer.Option(min=1, max=BEST_QUALITY, help="Of a video or WebP: lower is smaller."),
    ] = None,
    motion_blur: Annotated[
        int,
        typer.Option(
            min=1, max=MOST_BLUR, help="Pictures of which each frame is the mean; 1 for none."
        ),
    ] = 1,
    jobs: Annotated[int, typer.Option(min=1, max=_MOST_JOBS, help="Processes that draw.")] = 1,
    scheduler: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Have the workers of a Dask cluster draw: its scheduler, such as tcp://host:8786.",
        ),
    ] = "",
    supersample: Annotated[
        int, typer.Option(min=1, max=MOST_SUPERSAMPLE, help="Samples per pixel along each axis.")
    ] = 2,
) -> None:
    """Film a tour: every frame drawn for its own time; goes on where it was interrupted."""
    order = FilmOrder(
        tour=tour,
        path=output,
        shape=FilmShape(picture_size(size), fps, _codec(codec), quality),
        begin_s=begin,
        end_s=end,
        supersample=supersample,
        blur=motion_blur,
    )
    order.check()
    if scheduler and jobs > 1:
        raise UserError("--jobs is given beside --scheduler", allowed="one of both")
    with loading_opengl():
        from orbitviz.scene.films.making import make_film

    with progress_bar("reading") as progress:
        job = order.job(progress)
    missing, count = job.begin(), job.parts.count
    if done := count - job.frames_of(missing):
        say(f"{done:,} of {count:,} frames are there already", err=True)
    try:
        with progress_bar("drawing") as progress:
            make_film(job, missing, progress, processes=jobs, scheduler=scheduler)
    except KeyboardInterrupt:
        raise Cancelled("what is drawn is kept, and the same command goes on") from None
    parts = job.parts
    say(f"{parts.first_file}\n{count:,} frames, {count / fps:.2f} s at {fps} frames a second")
    if parts.leftover is not None:
        say(f"{parts.leftover.name} and what follows it are of a longer film", err=True)


def _codec(name: str) -> str:
    if name and name not in CODEC_NAMES:
        raise UserError(f'--codec is "{name}"', allowed=", ".join(CODEC_NAMES))
    return name
