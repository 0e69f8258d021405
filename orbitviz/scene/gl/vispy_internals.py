"""What must be known of vispy's inside where OpenGL is called past it."""

from __future__ import annotations

from ctypes import c_int

import numpy as np
from OpenGL.raw.GL.VERSION import GL_1_0, GL_3_0
from vispy import gloo
from vispy.gloo import gl
from vispy.gloo.context import get_current_canvas


def flush() -> None:
    """Have vispy send what it holds back."""
    get_current_canvas().context.flush_commands()


def texture_handle(texture: gloo.Texture2D) -> int:
    """Return OpenGL's own number of a texture, uploaded; a GL context must be current."""
    context = get_current_canvas().context
    context.glir.associate(texture.glir)
    flush()
    return int(context.shared.parser.get_object(texture.id).handle)


def set_sampler(program: gloo.Program, name: str, unit: int) -> None:
    """Have a sampler of a kind that vispy does not know read from a texture unit."""
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
    """Let go of the program in use; vispy remembers which one it used last."""
    gl.glUseProgram(0)
    get_current_canvas().context.shared.parser.env["current_program"] = 0
