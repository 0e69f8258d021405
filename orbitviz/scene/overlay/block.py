"""A piece of text as a texture over the picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PIL import Image
from vispy import gloo

from orbitviz.scene.gl.full_screen import CORNERS
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.overlay.callouts import PixelBox
from orbitviz.scene.view import View

_LARGEST_TEXTURE = 4096  # texels of a side; every driver has it. What is larger is enlarged


class Block:
    """One piece of text as a texture."""

    def __init__(self) -> None:
        self._program = load_program("overlay.vert", "overlay.frag")
        self._program["a_corner"] = CORNERS
        self._painted: object = None
        self.opacity = 1.0
        self._left = self._bottom = 0
        self.size = (0, 0)

    def set(
        self, content: object, paint: partial[Image.Image] | partial[Image.Image | None]
    ) -> None:
        """Paint the content unless it was painted in the same way before; nothing for None."""
        request = (content, paint.args, paint.keywords)
        self.set_image(request, lambda: paint(content) if content else None)

    def set_image(self, request: object, paint: Callable[[], Image.Image | None]) -> None:
        """Paint unless the same was requested before."""
        if request == self._painted:
            return
        self._painted = request
        picture = paint()
        if picture is None:
            self.size = (0, 0)
            return
        self.size = picture.size
        finer = -(-max(picture.size) // _LARGEST_TEXTURE)
        smaller = picture.reduce(finer) if finer > 1 else picture
        pixels = np.asarray(smaller.convert("RGBa"))  # its colours multiplied by its opacity
        self._program["u_block"] = gloo.Texture2D(
            pixels, interpolation="nearest" if finer == 1 else "linear"
        )

    def clear(self) -> None:
        """Show nothing."""
        self._painted, self.size = None, (0, 0)

    def place(self, left: int, bottom: int) -> None:
        """Put the block at a place of the whole picture, in pixels."""
        self._left, self._bottom = left, bottom

    def box(self, view: View) -> PixelBox:
        """Return left, top, right, bottom, pixels from the top left corner."""
        top = view.size[1] - self._bottom - self.size[1]
        return self._left, top, self._left + self.size[0], top + self.size[1]

    def draw(self, view: View) -> None:
        """Draw the block at its place."""
        width, height = self.size
        if not width:
            return
        tile_left, tile_bottom, tile_width, tile_height = view.tile
        self._program["u_place"] = (
            2.0 * (self._left - tile_left) / tile_width - 1.0,
            2.0 * (self._bottom - tile_bottom) / tile_height - 1.0,
            2.0 * width / tile_width,
            2.0 * height / tile_height,
        )
        self._program["u_opacity"] = self.opacity
        self._program.draw("triangle_strip")
