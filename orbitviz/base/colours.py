"""Colours as text and as light."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats, Floats32


def rgb_of_hex(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue 0..255 of "#rrggbb"."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def to_linear(srgb: Floats) -> Floats32:
    """Return linear light of sRGB values 0..1 (IEC 61966-2-1)."""
    srgb = np.asarray(srgb, np.float64)
    low, high = srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4
    return np.where(srgb <= 0.04045, low, high).astype(np.float32)


def to_srgb(linear: Floats) -> Floats:
    """Return sRGB values 0..1 of linear light 0..1 (IEC 61966-2-1)."""
    linear = np.asarray(linear, np.float64)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
