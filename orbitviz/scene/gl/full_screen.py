"""Programs that colour every pixel of the picture."""

from __future__ import annotations

import numpy as np
from vispy import gloo

from orbitviz.scene.gl.programs import OLDEST, load_program

CORNERS = np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]], np.float32)


def full_screen_program(fragment: str, version: str = OLDEST, /, **defines: float) -> gloo.Program:
    """Return the program of a fragment shader; draw it as a "triangle_strip"."""
    program = load_program("fullscreen.vert", fragment, version, **defines)
    program["a_corner"] = CORNERS
    return program
