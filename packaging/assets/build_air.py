"""Make assets/earth/air.npz, the light scattered by the air, from published properties of the air.

    python packaging/assets/build_air.py

Single scattering by molecules and haze with absorption by ozone, for an eye outside of the air, and
scattering of higher orders as the same from everywhere (Hillaire 2020, "A Scalable and Production
Ready Sky and Atmosphere Rendering Technique", EGSR, section 5; values: table 1, by wavelength those
of Bruneton 2017, "Precomputed Atmospheric Scattering: a New Implementation", demo.cc). Along
a ray the Sun stands to its side. The layout of the table is that of scene/backdrop/earth_air.py.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.scene.backdrop.earth_air import (
    GROUND_COLUMNS,
    LIGHT_LOWEST,
    LIMB_COLUMNS,
    LIMB_TOP_KM,
    SUN_LOWEST,
    SUN_ROWS,
)

TARGET = Path(__file__).resolve().parents[2] / "assets" / "earth" / "air.npz"
TOP_KM = 100.0
# Per km at 640, 550 and 460 nm, about the middles of the primaries of sRGB.
WAVELENGTHS_UM = np.array([0.640, 0.550, 0.460])
MOLECULES = 1.24062e-3 / WAVELENGTHS_UM**4
HAZE_SCATTERED, HAZE_LOST = 3.996e-3, 4.440e-3
# 300 Dobson units over the layer below; cross sections in m^2.
OZONE = 1e3 * 300.0 * 2.687e20 / 15e3 * np.array([2.662e-25, 3.5e-25, 3.669e-26])
MOLECULES_SCALE_KM, HAZE_SCALE_KM = 8.0, 1.2
OZONE_MIDDLE_KM, OZONE_HALF_KM = 25.0, 15.0
GROUND_ALBEDO = 0.3
SUN_HALF_ANGLE = 0.00465  # rad
STEPS = 96
# Three wavelengths make the sky less blue and the last light of the Sun whiter than a spectrum
# does, and a screen makes both paler still: they are drawn with this much more colour.
DAY, DUSK = np.array([0.84, 1.0, 1.10]), np.array([1.25, 0.98, 0.76])
DUSK_BELOW, DUSK_TOP_KM = 0.22, 28.0
# Of the sky's light on the ground: pictures of the Earth have a part of the haze taken out, and the
# last light of the Sun is warmer for it.
SKY_SHARE = 0.5


def main() -> None:
    """Write the table."""
    suns = np.linspace(SUN_LOWEST, 1.0, SUN_ROWS)
    higher_orders = HigherOrders()
    steep = np.linspace(0.0, 1.0, GROUND_COLUMNS) ** 2
    heights = np.linspace(0.0, LIMB_TOP_KM, LIMB_COLUMNS)
    light = light_on_ground(suns, higher_orders)
    molecules, haze = scattered(*ground_rays(steep), suns, higher_orders)
    molecules *= coloured(suns, 0.0 * steep)
    share = haze @ LUMINANCE / np.maximum(light @ LUMINANCE, 1e-4)[:, None]
    ground = np.concatenate([molecules, share[..., None]], axis=2)
    molecules, haze = scattered(*limb_rays(heights), suns, higher_orders)
    molecules *= coloured(suns, heights)
    limb = np.concatenate([molecules, haze[..., :1]], axis=2)
    table = np.concatenate([ground, limb], axis=1)
    roots = np.rint(65535.0 * np.sqrt(np.clip(table, 0.0, 1.0))).astype(np.uint16)
    np.savez_compressed(TARGET, roots=roots, light=fitted(suns, np.sqrt(light)))
    print(f"{TARGET.stat().st_size:,d} bytes")


LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def lost_per_km(height_km: np.ndarray) -> np.ndarray:
    """Return (..., 3) the share of light lost per km at a height."""
    molecules = np.exp(-height_km / MOLECULES_SCALE_KM)[..., None] * MOLECULES
    haze = np.exp(-height_km / HAZE_SCALE_KM)[..., None] * HAZE_LOST
    layer = np.clip(1.0 - np.abs(height_km - OZONE_MIDDLE_KM) / OZONE_HALF_KM, 0.0, None)
    return molecules + haze + layer[..., None] * OZONE


def to_space(height_km: np.ndarray, cosine: np.ndarray) -> np.ndarray:
    """Return (..., 3) the share of sunlight that reaches a height, by the Sun's cosine."""
    r = EARTH_RADIUS_KM + np.maximum(height_km, 0.0)
    top = EARTH_RADIUS_KM + TOP_KM
    length = np.sqrt(np.maximum(top**2 - r**2 * (1.0 - cosine**2), 0.0)) - r * cosine
    depth = 0.0
    nodes, weights = np.polynomial.legendre.leggauss(20)
    for x, w in zip(0.5 * nodes + 0.5, 0.5 * weights, strict=True):
        s = length * x
        height = np.sqrt(r**2 + s**2 + 2.0 * r * s * cosine) - EARTH_RADIUS_KM
        depth = depth + lost_per_km(np.maximum(height, 0.0)) * (w * length)[..., None]
    # The disc of the Sun sinks below the horizon.
    horizon = -np.sqrt(np.maximum(1.0 - (EARTH_RADIUS_KM / r) ** 2, 0.0))
    risen = np.clip((cosine - horizon) / (2.0 * SUN_HALF_ANGLE) + 0.5, 0.0, 1.0)
    return np.exp(-depth) * (risen * risen * (3.0 - 2.0 * risen))[..., None]


