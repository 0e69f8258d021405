"""What the file of a picture is written from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
LEAST_SIDE_PX, MOST_SIDE_PX = 16, 16_384  # of a picture that people ask for


@dataclass(frozen=True, eq=False)
class PictureBands:
    """A picture that is made while it is written, so that it need not fit into memory.

    size        width, height in pixels
    has_alpha   whether its pixels have an opacity
    bands       returns parts from top to bottom, (h, width, 3 or 4) uint8 sRGB with straight alpha
    """

    size: tuple[int, int]
    has_alpha: bool
    bands: Callable[[], Iterator[Pixels]]

    @classmethod
    def of(cls, pixels: Pixels) -> PictureBands:
        """Return a picture that is there, (height, width, 3 or 4)."""
        height, width, channels = pixels.shape
        return cls((width, height), channels == 4, lambda: iter([pixels]))
