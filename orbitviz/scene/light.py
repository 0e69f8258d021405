"""The light of pixels in whole numbers: means of it, of parts of a pixel and of pictures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.colours import to_linear, to_srgb

Pixels = NDArray[np.uint8]
Light = NDArray[np.uint32]  # sums of linear light

# Linear light of the 256 steps of sRGB, so fine that each comes back as itself, and the way back.
_STEPS = 1 << 16
_LIGHT = np.rint((_STEPS - 1) * to_linear(np.arange(256) / 255.0)).astype(np.uint32)
_SRGB = np.rint(255.0 * to_srgb(np.linspace(0.0, 1.0, _STEPS))).astype(np.uint8)


def light_of(pixels: Pixels, factor: int = 1) -> Light:
    """Return the sums of squares of `factor` pixels, (height, width, channels) in and out.

    In sRGB, satellites smaller than a pixel would lose most of their light, and hue to the ground.
    """
    rows = _LIGHT.take(np.ascontiguousarray(pixels[::factor]))
    for k in range(1, factor):
        rows += _LIGHT.take(np.ascontiguousarray(pixels[k::factor]))
    sums = rows[:, ::factor]
    for k in range(1, factor):
        sums = sums + rows[:, k::factor]
    return sums


def mean_pixels(light: Light, count: int) -> Pixels:
    """Return what a sum of the light of `count` pixels looks like each."""
    return _SRGB.take((light + np.uint32(count // 2)) // np.uint32(count))
