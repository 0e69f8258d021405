"""The privates of vispy that are used where OpenGL is called directly.

tests/scene/test_vispy_internals.py names the one that a new version of vispy breaks.
"""

from __future__ import annotations

from ctypes import c_int

import numpy as np
from OpenGL.raw.GL.VERSION import GL_1_0, GL_3_0
from vispy import gloo
from vispy.gloo import gl
from vispy.gloo.context import get_current_canvas


def flush() -> None:
    """Send the commands that vispy has queued."""
    get_current_canvas().context.flush_commands()


def texture_handle(texture: gloo.Texture2D) -> int:
    """Return OpenGL's handle of a texture, uploaded; a GL context must be current."""
    context = get_current_canvas().context
    context.glir.associate(texture.glir)
    flush()
    return int(context.shared.parser.get_object(texture.id).handle)


def register(buffer: gloo.VertexBuffer) -> None:
    """Have the uploads of a buffer sent before any program uses it."""
    get_current_canvas().context.glir.associate(buffer.glir)


def set_filter(texture: gloo.Texture2D, minify: int, magnify: int) -> None:
    """Set the filters of a texture by OpenGL's numbers: vispy knows none with mipmaps."""
    texture.glir.command("INTERPOLATION", texture.id, minify, magnify)


def set_sampler(program: gloo.Program, name: str, unit: int) -> None:
    """Bind a sampler of a type unknown to vispy to a texture unit."""
    program.glir.command("UNIFORM", program.id, name, "int", np.array([unit], np.int32))


def copy_pixels(source: gloo.FrameBuffer, size: tuple[int, int]) -> None:
    """Copy the pixels of a framebuffer into the current one, at the same place; OpenGL 3.0."""
    context = get_current_canvas().context
    context.glir.associate(source.glir)
    flush()
    target = c_int()
    GL_1_0.glGetIntegerv(GL_3_0.GL_DRAW_FRAMEBUFFER_BINDING, target)
    handle = context.shared.parser.get_object(source.id).handle
    GL_3_0.glBindFramebuffer(GL_3_0.GL_READ_FRAMEBUFFER, handle)
    box = (0, 0, *size)
    GL_3_0.glBlitFramebuffer(*box, *box, gl.GL_COLOR_BUFFER_BIT, gl.GL_NEAREST)
    GL_3_0.glBindFramebuffer(GL_3_0.GL_READ_FRAMEBUFFER, target.value)


def leave_program() -> None:
    """Unbind the program in use; vispy caches which one it used last."""
    gl.glUseProgram(0)
    get_current_canvas().context.shared.parser.env["current_program"] = 0
