"""A horizontal scale with marks and a handle: base of the rate slider and the time scrubber."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from orbitviz.ui.theme import colours, text_font

_LINE_Y = 11.0
_HANDLE = 6.5
_MARGIN = 14.0
_STEP = 0.01
_MOVED_PX = 0.5  # smaller moves are not worth a repaint of the window

Mark = tuple[float, str, bool]  # place -1..1, label or "", whether its label has priority


class ScaleBar(QWidget):
    """A place -1..1 on a line, moved by mouse, wheel and arrow keys."""

    positionMoved = Signal(float)  # by the user; not emitted by `show_position`
    released = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, begin: float = 0.0, top: float = 0.0
    ) -> None:
        """Build.

        begin   place from which the line to the handle is drawn
        top     room above the line, pixels
        """
        super().__init__(parent)
        self._begin, self.line_y = begin, _LINE_Y + top
        self._position = self._painted = begin
        self._marks: tuple[Mark, ...] = ()
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def position(self) -> float:
        """Where the handle is, -1..1."""
        return self._position

    @property
    def is_dragged(self) -> bool:
        """Whether the user is dragging the handle."""
        return self._dragged

    def show_position(self, position: float) -> None:
        """Move the handle."""
        clipped = max(-1.0, min(1.0, position))
        self._position = clipped
        if abs(self.x_of(clipped) - self.x_of(self._painted)) >= _MOVED_PX:
            self.update()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Put marks on the scale; labels that would touch are left out."""
        if marks != self._marks:
            self._marks = marks
            self.update()

    def sizeHint(self) -> QSize:
        """Room for line and labels."""
        return QSize(260, 34)

    def minimumSizeHint(self) -> QSize:
        """Room for the line at least."""
        return QSize(80, 34)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the handle."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged = True
            self._move_to(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle."""
        if self._dragged:
            self._move_to(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stop dragging the handle."""
        if self._dragged:
            self._dragged = False
            self.update()
            self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrow keys, faster by page keys."""
        key = Qt.Key
        steps = {
            key.Key_Left: -_STEP,
            key.Key_Right: _STEP,
            key.Key_Down: -_STEP,
            key.Key_Up: _STEP,
            key.Key_PageDown: -10 * _STEP,
            key.Key_PageUp: 10 * _STEP,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._move_to(self._position + step)
        self.released.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint line, marks, the part from the middle to the handle, handle."""
        c = colours()
        self._painted = self._position
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isEnabled()
        self._paint_marks(painter)
        left, right, y = self.x_of(-1.0), self.x_of(1.0), self.line_y
        painter.setPen(_round_pen(c.line))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        painter.setPen(_round_pen(c.accent if on else c.faint))
        here = self.x_of(self._position)
        painter.drawLine(QPointF(self.x_of(self._begin), y), QPointF(here, y))
        focused = self.hasFocus() or self._dragged
        painter.setPen(QPen(QColor(c.panel), 2))
        painter.setBrush(QColor(c.accent if on and focused else c.text if on else c.faint))
        painter.drawEllipse(QPointF(here, y), _HANDLE, _HANDLE)

    def _paint_marks(self, painter: QPainter) -> None:
        c = colours()
        painter.setFont(text_font(7.5))
        metrics = QFontMetricsF(painter.font())
        taken: list[QRectF] = []
        for position, label, first in sorted(self._marks, key=lambda mark: not mark[2]):
            x, y = self.x_of(position), self.line_y
            painter.setPen(QPen(QColor(c.faint), 1))
            painter.drawLine(QPointF(x, y + 3), QPointF(x, y + (9 if first else 7)))
            width = metrics.horizontalAdvance(label)
            start = min(max(x - width / 2, 0.0), self.width() - width)
            box = QRectF(start, y + 9, width + 1, metrics.height())
            room = box.adjusted(-5, 0, 5, 0)
            if label and not any(room.intersects(other) for other in taken):
                taken.append(box)
                painter.setPen(QColor(c.text if first else c.muted))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)

    def _move_to(self, position: float) -> None:
        self.show_position(position)
        self.update()
        self.positionMoved.emit(self._position)

    def x_of(self, position: float) -> float:
        """Return where a place -1..1 is, pixels from the left."""
        return _MARGIN + (position + 1.0) / 2.0 * (self.width() - 2.0 * _MARGIN)

    def _at(self, x: float) -> float:
        span = max(self.width() - 2.0 * _MARGIN, 1.0)
        return max(-1.0, min(1.0, (x - _MARGIN) / span * 2.0 - 1.0))


def _round_pen(colour: str) -> QPen:
    return QPen(QColor(colour), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
