"""Where shots, keys and captions stand on the timeline, in pixels; no widgets here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from orbitviz.model.tour.best_seen import best_seen_s, part_best_seen_s
from orbitviz.model.tour.timed import Timed
from orbitviz.model.tour.tour import Shot, begins_of

RULER_PX, SHOTS_PX, TRACK_PX = 20, 74, 22
_MOST_SHOTS_PX = 150
ADD_PX = 92  # width of the place for the next shot
_GAP_PX = 6
_LEAST_PX_PER_S, _MOST_PX_PER_S = 4.0, 200.0
_FITTING_PX_PER_S = 26.0  # at most, where all shots have room
_GRAB_PX = 5.0
_LEAST_BAR_PX = 6.0


class Part(Enum):
    """What of the timeline is under the pointer."""

    RULER = auto()
    SHOT = auto()
    END = auto()  # the right edge of a shot
    KEY = auto()  # of the camera
    VALUE = auto()
    CAPTION = auto()
    CALLOUT = auto()
    CHART = auto()
    ADD = auto()
    NOTHING = auto()


# What is over the picture for a part of a shot, by the key of the shot.
TIMED = {Part.CAPTION: "captions", Part.CALLOUT: "callouts", Part.CHART: "charts"}
KINDS = {Part.KEY: "camera", Part.VALUE: "values", **TIMED}


class Hit(NamedTuple):
    """A part, the shot it belongs to and its number there, from 0; -1 for none.

    edge   of what lasts for a part of a shot: -1 its beginning, 1 its end, 0 all of it
    """

    part: Part
    shot: int = -1
    number: int = -1
    edge: int = 0


NO_HIT = Hit(Part.NOTHING)


class Track(Enum):
    """The rows below the shots, by their names."""

    CAMERA = "Camera"
    TIME = "Time"
    VALUES = "Design"
    CAPTIONS = "Captions"  # and what else is over the picture


@dataclass(frozen=True)
class TimelineLayout:
    """The places of everything, for some shots and a width.

    zoom   1 where all shots fit into the width, if they can
    room   height there is, of which the thumbnails make use
    held   pixels of a second, which stay while something is dragged; 0 to fit the width
    """

    shots: tuple[Shot, ...]
    width: float
    zoom: float = 1.0
    held: float = 0.0
    room: int = 0

    @property
    def begins_s(self) -> tuple[float, ...]:
        """Seconds from the beginning of the tour to that of each shot, and to the end."""
        return begins_of(self.shots)

    @property
    def px_per_s(self) -> float:
        """Pixels of a second."""
        if self.held:
            return self.held
        total_s = self.begins_s[-1]
        if not total_s:
            return _FITTING_PX_PER_S
        fitting = (self.width - ADD_PX - 4 * _GAP_PX) / total_s
        scale = min(fitting, _FITTING_PX_PER_S) * self.zoom
        return min(max(scale, _LEAST_PX_PER_S), _MOST_PX_PER_S)

    @property
    def total_px(self) -> float:
        """Width of everything."""
        return self.x_of(self.begins_s[-1]) + ADD_PX + 3 * _GAP_PX

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks, from top to bottom; that of the design only where something moves."""
        has_values = any(shot.values for shot in self.shots)
        return tuple(one for one in Track if one is not Track.VALUES or has_values)

    @property
    def height(self) -> int:
        """Height of everything."""
        return RULER_PX + self.shots_px + TRACK_PX * len(self.tracks)

    @property
    def least_height(self) -> int:
        """Height in which everything has room."""
        return RULER_PX + SHOTS_PX + TRACK_PX * len(self.tracks)

    @property
    def shots_px(self) -> int:
        """Height of the row of shots."""
        return min(max(SHOTS_PX, SHOTS_PX + self.room - self.least_height), _MOST_SHOTS_PX)

    def x_of(self, time_s: float) -> float:
        """Return where a time of the tour is."""
        return _GAP_PX + time_s * self.px_per_s

    def time_at(self, x: float) -> float:
        """Return the time of the tour at a place."""
        return min(max((x - _GAP_PX) / self.px_per_s, 0.0), self.begins_s[-1])

    def best_seen_s(self, hit: Hit) -> float:
        """Return the time of the tour at which a part is best seen."""
        shot, begin_s = self.shots[hit.shot], self.begins_s[hit.shot]
        if hit.part is Part.KEY:
            return begin_s + shot.camera[hit.number].at_s
        if hit.part in TIMED:
            return begin_s + part_best_seen_s(shot, getattr(shot, TIMED[hit.part])[hit.number])
        return begin_s + best_seen_s(shot)

    def shot_at(self, time_s: float) -> int:
        """Return the shot at a time of the tour, -1 where there are none."""
        return min(bisect_right(self.begins_s, time_s) - 1, len(self.shots) - 1)

    def shot_rect(self, shot: int) -> QRectF:
        """Return the place of a shot in the row of shots."""
        begins = self.begins_s
        left, right = self.x_of(begins[shot]), self.x_of(begins[shot + 1])
        return QRectF(left + 1.0, RULER_PX, max(right - left - 2.0, 2.0), self.shots_px - 4)

    @property
    def add_rect(self) -> QRectF:
        """The place for the next shot."""
        left = self.x_of(self.begins_s[-1]) + _GAP_PX
        return QRectF(left, RULER_PX, ADD_PX, self.shots_px - 4)

    def track_top(self, track: Track) -> float:
        """Return the upper edge of a track."""
        return RULER_PX + self.shots_px + TRACK_PX * self.tracks.index(track)

    def key_place(self, shot: int, number: int) -> QPointF:
        """Return the middle of a camera key."""
        time_s = self.begins_s[shot] + self.shots[shot].camera[number].at_s
        y = self.track_top(Track.CAMERA) + TRACK_PX / 2
        inset = 6.0 if not number and self.shots[shot].camera[0].at_s == 0.0 else 0.0
        return QPointF(self.x_of(time_s) + inset, y)

    def timed(self, shot: int) -> list[tuple[Hit, Timed]]:
        """Return what is over the picture in a shot, from top to bottom."""
        about = self.shots[shot]
        return [
            (Hit(part, shot, number), one)
            for part, kind in TIMED.items()
            for number, one in enumerate(getattr(about, kind))
        ]

    def timed_rects(self, shot: int) -> list[QRectF]:
        """Return the bars of these; they share the height of the track."""
        about, parts = self.shots[shot], self.timed(shot)
        high = (TRACK_PX - 4) / max(len(parts), 1)
        top = self.track_top(Track.CAPTIONS) + 2
        ends_s = [about.duration_s if one.end_s is None else one.end_s for _, one in parts]
        return [
            self._bar(shot, one.begin_s, min(end_s, about.duration_s), top + high * row, high)
            for row, ((_, one), end_s) in enumerate(zip(parts, ends_s, strict=True))
        ]

    def value_rect(self, shot: int, number: int) -> QRectF:
        """Return the bar of a value of the design that moves."""
        about = self.shots[shot]
        track = about.values[number]
        high = (TRACK_PX - 4) / len(about.values)
        top = self.track_top(Track.VALUES) + 2 + high * number
        return self._bar(shot, track.at_s[0], min(track.at_s[-1], about.duration_s), top, high)

    def hit(self, place: QPointF) -> Hit:
        """Return what is at a place."""
        if place.y() < RULER_PX:
            return Hit(Part.RULER, self.shot_at(self.time_at(place.x())))
        if self.add_rect.contains(place):
            return Hit(Part.ADD)
        if place.y() < RULER_PX + self.shots_px:
            return self._hit_of_shots(place)
        return next(self._hits_of_tracks(place), Hit(Part.NOTHING, self._shot_under(place)))

    def _hit_of_shots(self, place: QPointF) -> Hit:
        for shot in reversed(range(len(self.shots))):
            if abs(self.shot_rect(shot).right() + 1.0 - place.x()) <= _GRAB_PX:
                return Hit(Part.END, shot)
        shot = self._shot_under(place)
        return Hit(Part.SHOT, shot) if shot >= 0 else Hit(Part.NOTHING)

    def _hits_of_tracks(self, place: QPointF) -> Iterator[Hit]:
        shot = self._shot_under(place)
        if shot < 0:
            return
        for number in reversed(range(len(self.shots[shot].camera))):
            away = self.key_place(shot, number) - place
            if abs(away.x()) + abs(away.y()) <= 2 * _GRAB_PX:
                yield Hit(Part.KEY, shot, number)
        for (hit, _), bar in zip(self.timed(shot), self.timed_rects(shot), strict=True):
            if bar.adjusted(-_GRAB_PX, 0, _GRAB_PX, 0).contains(place):
                at_end = abs(bar.right() - place.x()) <= _GRAB_PX
                at_begin = abs(bar.left() - place.x()) <= _GRAB_PX
                yield hit._replace(edge=1 if at_end else -1 if at_begin else 0)
        for number in range(len(self.shots[shot].values)):
            if self.value_rect(shot, number).contains(place):
                yield Hit(Part.VALUE, shot, number)

    def _shot_under(self, place: QPointF) -> int:
        rects = [self.shot_rect(shot) for shot in range(len(self.shots))]
        found = (k for k, one in enumerate(rects) if one.left() - 1 <= place.x() < one.right() + 1)
        return next(found, -1)

    def _bar(self, shot: int, begin_s: float, end_s: float, top: float, high: float) -> QRectF:
        begin = self.begins_s[shot]
        left, right = self.x_of(begin + begin_s) + 1, self.x_of(begin + end_s) - 1
        return QRectF(left, top, max(right - left, _LEAST_BAR_PX), high - 1)
