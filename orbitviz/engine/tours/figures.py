"""The figures and charts that a tour lays over the picture, found when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from orbitviz.analysis.chart import Chart
from orbitviz.analysis.fleet import Fleet
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Check
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.tours.charts import chart_of
from orbitviz.engine.tours.numbers import Numbers, ShownNumber, named_figure
from orbitviz.formats.tours.tour_file import TourFile
from orbitviz.model.state import State


@dataclass(frozen=True, eq=False)
class Shown:
    """What is shown at a time of a shot.

    snapshot   what flies where, without figures and maps
    """

    state: State
    snapshot: Snapshot


ShownAt = Callable[[int, float], Shown]  # of a shot, from 0, and a time of it, s


class Found(Protocol):
    """Figures of a tour; None while one is not there yet.

    shot, caption, chart   from 0; update counts how often the number was computed anew
    """

    def number(self, shot: int, caption: int, update: int) -> ShownNumber | None:
        """Return the figure that a caption shows."""

    def chart(self, shot: int, chart: int) -> Chart | None:
        """Return a chart."""

    def check(self, figures: Figures) -> None:
        """Look at what all of them name. Raises UserError with the place of the first mistake."""


class Figures:
    """Finds each of them once."""

    def __init__(self, file: TourFile, shown_at: ShownAt, check: Check) -> None:
        """Build; `check` is called while operating maps are solved."""
        self._file, self._shots, self._shown_at = file, file.tour.shots, shown_at
        self._numbers = Numbers(check)
        self.number = lru_cache(maxsize=None)(self._number_of)
        self.chart = lru_cache(maxsize=None)(self._chart_of)

    def maps(self, shot: int) -> Fleet | None:
        """Return the operating maps that the beginning of a shot shows, None where it has none."""
        shown = self._shown_at(shot, 0.0)
        state = shown.state
        if not state.view.colour.needs_map or not len(state.document.constellation):
            return None
        return self._numbers.maps(state, shown.snapshot.geometry, "")

    def check(self, _figures: Figures) -> None:
        """Find all of them, see Found."""
        for k, shot in enumerate(self._shots):
            for caption, about in enumerate(shot.captions):
                if about.number:
                    self.number(k, caption, 0)
            for chart in range(len(shot.charts)):
                self.chart(k, chart)

    def check_names(self) -> None:
        """Look at the names of figures alone, which takes no time. Raises UserError."""
        for k, shot in enumerate(self._shots):
            for caption, about in enumerate(shot.captions):
                if about.number:
                    self._named(k, caption, 0)

    def of_number(self, shot: int, caption: int, update: int) -> tuple[str, Shown]:
        """Return the key of a figure, and what is shown when it is found."""
        return self._shots[shot].captions[caption].number, self._named(shot, caption, update)

    def of_chart(self, shot: int, chart: int) -> tuple[str, Shown]:
        """Return what a chart is in words, and what is shown when it is found."""
        about = self._shots[shot].charts[chart]
        return repr(about), self._shown_at(shot, about.begin_s)

    def _named(self, shot: int, caption: int, update: int) -> Shown:
        """Return what is shown when a figure is found. Raises UserError if it names nothing."""
        about = self._shots[shot].captions[caption]
        shown = self._shown_at(shot, about.begin_s + update * about.updates_s)
        try:
            named_figure(shown.state, about.number)
        except UserError as error:
            raise self._error_at(error, shot, "captions", caption, "number") from None
        return shown

    def _number_of(self, shot: int, caption: int, update: int) -> ShownNumber:
        """Return the figure that a caption shows: that of its beginning, or of a later update."""
        shown, key = self._named(shot, caption, update), self._shots[shot].captions[caption].number
        try:
            return self._numbers.figure(shown.state, shown.snapshot.instant, key)
        except UserError as error:
            raise self._error_at(error, shot, "captions", caption, "number") from None

    def _chart_of(self, shot: int, chart: int) -> Chart:
        """Return a chart: that of the beginning of what it is in."""
        about = self._shots[shot].charts[chart]
        shown = self._shown_at(shot, about.begin_s)
        geometry = shown.snapshot.geometry
        try:
            fleet = self._numbers.maps(shown.state, geometry, about.kind)
            return chart_of(about, shown.state, geometry, fleet)
        except UserError as error:
            raise self._error_at(error, shot, "charts", chart, "kind") from None

    def _error_at(self, error: UserError, shot: int, *key: str | int) -> UserError:
        return self._file.error_at(error, "shots", shot, *key)
