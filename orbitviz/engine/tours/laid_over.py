"""What a tour lays over the picture at each of its moments: a pure function of the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from orbitviz.analysis.chart import Chart
from orbitviz.base.errors import UserError
from orbitviz.engine.on_stage import ShownCallout, ShownCaption, ShownChart
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.tours.anchors import anchor_of
from orbitviz.engine.tours.captions import opacity_of, shown_captions
from orbitviz.engine.tours.charts import chart_of
from orbitviz.engine.tours.numbers import Numbers, ShownNumber
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


class LaidOver:
    """Captions, callouts and charts of a tour; their figures are found once."""

    def __init__(self, file: TourFile, shown_at: ShownAt) -> None:
        """Build; nothing is asked for yet."""
        self._file, self._shots, self._shown_at = file, file.tour.shots, shown_at
        self._numbers = Numbers()
        self._figure = lru_cache(maxsize=None)(self._figure_of)
        self._chart = lru_cache(maxsize=None)(self._chart_of)

    def check(self) -> None:
        """Find all that the tour names. Raises UserError with the place of the first mistake."""
        for k, shot in enumerate(self._shots):
            for number, caption in enumerate(shot.captions):
                if caption.number:
                    self._figure(k, number, 0)
            for number, callout in enumerate(shot.callouts):
                self._callout(k, number, callout.begin_s, 1.0)
            for number in range(len(shot.charts)):
                self._chart(k, number)

    def number_text(self, shot: int, caption: int) -> str:
        """Return the number of a caption as it is at its beginning."""
        return self._figure(shot, caption, 0).text()

    def captions(self, shot: int, time_s: float) -> tuple[ShownCaption, ...]:
        """Return the captions that are seen at a time of a shot."""
        return shown_captions(
            self._shots[shot], time_s, lambda number, update: self._figure(shot, number, update)
        )

    def callouts(self, shot: int, time_s: float) -> tuple[ShownCallout, ...]:
        """Return the callouts that are seen at a time of a shot."""
        about = self._shots[shot]
        opacities = [opacity_of(one, about.duration_s, time_s) for one in about.callouts]
        return tuple(
            self._callout(shot, number, time_s, opacity)
            for number, opacity in enumerate(opacities)
            if opacity > 0.0
        )

    def charts(self, shot: int, time_s: float) -> tuple[ShownChart, ...]:
        """Return the charts that are seen at a time of a shot."""
        about = self._shots[shot]
        found = []
        for number, one in enumerate(about.charts):
            opacity = opacity_of(one, about.duration_s, time_s)
            if opacity > 0.0:
                chart = self._chart(shot, number)
                mark = self._mark(chart, shot, time_s)
                found.append(ShownChart(chart, mark, one.place, one.width, opacity))
        return tuple(found)

    def _mark(self, chart: Chart, shot: int, time_s: float) -> float | None:
        if chart.time_axis is None:
            return None
        place = chart.time_axis.place(self._shown_at(shot, time_s).snapshot.instant)
        return place if chart.x[0] <= place <= chart.x[-1] else None

    def _figure_of(self, shot: int, number: int, update: int) -> ShownNumber:
        """Return the figure that a caption shows: that of its beginning, or of a later update."""
        caption = self._shots[shot].captions[number]
        shown = self._shown_at(shot, caption.begin_s + update * caption.updates_s)
        try:
            return self._numbers.figure(shown.state, shown.snapshot.instant, caption.number)
        except UserError as error:
            raise self._error_at(error, shot, "captions", number, "number") from None

    def _chart_of(self, shot: int, number: int) -> Chart:
        """Return a chart: that of the beginning of what it is in."""
        about = self._shots[shot].charts[number]
        shown = self._shown_at(shot, about.begin_s)
        try:
            fleet = self._numbers.maps(shown.state, shown.snapshot.instant, about.kind)[1]
            return chart_of(about, shown.state, shown.snapshot.geometry, fleet)
        except UserError as error:
            raise self._error_at(error, shot, "charts", number, "kind") from None

    def _callout(self, shot: int, number: int, time_s: float, opacity: float) -> ShownCallout:
        about, shown = self._shots[shot].callouts[number], self._shown_at(shot, time_s)
        try:
            anchor = anchor_of(about, shown.state, shown.snapshot)
        except UserError as error:
            raise self._error_at(error, shot, "callouts", number) from None
        return ShownCallout(about.text, about.small, anchor, opacity)

    def _error_at(self, error: UserError, shot: int, *key: str | int) -> UserError:
        return self._file.error_at(error, "shots", shot, *key)
