"""Segments as quads of constant width: the geometry that shaders/lib/wide_line.glsl expects."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.base.arrays import Floats32

_CORNERS = np.array([[0, -1], [0, 1], [1, -1], [1, 1]], np.float32)
_TRIANGLES = np.array([0, 1, 2, 2, 1, 3], np.uint32)


def corners(count: int) -> Floats32:
    """Return (4 n, 2) float32: a_corner of `count` segments."""
    return np.tile(_CORNERS, (count, 1))


def for_each_corner(per_segment: NDArray[np.floating]) -> Floats32:
    """Return an attribute (n, ...) repeated for the four corners of each segment."""
    return np.ascontiguousarray(np.repeat(per_segment, 4, axis=0), np.float32)


def triangles(count: int) -> gloo.IndexBuffer:
    """Return the indices of the triangles of `count` segments."""
    first = 4 * np.arange(count, dtype=np.uint32)
    return gloo.IndexBuffer((first[:, None] + _TRIANGLES).ravel())
