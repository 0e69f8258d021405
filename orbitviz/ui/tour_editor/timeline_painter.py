"""Paints the timeline of a tour."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from orbitviz.base.untrusted_text import printable
from orbitviz.model.tour.shot_edits import begins_with_cut
from orbitviz.ui.colours import Colours, mix
from orbitviz.ui.theme import colours, text_font, title_font
from orbitviz.ui.tour_editor.timeline_layout import (
    NO_HIT,
    RULER_PX,
    TRACK_PX,
    Hit,
    Part,
    TimelineLayout,
    Track,
)
from orbitviz.ui.tour_editor.timeline_words import time_words, words_of

_CORNER = 5.0
_NAME_PX = 18
_KEY_PX = 5.0
_WORDS_PX = 12.0  # height of a bar from which on it has words
_STEPS_S = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
_BETWEEN_MARKS_PX = 56.0


@dataclass
class Shown:
    """What there is to paint beside the layout.

    chosen    the shot whose form is open, and the key or caption of it, if one is chosen
    under     the pointer
    place_s   of the play head
    faulty    shots with a mistake
    drop      place between shots to which one is dragged, -1 for none
    """

    chosen: Hit = NO_HIT
    under: Hit = NO_HIT
    place_s: float = 0.0
    thumbnails: Mapping[int, QImage] = field(default_factory=dict)
    faulty: frozenset[int] = frozenset()
    drop: int = -1
    has_focus: bool = False


def paint_timeline(painter: QPainter, layout: TimelineLayout, shown: Shown) -> None:
    """Paint everything."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    _Timeline(painter, layout, shown, colours()).paint()


