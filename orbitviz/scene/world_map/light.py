"""Satellites as light on the map: added up pixel by pixel, or dots where few."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.scene.satellites.looks import LookRule
from orbitviz.scene.world_map.ground import Bytes, encoded
from orbitviz.scene.world_map.projection import MapFrame
from orbitviz.scene.world_map.satellites import MapSatellites

_AT_ONCE = 1 << 18  # satellites at a time
_FEW_SHARE = 0.05  # of the pixels: of fewer dots only the pixels that they touch are summed
_SMOOTH = 0.5  # pixels, half the width of the edge of a dot


def counted(frame: MapFrame, satellites: MapSatellites) -> NDArray[np.int64]:
    """Return (h, w) int64: how many satellites are in each pixel."""
    width, height = frame.drawn
    inside = frame.is_inside(satellites.x, satellites.y)
    place = _pixel(satellites.x[inside], satellites.y[inside], width)
    return np.bincount(place, minlength=width * height).reshape(height, width)


def summed_light(
    frame: MapFrame, satellites: MapSatellites, radius_px: float
) -> Generator[None, None, Floats32]:
    """Return the light of satellites, (3, h, w) float32 linear, in steps of some milliseconds.

    radius_px   of their dots, 0 for light that falls into one pixel
    """
    width, height = frame.drawn
    sums = np.zeros((3, height * width), np.float32)
    kernel = _kernel_offsets(radius_px)
    for first in range(0, len(satellites.x), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        x, y = satellites.x[part], satellites.y[part]
        ink, light = satellites.ink[part], satellites.light[part]
        for right, down in kernel:
            # A dot is drawn where it is: its share of the pixels at its edge varies smoothly.
            column, row = np.floor(x) + right, np.floor(y) + down
            weights: Any = light
            inside = frame.is_inside(column, row)
            if radius_px:
                away = np.hypot(column + 0.5 - x, row + 0.5 - y)
                share = np.clip((radius_px + _SMOOTH - away) / (2.0 * _SMOOTH), 0.0, 1.0)
                weights = light * share
                inside &= share > 0.0
            place = _pixel(column[inside], row[inside], width)
            _add(sums, place, satellites.colours, ink[inside], weights[inside])
            yield
    return sums.reshape(3, height, width)


def _add(
    sums: Floats32, place: NDArray[Any], colours: Floats, ink: NDArray[np.int32], light: Any
) -> None:
    """Add light (n,) times its colour to pixels (n,) of (3, p)."""
    pixels: NDArray[Any] | slice = slice(None)
    count = sums.shape[1]
    if len(place) < _FEW_SHARE * count:
        pixels, place = np.unique(place, return_inverse=True)
        count = len(pixels)
    for channel in range(3):
        sums[channel, pixels] += np.bincount(place, colours[ink, channel] * light, count)


def smoothed(light: Floats32, pixel_ratio: float) -> Floats32:
    """Return light (3, h, w) spread a little, by filters 1 2 1 along both axes; none is lost.

    Whole pixels that satellites fall into would show the patterns in which these are set.
    """
    for _ in range(round(pixel_ratio)):
        for axis in (1, 2):
            moved = np.moveaxis(light, axis, 1)
            out = np.float32(0.5) * moved
            out[:, 1:] += np.float32(0.25) * moved[:, :-1]
            out[:, :-1] += np.float32(0.25) * moved[:, 1:]
            out[:, 0] += np.float32(0.25) * moved[:, 0]
            out[:, -1] += np.float32(0.25) * moved[:, -1]
            light = np.moveaxis(out, 1, axis)
    return light


def over_ground(ground: Floats32, light: Floats32, look: LookRule) -> Bytes:
    """Return satellites over the ground, (h, w, 3) uint8 sRGB.

    ground   (h, w, 3)   float32 linear
    light    (3, h, w)   float32 linear sums, of any strength

    The curve of shaders/composite.frag: strong light nears full light slowly and keeps its hue, and
    the ground shows through what is left of it, in sRGB.
    """
    out = encoded(ground)
    strongest = light.max(axis=0)
    lit = strongest > 0.0
    strong = light[:, lit].T * np.float32(look.exposure)
    sent = encoded(strong / (np.float32(1.0) + np.float32(look.exposure) * strongest[lit, None]))
    left = np.float32(1.0) - sent.max(axis=1, keepdims=True) / np.float32(255.0)
    out[lit] = np.minimum(sent + out[lit] * (left * left), np.float32(255.0))
    return out


def _kernel_offsets(radius_px: float) -> list[tuple[int, int]]:
    reach = int(np.ceil(radius_px + _SMOOTH)) if radius_px else 0
    steps = range(-reach, reach + 1)
    return [(right, down) for down in steps for right in steps]


def _pixel(x: NDArray[Any], y: NDArray[Any], width: int) -> NDArray[np.int32]:
    return y.astype(np.int32) * np.int32(width) + x.astype(np.int32)
