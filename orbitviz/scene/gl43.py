"""The part of OpenGL 4.3 that vispy lacks: compute programs and storage buffers, by PyOpenGL.

The raw modules of PyOpenGL load in a third of the time of its full interface. Everything here
needs a current GL context.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import POINTER, c_char, c_char_p, c_int, c_void_p, cast, create_string_buffer, pointer
from typing import Any

import numpy as np
from numpy.typing import NDArray
from OpenGL.error import GLError
from OpenGL.raw.GL.VERSION import (
    GL_1_0,
    GL_1_1,
    GL_1_3,
    GL_1_5,
    GL_2_0,
    GL_3_0,
    GL_4_1,
    GL_4_2,
    GL_4_3,
)
from vispy import gloo
from vispy.gloo import gl

from orbitviz.scene.gl_info import gl_number
from orbitviz.scene.past_vispy import flush, leave_program, texture_handle
from orbitviz.scene.programs import shader_source

_LEAST_STORAGE_BUFFERS = 5
_MOST_GROUPS = 65_535  # of one dimension of a dispatch; every driver takes as many
_STORAGE = GL_4_3.GL_SHADER_STORAGE_BUFFER
_DYNAMIC = GL_1_5.GL_DYNAMIC_DRAW
_SUBPIXEL_BITS = 0x0D50
_SETTERS: dict[tuple[str, int], Callable[..., None]] = {
    ("f", 1): GL_4_1.glProgramUniform1fv,
    ("f", 2): GL_4_1.glProgramUniform2fv,
    ("f", 3): GL_4_1.glProgramUniform3fv,
    ("f", 4): GL_4_1.glProgramUniform4fv,
    ("i", 1): GL_4_1.glProgramUniform1iv,
    ("i", 2): GL_4_1.glProgramUniform2iv,
    ("u", 1): GL_4_1.glProgramUniform1uiv,
}


class Refused(Exception):
    """The driver cannot do this; the words say what."""


def require_compute() -> None:
    """Raise Refused where the context has no compute shaders with storage buffers."""
    number = gl_number()
    if number < (4, 3):
        raise Refused(f"the driver offers OpenGL {number[0]}.{number[1]}, not 4.3")
    buffers = _integer(GL_4_3.GL_MAX_COMPUTE_SHADER_STORAGE_BLOCKS)
    if buffers < _LEAST_STORAGE_BUFFERS:
        raise Refused(f"the driver offers {buffers} storage buffers in compute shaders")


def subpixels() -> float:
    """Return the steps of a pixel that the rasteriser tells apart."""
    return float(1 << _integer(_SUBPIXEL_BITS))


class StorageBuffer:
    """Memory of the GPU that shaders read and write, at a fixed binding."""

    def __init__(self, binding: int) -> None:
        self.binding = binding
        self.nbytes = 0
        handles = np.zeros(1, np.uint32)
        GL_1_5.glGenBuffers(1, handles)
        self._handle = int(handles[0])

    def write(self, data: NDArray[Any]) -> None:
        """Replace all that is there."""
        data = np.ascontiguousarray(data)
        self._bind()
        GL_1_5.glBufferData(_STORAGE, data.nbytes, data.ctypes.data_as(c_void_p), _DYNAMIC)
        self.nbytes = data.nbytes

    def clear(self, nbytes: int) -> None:
        """Make it `nbytes` long, all zero."""
        self._bind()
        if nbytes != self.nbytes:
            GL_1_5.glBufferData(_STORAGE, nbytes, None, _DYNAMIC)
            self.nbytes = nbytes
        GL_4_3.glClearBufferData(
            _STORAGE, GL_3_0.GL_R32UI, GL_3_0.GL_RED_INTEGER, gl.GL_UNSIGNED_INT, None
        )

    def read(self) -> NDArray[np.uint32]:
        """Return (n,) uint32: what is there."""
        GL_4_2.glMemoryBarrier(GL_4_2.GL_BUFFER_UPDATE_BARRIER_BIT)
        self._bind()
        out = np.empty(self.nbytes // 4, np.uint32)
        GL_1_5.glGetBufferSubData(_STORAGE, 0, out.nbytes, out.ctypes.data_as(c_void_p))
        return out

    def attach(self) -> None:
        """Let the shaders that come find it at its binding."""
        GL_3_0.glBindBufferBase(_STORAGE, self.binding, self._handle)

    def delete(self) -> None:
        """Give the memory back."""
        GL_1_5.glDeleteBuffers(1, np.array([self._handle], np.uint32))

    def _bind(self) -> None:
        GL_1_5.glBindBuffer(_STORAGE, self._handle)


class ComputeProgram:
    """A compute shader below shaders/; its uniforms are set as those of a gloo.Program."""

    def __init__(self, name: str, **defines: float) -> None:
        """Compile. Raises Refused with the driver's words."""
        self._handle = _linked(shader_source(name, **defines), name)
        self._places: dict[str, int] = {}
        self._textures: dict[str, gloo.Texture2D] = {}

    def __contains__(self, name: str) -> bool:
        return self._place(name) >= 0

    def __setitem__(self, name: str, value: Any) -> None:
        """Set a uniform; one that the shader does not use is passed over."""
        place = self._place(name)
        if place < 0:
            return
        if isinstance(value, gloo.Texture2D):
            self._textures[name] = value
            return
        values = np.atleast_1d(value)
        kind = values.dtype.kind
        values = values.astype({"f": np.float32, "i": np.int32, "u": np.uint32}[kind])
        _SETTERS[kind, values.size](self._handle, place, 1, values)

    def dispatch(self, groups: int) -> None:
        """Run so many work groups, in rows of what one dimension takes."""
        flush()
        across = min(max(groups, 1), _MOST_GROUPS)
        GL_2_0.glUseProgram(self._handle)
        for unit, (name, texture) in enumerate(self._textures.items()):
            GL_1_3.glActiveTexture(GL_1_3.GL_TEXTURE0 + unit)
            GL_1_1.glBindTexture(gl.GL_TEXTURE_2D, texture_handle(texture))
            GL_2_0.glUniform1i(self._place(name), unit)
        GL_4_3.glDispatchCompute(across, -(-groups // across), 1)
        GL_4_2.glMemoryBarrier(GL_4_3.GL_SHADER_STORAGE_BARRIER_BIT)
        leave_program()

    def _place(self, name: str) -> int:
        if name not in self._places:
            self._places[name] = GL_2_0.glGetUniformLocation(self._handle, name.encode())
        return self._places[name]


def _linked(source: str, name: str) -> int:
    """Return the handle of the program of one compute shader."""
    try:
        shader = GL_2_0.glCreateShader(GL_4_3.GL_COMPUTE_SHADER)
        text = cast(c_char_p(source.encode()), POINTER(c_char))
        GL_2_0.glShaderSource(shader, 1, pointer(text), None)
        GL_2_0.glCompileShader(shader)
        good = c_int()
        GL_2_0.glGetShaderiv(shader, GL_2_0.GL_COMPILE_STATUS, good)
        _require(good, GL_2_0.glGetShaderInfoLog, shader, name)
        program = GL_2_0.glCreateProgram()
        GL_2_0.glAttachShader(program, shader)
        GL_2_0.glLinkProgram(program)
        GL_2_0.glDeleteShader(shader)
        GL_2_0.glGetProgramiv(program, GL_2_0.GL_LINK_STATUS, good)
        _require(good, GL_2_0.glGetProgramInfoLog, program, name)
    except GLError as error:
        raise Refused(f"the driver refuses shaders/{name} ({error.err})") from error
    return int(program)


def _require(good: c_int, words: Callable[..., None], handle: int, name: str) -> None:
    if not good.value:
        log = create_string_buffer(4096)
        words(handle, len(log), None, log)
        first = log.value.decode(errors="replace").strip().partition("\n")[0]
        raise Refused(f"the driver refuses shaders/{name}: {first}")


def _integer(what: int) -> int:
    value = c_int()
    GL_1_0.glGetIntegerv(what, value)
    return value.value
