"""Pictures without a window: one renderer for single pictures, thumbnails and films."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from vispy import app

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.on_stage import OnStage
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.status_caption import status_caption
from orbitviz.model.state import State
from orbitviz.model.view import SatellitePath
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.gl.context import gl_context
from orbitviz.scene.gl.gl_info import renderer_name
from orbitviz.scene.light import Pixels
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.pair_picture import PairPicture
from orbitviz.scene.tiles import draw_bands
from orbitviz.scene.view import View


class RenderedPicture(NamedTuple):
    """Pixels (height, width, 3) uint8 sRGB, top row first, and the status caption.

    Of a transparent picture (height, width, 4), with straight alpha.
    """

    pixels: Pixels
    status_caption: str


class Renderer:
    """Draws any number of pictures in one GL context of its own; use it in a `with` statement.

    A picture depends on the arguments of `render` only, never on the pictures before: the same
    arguments give the same bytes. In a picture that `follows` another the names on the globe keep
    their places, as in the window; all else is the same.
    """

    def __init__(self, *, tile_px: int | None = None) -> None:
        """Prepare; `tile_px` as in draw_bands."""
        self._tile_px = tile_px
        self._resources = ExitStack()
        self._canvas: app.Canvas | None = None
        self._picture: PairPicture | None = None
        self._maps: Fleet | None = None  # solved last

    def __enter__(self) -> Self:
        """Make the context and load the images. Raises UserError if that is impossible."""
        with ExitStack() as resources:
            self._canvas = resources.enter_context(gl_context())
            self._picture = PairPicture(load_images())
            self._resources = resources.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the context."""
        self._picture = self._canvas = self._maps = None
        self._resources.close()

    def render(
        self,
        state: State,
        instant: Instant,
        size: tuple[int, int],
        *,
        supersample: int = 2,
        follows: bool = False,
        stage: OnStage | None = None,
        progress: Progress = no_progress,
    ) -> RenderedPicture:
        """Return the picture of `state` at `instant`.

        size          width, height in pixels
        supersample   every pixel is the mean of this many squared
        follows       the picture before is the one before in a film: names shown there stay
        stage         what a tour lays over it, or shows in place of the globe

        Raises UserError if the compute shader is asked for and cannot be used, Cancelled if
        `progress` does.
        """
        bands, caption = self.render_bands(
            state, instant, size,
            supersample=supersample, follows=follows, stage=stage, progress=progress,
        )  # fmt: skip
        return RenderedPicture(np.concatenate(list(bands)), caption)

    def render_bands(
        self,
        state: State,
        instant: Instant,
        size: tuple[int, int],
        *,
        supersample: int = 2,
        follows: bool = False,
        stage: OnStage | None = None,
        progress: Progress = no_progress,
    ) -> tuple[Iterator[Pixels], str]:
        """Return the same picture in parts from top to bottom, drawn one by one, and its caption.

        All parts are to be taken before the next picture is asked for.
        """
        if self._canvas is None or self._picture is None:
            raise RuntimeError("a Renderer must be used in a with statement")
        self._canvas.set_current()
        snapshot = snapshot_at(
            state, instant, with_maps=state.view.colour.needs_map, known=self._maps
        )
        self._maps = snapshot.fleet or self._maps
        progress(0.1, "drawing")
        picture = self._picture
        picture.apply(state)
        picture.invalidate(with_names=not follows)
        self._select_renderer(state, snapshot)
        name = f"{renderer_name()}, {picture.satellite_renderer}"
        # What is not drawn by GL has nothing to be smoothed: texts are painted with smooth edges.
        finer = 1 if stage is not None and stage.flat is not None else supersample
        texts = captions(state, snapshot, name)
        if stage is not None:
            from orbitviz.scene.staged_content import with_stage

            texts = with_stage(texts, stage, state, snapshot)

        def draw(view: View, shown: State) -> None:
            picture.draw(view, shown, snapshot, texts)

        bands = draw_bands(
            draw, state, snapshot, size,
            supersample=finer, progress=progress, tile_px=self._tile_px, stage=stage,
        )  # fmt: skip
        return bands, status_caption(state, snapshot, name)

    def _select_renderer(self, state: State, snapshot: Snapshot) -> None:
        assert self._picture is not None
        self._picture.select_renderer(state, snapshot)
        refused = self._picture.compute_refused
        if state.view.satellite_path is SatellitePath.COMPUTE and refused:
            raise UserError(
                f"the compute shader cannot be used: {refused}",
                allowed="satellites as points, or auto",
            )


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
