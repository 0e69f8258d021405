"""The interface of the renderers of a design's satellites."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from orbitviz.base.arrays import Floats32
from orbitviz.orbits.constellation import Constellation
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.styles import style_defines

SetUniforms = Callable[[Any], None]  # takes a gloo.Program or a Program43


@dataclass(frozen=True)
class ShaderVariant:
    """The features compiled into a shader of satellites.

    quantity      colour by a quantity, see shaders/lib/operating_map.glsl
    sunlight      colour by sunlight and shadow
    wide_points   some points may cover more than one pixel
    magnitude     brightness by sunlight, distance and phase, see shaders/lib/magnitude.glsl
    styled        single satellites differ from their shell, see shaders/lib/style.glsl
    """

    quantity: bool = False
    sunlight: bool = False
    wide_points: bool = True
    magnitude: bool = False
    styled: bool = False

    def defines(self) -> dict[str, float]:
        """Return the defines of satellites.comp and satellites.vert."""
        features = {name.upper(): int(value) for name, value in vars(self).items()}
        return {**features, **style_defines()}


@dataclass(frozen=True, eq=False, kw_only=True)
class DrawRequest:
    """One picture of the satellites of a design.

    constellation   uploaded only when it is another object than in the last request
    shells          (s, 4, 4) float32, the shells of shaders/lib/orbit.glsl
    set_uniforms    sets the uniforms of a program other than its shells: camera, light, colours
    tile_px         width and height of the framebuffer
    variant         features that the shader must have
    brightness      of the light, times the default; in u_brightness as well
    halo            strength of halo and veil, see LightBuffer.make_halo
    styles          (n,) float32, the words of shaders/lib/style.glsl if the variant is styled;
                    uploaded only when they are another object than in the last request
    """

    constellation: Constellation
    shells: Floats32
    set_uniforms: SetUniforms
    tile_px: tuple[int, int]
    variant: ShaderVariant
    brightness: float = 1.0
    halo: float = 1.0
    styles: Floats32 | None = None


class SatelliteRenderer(Protocol):
    """Points or compute shader; a GL context must be current."""

    def accumulate(self, light: LightBuffer, request: DrawRequest, *, exclusive: bool) -> None:
        """Replace the content of a buffer by the light of all satellites.

        exclusive   no other light is added to the buffer for this picture
        """
