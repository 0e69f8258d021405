"""An OpenGL context without a window: vispy's EGL backend, or a hidden Qt canvas without EGL."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from vispy import app

from orbitviz.base.display import has_server, qt_starts
from orbitviz.base.errors import UserError
from orbitviz.scene.gl.gl_info import gl_extensions, gl_strings, require_driver
from orbitviz.scene.gl.vispy_internals import close_canvas


@contextmanager
def gl_context() -> Iterator[app.Canvas]:
    """Make an invisible GL context current. Raises UserError if none is good enough."""
    if sys.platform.startswith("linux") and not has_server(os.environ):
        os.environ.setdefault("EGL_PLATFORM", "surfaceless")
    reasons = []
    for backend in ("egl", "pyside6"):
        if backend == "pyside6" and not qt_starts():  # Qt would abort the process
            reasons.append("pyside6: there is no display on which Qt starts")
            continue
        try:
            canvas = app.Canvas(app=app.Application(backend), size=(16, 16), show=False)
            canvas.set_current()
        except Exception as error:
            reasons.append(f"{backend}: {' '.join(str(error).split())}")
            continue
        try:
            require_driver(gl_strings(), gl_extensions())
            yield canvas
        finally:
            close_canvas(canvas)
        return
    raise UserError(
        f"no OpenGL context can be created ({'; '.join(reasons)})",
        allowed="a driver for OpenGL 2.1, or Mesa's software driver (libegl1 and libgl1-mesa-dri)",
    )
