"""What a tour lays over the picture at each of its moments: a pure function of the time."""

from __future__ import annotations

from orbitviz.analysis.chart import Chart
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Check
from orbitviz.engine.on_stage import ShownCallout, ShownCaption, ShownChart
from orbitviz.engine.tours.anchors import anchor_of
from orbitviz.engine.tours.captions import opacity_of, shown_captions
from orbitviz.engine.tours.figures import Figures, Found, ShownAt
from orbitviz.formats.tours.tour_file import TourFile


class LaidOver:
    """Captions, callouts and charts of a tour.

    figures   those of the captions and charts
    """

    def __init__(
        self, file: TourFile, shown_at: ShownAt, found: Found | None, check: Check
    ) -> None:
        """Build; nothing is asked for yet.

        found   where figures come from, None for where they are found when they are asked for
        check   called while operating maps are solved
        """
        self._file, self._shots, self._shown_at = file, file.tour.shots, shown_at
        self.figures = Figures(file, shown_at, check)
        self._found: Found = found or self.figures

    def check(self) -> None:
        """Find all that the tour names. Raises UserError with the place of the first mistake."""
        for k, shot in enumerate(self._shots):
            for number, callout in enumerate(shot.callouts):
                self._callout(k, number, callout.begin_s, 1.0)
        self._found.check(self.figures)

    def number_text(self, shot: int, caption: int) -> str:
        """Return the number of a caption as it is at its beginning."""
        return self.figures.number(shot, caption, 0).text()

    def captions(self, shot: int, time_s: float) -> tuple[ShownCaption, ...]:
        """Return the captions that are seen at a time of a shot."""
        return shown_captions(
            self._shots[shot],
            time_s,
            lambda number, update: self._found.number(shot, number, update),
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
            chart = self._found.chart(shot, number) if opacity > 0.0 else None
            if chart is not None:
                mark = self._mark(chart, shot, time_s)
                found.append(ShownChart(chart, mark, one.place, one.width, opacity))
        return tuple(found)

    def _mark(self, chart: Chart, shot: int, time_s: float) -> float | None:
        if chart.time_axis is None:
            return None
        place = chart.time_axis.place(self._shown_at(shot, time_s).snapshot.instant)
        return place if chart.x[0] <= place <= chart.x[-1] else None

    def _callout(self, shot: int, number: int, time_s: float, opacity: float) -> ShownCallout:
        about, shown = self._shots[shot].callouts[number], self._shown_at(shot, time_s)
        try:
            anchor = anchor_of(about, shown.state, shown.snapshot)
        except UserError as error:
            raise self._error_at(error, shot, "callouts", number) from None
        return ShownCallout(about.text, about.small, anchor, opacity)

    def _error_at(self, error: UserError, shot: int, *key: str | int) -> UserError:
        return self._file.error_at(error, "shots", shot, *key)
