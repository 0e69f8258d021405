"""A slider that scrolls with its panel, with marks below its groove."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider

from orbitviz.ui.theme import colours
from orbitviz.ui.widgets.wheel import IgnoreWheelMixin

_BAND_PX, _TICK_PX = 2.0, 5.0  # height of the line between the outer marks, and of a mark
_FAINT = 120  # opacity of that line, of 255


class MarkedSlider(IgnoreWheelMixin, QSlider):
    """A horizontal slider from 0 to a number of steps."""

    def __init__(self, steps: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, steps)
        self._marks: tuple[int, ...] = ()

    def show_marks(self, places: Sequence[int]) -> None:
        """Mark positions, and draw a line from the first to the last of them."""
        marks = tuple(sorted(set(places)))
        if marks != self._marks:
            self._marks = marks
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks under the slider."""
        super().paintEvent(event)
        if not self._marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark, line = QColor(colours().muted), QColor(colours().muted)
        line.setAlpha(_FAINT)
        places = [self._pixel_of(mark) for mark in self._marks]
        bottom = self.height() - 0.5
        band = QRectF(places[0], bottom - _BAND_PX, places[-1] - places[0], _BAND_PX)
        painter.fillRect(band, line)
        for place in places:
            painter.fillRect(QRectF(place - 0.75, bottom - _TICK_PX, 1.5, _TICK_PX), mark)

    def _pixel_of(self, value: int) -> float:
        """Return where the middle of the handle is at a value."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        parts = QStyle.SubControl
        control, style = QStyle.ComplexControl.CC_Slider, self.style()
        handle = style.subControlRect(control, option, parts.SC_SliderHandle, self).width()
        room = self.width() - handle
        place = style.sliderPositionFromValue(self.minimum(), self.maximum(), value, room)
        return place + 0.5 * handle
