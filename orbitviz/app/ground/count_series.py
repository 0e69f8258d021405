"""The counts through the night and the year, computed step by step while their page is in view."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QTimer

from orbitviz.analysis.nights import Night, day_of, night_of
from orbitviz.analysis.sky_charts import night_charts, year_charts
from orbitviz.analysis.sky_series import night_rows, year_days, year_remark, year_rows
from orbitviz.app.ground.topics import SkyTopic
from orbitviz.base.constants import MINUTE_S
from orbitviz.base.errors import Cancelled, UserError
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.design.groups import Site
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.sky.series_page import SeriesPage
from orbitviz.ui.sky.sky_panel import SkyPanel

_EVERY_MS = 300
_TURNS = 6  # of the worker, whose steps for pictures of sky and map are much shorter
_NIGHT_STEP_S = 20.0 * MINUTE_S
_OUTSIDE = "The ephemeris of the Sun and Earth does not cover all of it."


@dataclass(eq=False)
class _Series:
    """What is computed about one night or year; rows are added by the worker.

    total   rows to come, 0 while that is not known
    """

    about: tuple[object, ...]
    heading: str
    rows: list[Any] = field(default_factory=list)
    total: int = 0
    remark: str = ""
    is_complete: bool = False
    is_wanted: bool = True
    shown: tuple[int, bool] | None = None  # rows, and whether these are all


class CountSeries(QObject):
    """One page of counts: `kind` is SkyTopic.NIGHT or YEAR; `snapshot` returns what is shown."""

    def __init__(
        self,
        kind: SkyTopic,
        store: Store,
        engine: Engine,
        panel: SkyPanel,
        page: SeriesPage,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        super().__init__(panel)
        self._kind, self._store, self._engine = kind, store, engine
        self._panel, self._page, self._snapshot = panel, page, snapshot
        self._series: _Series | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)
        panel.cameIntoView.connect(self.follow)
        panel.tabChanged.connect(self.follow)

    def follow(self) -> None:
        """Keep the charts as long as they can be seen."""
        if self._is_in_view:
            self._timer.start()
            self._tick()
        elif self._series is not None and not self._series.is_complete:
            self._drop()

    def stop(self) -> None:
        """Compute nothing more."""
        self._timer.stop()
        self._drop()

    @property
    def _is_in_view(self) -> bool:
        has_site = self._store.state.view.sky.site is not None
        return has_site and self._panel.is_shown(self._kind.name.lower())

    def _drop(self) -> None:
        if self._series is not None:
            self._series.is_wanted = False
            self._series = None

    def _tick(self) -> None:
        if not self._is_in_view:
            self._timer.stop()
            self.follow()
            return
        snapshot = self._snapshot()
        state, instant = snapshot.seen(self._store.state), snapshot.instant
        site = state.view.sky.site
        assert site is not None
        about = (*_about(state), self._span(site, instant))
        if self._series is None or about != self._series.about:
            self._begin(state, site, instant, about)
        self._show(site)
        self._page.show_instant(instant)

    def _span(self, site: Site, instant: Instant) -> object:
        day = day_of(site, instant)
        return day if self._kind is SkyTopic.NIGHT else day.year

    def _begin(self, state: State, site: Site, instant: Instant, about: tuple[object, ...]) -> None:
        old = self._series
        is_other_time = old is not None and old.about[:-1] == about[:-1]
        if old is not None and is_other_time and not old.is_complete:
            return  # while time flies, one is brought to its end
        self._drop()
        if self._engine.is_busy(self._kind):
            return
        day = day_of(site, instant)
        if self._kind is SkyTopic.NIGHT:
            self._series = series = _Series(about, f"Night from {day:%d %B %Y}")
            job = _night(series, state, site, instant)
        else:
            self._series = series = _Series(about, f"Dusks of {day.year}")
            job = _year(series, state, site, day.year)
        self._engine.run_aside(self._kind, lambda: job, self._completed, _TURNS)

    def _completed(self, series: _Series) -> None:
        series.is_complete = True

    def _show(self, site: Site) -> None:
        series = self._series
        if series is None or series.shown == (len(series.rows), series.is_complete):
            return
        series.shown = (len(series.rows), series.is_complete)
        rows = tuple(series.rows)
        if self._kind is SkyTopic.NIGHT:
            charts, remark = night_charts(rows), series.remark
        else:
            charts = year_charts(rows)
            remark = series.remark or (year_remark(site, rows) if series.is_complete else "")
        self._page.show_series(series.heading, charts if len(rows) > 1 else (), remark)
        done = None if series.is_complete else len(rows) / max(series.total, 1)
        self._page.show_progress(done)


def _night(
    series: _Series, state: State, site: Site, instant: Instant
) -> Generator[None, None, _Series]:
    try:
        night = night_of(site, day_of(site, instant), _NIGHT_STEP_S)
    except UserError:
        night = Night((), _OUTSIDE)
    series.total, series.remark = len(night.moments), night.remark
    yield
    least_deg = state.view.sky.min_elevation_deg
    yield from _collect(series, night_rows(state, site, night, least_deg))
    return series


def _year(series: _Series, state: State, site: Site, year: int) -> Generator[None, None, _Series]:
    try:
        days = year_days(year)
    except UserError:
        days, series.remark = [], _OUTSIDE
    series.total = len(days)
    yield
    yield from _collect(series, year_rows(state, site, days, state.view.sky.min_elevation_deg))
    return series


def _collect(series: _Series, rows: Iterable[Any]) -> Generator[None, None, None]:
    for row in rows:
        if not series.is_wanted:
            raise Cancelled
        series.rows.append(row)
        yield


def _about(state: State) -> tuple[object, ...]:
    """Return all but the time that decides what is counted."""
    sky = state.view.sky
    return (
        sky.site, sky.min_elevation_deg, state.hidden, state.hidden_satellites,
        state.document, state.catalogues,
    )  # fmt: skip
