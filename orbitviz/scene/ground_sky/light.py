"""Light of the sky as one sees it looking up: a picture in linear light, by numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from orbitviz.base.arrays import Floats
from orbitviz.scene.ground_sky.projection import Projection

_NIGHT = np.array([0.0010, 0.0018, 0.0052])
_AIRGLOW = np.array([0.0016, 0.0022, 0.0034])  # more of it towards the horizon
_BLUE_HOUR = np.array([0.020, 0.052, 0.150])
_DUSK = np.array([0.95, 0.36, 0.085])
_DAY = np.array([0.16, 0.36, 0.80])
_HAZE = np.array([0.55, 0.62, 0.70])
_FAINTEST = 7.0  # magnitude at which a dot is no longer drawn
_FAINTEST_SUNLIT = 5.0  # magnitude: a satellite in sunlight is drawn no fainter
_GAMMA = 2.2
_EXPOSURE = 1.6


def sky_light(projection: Projection, sun_rad: tuple[float, float]) -> Floats:
    """Return (height, width, 3) linear light of the sky alone, by azimuth and elevation of the Sun.

    A likeness, no photometry: blue by day, a band of dusk over the Sun to 18 degrees below.
    """
    azimuth_rad, elevation_rad = projection.directions()
    height = np.clip(np.degrees(elevation_rad), 0.0, 90.0)[..., None]
    # The zenith is as far from the Sun's side as from the other.
    towards = (0.5 + 0.5 * np.cos(azimuth_rad - sun_rad[0]) * np.cos(elevation_rad))[..., None]
    sun_deg = float(np.degrees(sun_rad[1]))
    day, dusk = _smooth(-5.0, 8.0, sun_deg), _smooth(-18.0, -3.0, sun_deg) ** 2
    band = dusk * (1.0 - _smooth(2.0, 14.0, sun_deg))
    low = np.exp(-height / 14.0)
    light = _NIGHT + _AIRGLOW * np.exp(-height / 25.0)
    light = light + dusk * (1.0 - day) * _BLUE_HOUR * (0.25 + 0.75 * towards) * (0.4 + 0.6 * low)
    light = light + 0.55 * band * _DUSK * towards**4 * np.exp(-height / (4.0 + 5.0 * dusk))
    light = light + day * (_DAY * (0.45 + 0.25 * low) + 0.35 * _HAZE * low)
    if sun_deg > -2.0:
        apart = angles_apart(azimuth_rad, elevation_rad, sun_rad)[..., None]
        light = light + max(day, 0.2) * np.exp(-apart / 0.09) * np.array([1.0, 0.9, 0.7])
    return np.asarray(light)


def dot_look(magnitude: Floats) -> tuple[Floats, Floats]:
    """Return radius (pixels of a picture 1,400 wide) and light 0..1 of dots by magnitude (n,).

    Brighter ones are larger and shine more; what is fainter than 7 has no light.
    """
    over = np.clip(_FAINTEST - magnitude, 0.0, 9.0)
    return 0.68 + 0.040 * over**1.9, np.clip(0.15 * over**1.1, 0.0, 2.0)


def sunlit_dots(magnitude: Floats) -> tuple[Floats, Floats]:
    """Return radius and light of satellites in sunlight by magnitude (n,), nan for unknown.

    Unknown ones look as of magnitude 5, and so do those that are fainter.
    """
    known = np.where(np.isnan(magnitude), _FAINTEST_SUNLIT, magnitude)
    return dot_look(np.minimum(known, _FAINTEST_SUNLIT))


def shadowed_dots(count: int) -> tuple[Floats, Floats]:
    """Return radius and light, (count,), of satellites in the shadow: the more, the fainter."""
    light = float(np.clip(12.0 / np.sqrt(count + 1.0), 0.10, 0.9))
    return np.full(count, 0.9), np.full(count, light)


def add_dots(
    picture: Floats, x: Floats, y: Floats, radius: Floats, light: Floats, colour: Floats
) -> None:
    """Add round dots with soft edges to a picture (h, w, c) of linear light.

    x, y, radius   (n,) pixels
    light          (n,)
    colour         (c,) of all, or (n, c), linear
    """
    if colour.ndim == 1:  # of all: their light adds up once
        one = np.zeros((*picture.shape[:2], 1))
        add_dots(one, x, y, radius, light, np.ones((len(x), 1)))
        picture += one * colour
        return
    reach = np.ceil(2.6 * radius).astype(np.int64)
    for size in np.unique(reach):
        same = np.flatnonzero((reach == size) & (light > 0.0))
        for part in np.array_split(same, max(len(same) * (2 * size + 1) ** 2 // 4_000_000, 1)):
            weighted = colour[part] * light[part, None]
            _add_equal(picture, x[part], y[part], radius[part], weighted, int(size))


def add_specks(
    picture: Floats, x: Floats, y: Floats, radius: Floats, light: Floats, colour: Floats
) -> None:
    """Add small dots as add_dots does, but all about as large as a pixel: for a draft of many."""
    height, width, _ = picture.shape
    column, row = np.floor(x - 0.5).astype(np.int64), np.floor(y - 0.5).astype(np.int64)
    inside = (column >= 0) & (column < width - 1) & (row >= 0) & (row < height - 1)
    right, down = (x - 0.5 - column)[inside], (y - 0.5 - row)[inside]
    corner = (row * width + column)[inside]
    sent = (np.pi * radius * radius * light)[inside]
    kinds = [colour] if colour.ndim == 1 else colour[inside].T
    for channel, one in enumerate(kinds):
        each = sent if colour.ndim == 1 else sent * one
        sums = np.zeros(height * width)
        for step, share in (
            (0, (1.0 - right) * (1.0 - down)), (1, right * (1.0 - down)),
            (width, (1.0 - right) * down), (width + 1, right * down),
        ):  # fmt: skip
            sums += np.bincount(corner + step, each * share, height * width)
        if colour.ndim == 1:
            picture += sums.reshape(height, width, 1) * colour
        else:
            picture[..., channel] += sums.reshape(height, width)


def _add_equal(
    picture: Floats, x: Floats, y: Floats, radius: Floats, light: Floats, size: int
) -> None:
    """Add dots (n,) that reach equally far."""
    steps = np.arange(-size, size + 1)
    columns = np.floor(x).astype(np.int64)[:, None] + steps
    rows = np.floor(y).astype(np.int64)[:, None] + steps
    falls_x = np.exp(-(((columns + 0.5 - x[:, None]) / radius[:, None]) ** 2))
    falls_y = np.exp(-(((rows + 0.5 - y[:, None]) / radius[:, None]) ** 2))
    shape = falls_y[:, :, None] * falls_x[:, None, :]
    height, width = picture.shape[:2]
    inside = ((rows >= 0) & (rows < height))[:, :, None] & ((columns >= 0) & (columns < width))[
        :, None, :
    ]
    place = (rows[:, :, None] * width + columns[:, None, :])[inside]
    for channel in range(picture.shape[2]):
        weights = (shape * light[:, channel, None, None])[inside]
        added = np.bincount(place, weights, height * width).reshape(height, width)
        picture[..., channel] += added


def enlarged(light: Floats, times: int, size: tuple[int, int]) -> Floats:
    """Return light (h, w, 3) as a picture of a size, so many times larger, without steps."""
    if times == 1:
        return light
    height, width, _ = light.shape
    whole = width * times, height * times
    parts = [
        Image.fromarray(light[..., channel].astype(np.float32)).resize(
            whole, Image.Resampling.BILINEAR
        )
        for channel in range(3)
    ]
    return np.stack([np.asarray(part, np.float64) for part in parts], 2)[: size[1], : size[0]]


def encoded(light: Floats) -> NDArray[np.uint8]:
    """Return (h, w, 3) uint8 sRGB of linear light: the brightest keep their hue a while."""
    shown = 1.0 - np.exp(-_EXPOSURE * np.maximum(light, 0.0))
    return np.asarray(np.rint(255.0 * shown ** (1.0 / _GAMMA)), np.uint8)


def light_of(pixel: tuple[int, int, int]) -> Floats:
    """Return the (3,) light that `encoded` turns into a pixel."""
    shown = (np.array(pixel) / 255.0) ** _GAMMA
    return np.asarray(-np.log1p(-shown) / _EXPOSURE)


def moon_shape(side: int, elongation_rad: float, towards_sun_rad: float) -> Floats:
    """Return (side, side) light 0..1 of the Moon's disc.

    elongation_rad     between Sun and Moon: pi at full moon
    towards_sun_rad    direction of the Sun on the picture, from x through y (downwards)
    """
    steps = (np.arange(side) + 0.5) / side * 2.2 - 1.1
    x, y = np.meshgrid(steps, steps)
    out = np.hypot(x, y)
    z = np.sqrt(np.maximum(1.0 - out * out, 0.0))
    across = x * np.cos(towards_sun_rad) + y * np.sin(towards_sun_rad)
    lit = across * np.sin(elongation_rad) - z * np.cos(elongation_rad)
    edge = np.clip((1.0 - out) * side / 2.2 + 0.5, 0.0, 1.0)
    return np.asarray(edge * (0.04 + np.clip(lit * 6.0, 0.0, 1.0)))


def angles_apart(azimuth_rad: Floats, elevation_rad: Floats, other: tuple[float, float]) -> Floats:
    """Return the angles, rad, between directions of any shape and another one."""
    cos_apart = np.sin(elevation_rad) * np.sin(other[1]) + np.cos(elevation_rad) * np.cos(
        other[1]
    ) * np.cos(azimuth_rad - other[0])
    return np.asarray(np.arccos(np.clip(cos_apart, -1.0, 1.0)))


def _smooth(low: float, high: float, value: float) -> float:
    share = min(max((value - low) / (high - low), 0.0), 1.0)
    return share * share * (3.0 - 2.0 * share)
