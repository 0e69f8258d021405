"""Pictures that are drawn once and shown until what is on them has changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from vispy import gloo

from orbitviz.orbits.timescale import Instant
from orbitviz.scene.gl.full_screen import full_screen_program
from orbitviz.scene.gl.gl_info import gl_number
from orbitviz.scene.gl.vispy_internals import copy_pixels
from orbitviz.scene.view import View


@dataclass(frozen=True)
class CacheKey:
    """What a picture shows: everything that decides how it looks.

    things    compared by identity: they are replaced, never changed
    choices   compared by value
    """

    things: tuple[Any, ...]
    choices: tuple[Any, ...]
    view: View
    instant: Instant

    def differs(self, new: CacheKey) -> bool:
        """Whether more than camera and time has changed."""
        return (
            len(new.things) != len(self.things)
            or any(a is not b for a, b in zip(new.things, self.things, strict=True))
            or new.choices != self.choices
        )


class CachedLayer:
    """A picture of bytes, drawn into and shown again."""

    def __init__(self) -> None:
        self._size = (0, 0)
        self._texture: gloo.Texture2D | None = None
        self._framebuffer: gloo.FrameBuffer | None = None
        self._program = full_screen_program("picture.frag")
        self._can_copy = gl_number() >= (3, 0)

    @contextmanager
    def drawing(
        self, size: tuple[int, int], clear: tuple[float, ...] | None = None
    ) -> Iterator[None]:
        """Draw into it, `size` pixels, over a colour; None where what is drawn fills it."""
        if size != self._size:
            self._size = size
            self._texture = gloo.Texture2D(
                (size[1], size[0], 4), format="rgba", interpolation="linear"
            )
            self._framebuffer = gloo.FrameBuffer(self._texture)
            self._program["u_picture"] = self._texture
        assert self._framebuffer is not None
        with self._framebuffer:
            gloo.set_viewport(0, 0, *size)
            if clear is not None:
                gloo.clear(color=clear, depth=False)
            yield

    def show(self) -> None:
        """Fill the current framebuffer, of the same size, with it."""
        if self._can_copy:
            copy_pixels(self._framebuffer, self._size)
        else:
            gloo.set_state(blend=False, depth_test=False, cull_face=False)
            self._program.draw("triangle_strip")

    def lay_over(self) -> None:
        """Lay it over what is in the current framebuffer, of any size."""
        gloo.set_state(
            blend=True, blend_func=("one", "one_minus_src_alpha"), depth_test=False, cull_face=False
        )
        self._program.draw("triangle_strip")
