"""Shader storage buffers, which shaders read and write in any order (OpenGL 4.3)."""

from __future__ import annotations

from ctypes import c_void_p
from typing import Any

import numpy as np
from numpy.typing import NDArray
from OpenGL.raw.GL.VERSION import GL_1_1, GL_1_3, GL_1_5, GL_3_0, GL_3_1, GL_4_3
from vispy.gloo import gl

_STORAGE = GL_4_3.GL_SHADER_STORAGE_BUFFER
_DYNAMIC = GL_1_5.GL_DYNAMIC_DRAW
WORDS_3, WORDS_4 = GL_3_0.GL_RGB32UI, GL_3_0.GL_RGBA32UI  # of a texel


class StorageBuffer:
    """A buffer at a fixed binding; a GL context must be current.

    is_uniform   it has the role of uniforms: small, and written for every picture
    """

    def __init__(self, binding: int, *, is_uniform: bool = False) -> None:
        self.binding = binding
        self.is_uniform = is_uniform
        self.nbytes = 0
        handles = np.zeros(1, np.uint32)
        GL_1_5.glGenBuffers(1, handles)
        self._handle = int(handles[0])
        self._texture = 0

    def write(self, data: NDArray[Any]) -> None:
        """Replace the content."""
        data = np.ascontiguousarray(data)
        self._bind()
        GL_1_5.glBufferData(_STORAGE, data.nbytes, data.ctypes.data_as(c_void_p), _DYNAMIC)
        self.nbytes = data.nbytes

    def reserve(self, nbytes: int) -> None:
        """Make it `nbytes` long; the content is undefined."""
        if nbytes != self.nbytes:
            self._bind()
            GL_1_5.glBufferData(_STORAGE, nbytes, None, _DYNAMIC)
            self.nbytes = nbytes

    def clear(self, nbytes: int) -> None:
        """Make it `nbytes` long, all zero."""
        self.reserve(nbytes)
        self._bind()
        GL_4_3.glClearBufferData(
            _STORAGE, GL_3_0.GL_R32UI, GL_3_0.GL_RED_INTEGER, gl.GL_UNSIGNED_INT, None
        )

    def read(self) -> NDArray[np.uint32]:
        """Return the content, (n,) uint32."""
        self._bind()
        out = np.empty(self.nbytes // 4, np.uint32)
        GL_1_5.glGetBufferSubData(_STORAGE, 0, out.nbytes, out.ctypes.data_as(c_void_p))
        return out

    def attach(self) -> None:
        """Bind it for the next dispatch."""
        GL_3_0.glBindBufferBase(_STORAGE, self.binding, self._handle)

    def attach_as_texture(self, unit: int, texel: int) -> None:
        """Bind it as a usamplerBuffer to a texture unit; `texel` is WORDS_3 or WORDS_4."""
        if not self._texture:
            handles = np.zeros(1, np.uint32)
            GL_1_1.glGenTextures(1, handles)
            self._texture = int(handles[0])
        GL_1_3.glActiveTexture(GL_1_3.GL_TEXTURE0 + unit)
        GL_1_1.glBindTexture(GL_3_1.GL_TEXTURE_BUFFER, self._texture)
        GL_3_1.glTexBuffer(GL_3_1.GL_TEXTURE_BUFFER, texel, self._handle)
        GL_1_3.glActiveTexture(GL_1_3.GL_TEXTURE0)

    def delete(self) -> None:
        """Free the memory on the GPU."""
        if self._texture:
            GL_1_1.glDeleteTextures(1, np.array([self._texture], np.uint32))
        GL_1_5.glDeleteBuffers(1, np.array([self._handle], np.uint32))

    def _bind(self) -> None:
        GL_1_5.glBindBuffer(_STORAGE, self._handle)
