"""Drawing into a part of the framebuffer alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from vispy import gloo


@contextmanager
def scissors(box: tuple[int, int, int, int]) -> Iterator[None]:
    """Draw and clear only within left, bottom, width, height, pixels of the framebuffer."""
    gloo.set_state(scissor_test=True)
    gloo.set_scissor(*box)
    yield
    gloo.set_state(scissor_test=False)
