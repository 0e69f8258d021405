"""Where texts stand beside what they name: pure functions of boxes.

Boxes are left, top, right, bottom in pixels from the top left corner of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from orbitviz.base.arrays import Floats

PixelBox = tuple[float, float, float, float]
Size = tuple[float, float]
# Where a place (3,) km TEME is in a picture, pixels; None where it is not seen.
Locate = Callable[[Floats], tuple[float, float] | None]
Key = TypeVar("Key", bound=Hashable)

_BESIDE = 4  # places beside what a name names
_NEW_APART = 3.0  # pixels between a name at a new place and others: it stays until they meet
_AROUND = 16  # directions in which a text may stand apart from what it names
_STEPS = (2.0, 3.5, 5.5, 8.0)  # how far, in heights of the text


class Place(NamedTuple):
    """Where a name stands: the `number` of the place among those tried, and its box."""

    number: int
    box: PixelBox

    @property
    def is_apart(self) -> bool:
        """Whether it stands so far from what it names that a line has to lead there."""
        return self.number >= _BESIDE


def place_names(
    at: Mapping[Key, tuple[float, float]],
    sizes: Mapping[Key, Size],
    away: Mapping[Key, float],
    filled: Iterable[PixelBox],
    picture: Size,
    held: Mapping[Key, int],
) -> dict[Key, Place]:
    """Return where names stand so that they cover neither each other nor what is filled.

    at     what they name
    away   distances of names beside that
    held   numbers of the places of the picture before, which are tried first
    """
    boxes: list[PixelBox] = [*filled]
    found: dict[Key, Place] = {}
    # Names that stay come first, so that a new one does not push them away.
    for key in sorted(at, key=lambda one: one not in held):
        stays = held.get(key, -1)
        for place in _tried(at[key], sizes[key], away[key], stays):
            apart_px = 0.0 if place.number == stays else _NEW_APART
            if covered(_grown(place.box, apart_px), boxes, picture) == 0.0:
                found[key] = place
                boxes.append(place.box)
                break
    return {key: found[key] for key in at if key in found}


def _tried(at: tuple[float, float], size: Size, away: float, stays: int) -> Iterator[Place]:
    """Yield the places of a name; first beside what it names, or where it `stays`."""
    near = [Place(*one) for one in enumerate(beside(at, size, away))]
    if 0 <= stays < _BESIDE:
        yield near[stays]
    yield from near
    far = [Place(*one) for one in enumerate(apart(at, size, away), _BESIDE)]
    if stays >= _BESIDE:
        yield far[stays - _BESIDE]
    yield from far


def leader(at: tuple[float, float], box: PixelBox, away: float) -> tuple[float, ...]:
    """Return the line from the ring of radius `away` around a place to a box: x, y, x, y."""
    end = (min(max(at[0], box[0]), box[2]), min(max(at[1], box[1]), box[3]))
    length = max(math.hypot(end[0] - at[0], end[1] - at[1]), 1e-9)
    start = (at[0] + away * (end[0] - at[0]) / length, at[1] + away * (end[1] - at[1]) / length)
    return (*start, *end)


def beside(at: tuple[float, float], size: Size, away: float) -> list[PixelBox]:
    """Return the boxes of a text right, left, above and below a place, `away` from it."""
    (x, y), (width, height) = at, size
    corners = (
        (x + away, y - height / 2), (x - away - width, y - height / 2),
        (x - width / 2, y - away - height), (x - width / 2, y + away),
    )  # fmt: skip
    return [_box(left, top, size) for left, top in corners]


def apart(at: tuple[float, float], size: Size, away: float) -> Iterator[PixelBox]:
    """Yield boxes of a text farther and farther from a place, all around it."""
    width, height = size
    for step in _STEPS:
        for k in range(_AROUND):
            # Sideways first, where a text needs the least way.
            turn = math.pi * k / _AROUND if k % 2 == 0 else -math.pi * (k + 1) / _AROUND
            right, down = math.cos(2.0 * turn), math.sin(2.0 * turn)
            x, y = at[0] + (away + step * height) * right, at[1] + (away + step * height) * down
            yield _box(x - width * (0.5 - 0.5 * right), y - height / 2, size)


def covered(box: PixelBox, filled: Iterable[PixelBox], picture: Size) -> float:
    """Return the area of a box that lies on others or outside of the picture of a size."""
    width, height = box[2] - box[0], box[3] - box[1]
    inside = overlap(box, (0.0, 0.0, *picture))
    return width * height - inside + sum(overlap(box, other) for other in filled)


def least_covering(
    boxes: Iterable[PixelBox], filled: Sequence[PixelBox], picture: Size
) -> PixelBox:
    """Return the first of the boxes that cover the least of what is filled."""
    return min(boxes, key=lambda box: covered(box, filled, picture))


def overlap(one: PixelBox, other: PixelBox) -> float:
    """Return the area that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)


def _grown(box: PixelBox, by: float) -> PixelBox:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _box(left: float, top: float, size: Size) -> PixelBox:
    left, top = float(round(left)), float(round(top))
    return left, top, left + size[0], top + size[1]
