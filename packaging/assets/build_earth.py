"""Make the maps in assets/earth from the published pictures named in assets/LICENCES.md.

    python packaging/assets/build_earth.py SOURCES

SOURCES is the folder with earth_day_5400.jpg, earth_lights_4096.png, earth_clouds_4096.png,
earth_topology_2048.png, shadedrelief.jpg and land-10m.json. All are equirectangular, left edge
180 W, top 90 N. The light scattered by the air is made by build_air.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from coast import Coast, coast_distance
from PIL import Image, ImageFilter
from scipy.ndimage import distance_transform_edt, gaussian_filter

from orbitviz.scene.backdrop.earth_tiles import COAST_REACH, TILE_DEG, TILE_PX, Tile

TARGET = Path(__file__).resolve().parents[2] / "assets" / "earth"
SIZE = (4096, 2048)
SEA_SIZE = (1024, 512)
WIDTH, HEIGHT = 360 // TILE_DEG * TILE_PX, 180 // TILE_DEG * TILE_PX
MARGIN = 48
SUPERSAMPLE = 3
Image.MAX_IMAGE_PIXELS = None


def main(sources: Path) -> None:
    """Write the maps of assets/earth from the files in `sources`."""
    (TARGET / "ground").mkdir(parents=True, exist_ok=True)
    day, water = Image.new("RGB", (WIDTH, HEIGHT)), Image.new("L", (WIDTH, HEIGHT))
    coast = Coast(sources / "land-10m.json")
    colours = Colours(sources)
    for row in range(180 // TILE_DEG):
        for column in range(360 // TILE_DEG):
            place = (column * TILE_PX, row * TILE_PX)
            tile, seen, wet = make_tile(coast, colours, *place)
            tile.save(TARGET / Tile(row, column).file, quality=86, method=4, exact=True)
            day.paste(seen, place)
            water.paste(wet, place)
        print(f"row {row}", flush=True)
    day = day.resize(SIZE, Image.Resampling.LANCZOS).filter(ImageFilter.UnsharpMask(1.2, 40, 2))
    day.save(TARGET / "day.jpg", quality=88, optimize=True, progressive=False)
    colours.sea.resize(SEA_SIZE, Image.Resampling.BOX).save(TARGET / "sea.jpg", quality=90)

    lights = Image.open(sources / "earth_lights_4096.png").convert("L").resize(SIZE)
    clouds = Image.open(sources / "earth_clouds_4096.png").convert("RGBA").getchannel("A")
    water = water.resize(SIZE, Image.Resampling.BOX)
    masks = Image.merge("RGB", (lights, clouds.resize(SIZE), water))
    # Whole colour resolution: the three channels are three pictures.
    masks.save(TARGET / "lights_clouds_water.jpg", quality=84, subsampling=0, optimize=True)
    heights = Image.open(sources / "earth_topology_2048.png").convert("L")
    heights.save(TARGET / "heights.jpg", quality=88, optimize=True)
    files = sorted(TARGET.rglob("*.*"))
    print(f"{sum(file.stat().st_size for file in files):,d} bytes")


class Colours:
    """Colour of the ground and shade of its relief in one size, and the sea's colour everywhere."""

    def __init__(self, sources: Path) -> None:
        day = Image.open(sources / "earth_day_5400.jpg").convert("RGB")
        self.sea = sea_everywhere(day, Coast(sources / "land-10m.json"))
        fine = day.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        self.day = fine.filter(ImageFilter.UnsharpMask(2.5, 90, 1))
        self.relief = Image.open(sources / "shadedrelief.jpg").convert("L")

    def part(self, left: int, top: int) -> tuple[np.ndarray, np.ndarray]:
        """Return colour (n, n, 3) and shade (n, n), 0..255 float32, of a tile with its margin."""
        x = np.arange(left - MARGIN, left + TILE_PX + MARGIN) % WIDTH
        y = np.clip(np.arange(top - MARGIN, top + TILE_PX + MARGIN), 0, HEIGHT - 1)
        rows = (y[0], y[-1] + 1)
        parts = []
        for picture in (self.day, self.relief):
            band = np.asarray(picture.crop((0, rows[0], WIDTH, rows[1])))
            parts.append(band[y - y[0]][:, x].astype(np.float32))
        return parts[0], parts[1]


