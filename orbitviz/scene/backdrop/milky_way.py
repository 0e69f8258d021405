"""The Milky Way's map on the sphere of the sky, prepared so that a pixel needs one texel read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# Light of the map's white, and the factor by which the map is stored brighter, which loses less
# to 8 bits; the shader halves it.
_LIGHT = 0.22
_STORED_BRIGHTER = 2.0

# Texels of a cell's side. A straight cell leaves the round sphere by less than 0.2 texels.
_CELL = 16


@dataclass(frozen=True, eq=False, kw_only=True)
class SkyMap:
    """The map as the screen shows it, and the sphere it lies on.

    pixels      (h, w, 3) uint8    equatorial, RA 90 degrees at the left edge, falling
    direction   (n, 3)    float32  unit vectors of the cells' corners, GCRS
    place       (n, 2)    float32  their places on the map
    cells       (m, 3)    uint16   triangles of corners, the whole sphere
    bright      (k, 3)    uint16   those on which there is any light
    """

    pixels: NDArray[np.uint8]
    direction: NDArray[np.float32]
    place: NDArray[np.float32]
    cells: NDArray[np.uint16]
    bright: NDArray[np.uint16]


def sky_map(picture: Image.Image) -> SkyMap:
    """Return the map of an sRGB picture, which is twice as wide as high."""
    levels = np.rint(_STORED_BRIGHTER * 255.0 * _shown(np.arange(256) / 255.0)).astype(int)
    pixels = np.asarray(picture.point(levels.tolist() * 3))
    rows, columns = pixels.shape[0] // _CELL, pixels.shape[1] // _CELL
    place, direction = _corners(rows, columns)
    first = (np.arange(rows)[:, None] * (columns + 1) + np.arange(columns)).reshape(-1, 1)
    low = first + columns + 1
    two = np.hstack([first, first + 1, low, first + 1, low + 1, low]).astype(np.uint16)
    bright = _lit_cells(pixels).ravel()
    return SkyMap(
        pixels=pixels,
        direction=direction,
        place=place,
        cells=two.reshape(-1, 3),
        bright=two[bright].reshape(-1, 3),
    )


def _shown(srgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what the screen shows, by the same curves as shaders/lib/colour.glsl."""
    linear = srgb * (srgb * (srgb * 0.305306011 + 0.682171111) + 0.012522878)
    return np.asarray((1.0 - np.exp(-_LIGHT * linear)) ** (1.0 / 2.2))


def _corners(rows: int, columns: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    u, v = np.meshgrid(np.arange(columns + 1) / columns, np.arange(rows + 1) / rows)
    # The last column is the first one to the last bit, or a crack would show.
    ra, dec = (0.25 - u % 1.0) * 2.0 * np.pi, (0.5 - v) * np.pi
    direction = np.stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)], axis=-1)
    place = np.stack([u, v], axis=-1)
    return place.reshape(-1, 2).astype(np.float32), direction.reshape(-1, 3).astype(np.float32)


def _lit_cells(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Return (rows, columns) whether a cell, or half a cell around it, has any light.

    Around it, because a small mipmap spreads light over the edge. At the poles, where texels are
    narrow and mipmaps the smallest, all cells count.
    """
    half = _CELL // 2
    h, w, _ = pixels.shape
    # Rows first: they lie one after the other in memory.
    lit = pixels.reshape(h // half, half, w * 3).any(axis=1)
    lit = lit.reshape(h // half, w // half, half * 3).any(axis=2)
    spread = lit | np.roll(lit, 1, axis=1) | np.roll(lit, -1, axis=1)
    wide = spread.copy()
    wide[1:] |= spread[:-1]
    wide[:-1] |= spread[1:]
    wide[:4] = wide[-4:] = True
    return np.asarray(wide.reshape(h // _CELL, 2, w // _CELL, 2).any(axis=(1, 3)))
