"""Moves the date of the fleet: actions and the bar of the years become commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from orbitviz.analysis.deployment.from_design import DEFAULT_YEARS, calendar_of
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.fleet_date_commands import change_fleet_date, show_fleet_date
from orbitviz.model.store import Store
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.action_set import Handler
from orbitviz.ui.window import MainWindow
from orbitviz.ui.years.years_bar import YearsBar

_ERRORS = "fleet date"
_FIRST_SHOWN_YEARS = 3.0


class YearsDesk:
    """Shows the bar while there is a date, and moves it; `snapshot` returns what is shown."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        window: MainWindow,
        bar: YearsBar,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        self._store, self._engine, self._window = store, engine, window
        self._bar, self._snapshot = bar, snapshot
        bar.yearsRequested.connect(self._go_to)
        bar.dateRequested.connect(self._go_to_date)
        bar.rateRequested.connect(self._run_at)
        bar.errorOccurred.connect(partial(window.notices.show_error, topic=_ERRORS))
        bar.typingDiscarded.connect(lambda: window.notices.clear_topic(_ERRORS))
        bar.editingEnded.connect(window.time_bar.editingEnded)
        store.watch(lambda state: state.fleet_date, self.show)
        self.show()

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {
            "fleet_years": self._toggle,
            "fleet_play": self._play,
            "fleet_back": partial(self._step, -1.0),
            "fleet_forward": partial(self._step, 1.0),
            "edit_fleet_date": self._type_date,
        }

    def stop(self) -> None:
        """End: the years stand still."""

    def show_at(self, date: Instant) -> None:
        """Show the fleet at a date of its plan, whether or not one is shown already."""
        calendar = calendar_of(self._store.state.document.design, DEFAULT_YEARS)
        years = min(max(calendar.since(date), 0.0), float(calendar.edges_years[-1]))
        self._change(years=years, playing=False)

    def show(self) -> None:
        """Show the date, and the fleet as it was found last."""
        shown, fleet = self._store.state.fleet_date, self._snapshot().fleet_at_date
        self._bar.setVisible(shown is not None)
        if shown is None:
            return
        if fleet is None:
            document = self._store.state.document
            self._bar.show_nothing(is_refused=self._engine.cannot_plan(document))
            return
        years = min(self._engine.clock.fleet_years(shown), fleet.planned.last_years)
        self._bar.show_fleet(shown, fleet, years)
        is_at_end = years >= fleet.planned.last_years if shown.rate > 0.0 else years <= 0.0
        if shown.playing and is_at_end:
            self._change(years=years, playing=False)

    def _change(self, **changes: object) -> None:
        self._window.notices.clear_topic(_ERRORS)
        self._store.do(change_fleet_date(**changes))

    def _now(self) -> float:
        """Return the years shown now, within the plan as far as that is known."""
        shown, fleet = self._store.state.fleet_date, self._snapshot().fleet_at_date
        years = 0.0 if shown is None else self._engine.clock.fleet_years(shown)
        return years if fleet is None else min(years, fleet.planned.last_years)

    def _toggle(self, on: bool) -> None:
        # On the day of the first launch there would be nothing to see.
        self._store.do(show_fleet_date(FleetDate(_FIRST_SHOWN_YEARS) if on else None))

    def _play(self) -> None:
        shown, fleet = self._store.state.fleet_date, self._snapshot().fleet_at_date
        years, playing = self._now(), shown is None or not shown.playing
        if playing and fleet is not None and years >= fleet.planned.last_years:
            years = 0.0
        self._change(years=years, playing=playing)

    def _step(self, years: float) -> None:
        self._change(years=max(self._now() + years, 0.0), playing=False)

    def _go_to(self, years: float) -> None:
        self._change(years=years)

    def _go_to_date(self, date: Instant) -> None:
        fleet = self._snapshot().fleet_at_date
        if fleet is None:
            wrong = UserError("the fleet has no dates yet", allowed="once it has been planned")
            self._window.notices.show_error(wrong, topic=_ERRORS)
            return
        last = fleet.planned.last_years
        self._change(years=min(max(fleet.planned.calendar.since(date), 0.0), last))

    def _run_at(self, rate: float) -> None:
        self._change(years=self._now(), rate=rate, playing=True)

    def _type_date(self) -> None:
        if self._store.state.fleet_date is None:
            self._toggle(True)
        self._bar.date_entry.start_editing()