def make_tile(coast: Coast, colours: Colours, left: int, top: int):
    """Return a tile as earth_tiles.py describes it, its picture, and its water."""
    degree = TILE_PX / TILE_DEG
    size = TILE_PX + 2 * MARGIN
    west, north = (left - MARGIN) / degree - 180.0, 90.0 - (top - MARGIN) / degree
    box = (west, north - size / degree, west + size / degree, north)
    fine = coast.land(box, size * SUPERSAMPLE, size * SUPERSAMPLE)
    # What the margin has beyond a pole goes on as at the pole.
    first, last = max(MARGIN - top, 0) * SUPERSAMPLE, (HEIGHT - top + MARGIN) * SUPERSAMPLE
    fine[:first], fine[last:] = fine[first], fine[min(last, len(fine)) - 1]
    share = fine.reshape(size, SUPERSAMPLE, size, SUPERSAMPLE).mean(axis=(1, 3))
    middle = np.radians(north - 0.5 * size / degree)
    across = max(float(np.cos(middle)), 0.1)
    distance = coast_distance(fine, across, COAST_REACH * SUPERSAMPLE) / SUPERSAMPLE
    distance = distance.reshape(size, SUPERSAMPLE, size, SUPERSAMPLE).mean(axis=(1, 3))
    day, relief = colours.part(left, top)
    shade = relief_shade(relief, share)
    land = baked(spread(day, distance > 2.2) * shade[..., None], 1.15, (0.0, 0.0, 0.0))
    sea = baked(spread(day, distance < -2.5), 0.55, (0.001, 0.006, 0.016))
    seen = land * share[..., None] + sea * (1.0 - share[..., None])
    # Colour of land a few pixels out to sea, so that none of the sea shines through at the coast.
    colour = np.where((distance > 0.5 - 0.5 * COAST_REACH)[..., None], land, sea)
    inner = np.s_[MARGIN:-MARGIN, MARGIN:-MARGIN]
    level = 127.5 + distance * (127.5 / COAST_REACH)
    tile = np.dstack([colour, level])[inner]
    wet = 255.0 * (1.0 - share[inner])
    return picture(tile, "RGBA"), picture(seen[inner], "RGB"), picture(wet, "L")


def relief_shade(relief: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Return how much lighter or darker than around it the shaded relief is, on land."""
    land = np.maximum(share, 1e-3)
    mean = gaussian_filter(relief * land, 12.0) / gaussian_filter(land, 12.0)
    ratio = np.clip(relief / np.maximum(mean, 1.0), 0.55, 1.5)
    return 1.0 + 0.85 * (ratio - 1.0) * share


def spread(colour: np.ndarray, good: np.ndarray) -> np.ndarray:
    """Return a picture whose pixels that are not good have the colour of the nearest good one."""
    if good.all() or not good.any():
        return colour
    nearest = distance_transform_edt(~good, return_distances=False, return_indices=True)
    return colour[tuple(nearest)]


def baked(srgb: np.ndarray, gain: float, floor: tuple[float, float, float]) -> np.ndarray:
    """Return the colour as the shader takes it: more colour, and a gain in linear light."""
    linear = (np.clip(srgb, 0.0, 255.0) / 255.0) ** 2.2
    grey = (linear @ np.array([0.3, 0.59, 0.11]))[..., None]
    linear = np.maximum(grey + 1.2 * (linear - grey), 0.0) * gain + np.array(floor)
    return 255.0 * np.clip(linear, 0.0, 1.0) ** (1.0 / 2.2)


def sea_everywhere(day: Image.Image, coast: Coast) -> Image.Image:
    """Return the colour of the sea, baked, and on land that of the sea around."""
    width, height = day.width // 5, day.height // 5
    land = coast.land((-180.0, -90.0, 180.0, 90.0), day.width, day.height)
    away = distance_transform_edt(~land) > 2.0
    colour = baked(np.asarray(day, np.float32), 0.55, (0.001, 0.006, 0.016))
    blocks = np.s_[height, 5, width, 5]
    share = away.reshape(*blocks).mean(axis=(1, 3))
    total = (colour * away[..., None]).reshape(*blocks, 3).mean(axis=(1, 3))
    filled = spread(total / np.maximum(share, 1e-3)[..., None], share > 0.15)
    return picture(gaussian_filter(filled, (1.2, 1.2, 0.0), mode="wrap"), "RGB")


def picture(pixels: np.ndarray, mode: str) -> Image.Image:
    """Return 0..255 as a picture."""
    return Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8), mode)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
