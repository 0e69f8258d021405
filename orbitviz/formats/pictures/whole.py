"""Pictures whole in memory, where they fit."""

from __future__ import annotations

import numpy as np

from orbitviz.base.errors import UserError
from orbitviz.base.memory import free_memory_mb
from orbitviz.formats.pictures.content import PictureBands, Pixels

# Of a pixel: its channels here, and four of Pillow's or Qt's own copy.
_BYTES = 8


def check_memory(content: PictureBands) -> None:
    """Raise UserError if the whole picture does not fit into the memory that is free."""
    width, height = content.size
    needed_mb, free_mb = width * height * _BYTES / 1e6, free_memory_mb()
    if needed_mb > free_mb:
        raise UserError(
            f"a whole picture of {width:,} × {height:,} pixels needs {needed_mb:,.0f} MB of "
            f"memory, and {free_mb:,.0f} MB are free",
            allowed="fewer pixels, or a PNG file, which is written part by part",
        )


def whole_picture(content: PictureBands) -> Pixels:
    """Return all bands of a picture, (height, width, 3 or 4) uint8."""
    width, height = content.size
    out = np.empty((height, width, 4 if content.has_alpha else 3), np.uint8)
    top = 0
    for band in content.bands():
        out[top : top + len(band)] = band
        top += len(band)
    return out
