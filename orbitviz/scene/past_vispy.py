"""What must be known of vispy's inside where OpenGL is called past it."""

from __future__ import annotations

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


def leave_program() -> None:
    """Let go of the program in use; vispy remembers which one it used last."""
    gl.glUseProgram(0)
    get_current_canvas().context.shared.parser.env["current_program"] = 0
