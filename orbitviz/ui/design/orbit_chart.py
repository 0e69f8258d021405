"""A chart of altitude and inclination on which the groups of a design are dragged."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from orbitviz.model.design.constellation import Design
from orbitviz.model.design.groups import Group
from orbitviz.ui.design.orbit_marks import (
    ALTITUDE_STEP_KM,
    INCLINATION_STEP_DEG,
    Marks,
    frame_of,
    marks_of,
    moved_values,
    place_text,
    round_step,
    ticks_of,
)
from orbitviz.ui.theme import colours, text_font

_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 12.0, 10.0, 34.0  # margins around the axes
_LEAST_PX, _MOST_PX = 140, 214  # of its height
_TICK_DEG = 30.0
_DOT_PX = 1.2  # of a shell, where they are not too close
_CATCH_PX = 6.0  # around a mark
_MANY_STEPS = 10  # of a key with Shift


class OrbitChart(QWidget):
    """Groups as marks, a mark for each shell; the chosen one is dragged or moved by arrow keys."""

    groupChosen = Signal(int)
    moveRequested = Signal(int, object, bool)  # group, values, whether a drag goes on

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Chart of altitude and inclination")
        self.setAccessibleDescription(
            "Arrow keys move the chosen group, with Shift ten steps; Page keys choose another one"
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(_MOST_PX)
        self.setMouseTracking(True)
        self._groups: tuple[Group, ...] = ()
        self._marks: tuple[Marks, ...] = ()
        self._frame = frame_of(())
        self._sun_synchronous: tuple[tuple[float, float], ...] = ()
        self._current = 0
        self._held: tuple[QPointF, Group] | None = None  # where, and the group as it was there
        self._is_dragging = False

    def show_design(
        self, design: Design, current: int, sun_synchronous: tuple[tuple[float, float], ...]
    ) -> None:
        """Show the groups of a design, and the curve of sun-synchronous orbits as a guide."""
        self._groups, self._marks, self._current = design.groups, marks_of(design), current
        self._sun_synchronous = sun_synchronous
        if self._held is None:  # the axes hold still under a mark in the hand
            self._frame = frame_of(self._marks)
        self.update()

    @property
    def reading(self) -> str:
        """The chosen group in words."""
        if not self._marks:
            return ""
        marks = self._marks[self._current]
        return f"{marks.name}: {place_text(marks)}"

    def place_of(self, km: float, deg: float) -> QPointF:
        """Return where an orbit is on the widget."""
        frame, axes = self._frame, self._axes
        x = (km - frame.low_km) / (frame.high_km - frame.low_km)
        y = (deg - frame.low_deg) / (frame.high_deg - frame.low_deg)
        return QPointF(axes.left() + x * axes.width(), axes.bottom() - y * axes.height())

    def sizeHint(self) -> QSize:
        """Room for axes and marks in a low window; the chart grows where there is more."""
        return QSize(300, _LEAST_PX)

    def minimumSizeHint(self) -> QSize:
        """As low as the hint, and narrower."""
        return QSize(240, _LEAST_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the group under the pointer."""
        group = self._group_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or group is None:
            return
        self._held, self._is_dragging = (event.position(), self._groups[group]), False
        self.groupChosen.emit(group)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the group, or show which one can be."""
        if self._held is None:
            over = self._group_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.ArrowCursor)
            return
        begin, group = self._held
        frame, axes, by = self._frame, self._axes, event.position() - begin
        values = moved_values(
            group,
            by.x() / axes.width() * (frame.high_km - frame.low_km),
            -by.y() / axes.height() * (frame.high_deg - frame.low_deg),
        )
        now = self._groups[self._current]
        if any(getattr(now, key) != value for key, value in values.items()):
            self.moveRequested.emit(self._current, values, self._is_dragging)
            self._is_dragging = True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the group."""
        self._held = None
        self._frame = frame_of(self._marks)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen group, or choose another."""
        key, keys = Qt.Key(event.key()), Qt.Key
        by = {
            keys.Key_Left: (-1, 0), keys.Key_Right: (1, 0),
            keys.Key_Down: (0, -1), keys.Key_Up: (0, 1),
        }.get(key)  # fmt: skip
        if by is not None and self._groups:
            many = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            steps = _MANY_STEPS if many else 1
            values = moved_values(
                self._groups[self._current],
                by[0] * steps * ALTITUDE_STEP_KM,
                by[1] * steps * INCLINATION_STEP_DEG,
            )
            self.moveRequested.emit(self._current, values, False)
        elif key in (keys.Key_PageUp, keys.Key_PageDown) and self._groups:
            step = 1 if key == keys.Key_PageDown else -1
            self.groupChosen.emit((self._current + step) % len(self._groups))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, guide and marks, the chosen group last."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        painter.setClipRect(self._axes)
        c = colours()
        curve = QPolygonF([self.place_of(*place) for place in self._sun_synchronous])
        painter.setPen(QPen(QColor(c.muted), 1.2, Qt.PenStyle.DashLine))
        painter.drawPolyline(curve)
        painter.setClipping(False)
        order = sorted(range(len(self._marks)), key=lambda index: index == self._current)
        for index in order:
            self._paint_marks(painter, self._marks[index], chosen=index == self._current)

    def _paint_axes(self, painter: QPainter) -> None:
        c, frame, axes = colours(), self._frame, self._axes
        painter.setFont(text_font(7.5))
        metrics = QFontMetricsF(painter.font())
        high = metrics.height()
        line, words = QPen(QColor(c.line), 1), QColor(c.muted)
        step_km = round_step(frame.high_km - frame.low_km)
        for k, km in enumerate(ticks_of(frame.low_km, frame.high_km, step_km)):
            x = self.place_of(km, frame.low_deg).x()
            painter.setPen(line)
            painter.drawLine(QPointF(x, axes.top()), QPointF(x, axes.bottom()))
            text = f"{km:,.0f}"
            wide = metrics.horizontalAdvance(text)
            left = min(x - wide / 2, self.width() - wide - 1.0)
            painter.setPen(words)
            if k % 2 == 0:
                painter.drawText(QPointF(left, axes.bottom() + high), text)
        for deg in ticks_of(frame.low_deg, frame.high_deg, _TICK_DEG):
            y = self.place_of(frame.low_km, deg).y()
            painter.setPen(line)
            painter.drawLine(QPointF(axes.left(), y), QPointF(axes.right(), y))
            box = QRectF(0.0, y - high / 2, axes.left() - 6.0, high)
            painter.setPen(words)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{deg:.0f}°"
            )
        box = QRectF(axes.left(), axes.bottom() + high + 2.0, axes.width(), high)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "altitude, km")
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 1))
            painter.drawRect(axes)

    def _paint_marks(self, painter: QPainter, marks: Marks, *, chosen: bool) -> None:
        places = [self.place_of(*place) for place in marks.places]
        band = QPolygonF(places)
        wide = 2.0 * marks.radius_px
        edge = QColor(colours().text if chosen else colours().muted)
        painter.setPen(_round_pen(edge, wide + (3.0 if chosen else 1.5)))
        _paint_band(painter, band)
        painter.setPen(_round_pen(QColor(marks.colour), wide))
        _paint_band(painter, band)
        along = places[-1] - places[0]
        apart = (along.x() ** 2 + along.y() ** 2) ** 0.5 / max(len(places) - 1, 1)
        if apart >= 4.0 * _DOT_PX or len(places) == 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours().panel))
            for place in places:
                painter.drawEllipse(place, _DOT_PX, _DOT_PX)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _group_at(self, point: QPointF) -> int | None:
        """Return the group whose mark is under a point; of several, the chosen one, the nearest."""
        found: list[tuple[bool, float, int]] = []
        for index, marks in enumerate(self._marks):
            offsets = [self.place_of(*place) - point for place in marks.places]
            away = min((one.x() ** 2 + one.y() ** 2) ** 0.5 for one in offsets)
            if away <= marks.radius_px + _CATCH_PX:
                found.append((index != self._current, away, index))
        return min(found)[2] if found else None

    @property
    def _axes(self) -> QRectF:
        return QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM)


def _paint_band(painter: QPainter, band: QPolygonF) -> None:
    painter.drawPolyline(band)
    painter.drawPoints(band)  # Qt draws no line from a single shell to itself


def _round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
