"""Figures of a tour that is edited: what an edit has not changed is not found again."""

from __future__ import annotations

from typing import Any

from orbitviz.analysis.chart import Chart
from orbitviz.engine.tours.figures import Figures, Shown
from orbitviz.engine.tours.numbers import ShownNumber
from orbitviz.model.design.constellation import Design


class KnownFigures:
    """What has been found so far, by what it depends on: all of a state but camera and looks."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], list[tuple[Design, Any]]] = {}

    def get(self, what: str, shown: Shown) -> Any:
        """Return what is known of a state at an instant, None for nothing.

        what   is asked for, such as "total.satellites"
        """
        design = shown.state.document.design
        known = self._found.get(_key(what, shown), ())
        return next((found for one, found in known if one == design), None)

    def put(self, what: str, shown: Shown, found: Any) -> None:
        """Keep what was found."""
        known = self._found.setdefault(_key(what, shown), [])
        known.append((shown.state.document.design, found))


class FiguresOfEdit:
    """Where the moments of an edited tour have figures from, see Found."""

    def __init__(self, known: KnownFigures) -> None:
        self._known = known
        self._figures: Figures | None = None
        self._found: dict[tuple[object, ...], Any] = {}

    def check(self, figures: Figures) -> None:
        """Look at names alone."""
        figures.check_names()
        self._figures = figures

    def number(self, shot: int, caption: int, update: int) -> ShownNumber | None:
        """Return the figure of a caption, None while it is not known.

        It is that of the beginning, whatever the update: later ones are left to stage and film.
        """
        found: ShownNumber | None = self._of("number", shot, caption, 0)
        return found

    def chart(self, shot: int, chart: int) -> Chart | None:
        """Return a chart, None while it is not known."""
        found: Chart | None = self._of("chart", shot, chart)
        return found

    def _of(self, kind: str, *of: int) -> Any:
        """Return what is known; once it is, what it depends on is not looked at again."""
        key = (kind, *of)
        if key not in self._found and self._figures is not None:
            found = self._known.get(*getattr(self._figures, f"of_{kind}")(*of))
            if found is None:
                return None
            self._found[key] = found
        return self._found.get(key)

    def find_number(self, shot: int, caption: int) -> None:
        """Find the figure of a caption. Raises UserError with its place if there is none."""
        if self.number(shot, caption, 0) is None and self._figures is not None:
            what, shown = self._figures.of_number(shot, caption, 0)
            self._known.put(what, shown, self._figures.number(shot, caption, 0))

    def find_chart(self, shot: int, chart: int) -> None:
        """Find a chart. Raises UserError with its place if there is none."""
        if self.chart(shot, chart) is None and self._figures is not None:
            what, shown = self._figures.of_chart(shot, chart)
            self._known.put(what, shown, self._figures.chart(shot, chart))


def _key(what: str, shown: Shown) -> tuple[object, ...]:
    state = shown.state
    at = (shown.snapshot.instant.isoformat(), state.fleet_date)
    return what, *at, state.hidden, state.view.sky
