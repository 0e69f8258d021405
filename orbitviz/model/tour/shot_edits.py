"""Edits of one shot of a tour: pure functions Shot -> Shot, checked."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, TypeVar

from pydantic import ValidationError

from orbitviz.model.design.key_path import KeyPath, TableKeys
from orbitviz.model.design.validation_errors import to_user_error
from orbitviz.model.tour.camera_key import CameraKey
from orbitviz.model.tour.timed import Timed
from orbitviz.model.tour.tour import LEAST_SHOT_S, Shot
from orbitviz.model.tour.value_track import ValueTrack

_LEAST_S = 0.5  # that is left of a caption which begins behind the new end
_TIMED = ("captions", "callouts", "charts")
T = TypeVar("T", bound=Timed)


def with_values(shot: Shot, values: dict[KeyPath, Any], number: int = 0) -> Shot:
    """Return the shot with some of its keys changed, None for their defaults.

    values   by path below the shot, such as ("captions", 0, "title")
    number   of the shot, from 0, for the sentence of an error

    A shot that becomes shorter is trimmed. Raises UserError, which names the key and what is
    allowed.
    """
    duration_s = values.get(("duration_s",))
    if isinstance(duration_s, float) and LEAST_SHOT_S <= duration_s < shot.duration_s:
        shot = trimmed(shot, duration_s, number)
    data = shot.model_dump(exclude_defaults=True)
    for path, value in values.items():
        _set(data, path, value)
    return _checked(data, number)


def trimmed(shot: Shot, duration_s: float, number: int = 0) -> Shot:
    """Return the shot with another end: what came later now comes at the end. Raises UserError."""
    keys = [key for key in shot.camera if key.at_s < duration_s]
    if len(keys) < len(shot.camera):
        keys.append(shot.camera[-1].model_copy(update={"at_s": duration_s}))
    timed = {
        kind: tuple(_within(one, duration_s) for one in getattr(shot, kind)) for kind in _TIMED
    }
    return _with(shot, number, duration_s=duration_s, camera=tuple(keys), **timed)


def retimed(shot: Shot, duration_s: float, number: int = 0) -> Shot:
    """Return the shot faster or slower, with all that is in it. Raises UserError."""
    factor = duration_s / shot.duration_s

    def scaled(time_s: float) -> float:
        return round(min(time_s * factor, duration_s), 2)

    def key(one: CameraKey) -> CameraKey:
        return one.model_copy(update={"at_s": scaled(one.at_s)})

    def part(one: T) -> T:
        end_s = None if one.end_s is None else scaled(one.end_s)
        return one.model_copy(update={"begin_s": scaled(one.begin_s), "end_s": end_s})

    def track(one: ValueTrack) -> ValueTrack:
        return one.model_copy(update={"at_s": tuple(map(scaled, one.at_s))})

    return _with(
        shot,
        number,
        duration_s=duration_s,
        camera=tuple(map(key, shot.camera)),
        values=tuple(map(track, shot.values)),
        **{kind: tuple(map(part, getattr(shot, kind))) for kind in _TIMED},
    )


def begins_with_cut(shot: Shot) -> bool:
    """Whether the camera is at its first key at once."""
    return bool(shot.camera) and shot.camera[0].at_s == 0.0


def with_cut(shot: Shot, number: int = 0) -> Shot:
    """Return the shot with its camera at the first key at once."""
    return _with_first_key(shot, 0.0, number)


def with_flight(shot: Shot, number: int = 0) -> Shot:
    """Return the shot with its camera coming from the shot before, in half of the time there is."""
    end_s = shot.camera[1].at_s if len(shot.camera) > 1 else shot.duration_s
    return _with_first_key(shot, round(end_s / 2, 1), number)


def with_key(shot: Shot, key: CameraKey, number: int = 0) -> Shot:
    """Return the shot with one more camera key, in place of one at the same time."""
    others = [one for one in shot.camera if one.at_s != key.at_s]
    keys = sorted([*others, key], key=lambda one: one.at_s)
    return _with(shot, number, camera=tuple(keys))


def without(shot: Shot, kind: str, place: int, number: int = 0) -> Shot:
    """Return the shot without one of its tables, such as the first of "captions"."""
    left = tuple(one for k, one in enumerate(getattr(shot, kind)) if k != place)
    return _with(shot, number, **{kind: left})


def _with_first_key(shot: Shot, at_s: float, number: int) -> Shot:
    if not shot.camera:
        return shot
    first = shot.camera[0].model_copy(update={"at_s": at_s})
    return _with(shot, number, camera=(first, *shot.camera[1:]))


def _within(part: T, duration_s: float) -> T:
    begin_s = min(part.begin_s, max(duration_s - _LEAST_S, 0.0))
    end_s = part.end_s
    if end_s is not None and end_s >= duration_s:
        end_s = None
    return part.model_copy(update={"begin_s": begin_s, "end_s": end_s})


def _with(shot: Shot, number: int, **values: Any) -> Shot:
    changed = shot.model_copy(update=values)
    return _checked(changed.model_dump(exclude_defaults=True), number)


def _checked(data: dict[str, Any], number: int) -> Shot:
    try:
        return Shot.model_validate(data)
    except ValidationError as error:
        raise to_user_error(error, Shot, TableKeys("shots", number)) from None


def _set(data: Any, path: KeyPath, value: Any) -> None:
    """Set a value in nested tables, or remove it."""
    for part, below in pairwise(path):
        if isinstance(part, int):
            data = data[part]
        else:
            tables = data.setdefault(part, [] if isinstance(below, int) else {})
            if isinstance(tables, tuple):  # of a dump
                tables = data[part] = list(tables)
            data = tables
    last = path[-1]
    if isinstance(last, int):
        data[last:last] = [value]
    elif value is None:
        data.pop(last, None)
    else:
        data[last] = value
