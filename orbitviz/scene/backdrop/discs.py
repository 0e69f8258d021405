"""Bodies of the sky as squares of the picture: what shaders/disc.vert needs."""

from __future__ import annotations

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.scene.gl.full_screen import CORNERS
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.view import View


def disc_program(fragment: str) -> gloo.Program:
    """Return the program of a fragment shader on such a square, to be drawn with draw_square."""
    program = load_program("disc.vert", fragment)
    program["a_corner"] = CORNERS
    return program


def seen_from(view: View, body_km: Floats) -> tuple[Floats, float]:
    """Return the unit vector (3,) from the eye to a body, and the distance in km; TEME."""
    to_body = body_km - view.eye_km
    distance_km = float(np.linalg.norm(to_body))
    return to_body / distance_km, distance_km


def reach_px(view: View, radius_rad: float) -> float:
    """Return half the side of a square that holds a disc wherever in the picture it stands."""
    # Away from the middle of the picture a pixel is a smaller angle.
    wide = 1.0 + view.tan_half[0] ** 2 + view.tan_half[1] ** 2
    return 1.1 * radius_rad * wide / view.radians_per_pixel + 2.0


def outside(view: View, direction: Floats) -> float:
    """Return how far a direction is outside the picture, in halves of its sides; <= 0 inside."""
    depth = float(direction @ view.forward)
    if depth <= 0.0:
        return float("inf")
    x = abs(float(direction @ view.right)) / (depth * view.tan_half[0])
    y = abs(float(direction @ view.up)) / (depth * view.tan_half[1])
    return max(x, y) - 1.0


def draw_square(program: gloo.Program, view: View, direction: Floats, reach: float) -> None:
    """Draw a square of half side `reach` pixels around a direction."""
    view.apply(program)
    program["u_direction"] = direction.astype(np.float32)
    program["u_reach_px"] = reach
    program.draw("triangle_strip")
