"""The picture of a sky as a widget."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from orbitviz.ui.theme import colours
from orbitviz.ui.widgets.plain_text import plain_tip

_LEAST_PX, _MOST_PX = 200, 1400  # of a side, logical
_REST_MS = 350
_COMPUTING = "Computing the sky…"


class SkyPictureView(QWidget):
    """Shows an array of pixels; tells where the pointer clicks and rests, in its pixels."""

    resized = Signal()
    clicked = Signal(float, float, bool)  # x, y, whether one more is wanted
    rested = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(_LEAST_PX, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName("Sky")
        self._image: QImage | None = None
        self._place = QPoint()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._tell_rest)

    @property
    def pixels_wanted(self) -> tuple[int, int]:
        """Width and height of the picture that fits, pixels of the screen."""
        scale = self.devicePixelRatioF()
        sides = (min(side, _MOST_PX) for side in (self.width(), self.height()))
        width, height = (max(round(side * scale), 1) for side in sides)
        return width, height

    def sizeHint(self) -> QSize:
        """Return a size at which most is seen."""
        return QSize(320, 320)

    def show_pixels(self, pixels: NDArray[np.uint8], words: str) -> None:
        """Show (h, w, 4) uint8 sRGB and opacity; `words` say the same as the picture."""
        height, width, _ = pixels.shape
        data = np.ascontiguousarray(pixels)
        image = QImage(data.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image = image
        self.setAccessibleDescription(words)
        self.update()

    def clear(self) -> None:
        """Show no picture."""
        self._image = None
        self.update()

    def show_name(self, name: str) -> None:
        """Show a name where the pointer rests."""
        if self.underMouse():
            QToolTip.showText(self.mapToGlobal(self._place), plain_tip(name), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in the middle; one that is not yet of this size is fitted in."""
        painter = QPainter(self)
        if self._image is None:
            painter.setPen(QColor(colours().muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _COMPUTING)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.deviceIndependentSize().toSize()
        fitted = (
            size
            if _is_near(size, self.size())
            else size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        )
        left, top = (self.width() - fitted.width()) // 2, (self.height() - fitted.height()) // 2
        painter.drawImage(self.rect().adjusted(left, top, -left, -top), self._image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell where it is clicked."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._rest.stop()
        keys = Qt.KeyboardModifier
        more = bool(event.modifiers() & (keys.ControlModifier | keys.ShiftModifier))
        self.clicked.emit(*self._pixel(event.position().toPoint()), more)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Wait until the pointer rests."""
        self._place = event.position().toPoint()
        QToolTip.hideText()
        self._rest.start()

    def leaveEvent(self, event: QEvent) -> None:
        """Name nothing once the pointer has left."""
        super().leaveEvent(event)
        self._rest.stop()

    def _tell_rest(self) -> None:
        if self._image is not None and self.underMouse():
            self.rested.emit(*self._pixel(self._place))

    def _pixel(self, place: QPoint) -> tuple[float, float]:
        """Return where a place of the widget is on the picture, pixels."""
        scale = self.devicePixelRatioF()
        if self._image is None:
            return 0.0, 0.0
        left = 0.5 * (self.width() - self._image.width() / scale)
        top = 0.5 * (self.height() - self._image.height() / scale)
        return (place.x() + 0.5 - left) * scale, (place.y() + 0.5 - top) * scale


def _is_near(one: QSize, other: QSize) -> bool:
    return max(abs(one.width() - other.width()), abs(one.height() - other.height())) <= 1
