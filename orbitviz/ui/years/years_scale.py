"""The scale of years: from the first launch on, with the working satellites behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from orbitviz.ui.theme import colours
from orbitviz.ui.widgets.scale_bar import ScaleBar

_CURVE_PX = 22.0
_CURVE_ALPHA = 70


class YearsScale(ScaleBar):
    """A scale whose handle comes from the left; a curve tells how full the fleet is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, begin=-1.0, top=_CURVE_PX)
        self._curve: tuple[float, ...] = ()

    def show_curve(self, shares: Sequence[float]) -> None:
        """Show shares 0..1 behind the scale, evenly from its begin to its end; none: no curve."""
        if tuple(shares) != self._curve:
            self._curve = tuple(shares)
            self.update()

    def sizeHint(self) -> QSize:
        """Room for curve, line and labels."""
        return super().sizeHint() + QSize(0, int(_CURVE_PX))

    def minimumSizeHint(self) -> QSize:
        """Room for curve and line at least."""
        return super().minimumSizeHint() + QSize(0, int(_CURVE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the curve, then the scale over it."""
        if len(self._curve) > 1:
            self._paint_curve()
        super().paintEvent(event)

    def _paint_curve(self) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = len(self._curve) - 1
        base = self.line_y
        points = [
            QPointF(self.x_of(2.0 * k / last - 1.0), base - share * (base - 2.0))
            for k, share in enumerate(self._curve)
        ]
        ends = [QPointF(points[-1].x(), base), QPointF(points[0].x(), base)]
        fill = QColor(colours().accent)
        fill.setAlpha(_CURVE_ALPHA)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF([*points, *ends]))
        painter.setPen(QColor(colours().accent))
        painter.drawPolyline(QPolygonF(points))
        painter.end()
