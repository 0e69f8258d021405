"""Make assets/earth from the published pictures named in assets/LICENCES.md.

    python packaging/assets/build_earth.py SOURCES

SOURCES is the folder with earth_day_5400.jpg, earth_lights_4096.png, earth_clouds_4096.png,
earth_topology_2048.png and land-50m.json. All are equirectangular, left edge 180 W, top 90 N.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

TARGET = Path(__file__).resolve().parents[2] / "assets" / "earth"
SIZE = (4096, 2048)
WATER_SUPERSAMPLE = 2


def main(sources: Path) -> None:
    """Write the files of assets/earth from those in `sources`."""
    TARGET.mkdir(parents=True, exist_ok=True)
    day = Image.open(sources / "earth_day_5400.jpg").convert("RGB")
    day = day.resize(SIZE, Image.Resampling.LANCZOS).filter(ImageFilter.UnsharpMask(1.2, 60, 2))
    day.save(TARGET / "day.jpg", quality=88, optimize=True, progressive=False)

    lights = Image.open(sources / "earth_lights_4096.png").convert("L").resize(SIZE)
    clouds = Image.open(sources / "earth_clouds_4096.png").convert("RGBA").getchannel("A")
    clouds = clouds.resize(SIZE)
    water = water_mask(sources / "land-50m.json")
    masks = Image.merge("RGB", (lights, clouds, water))
    # Whole colour resolution: the three channels are three pictures.
    masks.save(TARGET / "lights_clouds_water.jpg", quality=84, subsampling=0, optimize=True)

    heights = Image.open(sources / "earth_topology_2048.png").convert("L")
    heights.save(TARGET / "heights.jpg", quality=88, optimize=True)
    for path in sorted(TARGET.iterdir()):
        print(f"{path.stat().st_size:10,d} {path.name}")


def water_mask(topology: Path) -> Image.Image:
    """Return water 255, land 0, drawn from the coastlines of Natural Earth."""
    data = json.loads(topology.read_text())
    scale, shift = (np.array(data["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in data["arcs"]]
    width, height = (n * WATER_SUPERSAMPLE for n in SIZE)
    picture = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(picture)
    for geometry in data["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        for polygon in polygons:
            for ring_number, ring in enumerate(polygon):
                line = ring_points(ring, arcs)
                x = (line[:, 0] + 180.0) / 360.0 * width
                y = (90.0 - line[:, 1]) / 180.0 * height
                draw.polygon(list(zip(x, y, strict=True)), fill=0 if ring_number == 0 else 255)
    return picture.resize(SIZE, Image.Resampling.BOX)


def ring_points(ring: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """Join the arcs of a TopoJSON ring; a negative number is an arc backwards."""
    parts = [arcs[k] if k >= 0 else arcs[~k][::-1] for k in ring]
    return np.concatenate(parts)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
