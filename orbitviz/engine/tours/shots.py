"""Shots of a tour by number or name, and the frames of a film of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.model.state import State
from orbitviz.model.tour.tour import Shot
from orbitviz.orbits.timescale import Instant


def unknown_name(name: str, kind: str, known: Sequence[str]) -> UserError:
    """Return the error for a name of none of these, with the nearest right one."""
    hint = did_you_mean(name, known)
    return UserError(
        f'there is no {kind} named "{name}"{hint}', allowed=None if hint else ", ".join(known)
    )


def frame_count(duration_s: float, fps: int) -> int:
    """Return how many frames a film has, at least one; the first is of its beginning."""
    return max(1, round(duration_s * fps))


def instants_of(shot: Shot, then: Instant) -> tuple[Instant, Instant]:
    """Return the instants at which a shot begins and ends.

    then   that at which the shot before ended
    """
    span = shot.time
    begin = then if span.at is None else Instant.from_datetime(span.at)
    if span.to is not None:
        return begin, Instant.from_datetime(span.to)
    rate = 1.0 if span.rate is None else span.rate
    return begin, begin.plus_s(rate * shot.duration_s)


def shot_named(shots: tuple[Shot, ...], text: str) -> int:
    """Return the shot, from 0, of a number from 1 or a name. Raises UserError."""
    names = [shot.name for shot in shots]
    if text in names:
        return names.index(text)
    if text.strip().isdecimal() and 1 <= int(text) <= len(shots):
        return int(text) - 1
    if text.strip().isdecimal():
        raise UserError(f"there is no shot {text.strip()}", allowed=f"1 to {len(shots)}, or a name")
    raise unknown_name(text, "shot", names)


def shell_named(state: State, name: str) -> int:
    """Return the shell of a name, of a group its first one. Raises UserError."""
    constellation = state.document.constellation
    if name in constellation.shell_name:
        return constellation.shell_name.index(name)
    if name in constellation.group_name:
        group = constellation.group_name.index(name)
        return int(np.flatnonzero(constellation.shell_group == group)[0])
    raise unknown_name(
        name, "shell or group", (*constellation.group_name, *constellation.shell_name)
    )
