"""Stars, Milky Way, Sun and Moon, in their true places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.base.arrays import Floats32
from orbitviz.base.resources import asset_path
from orbitviz.model.view import Layers
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.earth_outline import ground_fills
from orbitviz.scene.backdrop.milky_way import SkyMap, sky_map
from orbitviz.scene.backdrop.moon import MoonLayer
from orbitviz.scene.backdrop.sky_background import SkyBackground
from orbitviz.scene.backdrop.sun import SunLayer, night_exposure
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.gl.textures import open_picture
from orbitviz.scene.view import View


@dataclass(frozen=True, eq=False, kw_only=True)
class SkyImages:
    """The sky in GCRS axes.

    milky_way    its map
    moon         (h, w, 1) uint8   map of the Moon, longitude 180 W at the left edge
    direction    (n, 3)    float32 unit vectors of the stars, brightest first
    magnitude    (n,)      float32 visual magnitude
    colour       (n, 3)    float32 linear light, the strongest channel 1
    figures      (m, 2, 3) float32 unit vectors of the constellation lines
    """

    milky_way: SkyMap
    moon: NDArray[np.uint8]
    direction: Floats32
    magnitude: Floats32
    colour: Floats32
    figures: Floats32


def load_sky_images() -> SkyImages:
    """Decode the sky; any thread may call it. Raises UserError if a file is missing."""
    with np.load(asset_path("sky/stars.npz")) as table:
        return SkyImages(
            milky_way=sky_map(open_picture(asset_path("sky/milky_way.jpg"))),
            moon=np.asarray(open_picture(asset_path("sky/moon.jpg")))[..., None],
            direction=table["direction"],
            magnitude=table["magnitude"],
            colour=star_colours(table["colour_index"]),
            figures=table["figures"],
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
        self._star_tables = {
            "a_direction": images.direction,
            "a_magnitude": images.magnitude,
            "a_colour": images.colour,
        }
        self._map: SkyMap | None = images.milky_way
        self._background: SkyBackground | None = None
        self._stars: gloo.Program | None = None
        self._sun: SunLayer | None = None
        self._moon_map = images.moon
        self._moon: MoonLayer | None = None

    def draw(self, view: View, geometry: SkyGeometry, layers: Layers) -> None:
        """Draw the sky at the instant of `geometry`, over black."""
        if ground_fills(view):
            return
        exposure = night_exposure(view, geometry) if layers.sun else 1.0
        if layers.milky_way:
            if self._map is not None:
                # Uploaded: the map in memory is dropped.
                self._background, self._map = SkyBackground(self._map), None
            assert self._background is not None
            self._background.draw(view, geometry, exposure)
        if layers.stars:
            self._draw_stars(view, geometry, exposure)
        if layers.sun:
            self._sun_layer().draw_disc(view, geometry)
        if layers.moon:
            if self._moon is None:
                self._moon = MoonLayer(self._moon_map)
            self._moon.draw(view, geometry)

    def draw_glare(self, view: View, geometry: SkyGeometry, layers: Layers) -> None:
        """Draw the Sun's glare over all that is there; to be drawn last."""
        if layers.sun:
            self._sun_layer().draw_glare(view, geometry)

    def _sun_layer(self) -> SunLayer:
        if self._sun is None:
            self._sun = SunLayer()
        return self._sun

    def _draw_stars(self, view: View, geometry: SkyGeometry, exposure: float) -> None:
        if self._stars is None:
            self._stars = load_program("stars.vert", "stars.frag")
            for name, table in self._star_tables.items():
                self._stars[name] = gloo.VertexBuffer(table)
        view.apply(self._stars)
        self._stars["u_to_teme"] = geometry.gcrs_to_teme.T.astype(np.float32)
        self._stars["u_exposure"] = exposure
        blending.add()
        self._stars.draw("points")
