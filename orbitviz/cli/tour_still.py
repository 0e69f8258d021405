"""A picture of one moment of a tour: the frame that a film has there."""

from __future__ import annotations

from pathlib import Path

import typer

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress
from orbitviz.engine.tours.moments import Moment, Moments
from orbitviz.engine.tours.opened_tour import open_tour
from orbitviz.engine.tours.shots import shot_named
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.formats.pictures.picture_file import PICTURES
from orbitviz.formats.tours.tour_file import read_tour

_BESIDE_TOUR = ("output", "size", "time", "supersample", "shot", "tour")


def check_beside_tour(given: typer.Context, tour: str) -> None:
    """Raise UserError for what is given beside --tour and would not be heeded, or lacks a tour."""
    for option in given.command.params:
        name = option.name or ""
        source = given.get_parameter_source(name)
        if source is None or source.name != "COMMANDLINE":
            continue
        if tour and name not in _BESIDE_TOUR:
            if name == "files":
                raise UserError(
                    f'"{given.params[name][0]}" is named beside --tour', allowed="one of both"
                )
            raise UserError(
                f"{option.opts[0]} is given beside --tour, which says itself what is seen",
                allowed="--shot, --at, --size, --supersample and -o",
            )
        if not tour and name == "shot":
            raise UserError("--shot is given without --tour", allowed="both")


def moment_of_tour(name: str, shot: str, seconds: str | None, progress: Progress) -> Moment:
    """Return the moment of a shot, by number from 1 or name, at seconds from its beginning.

    shot      "" for seconds from the beginning of the tour
    seconds   None for the beginning

    Raises UserError.
    """
    file = read_tour(name)
    at_s = _seconds(seconds)
    shots = file.tour.shots
    number = shot_named(shots, shot) if shot else None
    most_s = file.tour.duration_s if number is None else shots[number].duration_s
    if not 0.0 <= at_s <= most_s:
        where = "the tour" if number is None else "the shot"
        raise UserError(f"--at is {at_s:g} s", allowed=f"0 to {most_s:g} s, while {where} lasts")
    moments = Moments(open_tour(file, progress))
    return moments.at(at_s) if number is None else moments.of_shot(number, at_s)


def draw_moment(
    moment: Moment, path: Path, size: tuple[int, int], supersample: int, progress: Progress
) -> str:
    """Draw a moment into a file and return the status caption. Raises UserError."""
    from orbitviz.scene.offscreen import Renderer

    with Renderer() as renderer:
        bands, caption = renderer.render_bands(
            moment.state, moment.instant, size,
            supersample=supersample, stage=moment.on_stage, progress=progress,
        )  # fmt: skip
        PICTURES.for_path(path).write(PictureBands(size, False, lambda: bands), path)
    return caption


def _seconds(text: str | None) -> float:
    if text is None:
        return 0.0
    try:
        return float(text)
    except ValueError:
        raise UserError(f'--at is "{text}"', allowed="seconds, with --tour") from None