class _Timeline:
    def __init__(self, painter: QPainter, layout: TimelineLayout, shown: Shown, c: Colours) -> None:
        self._p, self._at, self._shown, self._c = painter, layout, shown, c

    def paint(self) -> None:
        self._ruler()
        for shot in range(len(self._at.shots)):
            self._shot(shot)
            self._camera(shot)
            self._time(shot)
            self._values(shot)
            self._captions(shot)
        self._add()
        self._drop()
        self._play_head()

    def _ruler(self) -> None:
        at, p = self._at, self._p
        wide = next((one for one in _STEPS_S if one * at.px_per_s >= _BETWEEN_MARKS_PX), 3600)
        p.setFont(text_font(8))
        p.setPen(QColor(self._c.muted))
        end_s = at.begins_s[-1]
        for k in range(math.floor(end_s / wide) + 1):
            x = at.x_of(k * wide)
            minutes, seconds = divmod(k * wide, 60)
            text = f"{int(minutes)}:{seconds:02.0f}" if minutes else f"{seconds:g} s"
            p.drawLine(QPointF(x, RULER_PX - 5), QPointF(x, RULER_PX - 2))
            p.drawText(QRectF(x + 3, 0, 60, RULER_PX - 2), Qt.AlignmentFlag.AlignVCenter, text)

    def _shot(self, shot: int) -> None:
        p, c, rect, about = self._p, self._c, self._at.shot_rect(shot), self._at.shots[shot]
        path = QPainterPath()
        path.addRoundedRect(rect, _CORNER, _CORNER)
        p.fillPath(path, QColor(mix(c.raised, c.line, 0.5)))
        picture = QRectF(rect.left(), rect.top(), rect.width(), rect.height() - _NAME_PX)
        p.save()
        p.setClipPath(path)
        image = self._shown.thumbnails.get(shot)
        if image is not None:
            _cover(p, picture, image)
        strip = QRectF(rect.left(), picture.bottom(), rect.width(), _NAME_PX)
        is_chosen = self._shown.chosen.shot == shot
        p.fillRect(strip, QColor(c.selection if is_chosen else c.raised))
        p.restore()
        self._words(strip, f"{shot + 1}  {printable(about.name)}", bold=is_chosen)
        length = f"{about.duration_s:g} s"
        room = p.fontMetrics().horizontalAdvance(length) + 8
        if rect.width() > room + 40:
            badge = QRectF(rect.right() - room - 3, rect.top() + 3, room, 15)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(QColor(0, 0, 0, 150))
            p.drawRoundedRect(badge, 4, 4)
            p.setPen(QColor("#ffffff"))
            p.setFont(text_font(8))
            p.drawText(badge, Qt.AlignmentFlag.AlignCenter, length)
        edge = c.error if shot in self._shown.faulty else c.accent if is_chosen else c.line
        is_under = self._shown.under.shot == shot and self._shown.under.part is Part.SHOT
        if is_under and not is_chosen and shot not in self._shown.faulty:
            edge = c.faint
        width = 2.0 if is_chosen or shot in self._shown.faulty else 1.0
        p.setPen(QPen(QColor(edge), width))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        if is_chosen and self._shown.has_focus:
            p.setPen(QPen(QColor(c.accent), 1.0))
            p.drawRoundedRect(rect.adjusted(3, 3, -3, -3), 3, 3)

    def _words(self, place: QRectF, text: str, *, bold: bool = False, colour: str = "") -> None:
        p = self._p
        p.setFont(title_font(8.5) if bold else text_font(8.5))
        p.setPen(QColor(colour or self._c.text))
        room = place.adjusted(6, 0, -4, 0)
        elided = p.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        if len(elided) > 1:
            p.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)

    def _row(self, shot: int, track: Track) -> QRectF:
        rect = self._at.shot_rect(shot)
        top = self._at.track_top(track)
        row = QRectF(rect.left(), top + 1, rect.width(), TRACK_PX - 2)
        self._p.fillRect(row, QColor(self._c.field))
        return row

    def _camera(self, shot: int) -> None:
        p, c, about = self._p, self._c, self._at.shots[shot]
        row = self._row(shot, Track.CAMERA)
        middle = row.center().y()
        if not about.camera:
            self._words(row, "stays" if not about.turn_deg else "turns", colour=c.muted)
            return
        keys = [self._at.key_place(shot, number) for number in range(len(about.camera))]
        p.setPen(QPen(QColor(c.accent), 1.5, Qt.PenStyle.DashLine))
        if not begins_with_cut(about):
            p.drawLine(QPointF(row.left(), middle), keys[0])
        p.setPen(QPen(QColor(c.accent), 1.5))
        for before, after in pairwise(keys):
            p.drawLine(before, after)
        p.setPen(QPen(QColor(c.line), 1.5))
        p.drawLine(keys[-1], QPointF(row.right(), middle))
        for number, key in enumerate(keys):
            is_chosen = self._shown.chosen == Hit(Part.KEY, shot, number)
            is_under = self._shown.under == Hit(Part.KEY, shot, number)
            size = _KEY_PX + (1.5 if is_under or is_chosen else 0.0)
            corners = [QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0)]
            p.setPen(QPen(QColor(c.text if is_chosen else c.accent), 1.2))
            p.setBrush(QColor(c.accent if is_chosen else c.panel))
            p.drawPolygon(QPolygonF([key + corner for corner in corners]))

    def _time(self, shot: int) -> None:
        row = self._row(shot, Track.TIME)
        self._words(row, time_words(self._at.shots[shot].time), colour=self._c.muted)

    def _values(self, shot: int) -> None:
        if Track.VALUES not in self._at.tracks:
            return
        self._row(shot, Track.VALUES)
        for number, track in enumerate(self._at.shots[shot].values):
            bar = self._at.value_rect(shot, number)
            self._bar(bar, self._c.sun, Hit(Part.VALUE, shot, number))
            if bar.height() > _WORDS_PX:
                self._words(bar, printable(track.key))

    def _captions(self, shot: int) -> None:
        self._row(shot, Track.CAPTIONS)
        bars = self._at.timed_rects(shot)
        for (hit, one), bar in zip(self._at.timed(shot), bars, strict=True):
            self._bar(bar, self._c.accent if hit.part is Part.CAPTION else self._c.shade, hit)
            if bar.height() > _WORDS_PX:
                self._words(bar, printable(words_of(one)))

    def _bar(self, bar: QRectF, colour: str, hit: Hit) -> None:
        p, c = self._p, self._c
        is_chosen = self._shown.chosen == hit
        p.setPen(QPen(QColor(colour if is_chosen else mix(c.field, colour, 0.5)), 1.0))
        p.setBrush(QColor(mix(c.field, colour, 0.45 if is_chosen else 0.25)))
        p.drawRoundedRect(bar, 3, 3)

    def _add(self) -> None:
        p, c, rect = self._p, self._c, self._at.add_rect
        is_under = self._shown.under.part is Part.ADD
        pen = QPen(QColor(c.accent if is_under else c.faint), 1.2, Qt.PenStyle.DashLine)
        p.setPen(pen)
        p.setBrush(QColor(c.selection) if is_under else Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        middle = rect.center() - QPointF(0, 10)
        p.setPen(QPen(QColor(c.accent), 2.0))
        p.drawLine(middle - QPointF(8, 0), middle + QPointF(8, 0))
        p.drawLine(middle - QPointF(0, 8), middle + QPointF(0, 8))
        p.setFont(text_font(8.5))
        p.setPen(QColor(c.text))
        below = QRectF(rect.left(), middle.y() + 12, rect.width(), 20)
        p.drawText(below, Qt.AlignmentFlag.AlignCenter, "Add this view")

    def _drop(self) -> None:
        if self._shown.drop < 0:
            return
        x = self._at.x_of(self._at.begins_s[self._shown.drop])
        self._p.setPen(QPen(QColor(self._c.accent), 3.0))
        rect = self._at.add_rect
        self._p.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))

    def _play_head(self) -> None:
        if not self._at.shots:
            return
        p, c, x = self._p, self._c, self._at.x_of(self._shown.place_s)
        p.setPen(QPen(QColor(c.sun), 1.5))
        p.drawLine(QPointF(x, 6), QPointF(x, self._at.height))
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(c.sun))
        corners = [QPointF(x - 5, 4), QPointF(x + 5, 4), QPointF(x, 13)]
        p.drawPolygon(QPolygonF(corners))


def _cover(painter: QPainter, place: QRectF, image: QImage) -> None:
    """Draw the middle of an image so that it fills a place."""
    scale = max(place.width() / image.width(), place.height() / image.height())
    width, height = place.width() / scale, place.height() / scale
    source = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
    painter.drawImage(place, image, source)
