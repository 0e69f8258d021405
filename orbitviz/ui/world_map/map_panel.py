"""The panel of the map: a picture that is dragged, zoomed and clicked; it knows no places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QToolTip, QVBoxLayout, QWidget

from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.colours import DARK
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip
from orbitviz.ui.world_map.map_actions import MAP_BUTTONS

_LEAST, _USUAL = QSize(220, 90), QSize(640, 320)
_ZOOM_PER_TICK = 1.18
_TICK = 120.0  # eighths of a degree of a wheel
_KEY_STEP_PX = 40.0
_PAGE = QColor(9, 12, 19)  # as that of the map beyond the Earth
_DRAWING = "Drawing the map…"
_ARROWS = {
    Qt.Key.Key_Left: (1.0, 0.0),
    Qt.Key.Key_Right: (-1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}
_ZOOM_KEYS = {Qt.Key.Key_Plus: 1.0, Qt.Key.Key_Equal: 1.0, Qt.Key.Key_Minus: -1.0}


class MapPicture(QWidget):
    """Shows pixels; all places in its signals are pixels of the picture from the top left."""

    clicked = Signal(float, float, bool)  # x, y, whether to one more of those selected
    menuRequested = Signal(float, float)
    tipRequested = Signal(float, float)
    pointerMoved = Signal(float, float)
    pointerLeft = Signal()
    dragged = Signal(float, float)  # right, down
    zoomed = Signal(float, float, float)  # factor, about x, y
    wholeRequested = Signal()
    cameIntoView = Signal()  # or has another size

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(_LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Map")
        self.setAccessibleDescription(
            "Map of the Earth with the points below the satellites; arrow keys move it, plus and "
            "minus zoom"
        )
        self._image = QImage()
        self._rect = QRectF()  # where the picture is drawn, pixels
        self._beside_px = 0.0
        self._pressed: QPointF | None = None
        self._is_drag = False
        self._last = QPointF()

    def sizeHint(self) -> QSize:
        """Return a size in which the map is of use."""
        return _USUAL

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in pixels of the screen."""
        ratio = self.devicePixelRatioF()
        return max(round(self.width() * ratio), 1), max(round(self.height() * ratio), 1)

    def show_pixels(self, pixels: NDArray[np.uint8]) -> None:
        """Show (h, w, 3) uint8 sRGB."""
        height, width = pixels.shape[:2]
        data = np.ascontiguousarray(pixels)
        # A copy: Qt keeps no hold of the array.
        self._image = QImage(
            data.data, width, height, 3 * width, QImage.Format.Format_RGB888
        ).copy()
        self.place_pixels((0.0, 0.0), (float(width), float(height)))

    def place_pixels(
        self, corner: tuple[float, float], size: tuple[float, float], beside_px: float = 0.0
    ) -> None:
        """Draw the picture elsewhere until there is another one, pixels.

        beside_px   how far to both sides of it the same follows, 0 for nothing
        """
        self._rect, self._beside_px = QRectF(*corner, *size), beside_px
        self.update()

    def show_tip(self, x: float, y: float, text: str) -> None:
        """Show a text at a pixel, or none."""
        ratio = self.devicePixelRatioF()
        at = self.mapToGlobal(QPoint(round(x / ratio), round(y / ratio)))
        QToolTip.showText(at, plain_tip(text) if text else "", self)

    # Qt events ---------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture pixel for pixel."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _PAGE)
        if self._image.isNull():
            painter.setPen(QColor(DARK.muted))  # the page is dark in any theme
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _DRAWING)
            return
        ratio = self.devicePixelRatioF()
        painter.scale(1.0 / ratio, 1.0 / ratio)
        source = QRectF(self._image.rect())
        for side in (-1.0, 1.0, 0.0) if self._beside_px else (0.0,):
            moved = self._rect.translated(side * self._beside_px, 0.0)
            painter.drawImage(moved, self._image, source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size."""
        super().resizeEvent(event)
        self.cameIntoView.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for a picture."""
        super().showEvent(event)
        self.cameIntoView.emit()

    def event(self, event: QEvent) -> bool:
        """Take keys that are shortcuts of the globe elsewhere, and ask for the name of a place."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if _is_own_key(event):
                event.accept()
                return True
        elif isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self.tipRequested.emit(*self._pixel(QPointF(event.pos())))
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.position()
            self._is_drag = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map, or tell where the pointer is."""
        self.pointerMoved.emit(*self._pixel(event.position()))
        if self._pressed is None:
            return
        away = (event.position() - self._pressed).manhattanLength()
        if away >= QApplication.startDragDistance():
            self._is_drag = True
        if self._is_drag:
            moved, self._last = event.position() - self._last, event.position()
            ratio = self.devicePixelRatioF()
            self.dragged.emit(moved.x() * ratio, moved.y() * ratio)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Click, unless the map was dragged."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        if not self._is_drag:
            more = event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            )
            self.clicked.emit(*self._pixel(event.position()), bool(more))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that no place is under the pointer."""
        super().leaveEvent(event)
        self.pointerLeft.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a place."""
        self.menuRequested.emit(*self._pixel(QPointF(event.pos())))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        ticks = event.angleDelta().y() / _TICK
        self.zoomed.emit(_ZOOM_PER_TICK**ticks, *self._pixel(event.position()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and zoom by keys."""
        key, ratio = Qt.Key(event.key()), self.devicePixelRatioF()
        if key in _ARROWS:
            right, down = _ARROWS[key]
            self.dragged.emit(right * _KEY_STEP_PX * ratio, down * _KEY_STEP_PX * ratio)
        elif key in _ZOOM_KEYS:
            middle = self._pixel(QRectF(self.rect()).center())
            self.zoomed.emit(_ZOOM_PER_TICK ** (2.0 * _ZOOM_KEYS[key]), *middle)
        elif key == Qt.Key.Key_Home:
            self.wholeRequested.emit()
        else:
            super().keyPressEvent(event)

    def _pixel(self, at: QPointF) -> tuple[float, float]:
        ratio = self.devicePixelRatioF()
        return at.x() * ratio, at.y() * ratio


class MapPanel(QWidget):
    """The picture with a row of buttons over it, and the place under the pointer."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.picture = MapPicture()
        self._place = PlainLabel()
        self._place.setObjectName("caption")
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 4, 0)
        row.setSpacing(0)
        row.addWidget(self._place, 1)
        for name in MAP_BUTTONS:
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setIconSize(QSize(16, 16))
            button.setAccessibleName(actions[name].text())
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.picture, 1)

    def show_place(self, text: str) -> None:
        """Show what is under the pointer."""
        self._place.setText(text)


def _is_own_key(event: QKeyEvent) -> bool:
    """Return whether a key without modifiers moves the map: keys of the pad and Shift aside."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    )
    own = event.key() in _ARROWS or event.key() in _ZOOM_KEYS or event.key() == Qt.Key.Key_Home
    return own and held == Qt.KeyboardModifier.NoModifier
