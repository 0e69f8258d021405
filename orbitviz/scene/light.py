"""The framebuffer in which the light of the satellites adds up before it is shown."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

from vispy import gloo

from orbitviz.scene.full_screen import full_screen_program
from orbitviz.scene.gl_info import has_float_pictures

_GLOW_SHRINK = 4  # the halo is blurred in a picture smaller by this
_GLOW_REACH = 1.97  # texels of all rounds of blur together, as their squares add up
_WIDER = 1.7  # than the last may a round reach: farther it would leap over what that smoothed
_GLOW_SHARE = 0.16  # of the light that goes into the halo


class _Target:
    """A float picture to draw into and read from."""

    def __init__(self, size: tuple[int, int], internalformat: str) -> None:
        width, height = size
        self.size = size
        self.texture = gloo.Texture2D(
            (height, width, 4),
            format="rgba",
            internalformat=internalformat,
            interpolation="linear",
            wrapping="clamp_to_edge",
        )
        self.framebuffer = gloo.FrameBuffer(self.texture)


class LightBuffer:
    """A half-float picture of linear light, and the pass that composes it over the scene.

    Half floats hold a sum of thousands of faint points; a driver without them gets 8 bits,
    where faint light is rounded and strong light is cut. A GL context must be current.
    """

    def __init__(self, exact: bool | None = None) -> None:
        exact = has_float_pictures() if exact is None else exact
        self._internalformat = "rgba16f" if exact else "rgba8"
        self._light: _Target | None = None
        self._glow: tuple[_Target, _Target] | None = None
        self._shrink = full_screen_program("shrink.frag")
        self._blur = full_screen_program("blur.frag")
        self._composite = full_screen_program("composite.frag")

    @contextmanager
    def collecting(self, size: tuple[int, int], *, clear: bool = True) -> Iterator[None]:
        """Draw into the buffer of `size` pixels; points drawn inside add up.

        clear   empty it before; without, what is drawn first must fill it
        """
        if self._light is None or self._light.size != size:
            self._light = _Target(size, self._internalformat)
            small = (max(size[0] // _GLOW_SHRINK, 1), max(size[1] // _GLOW_SHRINK, 1))
            self._glow = (
                _Target(small, self._internalformat),
                _Target(small, self._internalformat),
            )
        with self._light.framebuffer:
            gloo.set_viewport(0, 0, *size)
            if clear:
                gloo.clear(color=(0.0, 0.0, 0.0, 0.0), depth=False)
            gloo.set_state(blend=True, blend_func=("one", "one"), depth_test=False, cull_face=False)
            yield

    def spread(self, pixel_ratio: float) -> None:
        """Make the halo of what was collected; it is wider on a screen of finer pixels."""
        assert self._light is not None
        assert self._glow is not None
        first, second = self._glow
        gloo.set_state(blend=False, depth_test=False)
        width, height = self._light.size
        self._shrink["u_source"] = self._light.texture
        self._shrink["u_texel"] = (1.0 / width, 1.0 / height)
        _draw_into(first, self._shrink)
        small_width, small_height = first.size
        for reach in glow_reaches(pixel_ratio):
            across, up = reach / small_width, reach / small_height
            for step in ((across, 0.0), (0.0, up)):
                self._blur["u_source"] = first.texture
                self._blur["u_step"] = step
                _draw_into(second, self._blur)
                first, second = second, first
        self._composite["u_glow"] = first.texture

    def compose(self) -> None:
        """Add the collected light and its halo to the current framebuffer."""
        assert self._light is not None
        gloo.set_state(
            blend=True,
            blend_func=("one", "one_minus_src_alpha"),
            depth_test=False,
        )
        self._composite["u_light"] = self._light.texture
        self._composite["u_glow_share"] = _GLOW_SHARE
        self._composite.draw("triangle_strip")


def glow_reaches(pixel_ratio: float) -> list[float]:
    """Return the reach of each round of blur, texels, on a screen of so fine pixels."""
    left, widest = (_GLOW_REACH * pixel_ratio) ** 2, 1.0
    reaches = []
    while left > 1e-6:
        reaches.append(min(widest, math.sqrt(left)))
        left -= reaches[-1] ** 2
        widest *= _WIDER
    return reaches


def _draw_into(target: _Target, program: gloo.Program) -> None:
    with target.framebuffer:
        gloo.set_viewport(0, 0, *target.size)
        program.draw("triangle_strip")
