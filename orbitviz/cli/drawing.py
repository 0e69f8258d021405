"""Loads what draws: a verb says in a sentence that OpenGL is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from orbitviz.base.errors import UserError


@contextmanager
def loading_opengl() -> Iterator[None]:
    """Import the scene inside. Raises UserError if the libraries of OpenGL cannot be loaded."""
    try:
        yield
    except (ImportError, OSError, AttributeError) as error:  # PyOpenGL raises all three
        raise UserError(
            f"OpenGL cannot be loaded ({error})",
            allowed="the libraries of OpenGL (on Debian and Ubuntu: libegl1, libgl1 and "
            "libgl1-mesa-dri)",
        ) from None
