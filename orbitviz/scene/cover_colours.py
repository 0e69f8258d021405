"""The colours of satellites in view, on globe and map, and what they mean."""

from __future__ import annotations

from functools import lru_cache

import cmap
import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.coverage.cover_grid import CoverGrid
from orbitviz.base.arrays import Floats32

_OPACITY = 0.62  # where one satellite or more is in view; nothing is drawn over the other ground
_SHADES = 256
_BAR_STEPS = 64


def cover_rgba(grid: CoverGrid) -> NDArray[np.uint8]:
    """Return (h, w, 4) uint8 sRGB colours times their opacity, and that opacity."""
    colours = 255.0 * of_counts(grid.counts.astype(np.float32), grid.top)
    return np.asarray(np.rint(colours), np.uint8)


def of_counts(counts: Floats32, top: int) -> Floats32:
    """Return (..., 4) float32 0..1 of counts (...): colours times opacity, and opacity."""
    shade = np.clip(counts * ((_SHADES - 1) / top), 0, _SHADES - 1).astype(np.int64)
    opacity = np.minimum(counts, 1.0) * np.float32(_OPACITY)
    colours = _shades()[shade] * opacity[..., None]
    return np.concatenate((colours, opacity[..., None]), axis=-1).astype(np.float32)


def scale_colours() -> tuple[tuple[float, ...], ...]:
    """Return sRGB 0..1 colours from none in view to the top of a grid."""
    steps = np.linspace(0, _SHADES - 1, _BAR_STEPS).astype(int)
    return tuple(tuple(colour) for colour in _shades()[steps].tolist())


@lru_cache(maxsize=1)
def _shades() -> Floats32:
    """Return (_SHADES, 3) sRGB 0..1: light for many, told apart by eyes of every kind."""
    return np.asarray(cmap.Colormap("viridis").lut(_SHADES)[:, :3], np.float32)
