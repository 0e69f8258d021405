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
from orbitviz.orbits.stars import star_catalogue
from orbitviz.scene.backdrop.earth_outline import ground_fills
from orbitviz.scene.backdrop.milky_way import SkyMap, sky_map
from orbitviz.scene.backdrop.moon import MoonLayer
from orbitviz.scene.backdrop.sky_background import SkyBackground
from orbitviz.scene.backdrop.sun import SunLayer, night_exposure
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.pictures import open_picture
from orbitviz.scene.star_colours import star_colours
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
    stars = star_catalogue()
    return SkyImages(
        milky_way=sky_map(open_picture(asset_path("sky/milky_way.jpg"))),
        moon=np.asarray(open_picture(asset_path("sky/moon.jpg")))[..., None],
        direction=stars.direction,
        magnitude=stars.magnitude,
        colour=star_colours(stars.colour_index),
        figures=stars.figures,
    )


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
