"""The ruler of the window: its ends are clicked, selected or named."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from orbitviz.app.picking import ground_at, picked_at
from orbitviz.base.errors import UserError
from orbitviz.base.on_demand import OnDemand
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.commands import set_ruler
from orbitviz.model.design.groups import Site
from orbitviz.model.ruler import EarthCentre, Ruler, RulerEnd
from orbitviz.model.ruler_ends import CENTRE, end_name, ground_end, ruler_named
from orbitviz.model.sites import known_sites
from orbitviz.model.source import SatelliteKey
from orbitviz.model.store import Store
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.scene.view import View
from orbitviz.ui.action_set import ActionSet, Handler
from orbitviz.ui.window import MainWindow

if TYPE_CHECKING:
    from orbitviz.ui.ruler_dialog import RulerDialog

_TOPIC = "ruler"
_REACH_PX = 8.0  # less than that of a click that selects: ground beside a satellite is meant too


class RulerTool(QObject):
    """Waits for the clicks that set the ruler; `snapshot` returns what is shown."""

    def __init__(
        self,
        store: Store,
        window: MainWindow,
        canvas: GlobeCanvas,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        super().__init__(window)
        self._store, self._window, self._canvas = store, window, canvas
        self._snapshot = snapshot
        self._is_waiting = False
        self._first: RulerEnd | None = None
        self._dialog: OnDemand[RulerDialog] = OnDemand(
            "orbitviz.ui.ruler_dialog.RulerDialog", window
        )
        self._dialog.when_built(lambda it: it.endsChosen.connect(self._measure_named))
        for part in ("document.constellation", "catalogues"):
            store.watch(attrgetter(part), self._forget_first)

    def handlers(self) -> dict[str, Handler]:
        """Return what each action of the ruler does, by its id."""
        return {"ruler": self.measure, "ruler_named": self.ask, "clear_ruler": self.clear}

    def update_actions(self, actions: ActionSet) -> None:
        """Disable what cannot be done."""
        actions["clear_ruler"].setEnabled(self._store.state.ruler is not None)

    def measure(self) -> None:
        """Measure between two selected satellites, else wait for clicks.

        While it waits, the Earth's centre is the next end.
        """
        if self._is_waiting:
            self._take(EarthCentre())
            return
        selected = sorted(self._store.state.selection.satellites)
        if len(selected) == 2:
            self._set(Ruler(*selected))
            return
        self._is_waiting, self._first = True, None
        self._window.installEventFilter(self)
        self._canvas.native.setCursor(Qt.CursorShape.CrossCursor)
        if len(selected) == 1:
            self._first = selected[0]
        self._prompt()

    def take_click(self, view: View, x: float, y: float, ground: bool) -> bool:
        """Take what lies at a pixel as an end, the ground alone if asked; return whether it waits.

        Near a satellite that is the satellite.
        """
        if not self._is_waiting:
            return False
        end = self._end_at(view, (x, y), only_ground=ground)
        if end is None:
            self._prompt("There is neither a satellite nor ground. ")
        else:
            self._take(end)
        return True

    def cancel(self) -> None:
        """Wait for no more clicks; the ruler that is there stays."""
        self._is_waiting, self._first = False, None
        self._window.removeEventFilter(self)
        self._canvas.native.unsetCursor()
        self._window.notices.clear_topic(_TOPIC)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Wait for no more clicks on Esc, before it means anything else to the window."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if not (is_escape and event.type() is QEvent.Type.KeyPress):
            return False
        self.cancel()
        return True

    def clear(self) -> None:
        """Measure nothing."""
        self.cancel()
        self._store.do(set_ruler(None))

    def ask(self) -> None:
        """Ask for both ends by name, beginning with what is measured or selected."""
        self.cancel()
        state = self._store.state
        selected = sorted(state.selection.satellites)[:2]
        ends: list[RulerEnd] = [*selected] or [*(state.ruler.ends if state.ruler else ())]
        names = [self._typed(end) for end in ends] + ["", ""]
        self._dialog.part.ask(names[0], names[1], (site.name for site in self._places))

    def _measure_named(self, one: str, other: str) -> None:
        dialog = self._dialog.part
        try:
            ruler = ruler_named(self._store.state, one, other)
        except UserError as error:
            dialog.show_error(error.sentence)
            return
        dialog.accept()
        self._set(ruler)

    @property
    def _places(self) -> list[Site]:
        """The places that have a name."""
        return [*self._store.state.document.design.sites, *known_sites()]

    def _typed(self, end: RulerEnd) -> str:
        """Return an end as it is typed."""
        if isinstance(end, EarthCentre):
            return CENTRE
        if isinstance(end, SatelliteKey):
            return end_name(self._store.state, end)
        if end in self._places:
            return end.name
        height = f",{end.alt_m:.0f}" if end.alt_m else ""
        return f"{end.lat_deg:.4f},{end.lon_deg:.4f}{height}"

    def _forget_first(self) -> None:
        """Begin anew where the first end was a satellite: it may be another one now, or none."""
        if isinstance(self._first, SatelliteKey):
            self._first = None
            self._prompt()

    def _end_at(self, view: View, at: tuple[float, float], *, only_ground: bool) -> RulerEnd | None:
        state, snapshot = self._store.state, self._snapshot()
        reach = _REACH_PX * view.pixel_ratio
        picked = None if only_ground else picked_at(state, snapshot, view, at, reach)
        if picked is not None:
            return picked.satellite
        place = ground_at(snapshot, view, at)
        return None if place is None else ground_end(*place)

    def _take(self, end: RulerEnd) -> None:
        if self._first is None:
            self._first = end
            self._prompt()
        elif self._first == end:
            self._prompt("Both ends would be the same. ")
        else:
            self._set(Ruler(self._first, end))

    def _set(self, ruler: Ruler) -> None:
        self.cancel()
        self._store.do(set_ruler(ruler))

    def _prompt(self, before: str = "") -> None:
        key = self._window.actions_by_id["ruler"].shortcut().toString()
        which = "one end of the ruler"
        if self._first is not None:
            name = end_name(self._store.state, self._first)
            which = f"the other end of the ruler from {name}"
        self._window.notices.show_message(
            f"{before}Click {which}: a satellite, or with Ctrl the ground below. {key} takes the "
            "Earth's centre, Esc cancels.",
            "info",
            _TOPIC,
        )
