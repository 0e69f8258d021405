"""Satellites as light on the map: added up pixel by pixel, or dots where few."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.base.colours import to_linear, to_srgb
from orbitviz.scene.satellites.looks import LookRule
from orbitviz.scene.world_map.projection import MapFrame
from orbitviz.scene.world_map.satellites import MapSatellites

_AT_ONCE = 1 << 17  # dots at a time
_SMOOTH = 0.5  # pixels, of the edge of a dot


def counted(frame: MapFrame, satellites: MapSatellites) -> NDArray[np.int64]:
    """Return (h, w) int64: how many satellites are in each pixel."""
    width, height = frame.drawn
    inside = frame.is_inside(satellites.x, satellites.y)
    place = _pixel(satellites.x[inside], satellites.y[inside], width)
    return np.bincount(place, minlength=width * height).reshape(height, width)


def add_light(
    light: Floats, frame: MapFrame, satellites: MapSatellites, radius_px: float
) -> Generator[None, None, None]:
    """Add the light of satellites to (h * w, 3) float64 linear, in steps of some milliseconds."""
    width = frame.size[0]
    kernel = _kernel_offsets(radius_px)
    for first in range(0, len(satellites.x), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        x, y = satellites.x[part], satellites.y[part]
        colour = satellites.colours[satellites.ink[part]] * satellites.light[part, None]
        for right, down in kernel:
            # A dot is drawn where it is: its share of the pixels at its edge varies smoothly.
            column, row = np.floor(x) + right, np.floor(y) + down
            share: Floats | float = 1.0
            if radius_px:
                away = np.hypot(column + 0.5 - x, row + 0.5 - y)
                share = np.clip((radius_px + _SMOOTH - away) / (2.0 * _SMOOTH), 0.0, 1.0)
            inside = frame.is_inside(column, row) & (np.asarray(share) > 0.0)
            place = _pixel(column[inside], row[inside], width)
            weights = colour[inside]
            if radius_px:
                weights = weights * np.asarray(share)[inside, None]
            _add(light, place, weights)
            yield


def _add(light: Floats, place: NDArray[np.int32], weights: Floats) -> None:
    if len(place) * 4 < len(light):
        # Few: only the pixels that they touch.
        pixels, number = np.unique(place, return_inverse=True)
        for channel in range(3):
            light[pixels, channel] += np.bincount(number, weights[:, channel], len(pixels))
        return
    for channel in range(3):
        light[:, channel] += np.bincount(place, weights[:, channel], len(light))


def smoothed(light: Floats, frame: MapFrame, pixel_ratio: float) -> Floats:
    """Return light (h * w, 3) spread a little, by a filter 1 2 1 along both axes.

    Whole pixels that satellites fall into would show the patterns in which these are set.
    """
    width, height = frame.drawn
    picture = light.reshape(height, width, 3)
    for _ in range(round(pixel_ratio)):
        for axis in (0, 1):
            wide = np.pad(picture, [(int(axis == k),) * 2 for k in range(3)], "edge")
            before, after = (wide[2:], wide[:-2]) if axis == 0 else (wide[:, 2:], wide[:, :-2])
            picture = 0.5 * picture + 0.25 * (before + after)
    return picture.reshape(-1, 3)


def over_ground(ground: Floats32, light: Floats, look: LookRule) -> Floats32:
    """Return the linear light (h, w, 3) of satellites over the ground, each tone-mapped.

    ground   (h, w, 3)     float32 linear
    light    (h * w, 3)    float64 linear sums, of any strength

    The curve of shaders/composite.frag: strong light nears full light slowly and keeps its hue, and
    the ground shows through what is left of it.
    """
    out = ground.reshape(-1, 3).copy()
    lit = np.flatnonzero(light.any(axis=1))
    strong = light[lit] * look.exposure
    shown = strong / (1.0 + strong.max(axis=1, keepdims=True))
    # There the shader adds in sRGB, where roots of light are; ground is dimmed by what is left.
    sent = to_srgb(shown)
    left = 1.0 - sent.max(axis=1, keepdims=True)
    both = sent + to_srgb(np.minimum(out[lit], 1.0)) * (left * left)
    out[lit] = to_linear(np.minimum(both, 1.0))
    return out.reshape(ground.shape)


def _kernel_offsets(radius_px: float) -> list[tuple[int, int]]:
    reach = int(np.ceil(radius_px + _SMOOTH)) if radius_px else 0
    steps = range(-reach, reach + 1)
    return [(right, down) for down in steps for right in steps]


def _pixel(x: NDArray[Any], y: NDArray[Any], width: int) -> NDArray[np.int32]:
    return y.astype(np.int32) * np.int32(width) + x.astype(np.int32)
