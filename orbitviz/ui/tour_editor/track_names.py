"""The names of the tracks of the timeline, beside what scrolls sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from orbitviz.ui.theme import colours, text_font
from orbitviz.ui.tour_editor.timeline import Timeline
from orbitviz.ui.tour_editor.timeline_layout import TRACK_PX

_WIDTH_PX = 62


class TrackNames(QWidget):
    """Follows the timeline up and down."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__()
        self._timeline, self._down = timeline, 0
        self.setFixedWidth(_WIDTH_PX)

    def scroll_to(self, down: int) -> None:
        """Follow the tracks up and down."""
        self._down = down
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names."""
        painter, layout = QPainter(self), self._timeline.layout_of_tour
        painter.setPen(colours().muted)
        painter.setFont(text_font(8.5))
        for track in layout.tracks:
            top = int(layout.track_top(track)) - self._down
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(0, top, _WIDTH_PX, TRACK_PX, middle, track.value)
        painter.end()
