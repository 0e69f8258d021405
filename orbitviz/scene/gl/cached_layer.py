"""A part of the picture that is drawn into a texture once and shown many times."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from vispy import gloo

from orbitviz.scene.gl import blending
from orbitviz.scene.gl.cutting import scissors
from orbitviz.scene.gl.full_screen import full_screen_program
from orbitviz.scene.gl.gl_info import gl_number
from orbitviz.scene.gl.vispy_internals import copy_pixels


class CachedLayer:
    """An RGBA texture of 8 bits with its framebuffer; a GL context must be current."""

    def __init__(self, interpolation: str = "nearest", *, stencil: bool = False) -> None:
        """Create.

        interpolation   "linear" where it is shown with more pixels
        stencil         with a stencil buffer, see cover.Cover
        """
        self._has_stencil = stencil
        self._interpolation = interpolation
        self._size = (0, 0)
        self._texture: gloo.Texture2D | None = None
        self._framebuffer: gloo.FrameBuffer | None = None
        self._program = full_screen_program("picture.frag")
        self._can_copy = gl_number() >= (3, 0)

    @property
    def texture(self) -> gloo.Texture2D:
        """The pixels drawn last."""
        assert self._texture is not None
        return self._texture

    @contextmanager
    def drawing(
        self, size: tuple[int, int], clear: tuple[float, ...] | None = None
    ) -> Iterator[None]:
        """Draw into the layer, `size` pixels, cleared to a colour, None if the drawing fills it."""
        if size != self._size:
            self._size = size
            self._texture = gloo.Texture2D(
                (size[1], size[0], 4), format="rgba", interpolation=self._interpolation
            )
            stencil = (
                gloo.RenderBuffer((size[1], size[0]), "stencil") if self._has_stencil else None
            )
            self._framebuffer = gloo.FrameBuffer(self._texture, stencil=stencil)
            self._program["u_picture"] = self._texture
        assert self._framebuffer is not None
        with self._framebuffer:
            gloo.set_viewport(0, 0, *size)
            if clear is not None:
                gloo.clear(color=clear, depth=False)
            yield

    def show(self, size: tuple[int, int]) -> None:
        """Fill the current framebuffer of `size` pixels with the layer, enlarged if it has less."""
        if self._can_copy and size == self._size:
            copy_pixels(self._framebuffer, (0, 0, *size), (0, 0))
        else:
            blending.overwrite()
            self._program.draw("triangle_strip")

    def show_part(self, left: int, right: int, at: int) -> None:
        """Show the columns from `left` to before `right` in the current framebuffer.

        at   how far to the right they go, pixels
        """
        height = self._size[1]
        if self._can_copy:
            copy_pixels(self._framebuffer, (left, 0, right, height), (at, 0))
            return
        gloo.set_viewport(at, 0, *self._size)
        with scissors((left + at, 0, right - left, height)):
            blending.overwrite()
            self._program.draw("triangle_strip")
