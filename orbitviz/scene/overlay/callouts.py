"""Where texts stand beside what they name: pure functions of boxes.

Boxes are left, top, right, bottom in pixels from the top left corner of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from orbitviz.scene.overlay.overlay import PixelBox

Size = tuple[float, float]

_AROUND = 16  # directions in which a text may stand apart from what it names
_STEPS = (2.0, 3.5, 5.5, 8.0)  # how far, in heights of the text


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


def _box(left: float, top: float, size: Size) -> PixelBox:
    left, top = float(round(left)), float(round(top))
    return left, top, left + size[0], top + size[1]
