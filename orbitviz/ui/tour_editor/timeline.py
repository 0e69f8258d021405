"""The timeline of a tour: shots as thumbnails, tracks below them, a play head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from orbitviz.model.tour.tour import Shot
from orbitviz.ui.tour_editor.timeline_layout import (
    KINDS,
    NO_HIT,
    Hit,
    Part,
    TimelineLayout,
)
from orbitviz.ui.tour_editor.timeline_painter import Shown, paint_timeline
from orbitviz.ui.tour_editor.timeline_pointer import cursor_over, tip_over
from orbitviz.ui.tour_editor.timeline_words import about_shot
from orbitviz.ui.widgets.plain_text import plain_tip

_BELOW_PX = 4  # the tracks
_DRAG_PX = 4.0  # a press that moves less chooses
_STEP_S = 0.1  # to which what is dragged snaps
_ZOOM = 1.2
_MOST_ZOOM = 16.0
_KEYS = Qt.Key


class Timeline(QWidget):
    """Shows a tour; gestures and keys become signals.

    chosen           a shot, key or caption
    scrubbed         a time of the tour, s
    dragged          a part, the seconds by which it is moved, whether Shift is held, and whether
                     the drag goes on
    moveRequested    a shot, and the place before which it is to be
    removeRequested  of what is chosen
    menuRequested    a part, and where on the screen
    """

    chosen = Signal(object)
    scrubbed = Signal(float)
    dragged = Signal(object, float, bool, bool)
    moveRequested = Signal(int, int)
    removeRequested = Signal()
    copyRequested = Signal()
    addRequested = Signal()
    previewRequested = Signal()
    editRequested = Signal()
    menuRequested = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Timeline of the tour")
        self.layout_of_tour = TimelineLayout((), 600.0)
        self._shown = Shown()
        self._pressed: tuple[Hit, QPointF] | None = None
        self._is_dragging = False
        self._visible_width = 600.0

    # What is shown -----------------------------------------------------------------------

    def show_tour(self, shots: tuple[Shot, ...], faulty: frozenset[int]) -> None:
        """Show shots, those with a mistake marked."""
        self.layout_of_tour = replace(self.layout_of_tour, shots=shots)
        self._shown.faulty = faulty
        self._fit()

    def show_chosen(self, hit: Hit) -> None:
        """Mark what is chosen."""
        self._shown.chosen = hit
        shots = self.layout_of_tour.shots
        about = about_shot(shots[hit.shot]) if 0 <= hit.shot < len(shots) else "No shot is chosen"
        self.setAccessibleDescription(about)
        self.update()

    def show_place(self, time_s: float) -> None:
        """Put the play head to a time of the tour."""
        self._shown.place_s = time_s
        self.update()

    def show_thumbnails(self, pictures: Mapping[int, QImage]) -> None:
        """Show pictures of shots."""
        self._shown.thumbnails = pictures
        self.update()

    def set_room(self, size: QSize) -> None:
        """Fit the tour into the room there is."""
        self._visible_width = float(size.width())
        self.layout_of_tour = replace(self.layout_of_tour, room=size.height() - _BELOW_PX)
        self._fit()

    def zoom(self, factor: float) -> None:
        """Show more or less of the tour."""
        zoom = min(max(self.layout_of_tour.zoom * factor, 1.0), _MOST_ZOOM)
        self.layout_of_tour = replace(self.layout_of_tour, zoom=zoom)
        self._fit()

    def _fit(self) -> None:
        self.layout_of_tour = replace(self.layout_of_tour, width=self._visible_width)
        wide = max(self.layout_of_tour.total_px, self._visible_width)
        self.setFixedWidth(int(wide))
        self.setFixedHeight(max(self.layout_of_tour.height, self.layout_of_tour.room))
        self.updateGeometry()
        self.update()

    # Qt events ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the size that everything needs."""
        return QSize(int(self.layout_of_tour.total_px), self.layout_of_tour.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tour."""
        self._shown.has_focus = self.hasFocus()
        painter = QPainter(self)
        paint_timeline(painter, self.layout_of_tour, self._shown)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is there, or begin to drag it."""
        hit = self.layout_of_tour.hit(event.position())
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if hit.part is Part.ADD:
            self.addRequested.emit()
            return
        self._pressed, self._is_dragging = (hit, event.position()), False
        self.layout_of_tour = replace(self.layout_of_tour, held=self.layout_of_tour.px_per_s)
        if hit.part is Part.RULER:
            self._scrub(event.position())
        elif hit.shot >= 0:
            self.chosen.emit(_chosen(hit))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was pressed, or show what is under the pointer."""
        place = event.position()
        if self._pressed is None:
            self._point_at(self.layout_of_tour.hit(place))
            return
        hit, begin = self._pressed
        self._is_dragging |= abs(place.x() - begin.x()) > _DRAG_PX
        if hit.part is Part.RULER:
            self._scrub(place)
        elif self._is_dragging and hit.part is Part.SHOT:
            self._shown.drop = self._drop_at(place)
            self.update()
        elif self._is_dragging and hit.shot >= 0:
            self._emit_drag(event, goes_on=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if self._pressed is None:
            return
        hit, _ = self._pressed
        if self._is_dragging and hit.part is Part.SHOT:
            drop, self._shown.drop = self._shown.drop, -1
            self.update()
            if drop not in (-1, hit.shot, hit.shot + 1):
                self.moveRequested.emit(hit.shot, drop)
        elif self._is_dragging and hit.part is not Part.RULER and hit.shot >= 0:
            self._emit_drag(event, goes_on=False)
        elif hit.shot >= 0 and hit.part is not Part.RULER and not self._is_dragging:
            self.scrubbed.emit(self.layout_of_tour.best_seen_s(hit))
        self._pressed, self._is_dragging = None, False
        self.layout_of_tour = replace(self.layout_of_tour, held=0.0)
        self._fit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the shot that is there."""
        hit = self.layout_of_tour.hit(event.position())
        if hit.shot >= 0 and hit.part is not Part.RULER:
            self.editRequested.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is there."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        hit = self._shown.chosen if by_key else self.layout_of_tour.hit(QPointF(event.pos()))
        if hit.shot >= 0:
            self.chosen.emit(_chosen(hit))
        self.menuRequested.emit(hit, event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the pointer."""
        super().leaveEvent(event)
        self._point_at(NO_HIT)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; else leave it to what scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM)
            event.accept()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Take keys that mean something else in the rest of the window; show tooltips."""
        if event.type() is QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if self._command_of(event) is not None:
                event.accept()
                return True
        if event.type() is QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            self._show_tip(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from shot to shot, move and remove them."""
        command = self._command_of(event)
        if command is None:
            super().keyPressEvent(event)
        else:
            command()

    # What they mean ----------------------------------------------------------------------

    def _command_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        chosen, last = self._shown.chosen, len(self.layout_of_tour.shots) - 1
        has_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if has_ctrl and chosen.shot >= 0:
            return {
                _KEYS.Key_Left: lambda: self.moveRequested.emit(chosen.shot, chosen.shot - 1),
                _KEYS.Key_Right: lambda: self.moveRequested.emit(chosen.shot, chosen.shot + 2),
                _KEYS.Key_D: self.copyRequested.emit,
            }.get(key)
        kinds = Qt.KeyboardModifier
        if event.modifiers() & ~(kinds.KeypadModifier | kinds.ShiftModifier):  # Shift of a +
            return None
        return {
            _KEYS.Key_Left: lambda: self._go_to(chosen.shot - 1),
            _KEYS.Key_Right: lambda: self._go_to(chosen.shot + 1),
            _KEYS.Key_Home: lambda: self._go_to(0),
            _KEYS.Key_End: lambda: self._go_to(last),
            _KEYS.Key_Delete: self.removeRequested.emit,
            _KEYS.Key_Backspace: self.removeRequested.emit,
            _KEYS.Key_Space: self.previewRequested.emit,
            _KEYS.Key_Return: self.editRequested.emit,
            _KEYS.Key_Enter: self.editRequested.emit,
            _KEYS.Key_Insert: self.addRequested.emit,
            _KEYS.Key_Plus: lambda: self.zoom(_ZOOM),
            _KEYS.Key_Equal: lambda: self.zoom(_ZOOM),
            _KEYS.Key_Minus: lambda: self.zoom(1 / _ZOOM),
        }.get(key)

    def _go_to(self, shot: int) -> None:
        last = len(self.layout_of_tour.shots) - 1
        if last >= 0:
            hit = Hit(Part.SHOT, min(max(shot, 0), last))
            self.chosen.emit(hit)
            self.scrubbed.emit(self.layout_of_tour.best_seen_s(hit))

    def _scrub(self, place: QPointF) -> None:
        self.scrubbed.emit(self.layout_of_tour.time_at(place.x()))

    def _emit_drag(self, event: QMouseEvent, *, goes_on: bool) -> None:
        assert self._pressed is not None
        hit, begin = self._pressed
        seconds = (event.position().x() - begin.x()) / self.layout_of_tour.px_per_s
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.dragged.emit(hit, round(seconds / _STEP_S) * _STEP_S, has_shift, goes_on)

    def _drop_at(self, place: QPointF) -> int:
        """Return the place between shots that is nearest."""
        edges = [self.layout_of_tour.x_of(one) for one in self.layout_of_tour.begins_s]
        return min(range(len(edges)), key=lambda k: abs(edges[k] - place.x()))

    def _point_at(self, hit: Hit) -> None:
        if hit != self._shown.under:
            self._shown.under = hit
            self.setCursor(cursor_over(hit))
            self.update()

    def _show_tip(self, event: QHelpEvent) -> None:
        place = QPointF(event.pos())
        tip = tip_over(self.layout_of_tour.hit(place), place, self.layout_of_tour)
        QToolTip.showText(event.globalPos(), plain_tip(tip), self)


def _chosen(hit: Hit) -> Hit:
    """Return what a press on a part chooses."""
    return hit._replace(edge=0) if hit.part in KINDS else Hit(Part.SHOT, hit.shot)
