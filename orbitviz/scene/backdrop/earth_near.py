"""What is drawn of the ground when the camera is near: tiles of a finer map, and noise below it."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.resources import asset_path
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE
from orbitviz.scene.backdrop.earth_below import below_rad
from orbitviz.scene.backdrop.earth_tiles import (
    COAST_REACH,
    COLUMNS,
    ROWS,
    TILE_PX,
    WINDOW,
    Tile,
    Window,
    tiles_around,
)
from orbitviz.scene.backdrop.tiles_ahead import TilesAhead
from orbitviz.scene.gl.textures import make_mipmaps, mipmapped_texture, plain_texture
from orbitviz.scene.pictures import open_picture
from orbitviz.scene.view import View

# Of the ground below the camera in a pixel, where the finer maps begin to be seen.
_NEAR_PIXEL_KM = 3.2
_COMING_PIXEL_KM = 2.0 * _NEAR_PIXEL_KM  # and where tiles are looked for
_NOISE_PX, _NOISE_KM = 512, 220.0
# How the strength of the noise falls with its frequency: land, its hue, clouds.
_NOISE_FALLS = (1.25, 1.6, 1.6)
_FADE = 1.0 / 60.0  # of the tiles into the maps at the edge of the window, as a share of the maps
_FEW = 2 * WINDOW - 1  # tiles of a row and a column

DEFINES: dict[str, float | str] = {
    "TILE_TURNS": f"vec2({COLUMNS / WINDOW:.1f}, {ROWS / WINDOW:.1f})",
    "COAST_REACH": COAST_REACH,
    "PER_FADE": 1.0 / _FADE,
}


def is_near(view: View) -> bool:
    """Return whether a pixel is finer than the texels of the maps of the whole Earth."""
    return pixel_km(view) < _NEAR_PIXEL_KM


def will_be_near(view: View) -> bool:
    """Return whether the camera may be near in a moment."""
    return pixel_km(view) < _COMING_PIXEL_KM


def pixel_km(view: View) -> float:
    """Return how much of the ground right below the camera a logical pixel would show."""
    # Of the ellipsoid, or a camera low over the poles would count as one below the ground.
    height_km = (float(np.linalg.norm(view.eye_km * TO_UNIT_SPHERE)) - 1.0) * EARTH_RADIUS_KM
    return max(height_km, 0.0) * view.radians_per_pixel * view.pixel_ratio


class NearGround:
    """The window of tiles around the place below the camera; a GL context must be current."""

    def __init__(self, *, progressive: bool) -> None:
        """Build; `progressive`: of many tiles one a picture, shown when all are there."""
        self._progressive = progressive
        side = WINDOW * TILE_PX
        self.tiles = gloo.Texture2D(
            (side, side, 4), format="rgba", interpolation="linear", wrapping="repeat"
        )
        self._noise = mipmapped_texture(noise_pixels(), wrap_x=True)
        self._noise.wrapping = "repeat"
        sea = np.asarray(open_picture(asset_path("earth/sea.jpg")))
        self._sea = plain_texture(sea, wrap_x=True)  # smooth: it needs no mipmaps
        self._held: dict[tuple[int, int], Tile] = {}
        self._ahead = TilesAhead()
        self.is_incomplete = False  # whether tiles are still to be read

    def look_ahead(self, eye_itrs_km: Floats) -> None:
        """Begin to read the tiles that a moving camera is coming to."""
        if self._progressive:
            self._ahead.follow(eye_itrs_km, self._held.values())

    def load_around(self, eye_itrs_km: Floats) -> None:
        """Read the tiles around the place below the eye, or the next of them."""
        wanted = tiles_around(eye_itrs_km)
        missing = [tile for tile in wanted if self._held.get(tile.slot) != tile]
        if not missing:
            return
        # The few that a moving camera comes to are read at once, or all would be hidden for long.
        is_move = not self.is_incomplete and 0 < len(missing) <= _FEW
        now = missing[:1] if self._progressive and not is_move else missing
        for tile in now:
            row, column = tile.slot
            self.tiles.set_data(self._ahead.take(tile), offset=(row * TILE_PX, column * TILE_PX))
            self._held[tile.slot] = tile
        self.is_incomplete = len(now) < len(missing)
        if not self.is_incomplete:
            make_mipmaps(self.tiles)

    def set_on(self, program: gloo.Program, view: View, eye_itrs_km: Floats) -> None:
        """Give a program the tiles and the noise."""
        program["u_tiles"], program["u_sea"], program["u_noise"] = (
            self.tiles,
            self._sea,
            self._noise,
        )
        program["u_window"] = self._window(eye_itrs_km)
        x, y = noise_axes(eye_itrs_km)
        program["u_noise_x"], program["u_noise_y"] = x, y
        program["u_fine"] = min(3.0 * (1.0 - pixel_km(view) / _NEAR_PIXEL_KM), 1.0)

    def below_rad(self, view: View, eye_itrs_km: Floats) -> float:
        """Return the half angle of the cone in which the tiles alone do, see earth_below."""
        x, y, half_x, half_y = self._window(eye_itrs_km)
        return below_rad(view, eye_itrs_km, (x, y, half_x - _FADE, half_y - _FADE))

    def _window(self, eye_itrs_km: Floats) -> Window:
        rows = [tile.row for tile in self._held.values()]
        middle = tiles_around(eye_itrs_km)[4].column
        low, high = min(rows), max(rows) + 1
        return (
            (middle + 0.5) / COLUMNS,
            0.5 * (low + high) / ROWS,
            0.5 * WINDOW / COLUMNS,
            0.5 * (high - low) / ROWS,
        )


def noise_axes(eye_itrs_km: Floats) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return two axes (3,) of the noise, in turns of its pattern a radius of the Earth.

    They lie across one of a few fixed directions, the one nearest to the eye: the noise stands
    still on the ground, and is not stretched where it is seen.
    """
    fixed = np.array([d for d in product((-1.0, 0.0, 1.0), repeat=3) if any(d)])
    fixed /= np.linalg.norm(fixed, axis=1)[:, None]
    middle = fixed[np.argmax(fixed @ eye_itrs_km)]
    x = np.cross(middle, [0.31, 0.53, 0.79])
    x /= np.linalg.norm(x)
    scale = EARTH_RADIUS_KM / _NOISE_KM
    y = np.cross(middle, x)
    return (scale * x).astype(np.float32), (scale * y).astype(np.float32)


def noise_pixels() -> NDArray[np.uint8]:
    """Return (n, n, 3) uint8 of three independent fields of clouds of all sizes; edges join."""
    rng = np.random.default_rng(7)
    turns = np.fft.fftfreq(_NOISE_PX)
    radius = np.hypot(turns[:, None], turns[None, :]) * _NOISE_PX
    out = np.empty((_NOISE_PX, _NOISE_PX, len(_NOISE_FALLS)), np.uint8)
    for channel, falls in enumerate(_NOISE_FALLS):
        strength = np.where(radius > 0.5, np.maximum(radius, 2.0) ** -falls, 0.0)
        white = np.fft.fft2(rng.standard_normal((_NOISE_PX, _NOISE_PX)))
        field = np.fft.ifft2(white * strength).real
        field /= field.std()
        out[..., channel] = np.clip(127.5 + 50.0 * field, 0, 255)
    return out
