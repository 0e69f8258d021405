"""Coastlines and borders as tables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.resources import asset_path


@dataclass(frozen=True, eq=False)
class LineData:
    """Lines on the Earth, (n, 2, 2) float32 degrees: longitude and latitude of both ends."""

    coasts: NDArray[np.float32]
    borders: NDArray[np.float32]


def load_lines() -> LineData:
    """Read the lines; any thread may call it. Raises UserError if the file is missing."""
    with np.load(asset_path("lines/lines.npz")) as table:
        return LineData(table["coast_segments"], table["border_segments"])
