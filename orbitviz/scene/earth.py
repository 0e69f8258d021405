"""The Earth: one full-screen pass that follows each pixel's ray to the ground and the air."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from vispy import gloo

from orbitviz.facts.resources import asset_path
from orbitviz.model.view import Layers
from orbitviz.orbits.moment import Moment
from orbitviz.scene.full_screen import full_screen_program
from orbitviz.scene.textures import mipmapped_texture, open_picture
from orbitviz.scene.view import View


@dataclass(frozen=True)
class EarthImages:
    """Maps of the Earth, equirectangular, left edge 180 W, first row 90 N.

    ground   (h, w, 4) uint8  colour by day (sRGB), share of water
    above    (h, w, 4) uint8  lights by night, clouds, slope to the east, slope to the north
    """

    ground: NDArray[np.uint8]
    above: NDArray[np.uint8]


def load_earth_images() -> EarthImages:
    """Decode the maps; any thread may call it. Raises UserError if a file is missing."""
    ground = open_picture(asset_path("earth/day.jpg"))
    lights, clouds, water = open_picture(asset_path("earth/lights_clouds_water.jpg")).split()
    heights = open_picture(asset_path("earth/heights.jpg"))
    # Pillow joins channels several times faster than numpy.
    ground.putalpha(water)
    above = Image.merge("RGBA", (lights, clouds, *_slopes(heights, ground.size)))
    return EarthImages(np.asarray(ground), np.asarray(above))


def _slopes(heights: Image.Image, size: tuple[int, int]) -> list[Image.Image]:
    """Return slopes to the east and to the north as pictures of `size`, 128 is level."""
    h = np.asarray(heights).astype(np.int16)
    east = np.roll(h, -1, axis=1) - np.roll(h, 1, axis=1)
    north = np.zeros_like(h)
    north[1:-1] = h[:-2] - h[2:]
    levels = [np.clip(128 + 3 * slope, 0, 255).astype(np.uint8) for slope in (east, north)]
    return [Image.fromarray(x).resize(size, Image.Resampling.BILINEAR) for x in levels]


class EarthLayer:
    """Draws ground, clouds, city lights and air over the sky that is there."""

    def __init__(self, images: EarthImages) -> None:
        self._images: EarthImages | None = images
        self._program: gloo.Program | None = None

    def draw(self, view: View, moment: Moment, layers: Layers) -> None:
        """Draw the Earth as it stands at `moment`; a GL context must be current."""
        program = self._program or self._make_program()
        view.apply(program)
        # Columns for GL: the transpose of the matrix, row by row.
        program["u_to_itrs"] = moment.teme_to_itrs.T.astype(np.float32)
        program["u_sun"] = (moment.teme_to_itrs @ moment.sun_direction).astype(np.float32)
        program["u_clouds"] = float(layers.clouds)
        program["u_air"] = float(layers.atmosphere)
        program["u_lights"] = float(layers.night_lights)
        gloo.set_state(
            blend=True, blend_func=("one", "one_minus_src_alpha"), depth_test=False, cull_face=False
        )
        program.draw("triangle_strip")

    def _make_program(self) -> gloo.Program:
        assert self._images is not None
        program = full_screen_program("earth.frag")
        program["u_ground"] = mipmapped_texture(self._images.ground, wrap_x=True)
        program["u_above"] = mipmapped_texture(self._images.above, wrap_x=True)
        # The textures have them now: 64 MB less.
        self._images, self._program = None, program
        return program
