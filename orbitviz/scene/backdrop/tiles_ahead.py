"""Tiles of the ground read by another thread before a moving camera comes to them."""

from __future__ import annotations

from collections.abc import Container
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.scene.backdrop.earth_tiles import Tile, read_tile, tiles_around

_PICTURES = 25.0  # how far ahead, at the pace of the last two pictures
_FARTHEST = 0.5  # radii of the Earth: what goes faster will be elsewhere again


class TilesAhead:
    """What will be needed soon, as far as the motion of the camera tells."""

    def __init__(self) -> None:
        self._coming: dict[Tile, Future[NDArray[np.uint8]]] = {}
        self._before: Floats | None = None  # direction (3,) of the eye in the last picture

    def follow(self, eye_itrs_km: Floats, held: Container[Tile]) -> None:
        """Begin to read what the eye will come to and is not held yet."""
        now = eye_itrs_km / np.linalg.norm(eye_itrs_km)
        before, self._before = self._before, now
        if before is None:
            return
        way = _PICTURES * (now - before)
        if not 0.0 < np.linalg.norm(way) < _FARTHEST:
            return
        wanted = [tile for tile in tiles_around(now + way) if tile not in held]
        before_them, self._coming = self._coming, {}
        for tile in wanted:
            known = before_them.pop(tile, None)
            self._coming[tile] = known or _thread().submit(read_tile, tile)
        for given_up in before_them.values():
            given_up.cancel()  # nothing waits behind what is not needed any more

    def take(self, tile: Tile) -> NDArray[np.uint8]:
        """Return the pixels of a tile, see read_tile."""
        coming = self._coming.pop(tile, None)
        if coming is None or coming.cancel():  # what waits for its turn is read here at once
            return read_tile(tile)
        return coming.result()


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "tiles")
