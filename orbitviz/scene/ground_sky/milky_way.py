"""The Milky Way as it stands over a place."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from orbitviz.base.arrays import Floats
from orbitviz.base.colours import to_linear
from orbitviz.base.constants import TAU
from orbitviz.base.resources import asset_path
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.ground_sky.projection import Projection
from orbitviz.subsystems.photometry import extinction_mag

_SIZE = (1536, 768)  # of the map: four texels a degree
_LIGHT = 0.05  # of the map's white


def milky_way_light(projection: Projection, observer: Observer, geometry: SkyGeometry) -> Floats:
    """Return (height, width, 3) linear light, none below the horizon; dimmed by the air.

    observer   in TEME at the instant of `geometry`
    """
    azimuth_rad, elevation_rad = projection.directions()
    up = elevation_rad > 0.0
    azimuth, elevation = azimuth_rad[up], elevation_rad[up]
    across = np.cos(elevation)
    local = np.stack([across * np.sin(azimuth), across * np.cos(azimuth), np.sin(elevation)], 1)
    x, y, z = (local @ observer.axes @ geometry.gcrs_to_teme).T
    texels = _texels()
    height, width, _ = texels.shape
    # The map runs from right ascension 90 degrees at its left edge, falling.
    column = (np.remainder(0.25 - np.arctan2(y, x) / TAU, 1.0) * width).astype(np.int64)
    row = ((0.5 - np.arcsin(np.clip(z, -1.0, 1.0)) / np.pi) * height).astype(np.int64)
    dimmed = 10.0 ** (-0.4 * extinction_mag(elevation))
    light = np.zeros((*up.shape, 3))
    light[up] = texels[np.minimum(row, height - 1), np.minimum(column, width - 1)]
    light[up] *= (_LIGHT * dimmed)[:, None]
    return light


@lru_cache(maxsize=1)
def _texels() -> NDArray[np.float32]:
    """Return (h, w, 3) linear light of the map. Raises UserError if it is missing."""
    with Image.open(asset_path("sky/milky_way.jpg")) as picture:
        small = picture.convert("RGB").resize(_SIZE, Image.Resampling.BOX)
    return to_linear(np.asarray(small) / 255.0)
