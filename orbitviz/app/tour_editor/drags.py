"""What dragging a part of the timeline does to its shot."""

from __future__ import annotations

from orbitviz.model.design.key_path import KeyPath
from orbitviz.model.tour.shot_edits import retimed, trimmed, with_values
from orbitviz.model.tour.timed import Timed
from orbitviz.model.tour.tour import Shot
from orbitviz.ui.tour_editor.timeline_layout import TIMED, Hit, Part

_LEAST_S = 0.5  # of a shot, and of what one can take hold of again
_APART_S = 0.1  # of camera keys


def dragged_shot(shot: Shot, hit: Hit, seconds: float, *, whole: bool) -> Shot:
    """Return the shot with a part of it moved by seconds.

    whole   whether all that is in the shot becomes faster or slower with its end
    """
    if hit.part is Part.END:
        duration_s = round(max(shot.duration_s + seconds, _LEAST_S), 1)
        change = retimed if whole else trimmed
        return change(shot, duration_s, hit.shot)
    if hit.part is Part.KEY:
        return _with_key_moved(shot, hit, seconds)
    if hit.part not in TIMED:
        return shot
    kind = TIMED[hit.part]
    part: Timed = getattr(shot, kind)[hit.number]
    path: KeyPath = (kind, hit.number)
    end_s = shot.duration_s if part.end_s is None else part.end_s
    if hit.edge > 0:
        end_s = _within(end_s + seconds, part.begin_s + _LEAST_S, shot.duration_s)
        end = None if end_s >= shot.duration_s else end_s
        return with_values(shot, {(*path, "end_s"): end}, hit.shot)
    if hit.edge < 0:
        begin_s = _within(part.begin_s + seconds, 0.0, end_s - _LEAST_S)
        return with_values(shot, {(*path, "begin_s"): begin_s}, hit.shot)
    length_s = end_s - part.begin_s
    begin_s = _within(part.begin_s + seconds, 0.0, shot.duration_s - length_s)
    end = None if part.end_s is None else round(begin_s + length_s, 2)
    return with_values(shot, {(*path, "begin_s"): begin_s, (*path, "end_s"): end}, hit.shot)


def _with_key_moved(shot: Shot, hit: Hit, seconds: float) -> Shot:
    """Move a camera key between its neighbours."""
    keys, number = shot.camera, hit.number
    low = keys[number - 1].at_s + _APART_S if number else 0.0
    high = keys[number + 1].at_s - _APART_S if number + 1 < len(keys) else shot.duration_s
    at_s = _within(keys[number].at_s + seconds, low, high)
    return with_values(shot, {("camera", number, "at_s"): at_s}, hit.shot)


def _within(value: float, low: float, high: float) -> float:
    return round(min(max(value, low), max(high, low)), 2)
