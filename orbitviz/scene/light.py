"""The framebuffer in which the light of the satellites adds up before it is shown."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from vispy import gloo

from orbitviz.scene.full_screen import full_screen_program
from orbitviz.scene.gl_info import has_float_pictures
from orbitviz.scene.programs import load_program

_GLOW_SHRINK = 8  # the halo is blurred in a picture smaller by this
_GLOW_REACH = 0.985  # texels of all rounds of blur together, as their squares add up
_UNBIDDEN = 0.04  # square of the reach that shrinking and enlarging again add by themselves
_WIDER = 1.7  # than the last may a round reach: farther it would leap over what that smoothed
_GLOW_SHARE = 0.149  # of the light that goes into the halo
_FAINTER = 0.085  # power of the pixel ratio by which a wider halo is fainter
_TILE = 32  # pixels of a side: what is dark is left out by tiles


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
        self._find_lit = full_screen_program("lit_tiles.frag")
        # Eight bits round a faint halo to nothing, and then it does not tell where light is.
        self._find_lit["u_everywhere"] = 0.0 if exact else 1.0
        self._composite = load_program("tiles.vert", "composite.frag")
        self._tiles: tuple[_Target, gloo.IndexBuffer] | None = None

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
            self._tiles = self._make_tiles(size)
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
        assert self._tiles is not None
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
        self._composite["u_glow_share"] = _GLOW_SHARE / pixel_ratio**_FAINTER
        self._find_lit["u_glow"] = first.texture
        self._find_lit["u_texel"] = (1.0 / small_width, 1.0 / small_height)
        _draw_into(self._tiles[0], self._find_lit)

    def compose(self) -> None:
        """Add the collected light and its halo to the current framebuffer."""
        assert self._light is not None
        assert self._tiles is not None
        gloo.set_state(
            blend=True,
            blend_func=("one", "one_minus_src_alpha"),
            depth_test=False,
        )
        self._composite["u_light"] = self._light.texture
        # Texel for pixel: in software the nearest costs less than the mean of the four around.
        self._light.texture.interpolation = "nearest"
        self._composite.draw("triangles", self._tiles[1])
        self._light.texture.interpolation = "linear"

    def _make_tiles(self, size: tuple[int, int]) -> tuple[_Target, gloo.IndexBuffer]:
        """Cut a picture into tiles; return where it is noted which are lit, and their triangles."""
        across, up = (-(-pixels // _TILE) for pixels in size)
        lit = _Target((across, up), "rgba8")
        self._find_lit["u_tile"] = self._composite["u_tile"] = (_TILE / size[0], _TILE / size[1])
        self._composite["u_tiles"] = (across, up)
        self._composite["u_lit"] = lit.texture
        x, y = np.meshgrid(np.arange(across), np.arange(up))
        first = np.stack([x, y], axis=-1).reshape(-1, 1, 2).astype(np.float32)
        corners = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], np.float32)
        self._composite["a_corner"] = (first + corners).reshape(-1, 2)
        self._composite["a_middle"] = (first + np.float32(0.5)).repeat(4, axis=1).reshape(-1, 2)
        triangles = 4 * np.arange(across * up)[:, None] + np.array([0, 1, 2, 1, 3, 2])
        return lit, gloo.IndexBuffer(triangles.ravel().astype(np.uint32))


def glow_reaches(pixel_ratio: float) -> list[float]:
    """Return the reach of each round of blur, texels, on a screen of so fine pixels."""
    left, widest = (_GLOW_REACH * pixel_ratio) ** 2 - _UNBIDDEN, 1.0
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
