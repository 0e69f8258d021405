"""The verb `film`: a tour as a film, without a window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable
from orbitviz.cli.drawing import loading_opengl
from orbitviz.cli.picture_options import picture_size
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.opened_tour import open_tour
from orbitviz.engine.tours.shots import frame_count
from orbitviz.formats.films.content import FilmShape
from orbitviz.formats.films.film_file import FilmParts, film_format
from orbitviz.formats.films.video import CODEC_NAMES
from orbitviz.formats.tours.tour_file import read_tour

_MOST_FPS, _MOST_JOBS, _MOST_BLUR = 240, 64, 32
_VIDEO_SHARE, _PNG_SHARE = 0.25, 1.5  # bytes a pixel that a frame takes at most, about


def film(
    tour: Annotated[str, typer.Argument(help="Tour file, or id of a built-in tour.")],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", help="Film (.mp4, .webm, .mkv), or .png for numbered pictures."
        ),
    ] = Path("film.mp4"),
    size: Annotated[str, typer.Option(help="Size in pixels, WIDTHxHEIGHT.")] = "1920x1080",
    fps: Annotated[int, typer.Option(min=1, max=_MOST_FPS, help="Frames a second.")] = 30,
    begin: Annotated[
        float, typer.Option("--from", help="Second of the tour at which the film begins.")
    ] = 0.0,
    end: Annotated[
        float | None, typer.Option("--to", help="Second of the tour at which it ends.")
    ] = None,
    codec: Annotated[str, typer.Option(help=f"Codec of a video: {', '.join(CODEC_NAMES)}.")] = "",
    motion_blur: Annotated[
        int,
        typer.Option(
            min=1, max=_MOST_BLUR, help="Pictures of which each frame is the mean; 1 for none."
        ),
    ] = 1,
    jobs: Annotated[int, typer.Option(min=1, max=_MOST_JOBS, help="Processes that draw.")] = 1,
    supersample: Annotated[
        int, typer.Option(min=1, max=4, help="Samples per pixel along each axis.")
    ] = 2,
) -> None:
    """Film a tour: every frame drawn for its own time; goes on where it was interrupted."""
    form = film_format(output)
    check_writable(output)
    shape = FilmShape(picture_size(size), fps, _codec(codec))
    form.check(shape, output)
    with loading_opengl():
        from orbitviz.scene.films.film_maker import FilmJob, make_parts

    opened = open_tour(read_tour(tour))
    file, moments = opened.file, Moments(opened)
    begin_s, end_s = _span(begin, end, file.tour.duration_s)
    parts = FilmParts(form=form, shape=shape, count=frame_count(end_s - begin_s, fps), path=output)
    job = FilmJob(
        tour=file.path, parts=parts, begin_s=begin_s, supersample=supersample, blur=motion_blur
    )
    missing = parts.begin([file.text, *opened.texts, *job.plan])
    share = _PNG_SHARE if form.is_sequence else _VIDEO_SHARE
    parts.check_room(missing, share * shape.size[0] * shape.size[1])
    done = parts.count - sum(len(parts.frames[part]) for part in missing)
    if done:
        say(f"{done:,} of {parts.count:,} frames are there already", err=True)
    with progress_bar("drawing") as progress:
        make_parts(job, moments, missing, jobs, progress)
        parts.finish()
    say(f"{output}\n{parts.count:,} frames, {parts.count / fps:.2f} s at {fps} frames a second")


def _codec(name: str) -> str:
    if name and name not in CODEC_NAMES:
        raise UserError(f'--codec is "{name}"', allowed=", ".join(CODEC_NAMES))
    return name


def _span(begin_s: float, end_s: float | None, duration_s: float) -> tuple[float, float]:
    end_s = duration_s if end_s is None else end_s
    if not 0.0 <= begin_s < end_s <= duration_s:
        raise UserError(
            f"the film would go from {begin_s:g} to {end_s:g} s",
            allowed=f"a span within the tour, 0 to {duration_s:g} s",
        )
    return begin_s, end_s
