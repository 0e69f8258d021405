"""What hides the picture of a tour: black, or its title until it begins."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_TITLE = 0.062  # height of letters by the shorter side, as the titles of captions
_LINE_WIDTH, _LINE_HEIGHT = 0.36, 0.004  # of the progress, by the shorter side
_GROUND, _INK, _RAIL = QColor(0, 0, 0), QColor(255, 255, 255), QColor(58, 64, 74)


class Cover(QWidget):
    """Covers its parent; shows nothing but black where there is no title."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self._title, self._share = "", 0.0
        self.hide()

    def show_black(self) -> None:
        """Cover everything with black."""
        self._show("", 0.0)

    def show_title(self, title: str, share: float) -> None:
        """Cover everything with the title of a tour, which begins once the share is 1."""
        self._show(title, share)

    def _show(self, title: str, share: float) -> None:
        self._title, self._share = title, share
        self.setGeometry(self._covered.rect())
        self.setVisible(True)
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _GROUND)
        if not self._title:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, middle = min(self.width(), self.height()), self.rect().center()
        font = self.font()
        font.setPixelSize(max(round(_TITLE * side), 10))
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(_INK)
        room = self.rect().adjusted(side // 16, 0, -side // 16, -round(0.52 * self.height()))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(room, int(flags) | Qt.TextFlag.TextWordWrap, self._title)
        width, height = _LINE_WIDTH * side, max(_LINE_HEIGHT * side, 2.0)
        rail = QRectF(middle.x() - width / 2, middle.y() + 0.04 * side, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, share in ((_RAIL, 1.0), (_INK, self._share)):
            painter.setBrush(colour)
            done = QRectF(rail.x(), rail.y(), share * rail.width(), rail.height())
            painter.drawRoundedRect(done, height / 2, height / 2)
