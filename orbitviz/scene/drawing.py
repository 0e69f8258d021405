"""What every way of drawing the satellites of a design can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from orbitviz.orbits.constellation import Constellation

Floats32 = NDArray[np.float32]
SetUniforms = Callable[[Any], None]  # of a program: camera, light, colours


class Drawing(Protocol):
    """Points or compute shader; a GL context must be current.

    fills   whether every pixel is written: nothing need be cleared before, nothing there is kept
    """

    fills: bool

    def draw(
        self,
        constellation: Constellation,
        shells: Floats32,
        set_uniforms: SetUniforms,
        tile_px: tuple[int, int],
        *,
        states: bool,
    ) -> None:
        """Draw the light of all satellites into the current framebuffer.

        constellation   what it is called with again is on the GPU already
        shells          (s, 4, 4) float32, the shells of shaders/lib/orbit.glsl
        set_uniforms    sets all other uniforms of a program
        tile_px         width and height of the framebuffer
        states          whether the colour is that of the operating map
        """
