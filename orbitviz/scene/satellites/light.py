"""The light of the satellites before it is shown: its sums, its halo, its way to the screen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from vispy import gloo

from orbitviz.scene.gl.full_screen import full_screen_program
from orbitviz.scene.gl.gl_info import has_float_pictures
from orbitviz.scene.gl.programs import NEWEST, load_program
from orbitviz.scene.gl.target import Target, draw_into
from orbitviz.scene.gl.vispy_internals import set_sampler
from orbitviz.scene.satellites.lit_tiles import HALO_TEXEL_PX, LitTiles

_GLOW_REACH = 0.985  # texels of all rounds of blur together, as their squares add up
_UNBIDDEN = 0.04  # square of the reach that shrinking and enlarging again add by themselves
_WIDER = 1.7  # than the last may a round reach: farther it would leap over what that smoothed
_GLOW_SHARE = 0.149  # of the light that goes into the halo
_HALO = {"HALO_TEXEL_PX": float(HALO_TEXEL_PX)}
_FAINTER = 0.085  # power of the pixel ratio by which a wider halo is fainter


class Sums(Protocol):
    """Light that was added up elsewhere, for shaders/lib/light_source.glsl."""

    @property
    def defines(self) -> Mapping[str, float]:
        """What the programs that read them are compiled with."""

    @property
    def texture_unit(self) -> int:
        """Where those programs find them."""

    def attach(self) -> None:
        """Put them there."""


class _Picture:
    """A half-float picture that points are drawn into."""

    def __init__(self) -> None:
        self.target: Target | None = None
        self._shrink = full_screen_program("shrink.frag", SUMS=0, **_HALO)
        self._composite = load_program("tiles.vert", "composite.frag", SUMS=0)

    @property
    def size(self) -> tuple[int, int]:
        return self.target.size if self.target is not None else (0, 0)

    def take(self, target: Target | None) -> None:
        self.target = target
        if target is not None:
            self._shrink["u_light"] = self._composite["u_light"] = target.texture

    def shrinking(self) -> gloo.Program:
        return self._reading(self._shrink, "linear")

    def compositing(self) -> gloo.Program:
        # Texel for pixel: in software the nearest costs less than the mean of the four around.
        return self._reading(self._composite, "nearest")

    def _reading(self, program: gloo.Program, interpolation: str) -> gloo.Program:
        assert self.target is not None
        self.target.texture.interpolation = interpolation
        return program


class _Summed:
    """The sums of a compute shader as they stand."""

    def __init__(self, sums: Sums) -> None:
        self.sums = sums
        self.size = (0, 0)
        self.brightness = 1.0
        self._shrink = full_screen_program("shrink.frag", NEWEST, SUMS=1, **_HALO, **sums.defines)
        self._composite = load_program(
            "tiles.vert", "composite.frag", NEWEST, SUMS=1, **sums.defines
        )
        for program in (self._shrink, self._composite):
            set_sampler(program, "light_sums", sums.texture_unit)

    def shrinking(self) -> gloo.Program:
        return self._reading(self._shrink)

    def compositing(self) -> gloo.Program:
        return self._reading(self._composite)

    def _reading(self, program: gloo.Program) -> gloo.Program:
        self.sums.attach()
        program["u_width"], program["u_brightness"] = self.size[0], self.brightness
        return program


class LightBuffer:
    """Collects light, and composes it over the scene; a GL context must be current.

    Half floats hold a sum of thousands of faint points; a driver without them gets 8 bits,
    where faint light is rounded and strong light is cut.
    """

    def __init__(self, exact: bool | None = None) -> None:
        self._exact = has_float_pictures() if exact is None else exact
        self._internalformat = "rgba16f" if self._exact else "rgba8"
        self._picture = _Picture()
        self._summed: _Summed | None = None
        self._source: _Picture | _Summed | None = None
        self._halo: tuple[Target, Target] | None = None
        self._tiles: LitTiles | None = None
        self._blur = full_screen_program("blur.frag")
        self._size = (0, 0)
        self._pixel_ratio = 1.0

    @contextmanager
    def collecting(self, size: tuple[int, int], *, clear: bool = True) -> Iterator[None]:
        """Draw into a picture of `size` pixels; points drawn inside add up.

        clear   empty it before; without, what is drawn first must fill it
        """
        if self._picture.size != size:
            self._picture.take(Target(size, self._internalformat))
        self._source = self._picture
        assert self._picture.target is not None
        with self._picture.target.framebuffer:
            gloo.set_viewport(0, 0, *size)
            if clear:
                gloo.clear(color=(0.0, 0.0, 0.0, 0.0), depth=False)
            gloo.set_state(blend=True, blend_func=("one", "one"), depth_test=False, cull_face=False)
            yield

    def take(self, sums: Sums, size: tuple[int, int], brightness: float = 1.0) -> None:
        """Have the sums of `size` pixels, times a brightness, for light as long as they stand."""
        self._picture.take(None)
        if self._summed is None or self._summed.sums is not sums:
            self._summed = _Summed(sums)
        self._summed.size, self._summed.brightness = size, brightness
        self._source = self._summed

    def spread(self, pixel_ratio: float) -> None:
        """Make the halo of what was collected; it is wider on a screen of finer pixels."""
        source = self._source
        assert source is not None
        if source.size != self._size:
            self._resize(source.size)
        assert self._halo is not None
        assert self._tiles is not None
        first, second = self._halo
        gloo.set_state(blend=False, depth_test=False)
        shrink = source.shrinking()
        shrink["u_size"] = source.size
        draw_into(first, shrink)
        for reach in glow_reaches(pixel_ratio):
            across, up = reach / first.size[0], reach / first.size[1]
            for step in ((across, 0.0), (0.0, up)):
                self._blur["u_source"] = first.texture
                self._blur["u_step"] = step
                draw_into(second, self._blur)
                first, second = second, first
        self._tiles.find(first)
        self._halo, self._pixel_ratio = (first, second), pixel_ratio

    def compose(self) -> None:
        """Add the collected light and its halo to the current framebuffer."""
        assert self._source is not None
        assert self._halo is not None
        assert self._tiles is not None
        gloo.set_state(
            blend=True,
            blend_func=("one", "one_minus_src_alpha"),
            depth_test=False,
        )
        composite = self._source.compositing()
        halo = self._halo[0]
        composite["u_glow"] = halo.texture
        composite["u_glow_size"] = tuple(HALO_TEXEL_PX * texels for texels in halo.size)
        composite["u_glow_share"] = _GLOW_SHARE / self._pixel_ratio**_FAINTER
        self._tiles.draw(composite)

    def _resize(self, size: tuple[int, int]) -> None:
        # Whole texels, the last ones over the edge: one that left out a pixel would lose its light.
        across, up = (-(-pixels // HALO_TEXEL_PX) for pixels in size)
        first, second = (Target((across, up), self._internalformat) for _ in range(2))
        self._halo = (first, second)
        # Eight bits round a faint halo to nothing, and then it does not tell where light is.
        self._tiles = LitTiles(size, everywhere=not self._exact)
        self._size = size


def glow_reaches(pixel_ratio: float) -> list[float]:
    """Return the reach of each round of blur, texels, on a screen of so fine pixels."""
    left, widest = (_GLOW_REACH * pixel_ratio) ** 2 - _UNBIDDEN, 1.0
    reaches = []
    while left > 1e-6:
        reaches.append(min(widest, math.sqrt(left)))
        left -= reaches[-1] ** 2
        widest *= _WIDER
    return reaches
