"""The Earth's shadow as a translucent cone."""

from __future__ import annotations

import numpy as np
from vispy import gloo

from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.full_screen import full_screen_program
from orbitviz.scene.view import View


class ShadowConeLayer:
    """Draws the umbra over the Earth and the sky."""

    def __init__(self) -> None:
        self._program: gloo.Program | None = None

    def draw(self, view: View, geometry: SkyGeometry) -> None:
        """Draw the cone of `geometry`."""
        if self._program is None:
            self._program = full_screen_program("shadow_cone.frag")
        view.apply(self._program)
        self._program["u_sun_direction"] = geometry.sun_direction.astype(np.float32)
        blending.blend_premultiplied()
        self._program.draw("triangle_strip")
