"""The ground of the map by day and by night, and the light on it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.base.colours import to_linear, to_srgb
from orbitviz.base.constants import TAU
from orbitviz.base.resources import asset_path
from orbitviz.orbits.geodesy import zenith
from orbitviz.scene.pictures import open_picture
from orbitviz.scene.world_map.projection import MapFrame

Bytes = NDArray[np.uint8]

_WIDTHS = (1024, 2048, 4096)  # of the textures, texels
_ROWS = 48  # of pixels at a time
# Sine of the Sun's height between which the night ends: twilight, 12 degrees below to 6 above.
_NIGHT_ENDS, _DAY_BEGINS = -0.208, 0.105
_DAY = 0.48  # of the light of the day: satellites stand out before it
_STARLIGHT = np.array([0.020, 0.030, 0.052], np.float32)  # of the ground under the stars
_CITY = np.array([1.0, 0.66, 0.30], np.float32) * np.float32(1.1)
_PLAIN_DAY = np.array([0.030, 0.060, 0.105], np.float32)  # without maps
_PLAIN_NIGHT = np.array([0.006, 0.010, 0.018], np.float32)
PAGE = np.array([0.0022, 0.0030, 0.0050], np.float32)  # linear light beyond the Earth
_LINEAR = to_linear(np.arange(256) / 255.0)
_STEPS = 1 << 12  # of linear light, as fine as 8 bits tell dark ones apart
_SRGB = np.rint(255.0 * to_srgb(np.linspace(0.0, 1.0, _STEPS))).astype(np.uint8)


@dataclass(frozen=True, eq=False)
class Ground:
    """The ground of a frame, linear light; each array is float32.

    day, night   (h, w, 3) where the Sun is high, and where it is far below the horizon
    up           (h, w, 3) normals of the ellipsoid, ITRS; zero off the Earth
    """

    day: Floats32
    night: Floats32
    up: Floats32

    def under(self, sun_itrs: Floats, rows: slice) -> Floats32:
        """Return (h, w, 3) linear light of some rows under the Sun in a direction (3,)."""
        day, night, up = self.day[rows], self.night[rows], self.up[rows]
        risen = up @ sun_itrs.astype(np.float32)
        share = np.clip((risen - _NIGHT_ENDS) / (_DAY_BEGINS - _NIGHT_ENDS), 0.0, 1.0)
        share = share * share * (3.0 - 2.0 * share)
        # A little brighter below the Sun.
        share *= 0.8 + 0.2 * np.maximum(risen, 0.0)
        return np.asarray(night + share[..., None] * (day - night), np.float32)

    def draw(self, cover: Floats32, ink: tuple[float, float, float, float]) -> None:
        """Draw what covers (h, w) of the pixels over it, in linear light and its opacity."""
        share = (cover * np.float32(ink[3]) * (self.up.any(axis=2)))[..., None]
        for light in (self.day, self.night):
            light += share * (np.array(ink[:3], np.float32) - light)


def encoded(light: Floats32) -> Bytes:
    """Return sRGB uint8 of linear light 0..1 of any shape."""
    steps = np.clip(light * np.float32(_STEPS - 1) + np.float32(0.5), 0.0, _STEPS - 1)
    return np.asarray(_SRGB[steps.astype(np.uint16)])


def ground_of(frame: MapFrame, *, maps: bool, lights: bool) -> Generator[None, None, Ground]:
    """Return the ground of a frame, as a generator of steps of some milliseconds.

    maps     land and sea, else plain
    lights   of cities by night
    """
    width, height = frame.drawn
    day, night, up = (np.zeros((height, width, 3), np.float32) for _ in range(3))
    x = np.arange(width) + 0.5
    texture = _texture(_width_for(frame)) if maps else None
    yield
    for top in range(0, height, _ROWS):
        rows = slice(top, min(top + _ROWS, height))
        columns, lines = np.meshgrid(x, np.arange(rows.start, rows.stop) + 0.5)
        lat, lon = frame.places(columns, lines)
        on = ~np.isnan(lat)
        day[rows], night[rows] = PAGE, PAGE
        lat, lon = lat[on], lon[on]
        up[rows][on] = zenith(lat, lon)
        if texture is None:
            day[rows][on], night[rows][on] = _PLAIN_DAY, _PLAIN_NIGHT
        else:
            texels = sampled(texture, lat, lon)
            albedo = to_light(texels[:, :3])
            city = _LINEAR[texels[:, 3]] if lights else np.zeros(len(texels), np.float32)
            day[rows][on] = _DAY * albedo
            night[rows][on] = albedo[:, 1:2] * _STARLIGHT * 2.0 + _STARLIGHT * 0.05
            night[rows][on] += city[:, None] * _CITY
        yield
    return Ground(day, night, up)


def to_light(srgb: Bytes) -> Floats32:
    """Return linear light of sRGB uint8 of any shape."""
    return _LINEAR[srgb]


def _width_for(frame: MapFrame) -> int:
    """Return the width of the coarsest texture that has a texel for each pixel."""
    around = TAU * frame.scale
    return next((width for width in _WIDTHS if width >= 0.75 * around), _WIDTHS[-1])


@lru_cache(maxsize=2)
def _texture(width: int) -> Bytes:
    """Return (h, w, 4) uint8: colour by day (sRGB) and lights by night; left edge 180 W."""
    size = (width, width // 2)
    day = open_picture(asset_path("earth/day.jpg"), size)
    lights = open_picture(asset_path("earth/lights_clouds_water.jpg"), size).getchannel(0)
    both = Image.merge("RGBA", (*day.split(), lights))
    if both.size != size:
        both = both.resize(size, Image.Resampling.BOX)
    return np.asarray(both)


def sampled(texture: Bytes, lat_rad: Floats, lon_rad: Floats) -> Bytes:
    """Return (n, 4) uint8 at places, by straight lines between texels."""
    height, width = texture.shape[:2]
    texels = texture.reshape(-1, 4).view(np.uint32)[:, 0]
    column = (lon_rad / TAU + 0.5) * width - 0.5
    row = np.clip((0.5 - 2.0 * lat_rad / TAU) * height - 0.5, 0.0, height - 1.0)
    left, top = np.floor(column).astype(np.int32), np.floor(row).astype(np.int32)
    across, down = (column - left).astype(np.float32), (row - top).astype(np.float32)
    right, below = (left + 1) % width, np.minimum(top + 1, height - 1)
    left %= width
    out = np.zeros((len(lat_rad), 4), np.float32)
    for r, share_down in ((top, 1.0 - down), (below, down)):
        for c, share_across in ((left, 1.0 - across), (right, across)):
            at = texels[r * width + c].view(np.uint8).reshape(-1, 4)
            out += at * (share_down * share_across)[:, None]
    return np.rint(out).astype(np.uint8)
