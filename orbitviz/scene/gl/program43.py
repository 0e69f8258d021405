"""Programs in GLSL 4.30, which vispy cannot run or cannot feed."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import POINTER, c_char, c_char_p, c_int, cast, create_string_buffer, pointer
from typing import Any

import numpy as np
from OpenGL.error import GLError
from OpenGL.raw.GL.VERSION import GL_1_1, GL_1_3, GL_2_0, GL_4_1, GL_4_2, GL_4_3
from vispy import gloo
from vispy.gloo import gl

from orbitviz.scene.gl.gl43 import UnsupportedError
from orbitviz.scene.gl.programs import shader_source
from orbitviz.scene.gl.vispy_internals import flush, leave_program, texture_handle

_MOST_GROUPS = 65_535  # of one dimension of a dispatch; every driver takes as many
_STAGES = {
    ".comp": GL_4_3.GL_COMPUTE_SHADER,
    ".vert": gl.GL_VERTEX_SHADER,
    ".frag": gl.GL_FRAGMENT_SHADER,
}
_SETTERS: dict[tuple[str, int], Callable[..., None]] = {
    ("f", 1): GL_4_1.glProgramUniform1fv,
    ("f", 2): GL_4_1.glProgramUniform2fv,
    ("f", 3): GL_4_1.glProgramUniform3fv,
    ("f", 4): GL_4_1.glProgramUniform4fv,
    ("i", 1): GL_4_1.glProgramUniform1iv,
    ("i", 2): GL_4_1.glProgramUniform2iv,
    ("u", 1): GL_4_1.glProgramUniform1uiv,
}


class Program43:
    """Shaders below shaders/; uniforms are set as those of a gloo.Program."""

    def __init__(self, *names: str, **defines: float) -> None:
        """Compile and link. Raises UnsupportedError with the driver's words."""
        sources = {name: shader_source(name, **defines) for name in names}
        try:
            self._handle = _linked(sources)
        except GLError as error:
            raise UnsupportedError(
                f"the driver rejects shaders/{names[-1]} ({error.err})"
            ) from error
        self._places: dict[str, int] = {}
        self._textures: dict[str, gloo.Texture2D] = {}

    def __contains__(self, name: str) -> bool:
        return self._place(name) >= 0

    def __setitem__(self, name: str, value: Any) -> None:
        """Set a uniform; a name that the shader does not use is ignored."""
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
        """Run a number of work groups, in rows of at most the limit of one dimension."""
        across = min(max(groups, 1), _MOST_GROUPS)
        self._use()
        GL_4_3.glDispatchCompute(across, -(-groups // across), 1)
        GL_4_2.glMemoryBarrier(
            GL_4_3.GL_SHADER_STORAGE_BARRIER_BIT
            | GL_4_2.GL_TEXTURE_FETCH_BARRIER_BIT
            | GL_4_2.GL_BUFFER_UPDATE_BARRIER_BIT  # sums are cleared and read back
        )
        leave_program()

    def draw(self, corners: int) -> None:
        """Draw a triangle strip; the vertex shader derives each corner from gl_VertexID."""
        self._use()
        GL_1_1.glDrawArrays(gl.GL_TRIANGLE_STRIP, 0, corners)
        leave_program()

    def delete(self) -> None:
        """Free the memory on the GPU."""
        GL_2_0.glDeleteProgram(self._handle)

    def _use(self) -> None:
        flush()
        GL_2_0.glUseProgram(self._handle)
        for unit, (name, texture) in enumerate(self._textures.items()):
            GL_1_3.glActiveTexture(GL_1_3.GL_TEXTURE0 + unit)
            GL_1_1.glBindTexture(gl.GL_TEXTURE_2D, texture_handle(texture))
            GL_2_0.glUniform1i(self._place(name), unit)

    def _place(self, name: str) -> int:
        if name not in self._places:
            self._places[name] = GL_2_0.glGetUniformLocation(self._handle, name.encode())
        return self._places[name]


def _linked(sources: dict[str, str]) -> int:
    """Return the handle of the program of shaders, name -> text."""
    program = GL_2_0.glCreateProgram()
    good = c_int()
    for name, source in sources.items():
        shader = GL_2_0.glCreateShader(_STAGES[name[-5:]])
        text = cast(c_char_p(source.encode()), POINTER(c_char))
        GL_2_0.glShaderSource(shader, 1, pointer(text), None)
        GL_2_0.glCompileShader(shader)
        GL_2_0.glGetShaderiv(shader, GL_2_0.GL_COMPILE_STATUS, good)
        _require(good, GL_2_0.glGetShaderInfoLog, shader, name)
        GL_2_0.glAttachShader(program, shader)
        GL_2_0.glDeleteShader(shader)
    GL_2_0.glLinkProgram(program)
    GL_2_0.glGetProgramiv(program, GL_2_0.GL_LINK_STATUS, good)
    _require(good, GL_2_0.glGetProgramInfoLog, program, " and ".join(sources))
    return int(program)


def _require(good: c_int, words: Callable[..., None], handle: int, name: str) -> None:
    if not good.value:
        log = create_string_buffer(4096)
        words(handle, len(log), None, log)
        first = log.value.decode(errors="replace").strip().partition("\n")[0]
        raise UnsupportedError(f"the driver rejects shaders/{name}: {first}")
