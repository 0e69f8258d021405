"""The tiles of a picture, of which only those with light on them are drawn."""

from __future__ import annotations

import numpy as np
from vispy import gloo

from orbitviz.scene.gl.full_screen import full_screen_program
from orbitviz.scene.gl.target import Target, draw_into

HALO_TEXEL_PX = 8  # pixels of a side of a texel of the halo, as shrink.frag makes them
_TILE_TEXELS = 4  # of a side, as the reads of lit_tiles.frag assume
_TILE_PX = _TILE_TEXELS * HALO_TEXEL_PX


class LitTiles:
    """The tiles of a picture of `size` pixels; a GL context must be current.

    Software shades a pixel even to discard it, so dark tiles are dropped as geometry.

    everywhere   treat every tile as lit
    """

    def __init__(self, size: tuple[int, int], *, everywhere: bool) -> None:
        self._find_lit = full_screen_program("lit_tiles.frag", TILE_TEXELS=float(_TILE_TEXELS))
        self._find_lit["u_everywhere"] = float(everywhere)
        across, up = (-(-pixels // _TILE_PX) for pixels in size)
        self._bound: gloo.Program | None = None
        self._lit = Target((across, up), "rgba8")
        self._tile = (_TILE_PX / size[0], _TILE_PX / size[1])
        x, y = np.meshgrid(np.arange(across), np.arange(up))
        first = np.stack([x, y], axis=-1).reshape(-1, 1, 2).astype(np.float32)
        corners = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], np.float32)
        self._corner = gloo.VertexBuffer((first + corners).reshape(-1, 2))
        middle = (first + np.float32(0.5)).repeat(4, axis=1).reshape(-1, 2)
        self._middle = gloo.VertexBuffer(middle)
        triangles = 4 * np.arange(across * up)[:, None] + np.array([0, 1, 2, 1, 3, 2])
        self._triangles = gloo.IndexBuffer(triangles.ravel().astype(np.uint32))

    def find(self, halo: Target) -> None:
        """Find the tiles that a halo reaches; there is no light elsewhere."""
        self._find_lit["u_glow"] = halo.texture
        self._find_lit["u_texel"] = (1.0 / halo.size[0], 1.0 / halo.size[1])
        draw_into(self._lit, self._find_lit)

    def draw(self, program: gloo.Program) -> None:
        """Draw a program of tiles.vert on the lit tiles."""
        if program is not self._bound:
            program["u_tile"], program["u_tiles"] = self._tile, self._lit.size
            program["u_lit"] = self._lit.texture
            program["a_corner"], program["a_middle"] = self._corner, self._middle
            self._bound = program
        program.draw("triangles", self._triangles)
