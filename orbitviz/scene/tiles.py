"""Draws pictures of any size, tile by tile, into pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.base.colours import to_linear, to_srgb
from orbitviz.base.progress import Progress
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import placed
from orbitviz.model.state import State
from orbitviz.model.view import Background
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


def draw_bands(
    draw: Callable[[View, State], None],
    state: State,
    snapshot: Snapshot,
    size: tuple[int, int],
    *,
    supersample: int,
    progress: Progress,
    tile_px: int = TILE_PX,
) -> Iterator[Pixels]:
    """Yield a picture from top to bottom, in parts (h, width, 3) uint8 sRGB.

    Of a transparent one (h, width, 4): each part is drawn over black and over white, and what
    differs shows through. So light that is added to the ground is a veil of its own colour, and
    over black the picture is that of a black background to the last step.

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
    grounds = _grounds(state)
    side = tile_px // supersample
    count = -(-width // side) * -(-height // side)
    done = 0
    for top in range(0, height, side):
        h = min(side, height - top)
        band = np.empty((h, width, 3 if len(grounds) == 1 else 4), np.uint8)
        for left in range(0, width, side):
            w = min(side, width - left)
            tile = (
                left * supersample - margin,
                (height - top - h) * supersample - margin,
                w * supersample + 2 * margin,
                h * supersample + 2 * margin,
            )
            drawn = [
                _downsampled(
                    _pixels(partial(draw, view.part(tile), ground), tile[2:])[
                        margin:-margin, margin:-margin, :3
                    ],
                    supersample,
                )
                for ground in grounds
            ]
            band[:, left : left + w] = drawn[0] if len(drawn) == 1 else _with_alpha(*drawn)
            done += 1
            progress(0.1 + 0.9 * done / count, "drawing")
        yield band


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


def _pixels(draw: Callable[[], None], size: tuple[int, int]) -> Pixels:
    """Return the pixels (height, width, 4) of a tile of a size."""
    width, height = size
    texture = gloo.Texture2D((height, width, 4), format="rgba")
    with gloo.FrameBuffer(texture):
        draw()
        return np.asarray(gloo.read_pixels((0, 0, width, height)))


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
