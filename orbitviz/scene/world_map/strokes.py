"""Lines on the Earth as lines on the map: cut at its edges, and as a cover of pixels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.base.constants import TAU
from orbitviz.scene.world_map.projection import MapFrame

_FINER = 2  # lines cover pixels so many times smaller, which are then averaged
_LONGEST_STEP = 4_000_000  # points of a cover at a time
_SOUTH = -1e-9  # rad: the equator as seen from the south


def strokes(frame: MapFrame, lat_rad: Floats, lon_rad: Floats) -> Iterator[Floats]:
    """Yield lines (m, 2) of pixels for a line through places (n,); nan is a gap.

    Of the rectangle a line that leaves it at one side comes back at the other, drawn on both as far
    as each reaches; of the polar pair it is cut at the equator.
    """
    known = np.flatnonzero(~np.isnan(lat_rad))
    for part in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1):
        if len(part) < 2:
            continue
        lat, lon = lat_rad[part], np.unwrap(lon_rad[part])
        yield from _on_halves(frame, lat, lon) if frame.is_polar else _around(frame, lat, lon)


def _around(frame: MapFrame, lat: Floats, lon: Floats) -> Iterator[Floats]:
    first_x, _ = frame.pixels(lat[:1], lon[:1])
    x = first_x[0] + frame.scale * (lon - lon[0])
    _, y = frame.pixels(lat, lon)
    turn = TAU * frame.scale
    least, most = np.floor(x.min() / turn), np.ceil((x.max() - frame.size[0]) / turn)
    for shift in np.arange(min(most, 0.0) - 1.0, max(least, 0.0) + 2.0):
        moved = x - shift * turn
        if moved.max() >= 0.0 and moved.min() <= frame.size[0]:
            yield np.column_stack((moved, y))


def _on_halves(frame: MapFrame, lat: Floats, lon: Floats) -> Iterator[Floats]:
    is_north = lat >= 0.0
    crossing = np.flatnonzero(is_north[1:] != is_north[:-1])
    share = lat[crossing] / (lat[crossing] - lat[crossing + 1])
    at = lon[crossing] + share * (lon[crossing + 1] - lon[crossing])
    begin, start = 0, np.zeros((0, 2))
    for k, end in enumerate([*(crossing + 1).tolist(), len(lat)]):
        points = [start, np.column_stack((lat[begin:end], lon[begin:end]))]
        side = 0.0 if is_north[begin] else _SOUTH
        if k < len(crossing):
            points.append(np.array([[side, at[k]]]))
            start = np.array([[_SOUTH if is_north[begin] else 0.0, at[k]]])
        line = np.concatenate(points)
        begin = end
        yield np.column_stack(frame.pixels(line[:, 0], line[:, 1]))


def cover(frame: MapFrame, segments_deg: NDArray[np.float32], width_px: float) -> Floats32:
    """Return (h, w) float32 0..1: how far lines cover the pixels.

    segments_deg   (n, 2, 2) longitude and latitude of both ends, short ones
    """
    lon, lat = np.moveaxis(np.radians(segments_deg.astype(np.float64)), 2, 0)
    # An end on the equator lies on the half that the line comes from.
    lat = np.where((lat == 0.0) & (lat.sum(axis=1, keepdims=True) < 0.0), _SOUTH, lat)
    x, y = frame.pixels(lat, lon)
    width, height = frame.drawn
    reach = 0.25 * TAU * frame.scale
    beyond = 2.0 * width_px
    kept = (np.abs(x[:, 1] - x[:, 0]) < reach) & (np.abs(y[:, 1] - y[:, 0]) < reach)
    if frame.is_polar:
        kept &= (lat[:, 0] >= 0.0) == (lat[:, 1] >= 0.0)
    kept &= (x.max(axis=1) > -beyond) & (x.min(axis=1) < width + beyond)
    kept &= (y.max(axis=1) > -beyond) & (y.min(axis=1) < height + beyond)
    fine = np.zeros((height * _FINER, width * _FINER), bool)
    ends = np.stack([x[kept], y[kept]], axis=2) * _FINER
    steps = np.ceil(np.abs(ends[:, 1] - ends[:, 0]).max(axis=1)).astype(np.int64) + 1
    for part in np.array_split(np.arange(len(ends)), max(int(steps.sum()) // _LONGEST_STEP, 1)):
        _mark(fine, ends[part], steps[part], _FINER * width_px)
    blocks = fine.reshape(height, _FINER, width, _FINER)
    return np.asarray(blocks.mean(axis=(1, 3), dtype=np.float32))


def _mark(fine: NDArray[np.bool_], ends: Floats, steps: NDArray[np.int64], wide: float) -> None:
    """Mark the pixels along segments (n, 2, 2), with squares of `wide` pixels around them."""
    of = np.repeat(np.arange(len(ends)), steps)
    first = np.cumsum(steps) - steps
    share = (np.arange(len(of)) - first[of]) / np.maximum(steps[of] - 1, 1)
    points = ends[of, 0] + share[:, None] * (ends[of, 1] - ends[of, 0])
    height, width = fine.shape
    side = max(round(wide), 1)
    corner = np.floor(points - 0.5 * (side - 1)).astype(np.int64)
    for right in range(side):
        for down in range(side):
            column, row = corner[:, 0] + right, corner[:, 1] + down
            inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
            fine[row[inside], column[inside]] = True


@lru_cache(maxsize=2)
def graticule_deg(step_deg: int) -> NDArray[np.float32]:
    """Return meridians and parallels as short segments (n, 2, 2), longitude and latitude."""
    lines = []
    along, across = np.arange(-180.0, 180.1, 2.0), np.arange(-90.0, 90.1, 2.0)
    for lat in range(-90 + step_deg, 90, step_deg):
        lines.append(np.stack([along, np.full(len(along), float(lat))], axis=1))
    for lon in range(-180, 180, step_deg):
        lines.append(np.stack([np.full(len(across), float(lon)), across], axis=1))
    return np.concatenate([np.stack([one[:-1], one[1:]], axis=1) for one in lines]).astype(
        np.float32
    )
