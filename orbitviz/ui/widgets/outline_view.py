"""What is seen of an outline over a canvas: its line, a cross, a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from orbitviz.ui.colours import DARK
from orbitviz.ui.widgets.plain_text import PlainLabel

_HINT_MS = 5000
_SIDE_PX, _TOP_PX = 12, 66  # around the sentence; both captions of the picture stay above it
_CROSS_PX, _LINE_PX = 9, 1.5
_FILL_ALPHA = 48  # of 255


class OutlineView(QWidget):
    """Lies over the whole canvas, transparent, while there is something to be seen."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._canvas = canvas
        self._corners: Sequence[QPointF] = ()
        self._cross: QPointF | None = None
        self.hint = PlainLabel(parent=self)
        self.hint.setObjectName("globeHint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.hide()
        self._hint_timer = QTimer(self)
        self._hint_timer.setSingleShot(True)
        self._hint_timer.setInterval(_HINT_MS)
        self._hint_timer.timeout.connect(self.hide_hint)
        self.hide()

    def show_outline(self, corners: Sequence[QPointF], cross: QPointF | None = None) -> None:
        """Show a closed line, and a cross where the next corner would be; none of a single one."""
        before = self._bounds()
        self._corners, self._cross = tuple(corners), cross
        self._appear()
        self.update(before | self._bounds())

    def say(self, text: str, *, lasting: bool = False) -> None:
        """Show a sentence on top of the canvas, for some seconds unless it is lasting."""
        self._hint_timer.stop()
        self.hint.setText(text)
        self.hint.show()
        self.fit()
        self._appear()
        if not lasting:
            self._hint_timer.start()

    def hide_hint(self) -> None:
        """Take the sentence away."""
        self._hint_timer.stop()
        self.hint.hide()
        self._appear()

    def fit(self) -> None:
        """Cover the canvas in its present size, the sentence on top in the middle."""
        self.setGeometry(self._canvas.rect())
        most = max(self.width() - 2 * _SIDE_PX, 1)
        self.hint.setWordWrap(False)
        self.hint.adjustSize()
        if self.hint.width() > most:
            self.hint.setWordWrap(True)
            self.hint.resize(most, self.hint.heightForWidth(most))
        self.hint.move((self.width() - self.hint.width()) // 2, _TOP_PX)

    def _appear(self) -> None:
        """Be there only while needed: what lies over OpenGL costs at every picture."""
        is_needed = bool(self._corners) or self._cross is not None or not self.hint.isHidden()
        if is_needed and not self.isVisible():
            self.fit()
            self.raise_()
        self.setVisible(is_needed)

    def _bounds(self) -> QRect:
        """Return the pixels that are drawn on."""
        around = round(2 * _LINE_PX)
        lines = QPolygonF(self._corners).boundingRect().toAlignedRect()
        bounds = lines.adjusted(-around, -around, around, around)
        if self._cross is None:
            return bounds
        reach = round(_CROSS_PX + around)
        middle = self._cross.toPoint()
        return bounds | QRect(middle, middle).adjusted(-reach, -reach, reach, reach)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line and the cross."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(DARK.accent)  # the picture is dark in any theme
        painter.setPen(QPen(colour, _LINE_PX))
        if self._cross is not None:
            x, y = self._cross.x(), self._cross.y()
            painter.drawLine(QPointF(x - _CROSS_PX, y), QPointF(x + _CROSS_PX, y))
            painter.drawLine(QPointF(x, y - _CROSS_PX), QPointF(x, y + _CROSS_PX))
        if len(self._corners) > 1:
            colour.setAlpha(_FILL_ALPHA)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF(self._corners), Qt.FillRule.WindingFill)
