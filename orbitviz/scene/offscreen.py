"""Pictures without a window: vispy's EGL backend, or a hidden Qt canvas where EGL is missing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vispy import app, gloo

from orbitviz.base.display import has_display
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.honesty import honesty_line
from orbitviz.model.state import State
from orbitviz.model.view import SatellitePath
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.gl.gl_info import renderer_name
from orbitviz.scene.gl.vispy_internals import close_canvas
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.picture import Picture
from orbitviz.scene.view import view_of

# Side of the largest piece drawn at once, and what is drawn around it and cut off (times the
# pixel ratio), so that points and halos at the seam are whole.
_TILE_PX = 2048
_MARGIN_PX = 40

Pixels = NDArray[np.uint8]


@contextmanager
def gl_context() -> Iterator[Any]:
    """Make an invisible GL context current. Raises UserError if there is none to be had."""
    if sys.platform.startswith("linux") and not has_display(os.environ):
        os.environ.setdefault("EGL_PLATFORM", "surfaceless")
    reasons = []
    for backend in ("egl", "pyside6"):
        try:
            canvas = app.Canvas(app=app.Application(backend), size=(16, 16), show=False)
            canvas.set_current()
        except Exception as error:
            reasons.append(f"{backend}: {error}")
            continue
        try:
            yield canvas
        finally:
            close_canvas(canvas)
        return
    raise UserError(
        f"no OpenGL context can be made ({'; '.join(reasons)})",
        allowed="a driver for OpenGL 2.1 or Mesa's software one (libegl1 and libgl1-mesa-dri)",
    )


def render_picture(
    state: State,
    instant: Instant,
    size: tuple[int, int],
    supersample: int = 2,
    progress: Progress = no_progress,
) -> tuple[Pixels, str]:
    """Return the picture of `state` at `instant`, (height, width, 3) uint8 sRGB, and honesty line.

    size          width, height in pixels
    supersample   every pixel is the mean of this many squared

    Raises UserError if no GL context can be made, Cancelled if `progress` does.
    """
    with gl_context():
        snapshot = snapshot_at(state, instant)
        progress(0.1, "drawing")
        picture = Picture(load_images())
        picture.apply(state)
        width, height = size
        full = (width * supersample, height * supersample)
        view = view_of(state.view.camera, snapshot.geometry, full, _pixel_ratio(full))
        picture.choose_path(state, snapshot)
        if state.view.satellite_path is SatellitePath.COMPUTE and picture.compute_refused:
            raise UserError(
                f"the compute shader cannot be used: {picture.compute_refused}",
                allowed="satellites as points, or auto",
            )
        name = f"{renderer_name()}, {picture.drawn_by}"
        words = captions(state, snapshot, name)
        out = np.empty((height, width, 3), np.uint8)
        tiles = list(_tiles(size, _TILE_PX // supersample))
        for done, (left, top, w, h) in enumerate(tiles):
            margin = round(_MARGIN_PX * view.pixel_ratio)
            part = (
                left * supersample - margin,
                (height - top - h) * supersample - margin,
                w * supersample + 2 * margin,
                h * supersample + 2 * margin,
            )
            pixels = _draw(picture, state, snapshot, view.part(part), words)
            inner = pixels[margin:-margin, margin:-margin, :3]
            out[top : top + h, left : left + w] = _shrink(inner, supersample)
            progress(0.1 + 0.9 * (done + 1) / len(tiles), "drawing")
        return out, honesty_line(state, snapshot, name)


def _pixel_ratio(size: tuple[int, int]) -> float:
    """Return how much larger than on a common screen text and points are drawn."""
    return max(1.0, size[1] / 800.0)


def _tiles(size: tuple[int, int], side: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield left, top, width, height of pieces that cover `size`."""
    width, height = size
    for top in range(0, height, side):
        for left in range(0, width, side):
            yield left, top, min(side, width - left), min(side, height - top)


def _draw(
    picture: Picture, state: State, snapshot: Any, view: Any, words: OverlayContent
) -> Pixels:
    _, _, width, height = view.tile
    texture = gloo.Texture2D((height, width, 4), format="rgba")
    with gloo.FrameBuffer(texture):
        picture.draw(view, state, snapshot, words)
        return np.asarray(gloo.read_pixels((0, 0, width, height)))


def _shrink(pixels: Pixels, factor: int) -> Pixels:
    """Return the mean of squares of `factor` pixels, taken in the picture's own sRGB."""
    height, width, _ = pixels.shape
    blocks = pixels.reshape(height // factor, factor, width // factor, factor, 3)
    return np.asarray(np.rint(blocks.mean(axis=(1, 3), dtype=np.float32)), np.uint8)
