"""What OpenGL 4.3 has and vispy does not: whether this context offers it.

The raw modules of PyOpenGL, here and where buffers and programs are made, load in a third of the
time of its full interface. Everything needs a current GL context.
"""

from __future__ import annotations

from ctypes import c_int

from OpenGL.raw.GL.VERSION import GL_1_0, GL_3_1, GL_4_3

from orbitviz.scene.gl_info import gl_number

_LEAST_STORAGE_BUFFERS = 3  # of one shader
_LEAST_TEXELS = 1 << 24  # of a buffer texture: a picture of 4,096 x 4,096
_SUBPIXEL_BITS = 0x0D50


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
    texels = _integer(GL_3_1.GL_MAX_TEXTURE_BUFFER_SIZE)
    if texels < _LEAST_TEXELS:
        raise Refused(f"the driver reads {texels} texels of a buffer, not {_LEAST_TEXELS}")


def subpixels() -> float:
    """Return the steps of a pixel that the rasteriser tells apart."""
    return float(1 << _integer(_SUBPIXEL_BITS))


def _integer(what: int) -> int:
    value = c_int()
    GL_1_0.glGetIntegerv(what, value)
    return value.value
