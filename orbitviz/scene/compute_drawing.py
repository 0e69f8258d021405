"""Satellites by a compute shader: a table of planes in, sums of light out."""

from __future__ import annotations

import numpy as np
from vispy import gloo

from orbitviz.orbits.constellation import Constellation
from orbitviz.scene.drawing import Floats32, Look, Wanted
from orbitviz.scene.gl43 import require_compute, subpixels
from orbitviz.scene.gl_info import is_software
from orbitviz.scene.plane_pieces import plane_pieces
from orbitviz.scene.program43 import Program43
from orbitviz.scene.state_table import map_defines
from orbitviz.scene.storage_buffer import StorageBuffer

BINDINGS = {"PIECES": 0, "GROUPS": 1, "SHELLS": 2, "FILLED": 3, "LIGHT": 4}
# A satellite's light is rounded to whole units before it is added; one pixel holds 16,384 full
# satellites, and the faintest that is shown has 18 units.
LIGHT_UNITS = 2.0**18
_CHANNELS = 3
_LIGHT_TEXTURE_UNIT = 15  # beyond those that vispy hands out


def compute_defines() -> dict[str, float]:
    """Return the defines of the programs below shaders/compute/."""
    # Software runs a work group on one core, eight invocations at a time.
    return {
        "LOCAL_SIZE": 8 if is_software() else 64,
        "LIGHT_UNITS": LIGHT_UNITS,
        "LIGHT_TEXTURE_UNIT": _LIGHT_TEXTURE_UNIT,
        **{f"{name}_BINDING": binding for name, binding in BINDINGS.items()},
        **map_defines(),
    }


def compute_program(name: str, constellation: Constellation, look: Look) -> Program43:
    """Return a program over the pieces of planes. Raises Refused."""
    program = Program43(
        name, ECCENTRIC=int(constellation.is_eccentric), **look.defines(), **compute_defines()
    )
    program["u_subpixels"] = subpixels()
    return program


class PieceBuffers:
    """The tables of shaders/compute/lib/pieces.glsl on the GPU."""

    def __init__(self) -> None:
        self._shown: Constellation | None = None
        self._buffers = {name: StorageBuffer(place) for name, place in BINDINGS.items()}
        self._groups = 0

    @property
    def light(self) -> StorageBuffer:
        """What the shader writes."""
        return self._buffers["LIGHT"]

    def run(
        self,
        program: Program43,
        constellation: Constellation,
        shells: Floats32,
        light_bytes: int,
    ) -> None:
        """Dispatch a program over all pieces; `light` is zero before.

        shells   (s, 4, 4) float32, the shells of shaders/lib/orbit.glsl
        """
        if constellation is not self._shown:
            self._upload(constellation)
        self._buffers["SHELLS"].write(shells)
        self.light.clear(light_bytes)
        for buffer in self._buffers.values():
            buffer.attach()
        program["u_groups"] = np.uint32(self._groups)
        program.dispatch(self._groups)

    def delete(self) -> None:
        """Give the memory back."""
        for buffer in self._buffers.values():
            buffer.delete()

    def _upload(self, constellation: Constellation) -> None:
        pieces = plane_pieces(constellation)
        self._buffers["PIECES"].write(pieces.table)
        self._buffers["GROUPS"].write(pieces.first_piece)
        self._buffers["FILLED"].write(pieces.filled)
        self._groups, self._shown = pieces.groups, constellation


class ComputeDrawing:
    """Draws by satellites.comp and resolve.frag."""

    fills = True

    def __init__(self) -> None:
        """Raise Refused where the driver cannot do it."""
        require_compute()
        self._programs: dict[tuple[bool, Look], Program43] = {}
        self._resolve = Program43(
            "compute/resolve.vert", "compute/resolve.frag", **compute_defines()
        )
        self._buffers = PieceBuffers()

    def draw(self, wanted: Wanted) -> None:
        """Write the light of all satellites, see Drawing."""
        constellation, look = wanted.constellation, wanted.look
        width, height = wanted.tile_px
        kind = (constellation.is_eccentric, look)
        if kind not in self._programs:
            self._programs[kind] = compute_program("compute/satellites.comp", constellation, look)
        program = self._programs[kind]
        wanted.set_uniforms(program)
        program["u_tile_px"] = np.array(wanted.tile_px, np.int32)
        self._buffers.run(program, constellation, wanted.shells, width * height * _CHANNELS * 4)
        self._buffers.light.attach_as_texture(_LIGHT_TEXTURE_UNIT)
        self._resolve["u_width"] = np.int32(width)
        gloo.set_state(blend=False)
        self._resolve.draw(4)
        gloo.set_state(blend=True)
