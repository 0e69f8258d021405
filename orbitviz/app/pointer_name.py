"""The name of the satellite under the pointer, once it rests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QToolTip, QWidget

from orbitviz.app.picking import picked_of_seen
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.compared import other_side
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.store import Store
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.widgets.plain_text import plain_tip

_REST_MS = 350
_REACH_PX = 8.0  # less than that of a click: nobody asked for a name


class PointerName(QObject):
    """Shows the name as a tool tip of the globe; `snapshot` returns what is shown."""

    def __init__(
        self,
        store: Store,
        canvas: GlobeCanvas,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        super().__init__()
        self._store, self._canvas = store, canvas
        self._snapshot = snapshot
        self._place = (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._find)

    def follow(self, x: float, y: float) -> None:
        """Note that the pointer moved to a pixel of the picture."""
        self.hide()
        self._place = (x, y)
        self._timer.start()

    def hide(self) -> None:
        """Show no name before the pointer moves again."""
        self._timer.stop()
        if QToolTip.isVisible():
            QToolTip.hideText()

    def _find(self) -> None:
        seen = self._canvas.seen_at(*self._place)
        if seen is None or not self._widget.underMouse():
            return
        state = self._store.state
        picked = picked_of_seen(state, self._snapshot(), seen, _REACH_PX)
        own = other_side(state) if seen.is_other else state
        if picked is None or own is None:
            return
        scale = float(self._canvas.pixel_scale)
        at = QPoint(*(round(pixels / scale) for pixels in self._place))
        name = plain_tip(satellite_name(own, picked.satellite))
        QToolTip.showText(self._widget.mapToGlobal(at), name, self._widget)

    @property
    def _widget(self) -> QWidget:
        widget = self._canvas.native
        assert isinstance(widget, QWidget)
        return widget
