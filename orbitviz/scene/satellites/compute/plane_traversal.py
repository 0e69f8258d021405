"""The traversal of all satellites by plane, shared by all compute programs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats32
from orbitviz.orbits.constellation import Constellation
from orbitviz.scene.gl.gl43 import buffer_bytes, buffer_texels, subpixels
from orbitviz.scene.gl.gl_info import is_software
from orbitviz.scene.gl.program43 import Program43
from orbitviz.scene.gl.storage_buffer import WORDS_4, StorageBuffer
from orbitviz.scene.satellites.compute.plane_segments import (
    SEGMENT,
    plane_segments,
    slot_numbers,
)
from orbitviz.scene.satellites.quantity_texture import map_defines
from orbitviz.scene.satellites.renderer import DrawRequest, ShaderVariant

_BINDINGS = {"SEGMENTS": 0, "GROUPS": 1, "SHELLS": 2, "FILLED": 3, "LIGHT": 4, "VISIBLE": 5,
             "STYLES": 6}  # fmt: skip
# A satellite's light is rounded to whole units before it is added; one pixel holds 16,384 full
# satellites, and the faintest that is shown has 18 units.
LIGHT_UNITS = 2.0**18
_VISIBLE_TEXTURE_UNIT = 14  # beyond those that vispy hands out
_VISIBLE_TEXELS = 7  # of four words, as cull.comp writes them


def traversal_program(name: str, constellation: Constellation, variant: ShaderVariant) -> Program43:
    """Return a program that includes traverse.glsl. Raises UnsupportedError."""
    program = Program43(
        name, ECCENTRIC=int(constellation.is_eccentric), **variant.defines(), **_defines()
    )
    program["u_subpixels"] = subpixels()
    return program


def most_segments() -> int:
    """Return how many segments of planes the driver's buffers hold."""
    return min(buffer_bytes() // SEGMENT.itemsize, buffer_texels() // _VISIBLE_TEXELS)


class PlaneTraversal:
    """Runs a program over the satellites of a constellation; a GL context must be current.

    A first pass, cull.comp, reduces each segment of a plane to the slots that the camera may see.

    cull   leave out what the camera cannot see
    """

    def __init__(self, *, cull: bool = True) -> None:
        self._cull = cull
        self._uploaded: Constellation | None = None
        self._styles: Floats32 | None = None  # that are uploaded
        self._slot_numbers: NDArray[np.int32] | None = None  # once there are styles
        self._buffers = {
            name: StorageBuffer(binding, is_uniform=name == "SHELLS")
            for name, binding in _BINDINGS.items()
        }
        self._cull_programs: dict[bool, Program43] = {}
        self._segment_count = self._group_count = 0

    @property
    def output(self) -> StorageBuffer:
        """The buffer that the program writes."""
        return self._buffers["LIGHT"]

    def run(self, program: Program43, request: DrawRequest, output_bytes: int) -> None:
        """Dispatch a program over all satellites; its output is zero before.

        Raises UnsupportedError.
        """
        if request.constellation is not self._uploaded:
            self._upload(request.constellation)
        if request.styles is not None and request.styles is not self._styles:
            self._upload_styles(request.constellation, request.styles)
        self._buffers["SHELLS"].write(request.shells)
        self.output.clear(output_bytes)
        for buffer in self._buffers.values():
            buffer.attach()
        cull = self._cull_program(request.constellation.is_eccentric)
        request.set_uniforms(cull)
        cull["u_segments"] = np.uint32(self._segment_count)
        cull.dispatch(-(-self._segment_count // _local_size()))
        self._buffers["VISIBLE"].attach_as_texture(_VISIBLE_TEXTURE_UNIT, WORDS_4)
        request.set_uniforms(program)
        program["u_tile_px"] = np.array(request.tile_px, np.int32)
        program["u_groups"] = np.uint32(self._group_count)
        # Brightness is applied to the sums, so that they overflow no sooner.
        program["u_brightness"] = np.float32(1.0)
        program.dispatch(self._group_count)

    def delete(self) -> None:
        """Free the memory on the GPU."""
        for buffer in self._buffers.values():
            buffer.delete()
        for program in self._cull_programs.values():
            program.delete()

    def _cull_program(self, eccentric: bool) -> Program43:
        if eccentric not in self._cull_programs:
            self._cull_programs[eccentric] = Program43(
                "compute/cull.comp", ECCENTRIC=int(eccentric), CULL=int(self._cull), **_defines()
            )
        return self._cull_programs[eccentric]

    def _upload(self, constellation: Constellation) -> None:
        segments = plane_segments(constellation)
        self._buffers["SEGMENTS"].write(segments.table)
        self._buffers["GROUPS"].write(segments.first_segment)
        self._buffers["FILLED"].write(segments.filled)
        self._segment_count, self._group_count = len(segments.table), segments.groups
        self._buffers["VISIBLE"].reserve(max(self._segment_count, 1) * _VISIBLE_TEXELS * 16)
        self._uploaded, self._styles, self._slot_numbers = constellation, None, None

    def _upload_styles(self, constellation: Constellation, styles: Floats32) -> None:
        slots = int(constellation.plane_slots.sum(dtype=np.int64))
        of_slots = styles
        if slots != len(constellation):
            if self._slot_numbers is None:
                self._slot_numbers = slot_numbers(constellation).astype(np.int32)
            of_slots = np.zeros(slots, np.float32)
            of_slots[self._slot_numbers] = styles
        self._buffers["STYLES"].write(of_slots)
        self._styles = styles


def _defines() -> dict[str, float]:
    """Return the defines of cull.comp and of every program that includes traverse.glsl."""
    return {
        "LOCAL_SIZE": _local_size(),
        "LIGHT_UNITS": LIGHT_UNITS,
        "VISIBLE_TEXELS": _VISIBLE_TEXELS,
        "VISIBLE_TEXTURE_UNIT": _VISIBLE_TEXTURE_UNIT,
        **{f"{name}_BINDING": binding for name, binding in _BINDINGS.items()},
        **map_defines(),
    }


def _local_size() -> int:
    # Software runs a work group on one core, eight invocations at a time.
    return 8 if is_software() else 64
