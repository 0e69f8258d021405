"""Which names are shown, and where: without GL, and the same for the same arguments.

Names are tried in order of importance; one that meets another, a caption or the edge of the
picture is left out. Those shown before come earlier, need less room and fade later, so that names
neither jump nor flicker while the globe turns.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.scene.labels.styles import Label

Box = tuple[float, float, float, float]  # left, top, right, bottom; pixels from the top left corner
Key = tuple[str, int]  # text, and which of its places

MOST = 44  # names at once
_ENTER, _STAY = 0.5, 0.1  # strength from which on a name is shown, and from which on it stays
_LEAST_OPACITY = 0.85  # of a name about to go: letters any fainter would be as dim as the ground
_HELD_FIRST = 4.0  # a name that is shown goes before others by so much of order
_REST = 30  # pictures for which a name that had to go stays away
_STAY_APART = 1.0  # logical pixels
_CELL = 4.0  # logical pixels
_DOT_GAP = 3.0  # logical pixels between a dot and its text
# Where the text stands from its dot: to the right, left, above, below.
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1))
_RIGHT_FIRST, _LEFT_FIRST = (0, 1, 2, 3), (1, 0, 2, 3)


def readable_opacity(strength: float) -> float:
    """Return the opacity of a name, letters and ground alike: full once it may enter."""
    share = min(max((strength - _STAY) / (_ENTER - _STAY), 0.0), 1.0)
    return _LEAST_OPACITY + (1.0 - _LEAST_OPACITY) * share


class Seen(NamedTuple):
    """Names as the camera sees them; n rows.

    x_px, y_px   (n,) float64  place in the picture, from the top left corner
    strength     (n,) float64  0 where it is hidden, too small or too large, up to 1
    order        (n,) float64  the smallest is placed first
    leftwards    (n,) bool     the text stands to the left of its dot rather than to the right
    """

    labels: Sequence[Label]
    keys: Sequence[Key]
    x_px: Floats
    y_px: Floats
    strength: Floats
    order: Floats
    leftwards: NDArray[np.bool_] | None = None


class Placed(NamedTuple):
    """One name in the picture.

    side       of its dot on which the text stands
    left, top  of the text, whole pixels
    box        of text and dot
    at         the place it names, pixels
    strength   0..1
    """

    label: Label
    key: Key
    side: int
    left: float
    top: float
    box: Box
    at: tuple[float, float]
    strength: float


class _Room:
    """The cells of the picture that are taken."""

    def __init__(self, size: tuple[int, int], cell: float) -> None:
        self._size, self._cell = size, cell
        self._taken = np.zeros((int(size[1] / cell) + 2, int(size[0] / cell) + 2), bool)

    def is_free(self, box: Box, apart: float) -> bool:
        """Return whether a box is in the picture and `apart` from all others."""
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self._size[0] or bottom > self._size[1]:
            return False
        wide = (max(left - apart, 0.0), max(top - apart, 0.0), right + apart, bottom + apart)
        return not self._taken[self._cells(wide)].any()

    def take(self, box: Box) -> None:
        """Take the cells of a box, of what of it is in the picture."""
        left, top, right, bottom = box
        if right <= 0.0 or bottom <= 0.0:
            return
        self._taken[self._cells((max(left, 0.0), max(top, 0.0), right, bottom))] = True

    def _cells(self, box: Box) -> tuple[slice, slice]:
        left, top, right, bottom = (int(x / self._cell) for x in box)
        return slice(top, bottom + 1), slice(left, right + 1)


class Placer:
    """Places names picture after picture; one that had to go stays away for some pictures."""

    def __init__(self) -> None:
        self._held: dict[Key, int] = {}
        self._resting: dict[Key, int] = {}
        # Whether names stay away that may come back in later pictures, of the same view too.
        self.has_resting = False

    def forget(self) -> None:
        """Place the next names without regard to those of before."""
        self._held, self._resting, self.has_resting = {}, {}, False

    def place(
        self,
        parts: Sequence[Seen],
        size_of: Callable[[Label], tuple[float, float]],
        picture: tuple[int, int],
        taken: Iterable[Box],
        scale: float,
    ) -> list[Placed]:
        """Return the names to show, see `place`."""
        chosen = place(parts, size_of, picture, taken, self._held, scale, self._resting)
        had_resting = bool(self._resting)
        held = {name.key: name.side for name in chosen}
        self._resting = {key: left - 1 for key, left in self._resting.items() if left > 1}
        self._resting |= dict.fromkeys(self._held.keys() - held.keys(), _REST)
        self.has_resting = had_resting or bool(self._resting)
        self._held = held
        return chosen


def place(
    parts: Sequence[Seen],
    size_of: Callable[[Label], tuple[float, float]],
    picture: tuple[int, int],
    taken: Iterable[Box],
    held: Mapping[Key, int],
    scale: float = 1.0,
    resting: Collection[Key] = (),
) -> list[Placed]:
    """Return the names to show; no two of their boxes meet, nor those of `taken`.

    size_of   width and height of a label's text in pixels
    picture   width, height in pixels
    held      the names shown before, with the side of their text
    scale     pixels per logical pixel
    resting   names that may not be shown
    """
    room = _Room(picture, _CELL * scale)
    for box in taken:
        room.take(box)
    out: list[Placed] = []
    named: set[str] = set()
    for name in sorted(_candidates(parts, picture, held, resting)):
        label = name.label
        if label.text in named:
            continue
        sides = _LEFT_FIRST if name.leftwards else _RIGHT_FIRST
        size = size_of(label)
        found = _fitting(room, label, name.at, size, sides, held.get(name.key), scale)
        if found is not None:
            named.add(label.text)
            room.take(found[3])
            out.append(Placed(label, name.key, *found, name.at, name.strength))
            if len(out) == MOST:
                break
    return out


class _Candidate(NamedTuple):
    """A name that may be shown; sorts by its order, then by its number."""

    order: float
    number: int
    label: Label
    key: Key
    at: tuple[float, float]
    strength: float
    leftwards: bool


def _candidates(
    parts: Sequence[Seen],
    picture: tuple[int, int],
    held: Mapping[Key, int],
    resting: Collection[Key],
) -> Iterator[_Candidate]:
    number = 0
    for part in parts:
        x, y = part.x_px, part.y_px
        inside = (x > 0) & (x < picture[0]) & (y > 0) & (y < picture[1])
        rows = np.flatnonzero(inside & (part.strength > _STAY))
        left = np.zeros(len(x), bool) if part.leftwards is None else part.leftwards
        columns = (column[rows].tolist() for column in (part.order, x, y, part.strength, left))
        for k, order, *at, strength, leftwards in zip(rows.tolist(), *columns, strict=True):
            key = part.keys[k]
            if key in held:
                order -= _HELD_FIRST
            elif strength < _ENTER or key in resting:
                continue
            number += 1
            yield _Candidate(
                order, number, part.labels[k], key, (at[0], at[1]), strength, leftwards
            )


def _fitting(
    room: _Room,
    label: Label,
    at: tuple[float, float],
    size: tuple[float, float],
    sides: Sequence[int],
    held: int | None,
    scale: float,
) -> tuple[int, float, float, Box] | None:
    """Return side, left, top and box where a text fits; the side it has is tried first."""
    tried = [(side, label.style.apart) for side in (sides if label.style.dot else sides[:1])]
    if held is not None:
        tried.insert(0, (held, _STAY_APART))
    for side, apart in tried:
        left, top, box = _box(at, size, label.style.dot * scale, side, scale)
        if room.is_free(box, apart * scale):
            return side, left, top, box
    return None


def _box(
    at: tuple[float, float], size: tuple[float, float], dot: float, side: int, scale: float
) -> tuple[float, float, Box]:
    """Return left, top of a text and the box with its dot; without a dot it lies on its place."""
    (x, y), (width, height) = at, size
    across, down = _SIDES[side] if dot else (0, 0)
    away = dot + _DOT_GAP * scale
    left = float(round(x + across * (away + 0.5 * width) - 0.5 * width))
    top = float(round(y + down * (away + 0.5 * height) - 0.5 * height))
    right, bottom = left + width, top + height
    if not dot:
        return left, top, (left, top, right, bottom)
    box = min(left, x - dot), min(top, y - dot), max(right, x + dot), max(bottom, y + dot)
    return left, top, box