class HigherOrders:
    """Light scattered more than once, the same from everywhere, by height and Sun."""

    def __init__(self) -> None:
        self.heights = TOP_KM * np.linspace(0.0, 1.0, 24) ** 2
        self.suns = np.linspace(-0.45, 1.0, 88)
        h, mu = (x.ravel() for x in np.meshgrid(self.heights, self.suns, indexing="ij"))
        second, back = np.zeros((len(h), 3)), np.zeros((len(h), 3))
        count = 48
        for k in range(count):  # directions of a spiral over the sphere
            z = 1.0 - (2 * k + 1) / count
            turn = k * np.pi * (3.0 - np.sqrt(5.0))
            light, share = self._along(h, mu, z, np.cos(turn))
            second += light / count
            back += share / count
        self.light = (second / (1.0 - back)).reshape(len(self.heights), len(self.suns), 3)

    @staticmethod
    def _along(h, mu, z, side):
        """Return light of one more scattering along a direction, and of constant light of 1."""
        r = EARTH_RADIUS_KM + h
        below = (r * z) ** 2 - r**2 + EARTH_RADIUS_KM**2
        hits = (z < 0.0) & (below >= 0.0)
        to_top = np.sqrt((r * z) ** 2 + (EARTH_RADIUS_KM + TOP_KM) ** 2 - r**2) - r * z
        length = np.where(hits, -r * z - np.sqrt(np.maximum(below, 0.0)), to_top)
        sun_z, sun_x = mu, np.sqrt(1.0 - mu**2) * side
        passed, light, share = np.ones((len(h), 3)), np.zeros((len(h), 3)), np.zeros((len(h), 3))
        edges = np.linspace(0.0, 1.0, 25) ** 1.5
        for start, end in pairwise(edges):
            s, step = length * 0.5 * (start + end), (length * (end - start))[:, None]
            distance = np.sqrt(r**2 + s**2 + 2.0 * r * s * z)
            height = np.maximum(distance - EARTH_RADIUS_KM, 0.0)
            sun = (r * sun_z + s * (z * sun_z + np.sqrt(1.0 - z * z) * sun_x)) / distance
            scatters = np.exp(-height / MOLECULES_SCALE_KM)[:, None] * MOLECULES
            scatters = scatters + np.exp(-height / HAZE_SCALE_KM)[:, None] * HAZE_SCATTERED
            here = passed * np.exp(-0.5 * lost_per_km(height) * step) * scatters * step
            light += here * to_space(height, sun) / (4.0 * np.pi)
            share += here
            passed = passed * np.exp(-lost_per_km(height) * step)
        sun = (r * sun_z + length * (z * sun_z + np.sqrt(1.0 - z * z) * sun_x)) / EARTH_RADIUS_KM
        lit = to_space(np.zeros_like(h), sun) * np.maximum(sun, 0.0)[:, None]
        return light + np.where(hits[:, None], passed * lit * GROUND_ALBEDO / np.pi, 0.0), share

    def at(self, height_km: np.ndarray, sun: np.ndarray) -> np.ndarray:
        """Return (..., 3) the light at heights and cosines of the Sun."""
        x = np.clip(np.sqrt(height_km / TOP_KM), 0.0, 1.0) * (len(self.heights) - 1)
        y = (np.clip(sun, -0.45, 1.0) + 0.45) / 1.45 * (len(self.suns) - 1)
        i = np.minimum(x.astype(int), len(self.heights) - 2)
        j = np.minimum(y.astype(int), len(self.suns) - 2)
        u, v = (x - i)[..., None], (y - j)[..., None]
        a, b = self.light[i, j], self.light[i + 1, j]
        c, d = self.light[i, j + 1], self.light[i + 1, j + 1]
        return (a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v


def ground_rays(steep: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return places along rays from the eye to the ground: heights, and km between their edges."""
    top = EARTH_RADIUS_KM + TOP_KM
    length = np.sqrt(top**2 - EARTH_RADIUS_KM**2 * (1.0 - steep**2)) - EARTH_RADIUS_KM * steep
    edges = length[:, None] * np.linspace(1.0, 0.0, STEPS + 1) ** 2.2
    middle = 0.5 * (edges[:, :-1] + edges[:, 1:])
    r = np.sqrt(EARTH_RADIUS_KM**2 + middle**2 + 2.0 * EARTH_RADIUS_KM * middle * steep[:, None])
    # Of the Sun's cosine on the ground there remains this at a place, the Sun to the side.
    return (
        r - EARTH_RADIUS_KM,
        edges[:, :-1] - edges[:, 1:],
        (EARTH_RADIUS_KM + middle * steep[:, None]) / r,
    )


def limb_rays(heights_km: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the same along rays that pass the ground at heights."""
    nearest = EARTH_RADIUS_KM + heights_km
    length = np.sqrt((EARTH_RADIUS_KM + TOP_KM) ** 2 - nearest**2)
    u = np.linspace(-1.0, 1.0, 2 * STEPS + 1)
    edges = length[:, None] * (0.3 * u + 0.7 * u**3)
    middle = 0.5 * (edges[:, :-1] + edges[:, 1:])
    r = np.sqrt(nearest[:, None] ** 2 + middle**2)
    return r - EARTH_RADIUS_KM, np.diff(edges, axis=1), nearest[:, None] / r


def scattered(height_km, step_km, remains, suns, higher_orders):
    """Return light by molecules and by haze, (suns, rays, 3) each.

    Without the dependence on the angle: to be multiplied by phase functions of mean 1.
    """
    lost = lost_per_km(height_km) * step_km[..., None]
    before = np.cumsum(lost, axis=1) - 0.5 * lost
    passed = np.exp(-before) * step_km[..., None]
    by_molecules = np.exp(-height_km / MOLECULES_SCALE_KM)[..., None] * MOLECULES
    by_haze = np.exp(-height_km / HAZE_SCALE_KM)[..., None] * HAZE_SCATTERED
    molecules, haze = [], []
    for sun in suns:
        there = sun * remains
        direct = to_space(height_km, there) / (4.0 * np.pi)
        often = higher_orders.at(height_km, there)
        first = by_molecules * direct + (by_molecules + by_haze) * often
        molecules.append((passed * first).sum(axis=1))
        haze.append((passed * by_haze * direct).sum(axis=1))
    return np.pi * np.array(molecules), np.pi * np.array(haze)


def light_on_ground(suns: np.ndarray, higher_orders: HigherOrders) -> np.ndarray:
    """Return (suns, 3) the light on level ground, of the Sun and of a part of the sky."""
    direct = to_space(np.zeros_like(suns), suns) * np.maximum(suns, 0.0)[:, None]
    steep = (np.arange(16) + 0.5) / 16
    height, step, remains = ground_rays(steep)
    # From the ground outwards.
    height, step, remains = height[:, ::-1], step[:, ::-1], remains[:, ::-1]
    molecules, haze = scattered(height, step, remains, suns, higher_orders)
    sky = 2.0 * np.mean((molecules + haze) * steep[:, None], axis=1)
    return (direct + SKY_SHARE * sky) * coloured(suns, np.zeros(1), np.ones(3))[:, 0]


def coloured(suns: np.ndarray, heights_km: np.ndarray, day: np.ndarray = DAY) -> np.ndarray:
    """Return (suns, heights, 3) the factors of the light by day, or low in the air at dusk."""
    low = np.clip(1.0 - suns / DUSK_BELOW, 0.0, 1.0)[:, None]
    low = low * np.clip(1.0 - heights_km / DUSK_TOP_KM, 0.0, 1.0)
    return day + (low * low * (3.0 - 2.0 * low))[..., None] * (DUSK - day)


def fitted(suns: np.ndarray, roots: np.ndarray) -> np.ndarray:
    """Return (2, 4) float32: a, c and b, d of x^2 (a + b x) / (c + d x + x^2) for roots (n, 3)."""
    x = np.maximum(suns - LIGHT_LOWEST, 0.0)[:, None]

    def error(p: np.ndarray) -> np.ndarray:
        return (x * x * (p[:3] + x * p[4:7]) / (p[3] + x * p[7] + x * x) - roots).ravel()

    found = least_squares(error, (0.4, 0.4, 0.4, 0.1, 0.5, 0.5, 0.5, 0.1))
    print("light on the ground: largest error of its root", np.abs(found.fun).max())
    return np.asarray(found.x, np.float32).reshape(2, 4)


if __name__ == "__main__":
    main()
