"""A box or a lasso drawn over another widget, by mouse or by keys."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from orbitviz.model.selecting import Combining
from orbitviz.ui.widgets.outline_view import OutlineView

_CLICK_PX = 4.0  # a press that moves less than this is a click
_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_STEPS: dict[int, QPointF] = {
    Qt.Key.Key_Left: QPointF(-1, 0), Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1), Qt.Key.Key_Down: QPointF(0, 1),
}  # fmt: skip
_STEP_PX, _SMALL_STEP_PX, _LARGE_STEP_PX = 10.0, 1.0, 50.0
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# The keyboard goes for a while, to come back.
_LENT = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Shape(StrEnum):
    """What is drawn."""

    BOX = "box"
    LASSO = "lasso"


_HOW = "Ctrl adds, Alt takes away, Esc cancels."
_HINTS = {
    Shape.BOX: f"Drag a box, or set two corners with arrow keys and Enter. {_HOW}",
    Shape.LASSO: f"Drag around satellites, or set corners with arrow keys and Enter. {_HOW}",
}
_CLOSING = "Enter sets a corner, twice at the last one. "


class Outline(QObject):
    """Draws over a canvas, whose events it filters.

    Armed, the next drag draws. Unarmed, one with Ctrl draws a box, one with Ctrl and Shift a lasso;
    of these the canvas still gets press and release, so that a click stays a click.
    """

    begun = Signal()
    drawn = Signal(object, object)  # list[tuple[float, float]] logical pixels, Combining

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.view = OutlineView(canvas)
        self.shape: Shape | None = None  # armed or being drawn; None while drags move the camera
        self._pressed: QPointF | None = None  # of a drag with Ctrl, which may yet be a click
        self._is_dragged = False
        self._corners: list[QPointF] = []
        self._cross: QPointF | None = None  # moved by keys: where the next corner would be
        canvas.installEventFilter(self)

    def arm(self, shape: Shape) -> None:
        """Have the next drag, or the next keys, draw."""
        self.cancel()
        self.shape = shape
        self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        self._canvas.setFocus()
        self.view.say(_HINTS[shape], lasting=True)

    def cancel(self) -> None:
        """Draw nothing."""
        self.shape = self._pressed = self._cross = None
        self._is_dragged = False
        self._corners = []
        self._canvas.unsetCursor()
        self.view.hide_hint()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw by the mouse and the keys of the canvas; True: it need not know."""
        if watched is not self._canvas:
            return False
        kind = event.type()
        if isinstance(event, QMouseEvent):
            return self._use_mouse(kind, event)
        if kind is QEvent.Type.Resize:
            self.view.fit()
        if self.shape is None:
            return False
        if isinstance(event, QKeyEvent):
            return kind is QEvent.Type.KeyPress and self._use_key(event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _LENT:
            self.cancel()
        return self._is_dragged and kind is QEvent.Type.Wheel

    # By mouse ----------------------------------------------------------------------------

    def _use_mouse(self, kind: QEvent.Type, event: QMouseEvent) -> bool:
        if kind is QEvent.Type.MouseMove:
            return self._drag(event)
        is_left = event.button() is Qt.MouseButton.LeftButton
        if kind is QEvent.Type.MouseButtonRelease:
            return is_left and self._release(event)
        if is_left:
            return self._press(event)
        was_drawing = self.shape is not None
        if was_drawing:
            self.cancel()
        return was_drawing

    def _press(self, event: QMouseEvent) -> bool:
        if self.shape is not None:
            self._begin(event.position())
            return True
        if event.modifiers() & _CTRL:
            self._pressed = event.position()
        return False

    def _begin(self, place: QPointF) -> None:
        self._is_dragged, self._cross = True, None
        self._corners = [self._within(place)]
        self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        self.view.say(_HOW, lasting=True)
        self.begun.emit()

    def _drag(self, event: QMouseEvent) -> bool:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            if self._pressed is not None or self._is_dragged:
                self.cancel()  # the release went elsewhere
            return False
        if self._pressed is not None and not self._is_dragged:
            if (event.position() - self._pressed).manhattanLength() <= _CLICK_PX:
                return True
            self.shape = Shape.LASSO if event.modifiers() & _SHIFT else Shape.BOX
            self._begin(self._pressed)
        if self._is_dragged:
            self._stretch(event.position())
        return self._is_dragged

    def _stretch(self, place: QPointF) -> None:
        place = self._within(place)
        if self.shape is Shape.BOX:
            self._corners[1:] = [place]
        elif place != self._corners[-1]:
            self._corners.append(place)
        self._show()

    def _release(self, event: QMouseEvent) -> bool:
        was_armed = self._pressed is None
        self._pressed = None
        if not self._is_dragged:
            return False
        self._stretch(event.position())
        self._finish(event.modifiers())
        return was_armed

    # By keys -----------------------------------------------------------------------------

    def _use_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.cancel()
            return True
        if key in _STEPS and not self._is_dragged:
            self._move_cross(_STEPS[key], event.modifiers())
        elif key in _ENTER and not self._is_dragged:
            self._set_corner(event.modifiers())
        return key in _STEPS or key in _ENTER

    def _move_cross(self, step: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        pixels = _STEP_PX
        if modifiers & (_CTRL | _SHIFT):
            pixels = _SMALL_STEP_PX if modifiers & _CTRL else _LARGE_STEP_PX
        self._cross = self._within((self._cross or self._middle) + step * pixels)
        self._show()

    def _set_corner(self, modifiers: Qt.KeyboardModifier) -> None:
        place = self._cross = self._cross or self._middle
        is_second = self.shape is Shape.BOX and bool(self._corners)
        if is_second or place in self._corners[-1:]:
            self._finish(modifiers)
            return
        self._corners.append(place)
        if self.shape is Shape.LASSO:
            self.view.say(_CLOSING + _HOW, lasting=True)
        self._show()

    # The outline -------------------------------------------------------------------------

    @property
    def _middle(self) -> QPointF:
        return QRectF(self._canvas.rect()).center()

    def _within(self, place: QPointF) -> QPointF:
        """Return the nearest place of the canvas."""
        x = min(max(place.x(), 0.0), float(self._canvas.width()))
        return QPointF(x, min(max(place.y(), 0.0), float(self._canvas.height())))

    def _polygon(self) -> list[QPointF]:
        corners = list(self._corners)
        if corners and self._cross is not None and self._cross != corners[-1]:
            corners.append(self._cross)
        if self.shape is Shape.BOX and len(corners) == 2:
            (a, b) = corners
            return [a, QPointF(b.x(), a.y()), b, QPointF(a.x(), b.y())]
        return corners

    def _show(self) -> None:
        self.view.show_outline(self._polygon(), self._cross)

    def _finish(self, modifiers: Qt.KeyboardModifier) -> None:
        places = [(place.x(), place.y()) for place in self._polygon()]
        self.cancel()
        widths = [max(along) - min(along) for along in zip(*places, strict=True)]
        if max(widths) > _CLICK_PX:
            self.drawn.emit(places, _combining(modifiers))


def _combining(modifiers: Qt.KeyboardModifier) -> Combining:
    """Return what the modifiers held at the end of an outline mean."""
    if modifiers & _ALT:
        return Combining.TAKE_AWAY
    return Combining.ADD if modifiers & (_CTRL | _SHIFT) else Combining.REPLACE
