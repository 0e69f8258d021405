"""Where the captions, charts and logo of a tour stand in a picture: pure functions of boxes.

Boxes are left, top, right, bottom in pixels from the top left corner of the picture.
"""

from __future__ import annotations

from collections.abc import Sequence

from orbitviz.scene.overlay.callouts import PixelBox, Size, overlap

# Shares of the picture's shorter side.
MARGIN, _GAP = 0.045, 0.018
_CORNERS = 0.06  # two lines of the smallest letters
_WIDE = 1.05  # the widest line
_LEAST_ROOM = 0.45  # of the width: beside what stands in the other corner, or else above it

_OTHERS = {  # where a block stands for which there is no room at its place
    "lower-left": ("lower-right", "upper-left"),
    "lower-right": ("lower-left", "upper-right"),
    "upper-left": ("upper-right", "lower-left"),
    "upper-right": ("upper-left", "lower-right"),
    "centre": ("upper-left", "lower-left", "upper-right", "lower-right"),
}


def room_of(place: str, picture: tuple[int, int], taken: Sequence[PixelBox]) -> int:
    """Return the width of the longest line of what stands at a place, pixels.

    taken   boxes that stay free: beside those in the other corner there may be too little room
    """
    width, height = picture
    side, margin = min(picture), MARGIN * min(picture)
    widest = min(width - 2.0 * margin, _WIDE * side)
    if place == "centre":
        return round(widest)
    middle = 0.5 * width
    half = (0.5 * height, float(height)) if place.startswith("lower") else (0.0, 0.5 * height)
    beside = [box for box in taken if box[1] < half[1] and box[3] > half[0]]
    if place.endswith("left"):
        free = min((box[0] for box in beside if box[0] > middle), default=width - margin)
        free -= 2.0 * margin
    else:
        free = width - max((box[2] for box in beside if box[2] < middle), default=margin)
        free -= 2.0 * margin
    return round(min(widest, free) if free > _LEAST_ROOM * width else widest)


def height_of_room(picture: tuple[int, int]) -> int:
    """Return how tall a caption can be between what is in the corners above and below, pixels."""
    side = min(picture)
    return round(picture[1] - 2.0 * (MARGIN + _CORNERS) * side)


def placed(
    blocks: Sequence[tuple[str, Size]], picture: tuple[int, int], taken: Sequence[PixelBox]
) -> list[PixelBox]:
    """Return where blocks stand, each at its place, clear of those before and of what is taken.

    blocks   place ("lower-left", ..., "centre") and size of each

    One for which there is no room at its place stands on the other side, or in the middle; one for
    which there is none at all stands at the edge of its place.
    """
    filled, found = list(taken), []
    for place, size in blocks:
        tried = [_at(one, size, picture, filled) for one in (place, *_OTHERS[place])]
        box = next((one for one in tried if not _is_in_the_way(one, picture, filled)), tried[0])
        left = min(max(box[0], 0.0), max(picture[0] - size[0], 0.0))
        top = min(max(box[1], 0.0), max(picture[1] - size[1], 0.0))
        box = _box(left, top, *size)
        filled.append(box)
        found.append(box)
    return found


def _at(place: str, size: Size, picture: tuple[int, int], filled: Sequence[PixelBox]) -> PixelBox:
    """Return the box of a block at a place, moved up or down until it covers nothing."""
    (width, height), (wide, tall) = picture, size
    side = min(picture)
    margin, gap = round(MARGIN * side), round(_GAP * side)
    if place == "centre":
        return _free(_box((width - wide) / 2, (height - tall) / 2, wide, tall), filled, gap)
    left = margin if place.endswith("left") else width - margin - wide
    is_lower = place.startswith("lower")
    top = height - margin - tall if is_lower else margin
    return _free(_box(left, top, wide, tall), filled, -gap if is_lower else gap)


def _is_in_the_way(box: PixelBox, picture: tuple[int, int], filled: Sequence[PixelBox]) -> bool:
    is_inside = min(box) >= 0.0 and box[2] <= picture[0] and box[3] <= picture[1]
    return not is_inside or any(overlap(box, other) > 0.0 for other in filled)


def _free(box: PixelBox, filled: Sequence[PixelBox], gap: float) -> PixelBox:
    """Return a box moved up, for a gap below 0, or down until it covers nothing."""
    tall = box[3] - box[1]
    for _ in range(len(filled)):
        met = [other for other in filled if overlap(box, other) > 0.0]
        if not met:
            break
        top = (
            min(other[1] for other in met) + gap - tall
            if gap < 0
            else max(other[3] for other in met) + gap
        )
        box = _box(box[0], top, box[2] - box[0], tall)
    return box


def _box(left: float, top: float, wide: float, tall: float) -> PixelBox:
    left, top = float(round(left)), float(round(top))
    return left, top, left + wide, top + tall
