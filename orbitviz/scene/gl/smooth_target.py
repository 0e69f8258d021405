"""A picture with depth and smooth edges: several samples a pixel, shaded once, then averaged.

vispy has no multisampling, so that OpenGL is called past it. A driver older than OpenGL 3.0 gets
a picture of one sample.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import c_uint

from OpenGL.raw.GL.VERSION import GL_3_0
from vispy import gloo
from vispy.gloo import gl

from orbitviz.scene.gl.gl_info import gl_number
from orbitviz.scene.gl.vispy_internals import bound_framebuffer, flush, framebuffer_handle

SAMPLES = 4
_CLEAR_WHOLE = 0.3  # share of the target that it costs as much to clear in parts as to clear it all
_GL_RGBA8, _GL_DEPTH_24 = 0x8058, 0x81A6

Box = tuple[int, int, int, int]  # left, bottom, width, height in pixels


class SmoothTarget:
    """A texture to draw into with depth; a GL context must be current."""

    def __init__(self, size: tuple[int, int], *, multisample: bool | None = None) -> None:
        """Create; `multisample`: None where the driver has it."""
        shape = (size[1], size[0])
        self.size = size
        self.texture = gloo.Texture2D((*shape, 4), format="rgba", interpolation="nearest")
        self._has_samples = gl_number() >= (3, 0) if multisample is None else multisample
        depth = None if self._has_samples else gloo.RenderBuffer(shape, "depth")
        self._framebuffer = gloo.FrameBuffer(self.texture, depth)
        self._samples = _Samples(size) if self._has_samples else None

    @contextmanager
    def drawing(self, parts: Sequence[Box]) -> Iterator[None]:
        """Draw into parts, cleared before and averaged after; depths tested, colours replaced.

        What is drawn beside the parts is lost.
        """
        with self._framebuffer:
            gloo.set_viewport(0, 0, *self.size)
            flush()
            if self._samples is not None:
                self._samples.begin()
            gloo.set_state(blend=False, depth_test=True, cull_face=False, scissor_test=False)
            gloo.set_depth_mask(True)
            self._clear(parts)
            gloo.set_state(scissor_test=True)
            gloo.set_scissor(0, 0, *self.size)
            yield
            gloo.set_state(depth_test=False, scissor_test=False)  # a scissor would cut the average
            flush()
            if self._samples is not None:
                self._samples.end(framebuffer_handle(self._framebuffer), parts)

    def _clear(self, parts: Sequence[Box]) -> None:
        """Clear at least the parts."""
        area = sum(width * height for _, _, width, height in parts)
        if area > _CLEAR_WHOLE * self.size[0] * self.size[1]:
            gloo.clear(color=(0.0, 0.0, 0.0, 0.0), depth=True)
            return
        gloo.set_state(scissor_test=True)
        for box in parts:
            gloo.set_scissor(*box)
            gloo.clear(color=(0.0, 0.0, 0.0, 0.0), depth=True)

    def clear_depth(self, box: Box) -> None:
        """Forget the depths of a part, so that what follows covers what is there."""
        gloo.set_scissor(*box)
        gloo.clear(color=False, depth=True)

    def delete(self) -> None:
        """Free what vispy does not know."""
        if self._samples is not None:
            self._samples.delete()


class _Samples:
    """A framebuffer with SAMPLES samples a pixel."""

    def __init__(self, size: tuple[int, int]) -> None:
        flush()
        bound = bound_framebuffer()
        framebuffer, buffers = c_uint(), (c_uint * 2)()
        GL_3_0.glGenFramebuffers(1, framebuffer)
        GL_3_0.glGenRenderbuffers(2, buffers)
        self._handle, self._buffers = framebuffer.value, buffers
        GL_3_0.glBindFramebuffer(GL_3_0.GL_FRAMEBUFFER, self._handle)
        kinds = (
            (GL_3_0.GL_COLOR_ATTACHMENT0, _GL_RGBA8), (GL_3_0.GL_DEPTH_ATTACHMENT, _GL_DEPTH_24),
        )  # fmt: skip
        for (attachment, content), buffer in zip(kinds, buffers, strict=True):
            GL_3_0.glBindRenderbuffer(GL_3_0.GL_RENDERBUFFER, buffer)
            GL_3_0.glRenderbufferStorageMultisample(GL_3_0.GL_RENDERBUFFER, SAMPLES, content, *size)
            GL_3_0.glFramebufferRenderbuffer(
                GL_3_0.GL_FRAMEBUFFER, attachment, GL_3_0.GL_RENDERBUFFER, buffer
            )
        GL_3_0.glBindRenderbuffer(GL_3_0.GL_RENDERBUFFER, 0)
        GL_3_0.glBindFramebuffer(GL_3_0.GL_FRAMEBUFFER, bound)

    def begin(self) -> None:
        GL_3_0.glBindFramebuffer(GL_3_0.GL_FRAMEBUFFER, self._handle)

    def end(self, target: int, parts: Sequence[Box]) -> None:
        """Average the samples of parts into another framebuffer, which stays bound."""
        GL_3_0.glBindFramebuffer(GL_3_0.GL_READ_FRAMEBUFFER, self._handle)
        GL_3_0.glBindFramebuffer(GL_3_0.GL_DRAW_FRAMEBUFFER, target)
        for left, bottom, width, height in parts:
            edges = (left, bottom, left + width, bottom + height)
            GL_3_0.glBlitFramebuffer(*edges, *edges, gl.GL_COLOR_BUFFER_BIT, gl.GL_NEAREST)
        GL_3_0.glBindFramebuffer(GL_3_0.GL_FRAMEBUFFER, target)

    def delete(self) -> None:
        GL_3_0.glDeleteFramebuffers(1, c_uint(self._handle))
        GL_3_0.glDeleteRenderbuffers(2, self._buffers)
