"""What every way of drawing the satellites of a design can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from orbitviz.orbits.constellation import Constellation
from orbitviz.scene.satellites.light import LightBuffer

Floats32 = NDArray[np.float32]
SetUniforms = Callable[[Any], None]  # of a program: camera, light, colours


@dataclass(frozen=True)
class ShaderVariant:
    """What a picture of satellites needs; a shader leaves out the rest.

    states     the colour is that of the operating map
    sunlight   the colour tells sunlight and shadow
    wide       some points may cover more than one pixel
    """

    states: bool = False
    sunlight: bool = False
    wide: bool = True

    def defines(self) -> dict[str, int]:
        """Return the defines of satellites.comp and satellites.vert."""
        return {name.upper(): int(value) for name, value in vars(self).items()}


@dataclass(frozen=True, eq=False)
class DrawRequest:
    """One picture of satellites.

    constellation   what was drawn before is on the GPU already
    shells          (s, 4, 4) float32, the shells of shaders/lib/orbit.glsl
    set_uniforms    sets all other uniforms of a program
    tile_px         width and height of the framebuffer
    variant            what the picture needs
    brightness      of the light, times the default; in u_brightness as well
    """

    constellation: Constellation
    shells: Floats32
    set_uniforms: SetUniforms
    tile_px: tuple[int, int]
    variant: ShaderVariant
    brightness: float = 1.0


class SatelliteRenderer(Protocol):
    """Points or compute shader; a GL context must be current."""

    def collect(self, light: LightBuffer, request: DrawRequest, *, alone: bool) -> None:
        """Put the light of all satellites into a buffer, and nothing else.

        alone   no more light will be drawn into it
        """
