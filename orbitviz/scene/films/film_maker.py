"""Draws the parts of a film, each on its own: in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Self

import numpy as np

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.opened_tour import open_tour
from orbitviz.formats.films.film_file import FilmParts
from orbitviz.formats.pictures.content import Pixels
from orbitviz.formats.tours.tour_file import read_tour
from orbitviz.scene.offscreen import Renderer

_SHUTTER = 0.5  # share of a frame's time in which motion is blurred, as a film camera has it


@dataclass(frozen=True, kw_only=True)
class FilmJob:
    """What the frames of a film depend on: enough for another process to draw them.

    tour          file or id of the tour
    begin_s       of the film in the tour, s
    supersample   every pixel is the mean of this many squared
    blur          pictures of which each frame is the mean
    """

    tour: Path
    parts: FilmParts
    begin_s: float
    supersample: int
    blur: int

    @property
    def plan(self) -> list[object]:
        """What tells these frames from others, as JSON takes it."""
        return [self.begin_s, self.supersample, self.blur]


class FilmMaker:
    """Draws parts of films in one GL context; use it in a `with` statement."""

    def __init__(self, job: FilmJob, moments: Moments) -> None:
        """Prepare; `moments` are those of the tour."""
        self._job, self._moments = job, moments
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
        fps, blur = job.parts.shape.fps, job.blur
        times_s = [job.begin_s + (number + _SHUTTER * k / blur) / fps for k in range(blur)]
        pictures = [self._picture(time_s) for time_s in times_s]
        if blur == 1:
            return pictures[0]
        return np.asarray(np.rint(np.mean(pictures, axis=0)), np.uint8)

    def make(self, part: int, drawn: Callable[[], None] = lambda: None) -> None:
        """Make a part; `drawn` is called after every frame."""
        job = self._job

        def frames() -> Iterator[Pixels]:
            for number in job.parts.frames[part]:
                yield self.frame(number)
                drawn()

        job.parts.form.write_part(frames(), job.parts.shape, job.parts.file(part))

    def _picture(self, time_s: float) -> Pixels:
        moment = self._moments.at(time_s)
        return self._renderer.render(
            moment.state, moment.instant, self._job.parts.shape.size,
            supersample=self._job.supersample, stage=moment.on_stage,
        ).pixels  # fmt: skip


def make_parts(
    job: FilmJob, moments: Moments, missing: Sequence[int], jobs: int, progress: Progress
) -> None:
    """Make the parts of a film that are missing, in so many processes.

    Raises UserError, or Cancelled if the progress does; the parts that are done are kept.
    """
    frames = sum(len(job.parts.frames[part]) for part in missing)
    done = 0

    def drawn(count: int) -> None:
        nonlocal done
        done += count
        progress(done / frames, f"frame {done:,} of {frames:,}")

    if jobs == 1:
        with FilmMaker(job, moments) as maker:
            for part in missing:
                maker.make(part, lambda: drawn(1))
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (job,)) as pool:
        waiting = {pool.submit(_make, part): part for part in missing}
        try:
            for future in as_completed(waiting):
                future.result()
                drawn(len(job.parts.frames[waiting[future]]))
        except BrokenProcessPool:
            raise UserError(
                "a process that draws was ended",
                file=job.parts.path,
                allowed="the same command again: the parts that are done are kept",
            ) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_makers: list[FilmMaker] = []  # of this process


def _start(job: FilmJob) -> None:
    _makers.append(FilmMaker(job, Moments(open_tour(read_tour(job.tour)))).__enter__())


def _make(part: int) -> None:
    _makers[0].make(part)
