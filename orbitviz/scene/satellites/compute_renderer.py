"""Satellites by a compute shader: a table of planes in, sums of light out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.orbits.constellation import Constellation
from orbitviz.scene.gl.gl43 import require_compute, subpixels
from orbitviz.scene.gl.gl_info import is_software
from orbitviz.scene.gl.program43 import Program43
from orbitviz.scene.gl.storage_buffer import WORDS_3, WORDS_4, StorageBuffer
from orbitviz.scene.gl.vispy_internals import flush
from orbitviz.scene.satellites.light import LightBuffer
from orbitviz.scene.satellites.plane_segments import plane_segments
from orbitviz.scene.satellites.quantity_texture import map_defines
from orbitviz.scene.satellites.renderer import DrawRequest, ShaderVariant

BINDINGS = {"SEGMENTS": 0, "GROUPS": 1, "SHELLS": 2, "FILLED": 3, "LIGHT": 4, "WALKS": 5}
# A satellite's light is rounded to whole units before it is added; one pixel holds 16,384 full
# satellites, and the faintest that is shown has 18 units.
LIGHT_UNITS = 2.0**18
_PIXEL_BYTES = 3 * 4
_WALKS_TEXTURE_UNIT = 14  # beyond those that vispy hands out
_WALK_TEXELS = 7  # of four words, as walks.comp writes them


def compute_defines() -> dict[str, float]:
    """Return the defines of the compute shaders."""
    return {
        "LOCAL_SIZE": _local_size(),
        "LIGHT_UNITS": LIGHT_UNITS,
        "WALK_TEXELS": _WALK_TEXELS,
        "WALKS_TEXTURE_UNIT": _WALKS_TEXTURE_UNIT,
        **{f"{name}_BINDING": binding for name, binding in BINDINGS.items()},
        **map_defines(),
    }


def _local_size() -> int:
    # Software runs a work group on one core, eight invocations at a time.
    return 8 if is_software() else 64


def compute_program(name: str, constellation: Constellation, variant: ShaderVariant) -> Program43:
    """Return a program over the segments of planes. Raises Refused."""
    program = Program43(
        name, ECCENTRIC=int(constellation.is_eccentric), **variant.defines(), **compute_defines()
    )
    program["u_subpixels"] = subpixels()
    return program


class Walks:
    """The tables of shaders/compute/lib on the GPU, and the way of a program along them.

    whole   every satellite is visited, seen or not
    """

    def __init__(self, *, whole: bool = False) -> None:
        self._whole = whole
        self._shown: Constellation | None = None
        self._buffers = {name: StorageBuffer(place) for name, place in BINDINGS.items()}
        self._programs: dict[bool, Program43] = {}
        self._local_size = _local_size()
        self._segments = self._groups = 0

    @property
    def light(self) -> StorageBuffer:
        """What the shader writes."""
        return self._buffers["LIGHT"]

    def run(self, program: Program43, request: DrawRequest, light_bytes: int) -> None:
        """Dispatch a program over all satellites; `light` is zero before. Raises Refused."""
        if request.constellation is not self._shown:
            self._upload(request.constellation)
        self._buffers["SHELLS"].write(request.shells)
        self.light.clear(light_bytes)
        for buffer in self._buffers.values():
            buffer.attach()
        prepare = self._preparing(request.constellation.is_eccentric)
        request.set_uniforms(prepare)
        prepare["u_segments"] = np.uint32(self._segments)
        prepare.dispatch(-(-self._segments // self._local_size))
        self._buffers["WALKS"].attach_as_texture(_WALKS_TEXTURE_UNIT, WORDS_4)
        request.set_uniforms(program)
        program["u_tile_px"] = np.array(request.tile_px, np.int32)
        program["u_groups"] = np.uint32(self._groups)
        # Whoever reads the sums makes them brighter, so that they overflow no sooner.
        program["u_brightness"] = np.float32(1.0)
        program.dispatch(self._groups)

    def delete(self) -> None:
        """Give the memory back."""
        for buffer in self._buffers.values():
            buffer.delete()
        for program in self._programs.values():
            program.delete()

    def _preparing(self, eccentric: bool) -> Program43:
        if eccentric not in self._programs:
            self._programs[eccentric] = Program43(
                "compute/walks.comp",
                ECCENTRIC=int(eccentric),
                WHOLE=int(self._whole),
                **compute_defines(),
            )
        return self._programs[eccentric]

    def _upload(self, constellation: Constellation) -> None:
        segments = plane_segments(constellation)
        self._buffers["SEGMENTS"].write(segments.table)
        self._buffers["GROUPS"].write(segments.first_segment)
        self._buffers["FILLED"].write(segments.filled)
        self._segments, self._groups = len(segments.table), segments.groups
        self._buffers["WALKS"].reserve(max(self._segments, 1) * _WALK_TEXELS * 16)
        self._shown = constellation


class ComputeRenderer:
    """Draws by satellites.comp and resolve.frag."""

    defines: Mapping[str, float] = MappingProxyType({"LIGHT_UNITS": LIGHT_UNITS})
    texture_unit = 15  # beyond those that vispy hands out

    def __init__(self) -> None:
        """Raise Refused where the driver cannot do it."""
        require_compute()
        self._programs: dict[tuple[bool, ShaderVariant], Program43] = {}
        self._resolve = Program43(
            "compute/resolve.vert", "compute/resolve.frag", SUMS=1, **self.defines
        )
        self._resolve["light_sums"] = np.int32(self.texture_unit)
        self._walks = Walks()

    def delete(self) -> None:
        """Give the memory back."""
        self._walks.delete()
        for program in (self._resolve, *self._programs.values()):
            program.delete()

    def collect(self, light: LightBuffer, request: DrawRequest, *, alone: bool) -> None:
        """Put the light of all satellites into a buffer, see Drawing."""
        if alone:
            self.add_up(request)
            light.take(self, request.tile_px, request.brightness)
        else:
            with light.collecting(request.tile_px, clear=False):
                self.draw(request)

    def draw(self, request: DrawRequest) -> None:
        """Fill the current framebuffer with the light of all satellites."""
        self.add_up(request)
        self.attach()
        self._resolve["u_width"] = np.int32(request.tile_px[0])
        self._resolve["u_brightness"] = np.float32(request.brightness)
        gloo.set_state(blend=False)
        self._resolve.draw(4)
        gloo.set_state(blend=True)

    def add_up(self, request: DrawRequest) -> None:
        """Add up the light of all satellites, pixel by pixel."""
        constellation, variant = request.constellation, request.variant
        width, height = request.tile_px
        kind = (constellation.is_eccentric, variant)
        if kind not in self._programs:
            self._programs[kind] = compute_program(
                "compute/satellites.comp", constellation, variant
            )
        self._walks.run(self._programs[kind], request, width * height * _PIXEL_BYTES)

    def sums(self) -> NDArray[np.uint32]:
        """Return (height * width * 3,) uint32: the sums in LIGHT_UNITS, bottom row first."""
        return self._walks.light.read()

    def attach(self) -> None:
        """Put the sums where shaders/lib/light_source.glsl finds them."""
        flush()
        self._walks.light.attach_as_texture(self.texture_unit, WORDS_3)
