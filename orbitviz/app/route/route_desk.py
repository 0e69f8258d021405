"""The route between two sites in the window: its ends, its card, its chart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter

from PySide6.QtCore import QObject, QTimer

from orbitviz.analysis.routes.words import route_chart
from orbitviz.app.controls import Controls
from orbitviz.app.route.route_series import STEPS, RouteOverOrbit
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import Engine
from orbitviz.engine.route_places import pose_at_route
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.commands import set_route
from orbitviz.model.design.groups import Site
from orbitviz.model.route_ends import RouteEnds, ends_of
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.action_set import Handler
from orbitviz.ui.route.route_actions import PANEL
from orbitviz.ui.route.route_cards import route_card
from orbitviz.ui.route.route_panel import RoutePanel
from orbitviz.ui.sky.site_field import SiteField
from orbitviz.ui.window import MainWindow

_EVERY_MS = 400
_TURNS = 8  # of the worker: pictures, and the route of the present, go first
_TOPIC = "route"


class RouteDesk(QObject):
    """Connects store, worker and the panel of the route; `snapshot` returns what is shown."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        canvas: GlobeCanvas,
        window: MainWindow,
        panel: RoutePanel,
        controls: Controls,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        super().__init__(panel)
        self._store, self._engine, self._window = store, engine, window
        self._canvas = canvas
        self._panel, self._controls, self._snapshot = panel, controls, snapshot
        self._is_flight_due = False  # once the route between other ends is found
        self._found_before: object = None
        self._one: Site | None = None
        self._other: Site | None = None
        self._is_refused = False  # what was entered last
        self._orbit: RouteOverOrbit | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)
        panel.cameIntoView.connect(self._follow)
        panel.page.timeRequested.connect(controls.go_to)
        panel.page.errorOccurred.connect(self._show_error)
        panel.one.valueEntered.connect(partial(self._choose, "one"))
        panel.other.valueEntered.connect(partial(self._choose, "other"))
        for field in (panel.one, panel.other):
            field.errorOccurred.connect(self._show_error)
            field.discarded.connect(partial(window.notices.clear_topic, _TOPIC))
            field.editingEnded.connect(partial(self._end_editing, field))
        store.watch(attrgetter("route"), self._show_other_ends)
        store.watch(attrgetter("document.design.sites"), self._show_sites)
        self._show_sites()
        self._is_flight_due = store.state.route is not None
        self._show_ends()

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {"route": self._ask, "reverse_route": self._reverse, "clear_route": self._clear}

    def stop(self) -> None:
        """Compute nothing more."""
        self._timer.stop()
        self._is_flight_due = False
        self._drop()

    # Its ends ----------------------------------------------------------------------------

    def _ask(self) -> None:
        self._window.show_panel(PANEL)
        (self._panel.other if self._one is not None and self._other is None else self._panel.one
         ).start_editing()  # fmt: skip

    def _choose(self, which: str, site: Site) -> None:
        self._window.notices.clear_topic(_TOPIC)
        self._is_refused = False
        one = site if which == "one" else self._one
        other = site if which == "other" else self._other
        if one is None or other is None:
            self._one, self._other = one, other
            self._panel.show_ends(one, other)
            return
        try:
            ends = ends_of(one, other)
        except UserError as error:
            self._is_refused = True
            self._panel.show_ends(self._one, self._other)
            self._show_error(error)
            return
        self._store.do(set_route(ends))

    def _end_editing(self, field: SiteField) -> None:
        """Give the keys to the field that is still empty, else back to the globe."""
        if self._is_refused:
            # Where the mistake is; it would not be read if the field were left.
            self._is_refused = False
            field.start_editing()
            return
        known = {self._panel.one: self._one, self._panel.other: self._other}
        empty = [other for other, site in known.items() if site is None]
        if known[field] is not None and empty:
            empty[0].start_editing()
        else:
            self._canvas.native.setFocus()

    def _reverse(self) -> None:
        ends = self._store.state.route
        if ends is not None:
            self._store.do(set_route(RouteEnds(ends.other, ends.one)))

    def _clear(self) -> None:
        self._one = self._other = None
        self._store.do(set_route(None))
        self._panel.show_ends(None, None)

    def _show_other_ends(self) -> None:
        # What is shown may still be the route between the ends of before.
        self._is_flight_due, self._found_before = True, self._snapshot().route
        self._show_ends()

    def _show_ends(self) -> None:
        ends = self._store.state.route
        self._one, self._other = ends.sites if ends is not None else (None, None)
        self._panel.show_ends(self._one, self._other)
        self._follow()

    def _show_sites(self) -> None:
        self._panel.show_sites(self._store.state.document.design.sites)

    def _show_error(self, error: UserError) -> None:
        self._window.notices.show_error(error, _TOPIC)

    # What it is now, and over the next orbit ---------------------------------------------

    def _follow(self) -> None:
        """Keep card and chart as long as they can be seen."""
        if self._store.state.route is None:
            self.stop()
            self._panel.show_nothing()
        elif self._panel.is_in_view:
            self._timer.start()
            self._tick()

    def _tick(self) -> None:
        state, snapshot = self._store.state, self._snapshot()
        if state.route is None or not self._panel.is_in_view:
            self.stop()
            return
        self._panel.show_card(route_card(state.route, snapshot.route))
        if self._is_flight_due and snapshot.route not in (None, self._found_before):
            self._is_flight_due = False
            self._fly(state, snapshot)
        orbit = self._orbit
        if (
            orbit is None
            or not orbit.is_about(state.route, state.document)
            or (orbit.is_complete and orbit.is_stale_at(snapshot.instant))
        ):
            self._begin(snapshot)
        self._show_chart(snapshot)

    def _fly(self, state: State, snapshot: Snapshot) -> None:
        """Fly to where the route is seen, unless the camera rides or there is no globe."""
        camera = self._canvas.input.goal
        if state.route is not None and camera.follows is None and self._canvas.native.isVisible():
            self._controls.flights.fly(pose_at_route(state.route, state, snapshot, camera))

    def _begin(self, snapshot: Snapshot) -> None:
        state = self._store.state
        assert state.route is not None
        self._drop()
        if self._engine.is_busy(self):
            return
        orbit = RouteOverOrbit.from_now(state.route, state.document, snapshot.instant)
        self._orbit = orbit
        self._engine.run_aside(self, orbit.steps, self._completed, _TURNS)

    def _completed(self, orbit: RouteOverOrbit) -> None:
        orbit.is_complete = True
        orbit.shown = -1

    def _drop(self) -> None:
        if self._orbit is not None:
            self._orbit.is_wanted = False
            self._orbit = None

    def _show_chart(self, snapshot: Snapshot) -> None:
        orbit, page = self._orbit, self._panel.page
        if orbit is None:  # the one before is still being given up
            page.show_series("", (), "")
            page.show_progress(0.0)
        elif orbit.shown != len(orbit.routes):
            orbit.shown = len(orbit.routes)
            charts = (route_chart(orbit.ends, orbit.series),) if orbit.shown > 1 else ()
            page.show_series("", charts, "")
            page.show_progress(None if orbit.is_complete else orbit.shown / (STEPS + 1))
        page.show_instant(snapshot.instant)
