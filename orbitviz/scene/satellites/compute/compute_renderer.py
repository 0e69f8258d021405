"""Satellites by a compute shader: a table of planes in, sums of light out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from orbitviz.scene.gl import blending
from orbitviz.scene.gl.gl43 import require_compute
from orbitviz.scene.gl.program43 import Program43
from orbitviz.scene.gl.storage_buffer import WORDS_3
from orbitviz.scene.gl.vispy_internals import flush
from orbitviz.scene.satellites.compute.plane_traversal import (
    LIGHT_UNITS,
    PlaneTraversal,
    traversal_program,
)
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.renderer import DrawRequest, ShaderVariant

_PIXEL_BYTES = 3 * 4


class ComputeRenderer:
    """Draws by satellites.comp and resolve.frag; a GL context must be current."""

    defines: Mapping[str, float] = MappingProxyType({"LIGHT_UNITS": LIGHT_UNITS})
    texture_unit = 15  # beyond those that vispy hands out

    def __init__(self) -> None:
        """Raise UnsupportedError where the driver cannot do it."""
        require_compute()
        self._programs: dict[tuple[bool, ShaderVariant], Program43] = {}
        self._resolve = Program43(
            "compute/resolve.vert", "compute/resolve.frag", SUMS=1, **self.defines
        )
        self._resolve["light_sums"] = np.int32(self.texture_unit)
        self._traversal = PlaneTraversal()

    def delete(self) -> None:
        """Free the memory on the GPU."""
        self._traversal.delete()
        for program in (self._resolve, *self._programs.values()):
            program.delete()

    def accumulate(self, light: LightBuffer, request: DrawRequest, *, exclusive: bool) -> None:
        """Put the light of all satellites into a buffer, see SatelliteRenderer."""
        if exclusive:
            self.sum_light(request)
            light.use_sums(self, request.tile_px, request.brightness)
        else:
            with light.accumulating(request.tile_px, clear=False):
                self.draw(request)

    def draw(self, request: DrawRequest) -> None:
        """Fill the current framebuffer with the light of all satellites."""
        self.sum_light(request)
        self.attach()
        self._resolve["u_width"] = np.int32(request.tile_px[0])
        self._resolve["u_brightness"] = np.float32(request.brightness)
        blending.overwrite()
        self._resolve.draw(4)
        blending.add()  # as other light needs it that follows

    def sum_light(self, request: DrawRequest) -> None:
        """Sum the light of all satellites in each pixel."""
        constellation, variant = request.constellation, request.variant
        width, height = request.tile_px
        kind = (constellation.is_eccentric, variant)
        if kind not in self._programs:
            self._programs[kind] = traversal_program(
                "compute/satellites.comp", constellation, variant
            )
        self._traversal.run(self._programs[kind], request, width * height * _PIXEL_BYTES)

    def sums(self) -> NDArray[np.uint32]:
        """Return (height * width * 3,) uint32: the sums in LIGHT_UNITS, bottom row first."""
        return self._traversal.output.read()

    def attach(self) -> None:
        """Bind the sums where shaders/lib/light_source.glsl reads them."""
        flush()
        self._traversal.output.attach_as_texture(self.texture_unit, WORDS_3)
