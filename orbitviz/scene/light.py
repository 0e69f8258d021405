"""The framebuffer in which the light of the satellites adds up before it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from vispy import gloo

from orbitviz.scene.programs import load_program

CORNERS = np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]], np.float32)


class LightBuffer:
    """A half-float picture of linear light, and the pass that composes it over the scene.

    Half floats hold a sum of thousands of faint points; a driver without them gets 8 bits,
    where faint light is rounded (`exact` is False then).
    """

    def __init__(self) -> None:
        self._size = (0, 0)
        self._framebuffer: gloo.FrameBuffer | None = None
        self._composite = load_program("fullscreen.vert", "composite.frag")
        self._composite["a_corner"] = CORNERS
        self.exact = True

    @contextmanager
    def collecting(self, size: tuple[int, int]) -> Iterator[None]:
        """Draw into the empty buffer of `size` pixels; points drawn inside add up."""
        framebuffer = self._framebuffer_of(size)
        framebuffer.activate()
        gloo.set_viewport(0, 0, *size)
        gloo.set_clear_color((0, 0, 0, 0))
        gloo.clear(color=True, depth=False)
        gloo.set_state(
            blend=True, blend_func=("one", "one"), depth_test=False, cull_face=False
        )
        yield
        framebuffer.deactivate()

    def compose(self) -> None:
        """Add the collected light to the current framebuffer."""
        gloo.set_state(
            blend=True,
            blend_func=("one", "one_minus_src_color", "one", "one_minus_src_alpha"),
            depth_test=False,
        )
        self._composite.draw("triangle_strip")

    def _framebuffer_of(self, size: tuple[int, int]) -> gloo.FrameBuffer:
        if self._framebuffer is None or self._size != size:
            width, height = size
            texture = gloo.Texture2D(
                (height, width, 4),
                format="rgba",
                internalformat="rgba16f" if self.exact else "rgba8",
                interpolation="nearest",
                wrapping="clamp_to_edge",
            )
            self._framebuffer = gloo.FrameBuffer(texture)
            self._composite["u_light"] = texture
            self._size = size
        return self._framebuffer
