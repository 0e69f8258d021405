"""Draws pictures of any size, tile by tile, into pixels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from vispy import gloo

from orbitviz.base.progress import Progress
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import placed
from orbitviz.model.state import State
from orbitviz.model.view import Background
from orbitviz.scene.light import Pixels, light_of, mean_pixels
from orbitviz.scene.view import View, staged, view_of

if TYPE_CHECKING:
    from orbitviz.engine.on_stage import OnStage

# The margin drawn around a tile and cut off (times the pixel ratio), so that points and halos at
# the seam are complete, and the side of the largest tile drawn at once, or how many margins it has.
_MARGIN_PX = 40
_TILE_PX, _TILE_MARGINS = 2048, 4
_STRIP_ROWS = 32
# Pictures higher than this have larger points and texts.
_COMMON_HEIGHT_PX = 800.0


def draw_bands(
    draw: Callable[[View, State], None],
    state: State,
    snapshot: Snapshot,
    size: tuple[int, int],
    *,
    supersample: int,
    progress: Progress,
    tile_px: int | None = None,
    stage: OnStage | None = None,
) -> Iterator[Pixels]:
    """Yield a picture from top to bottom, in parts (h, width, 3) uint8 sRGB.

    Of a transparent one (h, width, 4): each part is drawn over black and over white, and what
    differs shows through. So light that is added to the ground is a veil of its own colour, and
    over black the picture is that of a black background to the last step.

    draw          draws the tile of a view into the current framebuffer; its GL context is current
    size          width, height in pixels
    supersample   every pixel is the mean of this many squared
    tile_px       side of the largest tile drawn at once, before supersampling; None for what
                  suits the margin
    stage         what a tour adds to it
    """
    width, height = size
    full = (width * supersample, height * supersample)
    # How much larger than on a common screen texts and points are drawn.
    camera, mount = placed(state, snapshot, state.view.camera)
    ratio = max(1.0, full[1] / _COMMON_HEIGHT_PX)
    view = staged(view_of(camera, snapshot.geometry, full, ratio, mount), stage)
    margin = _even(_MARGIN_PX * view.pixel_ratio)
    grounds = _grounds(state)
    side = (tile_px or max(_TILE_PX, _TILE_MARGINS * margin)) // supersample
    across, down = -(-width // side), -(-height // side)
    # All tiles are of one size, and the last ones reach over the edge: what is drawn into is kept.
    # Differences between pixels are taken within squares of two by two: those of all tiles are
    # those of the whole picture, or edges would be smoothed otherwise.
    w, h = _even(width / across), _even(height / down)
    target = _Target((w * supersample + 2 * margin, h * supersample + 2 * margin))
    for row in range(down):
        top = row * h
        band = np.empty((min(h, height - top), width, 3 if len(grounds) == 1 else 4), np.uint8)
        for column in range(across):
            left = column * w
            tile = (
                left * supersample - margin,
                (height - top - h) * supersample - margin,
                *target.size,
            )
            part = view.part(tile, margin)
            drawn = [
                target.pixels(partial(draw, part, ground), part.seen_box, supersample)[
                    : len(band), : width - left
                ]
                for ground in grounds
            ]
            band[:, left : left + w] = drawn[0] if len(drawn) == 1 else _with_alpha(*drawn)
            progress(0.1 + 0.9 * (row * across + column + 1) / (down * across), "drawing")
        yield band


def _even(pixels: float) -> int:
    """Return the even number at or above some pixels."""
    return 2 * math.ceil(0.5 * pixels)


def _grounds(state: State) -> tuple[State, ...]:
    """Return the states to draw: for a transparent picture that over black and that over white."""
    if state.view.background is not Background.TRANSPARENT:
        return (state,)
    black, white = (state.view.before(one) for one in (Background.BLACK, Background.WHITE))
    return replace(state, view=black), replace(state, view=white)


def _with_alpha(over_black: Pixels, over_white: Pixels) -> Pixels:
    """Return colours with straight alpha that look as they do over black."""
    shows = (over_white.astype(np.int16) - over_black).min(axis=2)
    alpha = np.clip(255 - shows, over_black.max(axis=2), 255).astype(np.uint16)
    colours = (over_black * np.uint16(255) + alpha[..., None] // 2) // np.maximum(
        alpha[..., None], 1
    )
    return np.concatenate([colours, alpha[..., None]], axis=2).astype(np.uint8)


class _Target:
    """What the tiles of a picture are drawn into, one after the other."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        width, height = size
        self._buffer = gloo.FrameBuffer(gloo.Texture2D((height, width, 4), format="rgba"))

    def pixels(
        self, draw: Callable[[], None], box: tuple[int, int, int, int], factor: int
    ) -> Pixels:
        """Return the means of squares of `factor` pixels of a part, (height, width, 3).

        box   left, bottom, width, height
        """
        left, bottom, width, height = box
        out = np.empty((height // factor, width // factor, 3), np.uint8)
        with self._buffer:
            draw()
            for first in range(0, len(out), _STRIP_ROWS):  # light of more leaves the caches
                rows = out[first : first + _STRIP_ROWS]
                below = bottom + (len(out) - first - len(rows)) * factor
                read = gloo.read_pixels((left, below, width, len(rows) * factor))[..., :3]
                rows[:] = read if factor == 1 else mean_pixels(light_of(read, factor), factor**2)
        return out
