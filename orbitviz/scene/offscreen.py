"""Pictures without a window: one renderer for single pictures, thumbnails and films."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from vispy import app, gloo

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.honesty import honesty_line
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.model.view import SatellitePath
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.gl.context import gl_context
from orbitviz.scene.gl.gl_info import renderer_name
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.picture import Picture
from orbitviz.scene.view import View, view_of

# Side of the largest tile drawn at once, and the margin drawn around it and cut off (times the
# pixel ratio), so that points and halos at the seam are complete.
_TILE_PX = 2048
_MARGIN_PX = 40
# Pictures higher than this have larger points and texts.
_COMMON_HEIGHT_PX = 800.0

Pixels = NDArray[np.uint8]


class RenderedPicture(NamedTuple):
    """Pixels (height, width, 3) uint8 sRGB, top row first, and the honesty line."""

    pixels: Pixels
    honesty_line: str


class Renderer:
    """Draws any number of pictures in one GL context of its own; use it in a `with` statement.

    A picture depends on the arguments of `render` only, never on the pictures before: the same
    arguments give the same bytes.
    """

    def __init__(self, *, tile_px: int = _TILE_PX) -> None:
        """Prepare; `tile_px`: side of the largest tile drawn at once, before supersampling."""
        self._tile_px = tile_px
        self._resources = ExitStack()
        self._canvas: app.Canvas | None = None
        self._picture: Picture | None = None
        self._snapshot: Snapshot | None = None  # of the last picture

    def __enter__(self) -> Self:
        """Make the context and load the images. Raises UserError if that is impossible."""
        with ExitStack() as resources:
            self._canvas = resources.enter_context(gl_context())
            self._picture = Picture(load_images())
            self._resources = resources.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the context."""
        self._picture = self._canvas = self._snapshot = None
        self._resources.close()

    def render(
        self,
        state: State,
        instant: Instant,
        size: tuple[int, int],
        *,
        supersample: int = 2,
        progress: Progress = no_progress,
    ) -> RenderedPicture:
        """Return the picture of `state` at `instant`.

        size          width, height in pixels
        supersample   every pixel is the mean of this many squared

        Raises UserError if the compute shader is asked for and cannot be used, Cancelled if
        `progress` does.
        """
        if self._canvas is None or self._picture is None:
            raise RuntimeError("a Renderer must be used in a with statement")
        self._canvas.set_current()
        # Held until the next picture, so that the operating maps are reused.
        snapshot = self._snapshot = snapshot_at(state, instant)
        progress(0.1, "drawing")
        self._picture.apply(state)
        self._picture.invalidate()
        self._select_renderer(state, snapshot)
        name = f"{renderer_name()}, {self._picture.satellite_renderer}"
        texts = captions(state, snapshot, name)
        width, height = size
        full = (width * supersample, height * supersample)
        view = view_of(state.view.camera, snapshot.geometry, full, _pixel_ratio(full))
        out = np.empty((height, width, 3), np.uint8)
        tiles = list(_tiles(size, self._tile_px // supersample))
        for done, (left, top, w, h) in enumerate(tiles):
            margin = round(_MARGIN_PX * view.pixel_ratio)
            tile = (
                left * supersample - margin,
                (height - top - h) * supersample - margin,
                w * supersample + 2 * margin,
                h * supersample + 2 * margin,
            )
            pixels = self._draw(state, snapshot, view.part(tile), texts)
            inner = pixels[margin:-margin, margin:-margin, :3]
            out[top : top + h, left : left + w] = _downsampled(inner, supersample)
            progress(0.1 + 0.9 * (done + 1) / len(tiles), "drawing")
        return RenderedPicture(out, honesty_line(state, snapshot, name))

    def _select_renderer(self, state: State, snapshot: Snapshot) -> None:
        assert self._picture is not None
        self._picture.select_renderer(state, snapshot)
        refused = self._picture.compute_refused
        if state.view.satellite_path is SatellitePath.COMPUTE and refused:
            raise UserError(
                f"the compute shader cannot be used: {refused}",
                allowed="satellites as points, or auto",
            )

    def _draw(self, state: State, snapshot: Snapshot, view: View, texts: OverlayContent) -> Pixels:
        """Return the pixels (height, width, 4) of the tile of a view."""
        assert self._picture is not None
        _, _, width, height = view.tile
        texture = gloo.Texture2D((height, width, 4), format="rgba")
        with gloo.FrameBuffer(texture):
            self._picture.draw(view, state, snapshot, texts)
            return np.asarray(gloo.read_pixels((0, 0, width, height)))


def render_picture(
    state: State,
    instant: Instant,
    size: tuple[int, int],
    supersample: int = 2,
    progress: Progress = no_progress,
) -> RenderedPicture:
    """Return one picture, see Renderer.render. Raises UserError if no GL context can be made."""
    with Renderer() as renderer:
        return renderer.render(state, instant, size, supersample=supersample, progress=progress)


def _pixel_ratio(size: tuple[int, int]) -> float:
    """Return how much larger than on a common screen texts and points are drawn."""
    return max(1.0, size[1] / _COMMON_HEIGHT_PX)


def _tiles(size: tuple[int, int], side: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield left, top, width, height of the tiles that cover `size`."""
    width, height = size
    for top in range(0, height, side):
        for left in range(0, width, side):
            yield left, top, min(side, width - left), min(side, height - top)


def _downsampled(pixels: Pixels, factor: int) -> Pixels:
    """Return the mean of squares of `factor` pixels, taken in the picture's own sRGB."""
    height, width, _ = pixels.shape
    blocks = pixels.reshape(height // factor, factor, width // factor, factor, 3)
    return np.asarray(np.rint(blocks.mean(axis=(1, 3), dtype=np.float32)), np.uint8)
