"""The body of a satellite from above and along its wings, with its dimensions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from orbitviz.analysis.bodies.body import Body
from orbitviz.analysis.bodies.mesh import Frame, Part
from orbitviz.base.arrays import Floats
from orbitviz.base.units import number_text
from orbitviz.scene.poster.fonts import width_of
from orbitviz.scene.poster.marks import Letters, Line, Mark, Point, Polygon, Text
from orbitviz.scene.poster.paper import Colour, Inks

_INKS: dict[Part, Colour] = {
    Part.BUS: (178, 184, 194),
    Part.ARRAY: (52, 84, 152),
    Part.ARRAY_BACK: (84, 92, 110),
    Part.RADIATOR: (226, 232, 240),
    Part.STRUCTURE: (128, 138, 152),
    Part.ANTENNA: (196, 202, 212),
    Part.LENS: (26, 32, 48),
}
_SIZE = 2.9  # of the letters
_AWAY, _TICK = 2.6, 1.1  # of a dimension from the body; half the stroke at its ends
# Rows: what runs to the right, upwards, and towards the reader.
_FROM_ABOVE = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
_ALONG_WINGS = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])  # radiators face on
_VIEWS = (_FROM_ABOVE, _ALONG_WINGS)
_HINGE: Colour = (28, 46, 88)


def outlines_marks(
    body: Body, place: tuple[float, float], size: tuple[float, float], inks: Inks
) -> list[Mark]:
    """Return both views to one scale, one below the other."""
    views = [_corners(body, axes) for axes in _VIEWS]
    extents = [np.ptp(corners[..., :2], axis=(0, 1)) for corners in views]
    label = max(width_of(_metres(extent[1]), _SIZE, Letters.TEXT) for extent in extents)
    gap = 2.0 * _AWAY + 2.2 * _SIZE  # below each view, for its dimension
    wide, high = size[0] - _AWAY - label - 2.0, size[1] - 2.0 * gap
    per_m = min(
        wide / max(extent[0] for extent in extents), high / sum(extent[1] for extent in extents)
    )
    marks: list[Mark] = []
    y = place[1] + 0.5 * (high - per_m * sum(extent[1] for extent in extents))
    x = place[0] + 0.5 * wide
    for axes, corners, extent in zip(_VIEWS, views, extents, strict=True):
        middle = (x, y + 0.5 * per_m * extent[1])
        marks += _shapes(body, corners, middle, per_m)
        if axes is _FROM_ABOVE:
            marks += _hinges(body, middle, per_m)
        marks += _dimensions(extent, middle, per_m, inks)
        y += per_m * extent[1] + gap
    return marks


def _corners(body: Body, axes: Floats) -> Floats:
    """Return (t, 3, 3): corners of the triangles along `axes`, their middle at the origin, m."""
    corners: Floats = body.triangles.position_m.astype(np.float64) @ axes.T
    middle = 0.5 * (corners.min(axis=0) + corners.max(axis=0))
    return np.reshape(corners - middle, (-1, 3, 3))


def _shapes(body: Body, corners: Floats, middle: Point, per_m: float) -> Iterator[Polygon]:
    """Yield the faces that look at the reader, the farthest first."""
    parts = body.triangles.part.reshape(-1, 3)[:, 0].astype(int)
    one, other = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    is_seen = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0] > 0.0
    # Two triangles of one rectangle are one face, or the paper would shine through between them.
    is_half = np.zeros(len(corners), bool)
    is_half[1:] = np.all(corners[1:, 0] == corners[:-1, 0], axis=1) & np.all(
        corners[1:, 1] == corners[:-1, 2], axis=1
    )
    for number in np.argsort(corners[..., 2].max(axis=1), kind="stable"):
        if not is_seen[number] or is_half[number]:
            continue
        points = [*corners[number, :, :2].tolist()]
        if number + 1 < len(corners) and is_half[number + 1]:
            points.append(corners[number + 1, 2, :2].tolist())
        placed = tuple((middle[0] + per_m * x, middle[1] - per_m * y) for x, y in points)
        yield Polygon(placed, _INKS[Part(parts[number])])


def _hinges(body: Body, middle: Point, per_m: float) -> Iterator[Line]:
    """Yield the hinges between the panels of the wings, as seen from above."""
    x_m = body.triangles.position_m[:, 0]
    off_m = 0.5 * float(x_m.min() + x_m.max())
    for plate in body.plates:
        if plate.frame is not Frame.ARRAY or body.bays < 2:
            continue
        for number in range(1, body.bays):
            at = plate.centre + (2.0 * number / body.bays - 1.0) * plate.half_v
            ends = (at - plate.half_u, at + plate.half_u)
            yield Line(
                tuple((middle[0] + per_m * y, middle[1] + per_m * (x - off_m)) for x, y, _ in ends),
                0.16,
                _HINGE,
            )


def _dimensions(extent: Floats, middle: Point, per_m: float, inks: Inks) -> Iterator[Mark]:
    half_x, half_y = 0.5 * per_m * extent
    (x, y), width = middle, 0.2
    below, right = y + half_y + _AWAY, x + half_x + _AWAY
    for points in (
        ((x - half_x, below), (x + half_x, below)),
        ((x - half_x, below - _TICK), (x - half_x, below + _TICK)),
        ((x + half_x, below - _TICK), (x + half_x, below + _TICK)),
        ((right, y - half_y), (right, y + half_y)),
        ((right - _TICK, y - half_y), (right + _TICK, y - half_y)),
        ((right - _TICK, y + half_y), (right + _TICK, y + half_y)),
    ):
        yield Line(points, width, inks.soft)
    across, upright = (_metres(value) for value in extent[:2])
    left = x - 0.5 * width_of(across, _SIZE, Letters.TEXT)
    yield Text(left, below + 1.3 * _SIZE, across, _SIZE, Letters.TEXT, inks.text)
    yield Text(right + 2.0, y + 0.36 * _SIZE, upright, _SIZE, Letters.TEXT, inks.text)


def _metres(value: float) -> str:
    return f"{number_text(value)} m"
