"""Pixels that need not be shaded, because something opaque will be drawn over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.gl_info import gl_number, is_software
from orbitviz.scene.gl.programs import load_program


def can_cover() -> bool:
    """Return whether it is worth it: where the processor shades, and has stencils by themselves."""
    return is_software() and gl_number() >= (3, 0)


class Cover:
    """Keeps drawing out of polygons by the stencil buffer; a GL context must be current."""

    def __init__(self) -> None:
        self._program = load_program("fullscreen.vert", "cover.frag")
        self._corners = gloo.VertexBuffer()

    @contextmanager
    def sparing(self, polygons: Sequence[Floats]) -> Iterator[None]:
        """Draw outside of convex polygons (n, 2), in NDC; the framebuffer must have stencils."""
        if not polygons:
            yield
            return
        fans = [_triangles(polygon) for polygon in polygons]
        self._corners.set_data(np.concatenate(fans).astype(np.float32))
        self._program["a_corner"] = self._corners
        blending.overwrite()
        gloo.set_stencil_mask(0xFF)
        gloo.clear(color=False, depth=False, stencil=True)
        gloo.set_state(stencil_test=True)
        gloo.set_stencil_func("always", 1, 0xFF)
        gloo.set_stencil_op("keep", "keep", "replace")
        gloo.set_color_mask(False, False, False, False)
        self._program.draw("triangles")
        gloo.set_color_mask(True, True, True, True)
        gloo.set_stencil_func("equal", 0, 0xFF)
        gloo.set_stencil_op("keep", "keep", "keep")
        gloo.set_stencil_mask(0)
        yield
        gloo.set_state(stencil_test=False)


def _triangles(polygon: Floats) -> Floats:
    """Return a convex polygon as triangles around its first corner."""
    rows = [(0, k, k + 1) for k in range(1, len(polygon) - 1)]
    return np.asarray(polygon[np.ravel(rows)])
