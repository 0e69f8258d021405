"""Textures to draw into and to read from."""

from __future__ import annotations

from vispy import gloo


class Target:
    """A texture and its framebuffer; a GL context must be current."""

    def __init__(self, size: tuple[int, int], internalformat: str) -> None:
        width, height = size
        self.size = size
        self.texture = gloo.Texture2D(
            (height, width, 4),
            format="rgba",
            internalformat=internalformat,
            interpolation="linear",
            wrapping="clamp_to_edge",
        )
        self.framebuffer = gloo.FrameBuffer(self.texture)


def draw_into(target: Target, program: gloo.Program) -> None:
    """Fill a target with a full-screen program."""
    with target.framebuffer:
        gloo.set_viewport(0, 0, *target.size)
        program.draw("triangle_strip")
