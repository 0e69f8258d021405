"""The privates of vispy that are used where OpenGL is called directly.

tests/scene/test_vispy_internals.py names the one that a new version of vispy breaks.
"""

from __future__ import annotations

from ctypes import c_int, c_void_p
from typing import Any

import numpy as np
from OpenGL.raw.GL.VERSION import GL_1_0, GL_3_0
from vispy import gloo
from vispy.gloo import gl
from vispy.gloo.context import get_current_canvas
from vispy.gloo.glir import JUST_DELETED


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
    """Upload a buffer before any program uses it."""
    get_current_canvas().context.glir.associate(buffer.glir)


def set_filter(texture: gloo.Texture2D, minify: int, magnify: int) -> None:
    """Set the filters of a texture by OpenGL's numbers: vispy knows none with mipmaps."""
    texture.glir.command("INTERPOLATION", texture.id, minify, magnify)


def set_sampler(program: gloo.Program, name: str, unit: int) -> None:
    """Bind a sampler of a type unknown to vispy to a texture unit."""
    program.glir.command("UNIFORM", program.id, name, "int", np.array([unit], np.int32))


def copy_pixels(
    source: gloo.FrameBuffer, box: tuple[int, int, int, int], at: tuple[int, int]
) -> None:
    """Copy pixels of a framebuffer into the current one; OpenGL 3.0.

    box   left, bottom, right, top in the source
    at    how far to the right of there and up they go
    """
    context = get_current_canvas().context
    context.glir.associate(source.glir)
    flush()
    target = bound_framebuffer()
    GL_3_0.glBindFramebuffer(GL_3_0.GL_READ_FRAMEBUFFER, framebuffer_handle(source))
    left, bottom, right, top = box
    target_box = (left + at[0], bottom + at[1], right + at[0], top + at[1])
    GL_3_0.glBlitFramebuffer(*box, *target_box, gl.GL_COLOR_BUFFER_BIT, gl.GL_NEAREST)
    GL_3_0.glBindFramebuffer(GL_3_0.GL_READ_FRAMEBUFFER, target)


def bound_framebuffer() -> int:
    """Return OpenGL's handle of the framebuffer that is drawn into; OpenGL 3.0."""
    bound = c_int()
    GL_1_0.glGetIntegerv(GL_3_0.GL_DRAW_FRAMEBUFFER_BINDING, bound)
    return bound.value


def framebuffer_handle(framebuffer: gloo.FrameBuffer) -> int:
    """Return OpenGL's handle of a framebuffer in use."""
    return int(get_current_canvas().context.shared.parser.get_object(framebuffer.id).handle)


def leave_program() -> None:
    """Unbind the program in use; vispy caches which one it used last."""
    gl.glUseProgram(0)
    get_current_canvas().context.shared.parser.env["current_program"] = 0


def delete_objects(canvas: Any) -> None:
    """Delete every GL object that vispy made in the context of a canvas, which is made current.

    A context that shares its objects, as all of Qt's do here, would leave them behind.
    """
    canvas.set_current()
    canvas.context.flush_commands()
    objects = canvas.context.shared.parser._objects
    for made in objects.values():
        if made != JUST_DELETED:
            made.delete()
    objects.clear()


def close_canvas(canvas: Any) -> None:
    """Close an invisible canvas together with its GL context, which vispy's EGL leaves open."""
    backend = canvas._backend
    canvas.close()
    context = getattr(backend, "_native_context", None)
    if context is None:
        return
    from vispy.app.backends import _egl

    egl, display = _egl.egl, _egl._EGL_DISPLAY
    egl.eglMakeCurrent(display, None, None, None)
    egl._lib.eglDestroyContext.argtypes = (c_void_p, c_void_p)
    egl._lib.eglDestroyContext(display, context)
    _egl._VP_EGL_ALL_WINDOWS.remove(backend)
