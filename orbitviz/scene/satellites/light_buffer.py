"""The light of the satellites, accumulated linearly, with its halo, and its tone mapping."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from vispy import gloo

from orbitviz.model.view import Look
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.full_screen import full_screen_program
from orbitviz.scene.gl.gl_info import has_float_pictures
from orbitviz.scene.gl.programs import NEWEST, load_program
from orbitviz.scene.gl.target import Target, draw_into
from orbitviz.scene.gl.vispy_internals import set_sampler
from orbitviz.scene.satellites.lit_tiles import HALO_TEXEL_PX, LitTiles
from orbitviz.scene.satellites.looks import LOOKS

_GLOW_REACH = 0.985  # texels of all rounds of blur together, as their squares add up
_RESAMPLING_REACH2 = 0.04  # square of the reach that downsampling and enlarging add themselves
_GROWTH = 1.7  # at most, of the reach from pass to pass: a wider step would leave stripes
_GLOW_SHARE = 0.12  # of the light that goes into the halo
DEFAULT_EXPOSURE = LOOKS[Look.DENSITY].exposure
_HALO = {"HALO_TEXEL_PX": float(HALO_TEXEL_PX)}
_SHARE_EXPONENT = 0.085  # of the pixel ratio: a wider halo is fainter


class LightSums(Protocol):
    """Light summed by a compute shader, as shaders/lib/light_source.glsl reads it."""

    @property
    def defines(self) -> Mapping[str, float]:
        """Defines of the programs that read the sums."""

    @property
    def texture_unit(self) -> int:
        """The texture unit that those programs read."""

    def attach(self) -> None:
        """Bind the sums to that texture unit."""


class _TextureSource:
    """A texture, of half floats where the driver has them, that points are drawn into."""

    def __init__(self) -> None:
        self.target: Target | None = None
        self._downsample = full_screen_program("shrink.frag", SUMS=0, **_HALO)
        self._composite = load_program("tiles.vert", "composite.frag", SUMS=0)

    @property
    def size(self) -> tuple[int, int]:
        return self.target.size if self.target is not None else (0, 0)

    def set_target(self, target: Target | None) -> None:
        self.target = target
        if target is not None:
            self._downsample["u_light"] = self._composite["u_light"] = target.texture

    def downsampling_program(self) -> gloo.Program:
        return self._reading(self._downsample, "linear")

    def compositing_program(self) -> gloo.Program:
        # Texel for pixel: in software the nearest costs less than the mean of the four around.
        return self._reading(self._composite, "nearest")

    def _reading(self, program: gloo.Program, interpolation: str) -> gloo.Program:
        assert self.target is not None
        self.target.texture.interpolation = interpolation
        return program


class _SumsSource:
    """The sums of a compute shader, read where they are."""

    def __init__(self, sums: LightSums) -> None:
        self.sums = sums
        self.size = (0, 0)
        self.brightness = 1.0
        self._downsample = full_screen_program(
            "shrink.frag", NEWEST, SUMS=1, **_HALO, **sums.defines
        )
        self._composite = load_program(
            "tiles.vert", "composite.frag", NEWEST, SUMS=1, **sums.defines
        )
        for program in (self._downsample, self._composite):
            set_sampler(program, "light_sums", sums.texture_unit)

    def downsampling_program(self) -> gloo.Program:
        return self._reading(self._downsample)

    def compositing_program(self) -> gloo.Program:
        return self._reading(self._composite)

    def _reading(self, program: gloo.Program) -> gloo.Program:
        self.sums.attach()
        program["u_width"], program["u_brightness"] = self.size[0], self.brightness
        return program


class LightBuffer:
    """Accumulates light, and composes it over the scene; a GL context must be current.

    Half floats hold a sum of thousands of faint points; a driver without them gets 8 bits,
    where faint light is rounded and strong light is cut.
    """

    def __init__(self, exact: bool | None = None, *, skip_dark_tiles: bool = True) -> None:
        """Create; `exact`: half floats, None where the driver has them."""
        self._exact = has_float_pictures() if exact is None else exact
        # Eight bits round a faint halo to nothing, and then it does not show where light is.
        self._skip_dark_tiles = skip_dark_tiles and self._exact
        self._internalformat = "rgba16f" if self._exact else "rgba8"
        self._texture_source = _TextureSource()
        self._sums_source: _SumsSource | None = None
        self._source: _TextureSource | _SumsSource | None = None
        self._halo: tuple[Target, Target] | None = None
        self._tiles: LitTiles | None = None
        self._blur = full_screen_program("blur.frag")
        self._size = (0, 0)
        self._glow_share = self._veil = 0.0
        self._exposure = DEFAULT_EXPOSURE

    @contextmanager
    def accumulating(self, size: tuple[int, int], *, clear: bool = True) -> Iterator[None]:
        """Draw into the buffer, `size` pixels, with additive blending.

        clear   empty it before; else the first draw must fill it
        """
        if self._texture_source.size != size:
            self._texture_source.set_target(Target(size, self._internalformat))
        self._source = self._texture_source
        assert self._texture_source.target is not None
        with self._texture_source.target.framebuffer:
            gloo.set_viewport(0, 0, *size)
            if clear:
                gloo.clear(color=(0.0, 0.0, 0.0, 0.0), depth=False)
            blending.add()
            yield

    def use_sums(self, sums: LightSums, size: tuple[int, int], brightness: float = 1.0) -> None:
        """Read the light from sums of `size` pixels, times a brightness, until the next picture."""
        self._texture_source.set_target(None)
        if self._sums_source is None or self._sums_source.sums is not sums:
            self._sums_source = _SumsSource(sums)
        self._sums_source.size, self._sums_source.brightness = size, brightness
        self._source = self._sums_source

    def make_halo(
        self, pixel_ratio: float, strength: float = 1.0, exposure: float = DEFAULT_EXPOSURE
    ) -> None:
        """Blur the light to a halo, which has more pixels on a screen of finer ones.

        strength   0..1, of the halo and of the veil over the ground around the light
        exposure   of the light
        """
        source = self._source
        assert source is not None
        if source.size != self._size:
            self._resize(source.size)
        assert self._halo is not None
        assert self._tiles is not None
        first, second = self._halo
        blending.overwrite()
        downsample = source.downsampling_program()
        downsample["u_size"] = source.size
        draw_into(first, downsample)
        for reach in glow_reaches(pixel_ratio):
            across, up = reach / first.size[0], reach / first.size[1]
            for step in ((across, 0.0), (0.0, up)):
                self._blur["u_source"] = first.texture
                self._blur["u_step"] = step
                draw_into(second, self._blur)
                first, second = second, first
        self._tiles.find(first)
        self._halo = (first, second)
        self._glow_share = strength * _GLOW_SHARE / pixel_ratio**_SHARE_EXPONENT
        self._veil, self._exposure = strength, exposure

    def compose(self, ground: gloo.Texture2D) -> None:
        """Tone-map light and halo over the ground, which the current framebuffer shows already."""
        assert self._source is not None
        assert self._halo is not None
        assert self._tiles is not None
        blending.overwrite()
        composite = self._source.compositing_program()
        composite["u_ground"] = ground
        halo = self._halo[0]
        composite["u_glow"] = halo.texture
        composite["u_glow_size"] = tuple(HALO_TEXEL_PX * texels for texels in halo.size)
        composite["u_glow_share"], composite["u_veil"] = self._glow_share, self._veil
        composite["u_exposure"] = self._exposure
        self._tiles.draw(composite)

    def _resize(self, size: tuple[int, int]) -> None:
        # Whole texels, the last ones over the edge: one that left out a pixel would lose its light.
        across, up = (-(-pixels // HALO_TEXEL_PX) for pixels in size)
        first, second = (Target((across, up), self._internalformat) for _ in range(2))
        self._halo = (first, second)
        self._tiles = LitTiles(size, everywhere=not self._skip_dark_tiles)
        self._size = size


def glow_reaches(pixel_ratio: float) -> list[float]:
    """Return the reach, texels, of each pass of the blur at a pixel ratio."""
    left, widest = (_GLOW_REACH * pixel_ratio) ** 2 - _RESAMPLING_REACH2, 1.0
    reaches = []
    while left > 1e-6:
        reaches.append(min(widest, math.sqrt(left)))
        left -= reaches[-1] ** 2
        widest *= _GROWTH
    return reaches
