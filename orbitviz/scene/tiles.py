"""Draws pictures of any size, tile by tile, into pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.base.colours import to_linear, to_srgb
from orbitviz.base.progress import Progress
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import placed
from orbitviz.model.state import State
from orbitviz.scene.view import View, view_of

Pixels = NDArray[np.uint8]

# Side of the largest tile drawn at once, and the margin drawn around it and cut off (times the
# pixel ratio), so that points and halos at the seam are complete.
TILE_PX = 2048
_MARGIN_PX = 40
# Pictures higher than this have larger points and texts.
_COMMON_HEIGHT_PX = 800.0
# Linear light of the 256 steps of sRGB, and sRGB of fine steps of linear light.
_FINE_STEPS = 1 << 14
_LINEAR = to_linear(np.arange(256) / 255.0)
_SRGB = np.rint(255.0 * to_srgb(np.linspace(0.0, 1.0, _FINE_STEPS))).astype(np.uint8)


def draw_tiles(
    draw: Callable[[View], None],
    state: State,
    snapshot: Snapshot,
    size: tuple[int, int],
    *,
    supersample: int,
    progress: Progress,
    tile_px: int = TILE_PX,
) -> Pixels:
    """Return a picture (height, width, 3) uint8 sRGB, top row first.

    draw          draws the tile of a view into the current framebuffer; its GL context is current
    size          width, height in pixels
    supersample   every pixel is the mean of this many squared
    tile_px       side of the largest tile drawn at once, before supersampling
    """
    width, height = size
    full = (width * supersample, height * supersample)
    # How much larger than on a common screen texts and points are drawn.
    camera, mount = placed(state, snapshot, state.view.camera)
    ratio = max(1.0, full[1] / _COMMON_HEIGHT_PX)
    view = view_of(camera, snapshot.geometry, full, ratio, mount)
    margin = round(_MARGIN_PX * view.pixel_ratio)
    out = np.empty((height, width, 3), np.uint8)
    tiles = list(_tiles(size, tile_px // supersample))
    for done, (left, top, w, h) in enumerate(tiles):
        tile = (
            left * supersample - margin,
            (height - top - h) * supersample - margin,
            w * supersample + 2 * margin,
            h * supersample + 2 * margin,
        )
        pixels = _pixels(draw, view.part(tile))
        inner = pixels[margin:-margin, margin:-margin, :3]
        out[top : top + h, left : left + w] = _downsampled(inner, supersample)
        progress(0.1 + 0.9 * (done + 1) / len(tiles), "drawing")
    return out


def _pixels(draw: Callable[[View], None], view: View) -> Pixels:
    """Return the pixels (height, width, 4) of the tile of a view."""
    _, _, width, height = view.tile
    texture = gloo.Texture2D((height, width, 4), format="rgba")
    with gloo.FrameBuffer(texture):
        draw(view)
        return np.asarray(gloo.read_pixels((0, 0, width, height)))


def _tiles(size: tuple[int, int], side: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield left, top, width, height of the tiles that cover `size`."""
    width, height = size
    for top in range(0, height, side):
        for left in range(0, width, side):
            yield left, top, min(side, width - left), min(side, height - top)


def _downsampled(pixels: Pixels, factor: int) -> Pixels:
    """Return the mean of squares of `factor` pixels, in linear light.

    In sRGB, satellites smaller than a pixel would lose most of their light, and hue to the ground.
    """
    if factor == 1:
        return pixels
    height, width, _ = pixels.shape
    blocks = _LINEAR[pixels].reshape(height // factor, factor, width // factor, factor, 3)
    steps = (_FINE_STEPS - 1) * blocks.mean(axis=(1, 3))
    return np.asarray(_SRGB[np.rint(steps).astype(np.int32)])
