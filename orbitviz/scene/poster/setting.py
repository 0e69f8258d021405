"""Sets headings and columns of small print."""

from __future__ import annotations

from collections.abc import Sequence

from orbitviz.scene.poster.fonts import wrapped
from orbitviz.scene.poster.marks import Letters, Mark, Text
from orbitviz.scene.poster.paper import Inks

HEADING = 4.2
LEADING = 1.32  # height of a line over the size of its letters
_GAP = 0.35  # between sentences, over the height of a line


def heading(text: str, x: float, y: float, inks: Inks) -> Text:
    """Return the heading of a part of the page, whose upper edge is at `y`."""
    return Text(x, y + 0.8 * HEADING, text, HEADING, Letters.BOLD, inks.title)


def columns(
    sentences: Sequence[str],
    place: tuple[float, float],
    column: tuple[float, float],
    gap: float,
    count: int,
    size: float,
    inks: Inks,
) -> tuple[list[Mark], int]:
    """Return sentences in columns as far as there is room, and how many of them there are.

    place    left and upper edge of the first column
    column   its width and height; `gap` is between columns
    """
    marks: list[Mark] = []
    line = LEADING * size
    number, y, told = 0, 0.0, 0
    for sentence in sentences:
        lines = wrapped(sentence, size, Letters.TEXT, column[0])
        if y + len(lines) * line > column[1]:
            number, y = number + 1, 0.0
        if number == count or len(lines) * line > column[1]:
            break
        left = place[0] + number * (column[0] + gap)
        for text in lines:
            marks.append(Text(left, place[1] + y + size, text, size, Letters.TEXT, inks.soft))
            y += line
        y += _GAP * line
        told += 1
    return marks, told
