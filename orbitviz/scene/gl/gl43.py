"""Whether the context has those features of OpenGL 4.3 that vispy does not use.

The raw modules of PyOpenGL, here and where buffers and programs are made, load in a third of the
time of its full interface. Everything needs a current GL context.
"""

from __future__ import annotations

from ctypes import c_int

from OpenGL.error import GLError
from OpenGL.raw.GL.VERSION import GL_1_0, GL_3_1, GL_4_3

from orbitviz.scene.gl.gl_info import gl_number

# OpenGL guarantees far less than these: a picture of 3,840 x 2,160 pixels needs sums of light in
# 8 million texels of 12 bytes.
MINIMA = {
    "storage buffers in a compute shader": (GL_4_3.GL_MAX_COMPUTE_SHADER_STORAGE_BLOCKS, 3),
    "bytes of a storage buffer": (GL_4_3.GL_MAX_SHADER_STORAGE_BLOCK_SIZE, 1 << 27),
    "texels of a buffer texture": (GL_3_1.GL_MAX_TEXTURE_BUFFER_SIZE, 1 << 23),
}
_SUBPIXEL_BITS = 0x0D50


class UnsupportedError(Exception):
    """The driver lacks a feature or refuses a shader; the message says which."""


DRIVER_ERRORS = (UnsupportedError, GLError)  # with which a driver fails


def require_compute() -> None:
    """Raise UnsupportedError without compute shaders, or where buffers are too small for them."""
    number = gl_number()
    if number < (4, 3):
        raise UnsupportedError(f"the driver offers OpenGL {number[0]}.{number[1]}, not 4.3")
    for name, (what, least) in MINIMA.items():
        offered = gl_integer(what)
        if offered < least:
            raise UnsupportedError(f"the driver offers {offered:,} {name}, not {least:,}")


def buffer_bytes() -> int:
    """Return the most bytes of a storage buffer."""
    return gl_integer(GL_4_3.GL_MAX_SHADER_STORAGE_BLOCK_SIZE)


def buffer_texels() -> int:
    """Return the most texels of a buffer that is read as a texture."""
    return gl_integer(GL_3_1.GL_MAX_TEXTURE_BUFFER_SIZE)


def subpixels() -> float:
    """Return the subpixel steps of the rasteriser across one pixel."""
    return float(1 << gl_integer(_SUBPIXEL_BITS))


def gl_integer(what: int) -> int:
    """Return a limit of the driver."""
    value = c_int()
    GL_1_0.glGetIntegerv(what, value)
    return value.value
