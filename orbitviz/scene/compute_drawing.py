"""Satellites by a compute shader: a table of planes in, sums of light out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.orbits.constellation import Constellation
from orbitviz.scene.drawing import Look, Wanted
from orbitviz.scene.gl43 import require_compute, subpixels
from orbitviz.scene.gl_info import is_software
from orbitviz.scene.light import LightBuffer
from orbitviz.scene.past_vispy import flush
from orbitviz.scene.plane_pieces import plane_pieces
from orbitviz.scene.program43 import Program43
from orbitviz.scene.state_table import map_defines
from orbitviz.scene.storage_buffer import WORDS_3, WORDS_4, StorageBuffer

BINDINGS = {"PIECES": 0, "GROUPS": 1, "SHELLS": 2, "FILLED": 3, "LIGHT": 4, "WALKS": 5}
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


def compute_program(name: str, constellation: Constellation, look: Look) -> Program43:
    """Return a program over the pieces of planes. Raises Refused."""
    program = Program43(
        name, ECCENTRIC=int(constellation.is_eccentric), **look.defines(), **compute_defines()
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
        self._pieces = self._groups = 0

    @property
    def light(self) -> StorageBuffer:
        """What the shader writes."""
        return self._buffers["LIGHT"]

    def run(self, program: Program43, wanted: Wanted, light_bytes: int) -> None:
        """Dispatch a program over all satellites; `light` is zero before. Raises Refused."""
        if wanted.constellation is not self._shown:
            self._upload(wanted.constellation)
        self._buffers["SHELLS"].write(wanted.shells)
        self.light.clear(light_bytes)
        for buffer in self._buffers.values():
            buffer.attach()
        prepare = self._preparing(wanted.constellation.is_eccentric)
        wanted.set_uniforms(prepare)
        prepare["u_pieces"] = np.uint32(self._pieces)
        prepare.dispatch(-(-self._pieces // self._local_size))
        self._buffers["WALKS"].attach_as_texture(_WALKS_TEXTURE_UNIT, WORDS_4)
        wanted.set_uniforms(program)
        program["u_tile_px"] = np.array(wanted.tile_px, np.int32)
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
        pieces = plane_pieces(constellation)
        self._buffers["PIECES"].write(pieces.table)
        self._buffers["GROUPS"].write(pieces.first_piece)
        self._buffers["FILLED"].write(pieces.filled)
        self._pieces, self._groups = len(pieces.table), pieces.groups
        self._buffers["WALKS"].reserve(max(self._pieces, 1) * _WALK_TEXELS * 16)
        self._shown = constellation


class ComputeDrawing:
    """Draws by satellites.comp and resolve.frag."""

    defines: Mapping[str, float] = MappingProxyType({"LIGHT_UNITS": LIGHT_UNITS})
    texture_unit = 15  # beyond those that vispy hands out

    def __init__(self) -> None:
        """Raise Refused where the driver cannot do it."""
        require_compute()
        self._programs: dict[tuple[bool, Look], Program43] = {}
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

    def collect(self, light: LightBuffer, wanted: Wanted, *, alone: bool) -> None:
        """Put the light of all satellites into a buffer, see Drawing."""
        if alone:
            self.add_up(wanted)
            light.take(self, wanted.tile_px, wanted.brightness)
        else:
            with light.collecting(wanted.tile_px, clear=False):
                self.draw(wanted)

    def draw(self, wanted: Wanted) -> None:
        """Fill the current framebuffer with the light of all satellites."""
        self.add_up(wanted)
        self.attach()
        self._resolve["u_width"] = np.int32(wanted.tile_px[0])
        self._resolve["u_brightness"] = np.float32(wanted.brightness)
        gloo.set_state(blend=False)
        self._resolve.draw(4)
        gloo.set_state(blend=True)

    def add_up(self, wanted: Wanted) -> None:
        """Add up the light of all satellites, pixel by pixel."""
        constellation, look = wanted.constellation, wanted.look
        width, height = wanted.tile_px
        kind = (constellation.is_eccentric, look)
        if kind not in self._programs:
            self._programs[kind] = compute_program("compute/satellites.comp", constellation, look)
        self._walks.run(self._programs[kind], wanted, width * height * _PIXEL_BYTES)

    def sums(self) -> NDArray[np.uint32]:
        """Return (height * width * 3,) uint32: the sums in LIGHT_UNITS, bottom row first."""
        return self._walks.light.read()

    def attach(self) -> None:
        """Put the sums where shaders/lib/light_source.glsl finds them."""
        flush()
        self._walks.light.attach_as_texture(self.texture_unit, WORDS_3)
