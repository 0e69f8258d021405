"""Draws the frames of a film in one GL context, and has its parts written beside the drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Self

from orbitviz.engine.films.film_job import FilmJob
from orbitviz.engine.tours.moments import Moment, Moments
from orbitviz.model.tour.tour import tidy
from orbitviz.scene.films.part_writer import PartWriter
from orbitviz.scene.light import Pixels, light_of, mean_pixels
from orbitviz.scene.offscreen import Renderer
from orbitviz.scene.overlay.caption_check import check_captions

_SHUTTER = 0.5  # share of a frame's time in which motion is blurred, as a film camera has it


class FilmMaker:
    """Makes parts of films; use it in a `with` statement."""

    def __init__(self, job: FilmJob) -> None:
        """Prepare. Raises UserError for a name that means nothing, a caption that does not fit."""
        self._job, self._moments = job, Moments(job.tour)
        check_captions(job.tour.file, self._moments, job.parts.shape.size)
        self._renderer = Renderer()

    def __enter__(self) -> Self:
        """Make the context. Raises UserError if that is impossible."""
        self._renderer.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        """Close the context."""
        self._renderer.__exit__(None, None, None)

    def frame(self, number: int) -> Pixels:
        """Return a frame of the film, from 0: (height, width, 3) uint8 sRGB."""
        job = self._job
        fps, step_s = job.parts.shape.fps, 1.0 / job.parts.shape.fps
        moment = self._moments.at(tidy(job.begin_s * fps + number) / fps)
        picture = self._picture(moment)
        if job.blur == 1:
            return picture
        light = light_of(picture)
        for k in range(1, job.blur):
            # Of the same shot: at a cut the shutter shows nothing of the next one.
            open_s = moment.time_s + _SHUTTER * step_s * k / job.blur
            light += light_of(self._picture(self._moments.of_shot(moment.shot, open_s)))
        return mean_pixels(light, job.blur)

    def make(self, parts: Iterable[int], drawn: Callable[[], None] = lambda: None) -> None:
        """Make parts, one after another; `drawn` is called after every frame.

        Raises UserError if a part cannot be written, and what `drawn` raises.
        """
        with PartWriter(self._job.parts) as writer:
            for part in parts:
                with writer.part(part) as write:
                    for number in self._job.parts.frames(part):
                        write(self.frame(number))
                        drawn()

    def _picture(self, moment: Moment) -> Pixels:
        return self._renderer.render(
            moment.state, moment.instant, self._job.parts.shape.size,
            supersample=self._job.supersample, stage=moment.on_stage,
        ).pixels  # fmt: skip
