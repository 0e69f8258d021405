"""Diffuse reflectance of the parts of a body, linear."""

from __future__ import annotations

from orbitviz.analysis.bodies.mesh import Part
from orbitviz.scene.bodies.light import vec3

# Of parts with a pattern its mean, see shaders/lib/body_surface.glsl.
REFLECTANCE = {
    Part.BUS: (0.45, 0.46, 0.47),
    Part.ARRAY: (0.020, 0.027, 0.060),
    Part.ARRAY_BACK: (0.28, 0.26, 0.23),
    Part.RADIATOR: (0.72, 0.73, 0.75),
    Part.STRUCTURE: (0.34, 0.35, 0.37),
    Part.ANTENNA: (0.72, 0.72, 0.72),
    Part.LENS: (0.030, 0.032, 0.040),
}
GOLD = (0.45, 0.28, 0.09)  # of a bus that is wrapped in foil


def reflectance_defines() -> dict[str, str]:
    """Return the defines of shaders/body.vert: the parts without a pattern."""
    plain = (Part.STRUCTURE, Part.ANTENNA, Part.LENS)
    return {part.name: vec3(REFLECTANCE[part]) for part in plain}
