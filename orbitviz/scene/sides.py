"""Where two designs stand in one picture: each in its half, or left and right of a line."""

from __future__ import annotations

from typing import NamedTuple

from orbitviz.model.view import Comparing, ViewOptions
from orbitviz.scene.view import View

LINE_PX = 2  # between them, logical pixels


class Side(NamedTuple):
    """What one design shows in a tile of the picture.

    view     its camera, and the tile of its own picture that is drawn
    left, right   columns of that tile which are seen
    at       how far to the right of its own place the tile stands, pixels of the drawn tile
    """

    view: View
    left: int
    right: int
    at: int

    @property
    def is_seen(self) -> bool:
        """Whether anything of it is."""
        return self.right > self.left


class Seen(NamedTuple):
    """A place in the picture of one design.

    view       its camera
    x, y       pixels of its picture from the top left
    is_other   whether the design is the one beside that which is open
    """

    view: View
    x: float
    y: float
    is_other: bool = False

    @property
    def ndc(self) -> tuple[float, float]:
        """The place in -1 to 1, right and up."""
        width, height = self.view.size
        return 2.0 * self.x / width - 1.0, 1.0 - 2.0 * self.y / height


def sides(view: View, options: ViewOptions) -> tuple[Side, Side]:
    """Return what is seen of the first and of the second design in the tile of a view."""
    left, bottom, width, height = view.tile
    if options.comparing is Comparing.WIPE:
        line = min(max(line_px(view, options) - left, 0), width)
        return Side(view, 0, line, 0), Side(view, line, width, 0)
    half = half_width(view)
    size, start = (half, view.size[1]), view.size[0] - half
    end = min(left + width, half)
    first = view.resized(size, (left, bottom, max(end - left, 1), height))
    begin = max(left, start)
    other_width = max(left + width - begin, 1)
    second = view.resized(size, (begin - start, bottom, other_width, height))
    return (
        Side(first, 0, max(end - left, 0), 0),
        Side(second, 0, max(left + width - begin, 0), begin - left),
    )


def half_width(view: View) -> int:
    """Return the width of each of two pictures side by side, pixels."""
    return max((view.size[0] - line_width(view)) // 2, 1)


def line_width(view: View) -> int:
    """Return the width of the line between two designs, pixels."""
    return max(round(LINE_PX * view.pixel_ratio), 1)


def line_px(view: View, options: ViewOptions) -> int:
    """Return where the middle of the line is, pixels from the left of the whole picture."""
    share = options.wipe_share if options.comparing is Comparing.WIPE else 0.5
    return round(share * view.size[0])


def seen_at(view: View, options: ViewOptions, x: float, y: float) -> Seen:
    """Return what is seen at a pixel of the whole picture, from the top left."""
    first, second = (side.view for side in sides(view, options))
    if x <= line_px(view, options):
        return Seen(first, x, y)
    away = 0 if options.comparing is Comparing.WIPE else view.size[0] - half_width(view)
    return Seen(second, x - away, y, is_other=True)
