"""The handle in the middle of the line between two designs: dragged, or moved by arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from orbitviz.ui.colours import DARK

_SIZE = QSize(26, 44)
_KEY_STEP = 0.02
_ARROW_PX = 4.0
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class WipeHandle(QWidget):
    """Lies on the canvas where the line is; it is there while a wipe is shown."""

    shareRequested = Signal(float)  # of the width of the canvas, 0 to 1

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Wipe")
        self.setAccessibleDescription("The line between two designs; arrow keys move it")
        self.setToolTip("Drag to show more of one design or of the other (< and >)")
        self._canvas, self._share = canvas, 0.5
        canvas.installEventFilter(self)
        self.hide()

    def show_share(self, share: float, *, shown: bool) -> None:
        """Stand at a share of the width of the canvas, or go."""
        self._share = share
        self.setVisible(shown)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the canvas."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold; the canvas below would turn the globe."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while it is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            x = self.mapToParent(event.position()).x()
            self._ask(x / max(self._canvas.width(), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrow keys."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._ask(self._share + step * _KEY_STEP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a grip with an arrow to each side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(DARK.accent if self.hasFocus() else "#eaf0f7")
        painter.setPen(QPen(edge, 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(QColor(DARK.raised))  # the picture is dark in any theme
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#eaf0f7"))
        middle = QRectF(self.rect()).center()
        for side in (-1.0, 1.0):
            tip = middle + QPointF(side * 2.0 * _ARROW_PX, 0.0)
            back = middle + QPointF(side * 0.8 * _ARROW_PX, 0.0)
            up = QPointF(0.0, 1.2 * _ARROW_PX)
            painter.drawPolygon(QPolygonF([tip, back - up, back + up]))

    def _ask(self, share: float) -> None:
        self.shareRequested.emit(min(max(share, 0.0), 1.0))

    def _fit(self) -> None:
        width, height = self._canvas.width(), self._canvas.height()
        left = round(self._share * width - self.width() / 2)
        most = max(width - self.width(), 0)
        self.move(min(max(left, 0), most), (height - self.height()) // 2)
        self.raise_()
