"""What a poster is made of: texts, polygons, lines, pictures; units of the layout, y downwards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from orbitviz.scene.poster.paper import Colour

Point = tuple[float, float]


class Letters(Enum):
    """The letters of a poster: optical size and weight of the variable font Inter."""

    TEXT = (14.0, 420.0)
    BOLD = (14.0, 600.0)
    TITLE = (32.0, 640.0)


@dataclass(frozen=True)
class Text:
    """A line of text; `y` is that of its baseline, `size` that of the letters."""

    x: float
    y: float
    text: str
    size: float
    letters: Letters
    ink: Colour


@dataclass(frozen=True)
class Line:
    """A line through points, `width` wide."""

    points: tuple[Point, ...]
    width: float
    ink: Colour


@dataclass(frozen=True)
class Polygon:
    """A filled polygon; `share` is its opacity."""

    points: tuple[Point, ...]
    ink: Colour
    share: float = 1.0


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture; `pixels` (height, width, 3) uint8 sRGB."""

    x: float
    y: float
    width: float
    height: float
    pixels: NDArray[np.uint8]


Mark = Text | Line | Polygon | Picture


def box(
    x: float, y: float, width: float, height: float, ink: Colour, share: float = 1.0
) -> Polygon:
    """Return a rectangle."""
    right, bottom = x + width, y + height
    return Polygon(((x, y), (right, y), (right, bottom), (x, bottom)), ink, share)
