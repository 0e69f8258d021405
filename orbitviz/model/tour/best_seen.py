"""When a shot of a tour, and what is in it, is best seen."""

from __future__ import annotations

from orbitviz.model.tour.timed import Timed
from orbitviz.model.tour.tour import Shot

_BEFORE_END_S = 0.01  # its very end is the beginning of the next shot


def best_seen_s(shot: Shot) -> float:
    """Return the seconds from the beginning of a shot at which its first view is reached."""
    return _within(shot, shot.camera[0].at_s) if shot.camera else 0.0


def part_best_seen_s(shot: Shot, part: Timed) -> float:
    """Return the seconds from the beginning of a shot at which a caption or the like is there."""
    return _within(shot, part.begin_s + part.fade_s)


def _within(shot: Shot, time_s: float) -> float:
    return min(time_s, shot.duration_s - _BEFORE_END_S)
