"""Satellites in view of the ground, as colour over the Earth."""

from __future__ import annotations

import numpy as np
from vispy import gloo

from orbitviz.analysis.coverage.cover_grid import CoverGrid
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.earth_outline import outline, ring_edges, ring_places
from orbitviz.scene.cover_colours import cover_rgba
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.gl.textures import plain_texture
from orbitviz.scene.view import View

_CORNERS = 8  # of the ring, as of the ground


class CoverageLayer:
    """Draws over the ground that is there; a GL context must be current."""

    def __init__(self) -> None:
        """Build; nothing is loaded before it is drawn first."""
        self._program: gloo.Program | None = None
        self._grid: CoverGrid | None = None

    def draw(self, view: View, geometry: SkyGeometry, grid: CoverGrid) -> None:
        """Draw a grid, which turns with the Earth to the instant of `geometry`."""
        eye_itrs_km = geometry.teme_to_itrs @ view.eye_km
        seen = outline(eye_itrs_km)
        if seen.ground_rad <= 0.0:
            return
        if self._program is None:
            self._program = load_program("earth.vert", "coverage.frag")
            self._program["a_place"] = ring_places(_CORNERS)
        program = self._program
        if grid is not self._grid:
            program["u_cover"] = plain_texture(cover_rgba(grid), wrap_x=True)
            self._grid = grid
        view.apply(program)
        eye = eye_itrs_km * TO_UNIT_SPHERE
        # Columns for GL: the transpose of the matrix, row by row.
        program["u_to_itrs"] = geometry.teme_to_itrs.T.astype(np.float32)
        program["u_sides"] = seen.sides.astype(np.float32)
        program["u_edges"] = np.asarray(ring_edges(0.0, seen.ground_rad, _CORNERS), np.float32)
        program["u_eye"] = eye.astype(np.float32)
        program["u_outside"] = float(eye @ eye - 1.0)
        blending.blend_premultiplied()
        program.draw("triangle_strip")
