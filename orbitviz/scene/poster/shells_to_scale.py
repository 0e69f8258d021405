"""The shells over a piece of the Earth, heights and curvature to one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.units import fixed_text
from orbitviz.scene.poster.content import PosterGroup
from orbitviz.scene.poster.fonts import shortened, width_of
from orbitviz.scene.poster.marks import Letters, Line, Mark, Point, Polygon, Text, box
from orbitviz.scene.poster.paper import Colour, Inks
from orbitviz.scene.poster.setting import HEADING, heading

_LABELS = 0.42  # of the width
_SCALE = 12.0  # for the heights at the left
_ABOVE, _BELOW = 1.08, 0.14  # of the highest shell: empty space above it, ground below
_AIR_KM = 100.0  # the Kármán line
_LEAST = 0.55  # thickness of a shell on the page
_POINTS = 96
_NAME, _DETAIL = 3.1, 2.7
_ROW, _TIGHT = 7.2, 4.0  # heights of a label of two lines and of one
_TICKS = 4  # about as many


def shells_marks(
    groups: Sequence[PosterGroup], place: tuple[float, float], size: tuple[float, float], inks: Inks
) -> list[Mark]:
    """Return the shells of groups, the highest first, with their names beside them."""
    x, top = place[0], place[1] + 1.6 * HEADING
    width, height = (1.0 - _LABELS) * size[0], place[1] + size[1] - top
    section = _Section(
        x + _SCALE, top, width - _SCALE, height, max(group.high_km for group in groups)
    )
    marks: list[Mark] = [
        heading("Shells to scale", *place, inks),
        section.band(0.0, _AIR_KM, inks.air, 0.45),
        section.ground(inks.ground),
    ]
    for group in groups:
        marks.append(section.band(group.low_km, group.high_km, ink_of(group.colour), 0.92))
    marks += _ticks(section, inks)
    return marks + _labels(groups, section, size[0] - width, inks)


def ink_of(colour: str) -> Colour:
    """Return a colour written as #rrggbb."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


class _Section:
    """A piece of the Earth's edge and what is over it, in a box of the page."""

    def __init__(self, x: float, y: float, width: float, height: float, most_km: float) -> None:
        self.x, self.y, self.width, self.height = x, y, width, height
        self.most_km = most_km
        self.per_km = height / ((_ABOVE + _BELOW) * most_km)
        self._centre = y + (_ABOVE * most_km + EARTH_RADIUS_KM) * self.per_km
        self._across = np.linspace(-0.5 * width, 0.5 * width, _POINTS)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def edge(self, altitude_km: float) -> list[Point]:
        """Return the line at an altitude from left to right, along the lower edge below that."""
        radius = (EARTH_RADIUS_KM + altitude_km) * self.per_km
        up = np.sqrt(np.maximum(radius**2 - self._across**2, 0.0))
        y = np.minimum(self._centre - up, self.bottom)
        middle = self.x + 0.5 * self.width
        return [(float(middle + a), float(b)) for a, b in zip(self._across, y, strict=True)]

    def band(self, low_km: float, high_km: float, ink: Colour, share: float) -> Polygon:
        """Return what lies between two altitudes, never too thin to be seen."""
        lacking = max(_LEAST / self.per_km - (high_km - low_km), 0.0)
        low, high = low_km - 0.5 * lacking, high_km + 0.5 * lacking
        return Polygon((*self.edge(high), *reversed(self.edge(low))), ink, share)

    def ground(self, ink: Colour) -> Polygon:
        """Return the Earth."""
        right, left = (self.x + self.width, self.bottom), (self.x, self.bottom)
        return Polygon((*self.edge(0.0), right, left), ink)


def _ticks(section: _Section, inks: Inks) -> list[Mark]:
    """Return heights at the left, and that at which space is said to begin."""
    marks: list[Mark] = []
    step = _step(section.most_km / _TICKS)
    round_km = [step * k for k in range(1, int(section.most_km * _ABOVE / step) + 1)]
    heights = sorted({0.0, *round_km, *([_AIR_KM] if step > 2.0 * _AIR_KM else [])})
    for altitude in heights:
        x, y = section.edge(altitude)[0]
        if y >= section.bottom:
            continue
        marks.append(Line(((x - 1.6, y), (x, y)), 0.2, inks.soft))
        label = f"{fixed_text(altitude)} km"
        left = x - 2.2 - width_of(label, _DETAIL, Letters.TEXT)
        marks.append(Text(left, y + 0.36 * _DETAIL, label, _DETAIL, Letters.TEXT, inks.soft))
    return marks


def _step(about: float) -> float:
    """Return 1, 2, 2.5 or 5 times a power of ten, the nearest above."""
    power = 10.0 ** math.floor(math.log10(about))
    return next(step * power for step in (1.0, 2.0, 2.5, 5.0, 10.0) if step * power >= about)


def _labels(
    groups: Sequence[PosterGroup], section: _Section, room: float, inks: Inks
) -> list[Mark]:
    marks: list[Mark] = []
    is_tight = len(groups) * _ROW > section.height
    row = _TIGHT if is_tight else _ROW
    fitting = int(section.height / row)
    shown = list(groups if len(groups) <= fitting else groups[: fitting - 1])
    x = section.x + section.width + 7.0
    room -= 10.0
    for number, group in enumerate(shown):
        y = section.y + number * row
        end = section.edge(0.5 * (group.low_km + group.high_km))[-1]
        middle = y + 0.5 * _NAME
        ink = ink_of(group.colour)
        if end[1] < section.bottom:
            marks.append(Line((end, (x - 3.0, middle), (x - 1.2, middle)), 0.22, ink))
        marks.append(box(x, middle - 1.1, 2.2, 2.2, ink))
        name = shortened(group.name, _NAME, Letters.BOLD, room)
        marks.append(Text(x + 3.6, y + 0.87 * _NAME, name, _NAME, Letters.BOLD, inks.text))
        if not is_tight:
            detail = shortened(group.detail, _DETAIL, Letters.TEXT, room)
            baseline = y + 0.87 * _NAME + 1.35 * _DETAIL
            marks.append(Text(x + 3.6, baseline, detail, _DETAIL, Letters.TEXT, inks.soft))
    if len(shown) < len(groups):
        rest = f"and {len(groups) - len(shown)} more groups"
        y = section.y + len(shown) * row + 0.87 * _NAME
        marks.append(Text(x + 3.6, y, rest, _NAME, Letters.TEXT, inks.soft))
    return marks
