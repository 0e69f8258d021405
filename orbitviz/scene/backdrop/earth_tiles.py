"""Finer maps of the ground, in tiles that are read when the camera is near."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.resources import asset_path
from orbitviz.scene.pictures import open_picture

# A tile is a square of longitude and latitude: colour by day, on land reaching a little out to
# sea, and as its opacity the distance to the coast in pixels, within COAST_REACH, on land positive.
TILE_DEG, TILE_PX = 30, 900
COAST_REACH = 8.0
ROWS, COLUMNS = 180 // TILE_DEG, 360 // TILE_DEG
WINDOW = 3  # tiles a side of the square that is kept
TEXEL_DEG = TILE_DEG / TILE_PX

# A part of the maps: its middle and half its sides, as shares of the maps.
Window = tuple[float, float, float, float]


class Tile(NamedTuple):
    """A tile by its row from 90 N and its column from 180 W."""

    row: int
    column: int

    @property
    def slot(self) -> tuple[int, int]:
        """Row and column of its place in the window, where neighbours stay neighbours."""
        return self.row % WINDOW, self.column % WINDOW

    @property
    def file(self) -> str:
        """Its file below assets/earth."""
        return f"ground/{self.row}_{self.column:02d}.webp"


def read_tile(tile: Tile) -> NDArray[np.uint8]:
    """Return the pixels (TILE_PX, TILE_PX, 4). Raises UserError if the file is missing."""
    picture = open_picture(asset_path(f"earth/{tile.file}"))
    return np.asarray(picture if picture.mode == "RGBA" else picture.convert("RGBA"))


def tiles_around(eye_itrs_km: Floats) -> list[Tile]:
    """Return the tiles of the window around the place below the eye, the middle one fifth."""
    x, y, z = eye_itrs_km
    column = int((math.degrees(math.atan2(y, x)) + 180.0) // TILE_DEG)
    row = int((90.0 - math.degrees(math.atan2(z, math.hypot(x, y)))) // TILE_DEG)
    row = min(max(row, 1), ROWS - 2)
    return [
        Tile(row + down, (column + right) % COLUMNS) for down in (-1, 0, 1) for right in (-1, 0, 1)
    ]
