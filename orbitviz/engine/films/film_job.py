"""A film that is to be made: of which tour, in which shape, and what of it is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable
from orbitviz.base.progress import Progress, no_progress
from orbitviz.base.version import VERSION
from orbitviz.engine.tours.opened_tour import OpenedTour, open_tour
from orbitviz.engine.tours.shots import frame_count
from orbitviz.formats.films.content import FilmShape
from orbitviz.formats.films.film_file import FilmParts, film_format
from orbitviz.formats.tours.tour_file import read_tour

GO_ON = "the same command again: the parts that are done are kept"  # after what ended a film


@dataclass(frozen=True, kw_only=True)
class FilmOrder:
    """What somebody asks for.

    tour          file or id of the tour
    path          of the film
    begin_s       second of the tour at which the film begins
    end_s         that at which it ends, None for the end of the tour
    supersample   every pixel is the mean of this many squared
    blur          pictures of which each frame is the mean
    """

    tour: str | Path
    path: Path
    shape: FilmShape
    begin_s: float = 0.0
    end_s: float | None = None
    supersample: int = 2
    blur: int = 1

    def check(self) -> None:
        """Raise UserError if no tour could be filmed so; nothing is opened."""
        check_writable(self.path)
        film_format(self.path).check(self.shape, self.path)

    def job(self, progress: Progress = no_progress) -> FilmJob:
        """Open the tour and return what is to be done. Raises UserError."""
        self.check()
        tour = open_tour(read_tour(self.tour), progress)
        begin_s, end_s = self._span(tour.file.tour.duration_s)
        count = frame_count(end_s - begin_s, self.shape.fps)
        parts = FilmParts(
            form=film_format(self.path), shape=self.shape, count=count, path=self.path
        )
        return FilmJob(
            tour=tour, parts=parts, begin_s=begin_s, supersample=self.supersample, blur=self.blur
        )

    def _span(self, duration_s: float) -> tuple[float, float]:
        end_s = duration_s if self.end_s is None else self.end_s
        if not 0.0 <= self.begin_s < end_s <= duration_s:
            raise UserError(
                f"the film would go from {self.begin_s:g} to {end_s:g} s",
                allowed=f"a span within the tour, 0 to {duration_s:g} s",
            )
        return self.begin_s, end_s


@dataclass(frozen=True, kw_only=True, eq=False)
class FilmJob:
    """What the frames of a film depend on: enough for another process to draw them.

    begin_s, supersample, blur   as in FilmOrder
    """

    tour: OpenedTour
    parts: FilmParts
    begin_s: float
    supersample: int
    blur: int

    def begin(self) -> list[int]:
        """Prepare the folder of the parts and return those that are missing.

        Raises UserError if the film cannot be written there, or the disk is full.
        """
        missing = self.parts.begin(
            [VERSION, self.tour.file.text, *self.tour.texts,
             self.begin_s, self.supersample, self.blur]
        )  # fmt: skip
        self.parts.check_room(missing)
        return missing

    def frames_of(self, parts: Sequence[int]) -> int:
        """Return how many frames some parts have."""
        return sum(len(self.parts.frames(part)) for part in parts)
