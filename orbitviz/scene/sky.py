"""Stars, Milky Way and Sun, in their true places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.facts.constants import SUN_RADIUS_KM
from orbitviz.facts.resources import asset_path
from orbitviz.model.view import Layers
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.moment import Moment
from orbitviz.scene.full_screen import full_screen_program
from orbitviz.scene.programs import load_program
from orbitviz.scene.textures import mipmapped_texture, open_picture
from orbitviz.scene.view import View

Floats32 = NDArray[np.float32]

_MILKY_WAY_LIGHT = 0.22


@dataclass(frozen=True)
class SkyImages:
    """The sky in GCRS axes.

    milky_way    (h, w, 3) uint8   sRGB, equatorial, RA 90 degrees at the left edge, falling
    direction    (n, 3)    float32 unit vectors of the stars, brightest first
    magnitude    (n,)      float32 visual magnitude
    colour       (n, 3)    float32 linear light, the strongest channel 1
    figures      (m, 2, 3) float32 unit vectors of the constellation lines
    """

    milky_way: NDArray[np.uint8]
    direction: Floats32
    magnitude: Floats32
    colour: Floats32
    figures: Floats32


def load_sky_images() -> SkyImages:
    """Decode the sky; any thread may call it. Raises UserError if a file is missing."""
    with np.load(asset_path("sky/stars.npz")) as table:
        return SkyImages(
            np.asarray(open_picture(asset_path("sky/milky_way.jpg"))),
            table["direction"],
            table["magnitude"],
            star_colours(table["colour_index"]),
            table["figures"],
        )


def star_colours(colour_index: Floats32) -> Floats32:
    """Return (n, 3) float32 linear light of stars by their B-V (n,).

    Temperature by Ballesteros (2012), EPL 97 34008; a black body's light at the wavelengths of
    the three primaries (610, 549, 468 nm).
    """
    bv = np.clip(colour_index.astype(np.float64), -0.4, 2.0)
    kelvin = 4600.0 * (1.0 / (0.92 * bv + 1.7) + 1.0 / (0.92 * bv + 0.62))
    wavelength_m = np.array([610e-9, 549e-9, 468e-9])
    second_radiation_m_k = 1.438777e-2
    light = 1.0 / (
        wavelength_m**5 * np.expm1(second_radiation_m_k / (wavelength_m * kelvin[:, None]))
    )
    # White is the Sun's own light.
    sun = 1.0 / (wavelength_m**5 * np.expm1(second_radiation_m_k / (wavelength_m * 5772.0)))
    light /= sun
    light /= light.max(axis=1, keepdims=True)
    return np.asarray(light, np.float32)


class SkyLayer:
    """Fills the picture with the sky; to be drawn first."""

    def __init__(self, images: SkyImages) -> None:
        self._images = images
        self._background: gloo.Program | None = None
        self._stars: gloo.Program | None = None

    def draw(self, view: View, moment: Moment, layers: Layers) -> None:
        """Draw the sky as the camera sees it at `moment`."""
        self._draw_background(view, moment, layers)
        if layers.stars:
            self._draw_stars(view, moment)

    def _draw_background(self, view: View, moment: Moment, layers: Layers) -> None:
        if self._background is None:
            self._background = full_screen_program("sky.frag")
            self._background["u_milky_way"] = mipmapped_texture(self._images.milky_way, True)
        program = self._background
        view.apply(program)
        # The inverse of a rotation is its transpose, and GL wants columns: twice turned.
        program["u_to_gcrs"] = moment.gcrs_to_teme.astype(np.float32)
        program["u_sun_direction"] = moment.sun_direction.astype(np.float32)
        distance_km = float(np.linalg.norm(moment.sun_teme_km))
        program["u_sun_radius"] = SUN_RADIUS_KM / distance_km if layers.sun else 0.0
        program["u_sun_light"] = float(sunlit(view.eye_km[None], moment.sun_teme_km)[0])
        program["u_milky_way_light"] = _MILKY_WAY_LIGHT if layers.milky_way else 0.0
        gloo.set_state(blend=False, depth_test=False, cull_face=False)
        program.draw("triangle_strip")

    def _draw_stars(self, view: View, moment: Moment) -> None:
        if self._stars is None:
            self._stars = load_program("stars.vert", "stars.frag")
            self._stars["a_direction"] = gloo.VertexBuffer(self._images.direction)
            self._stars["a_magnitude"] = gloo.VertexBuffer(self._images.magnitude)
            self._stars["a_colour"] = gloo.VertexBuffer(self._images.colour)
        view.apply(self._stars)
        self._stars["u_to_teme"] = moment.gcrs_to_teme.T.astype(np.float32)
        gloo.set_state(blend=True, blend_func=("one", "one"), depth_test=False)
        self._stars.draw("points")
