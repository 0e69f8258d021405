"""Fading the picture to black."""

from __future__ import annotations

import numpy as np
from vispy import gloo

from orbitviz.scene.gl import blending
from orbitviz.scene.gl.full_screen import CORNERS
from orbitviz.scene.gl.programs import load_program


class Fade:
    """Draws black over all that was drawn; a GL context must be current."""

    def __init__(self) -> None:
        self._program: gloo.Program | None = None

    def draw(self, darkness: float) -> None:
        """Draw black of an opacity 0..1."""
        if darkness <= 0.0:
            return
        if self._program is None:
            self._program = load_program("overlay.vert", "overlay.frag")
            self._program["a_corner"] = CORNERS
            self._program["u_place"] = (-1.0, -1.0, 2.0, 2.0)
            self._program["u_block"] = gloo.Texture2D(np.array([[[0, 0, 0, 255]]], np.uint8))
        self._program["u_opacity"] = darkness
        blending.blend_premultiplied()
        self._program.draw("triangle_strip")
