"""Make assets/sky from the published data named in assets/LICENCES.md.

    python packaging/assets/build_sky.py SOURCES

SOURCES is the folder with milkyway_2048.png, stars.8.json and constellations.lines.json, and with
moon.png of stellarium-data.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

TARGET = Path(__file__).resolve().parents[2] / "assets" / "sky"
FAINTEST = 6.8
FINEST = 1.0  # texels of the equator, below which the map has no detail
COLOURED = 0.55  # share of the map's own colour that is kept
STARLIGHT = (0.96, 0.98, 1.06)  # colour of the rest
DARKEST = 6.0  # of 255, in the picture of the Milky Way
COMMON_BV = 0.6  # of the few stars without a colour index


def main(sources: Path) -> None:
    """Write the files of assets/sky from those in `sources`."""
    TARGET.mkdir(parents=True, exist_ok=True)
    milky_way = Image.open(sources / "milkyway_2048.png").convert("RGB")
    # The night between the stars is made black: its few levels would show as bands.
    smooth = as_fine_everywhere(np.asarray(milky_way.filter(ImageFilter.GaussianBlur(1.2))))
    darkened = np.clip((smooth - DARKEST) * (255.0 / (255.0 - DARKEST)), 0, 255)
    # The panorama's brown and blue patches are stronger than any eye or camera sees them.
    grey = darkened @ np.array([0.2126, 0.7152, 0.0722])
    toned = grey[..., None] * np.array(STARLIGHT) * (1.0 - COLOURED) + darkened * COLOURED
    milky_way = Image.fromarray(np.clip(np.rint(toned), 0, 255).astype(np.uint8))
    milky_way.save(TARGET / "milky_way.jpg", quality=92, subsampling=0, optimize=True)

    # Grey: what colour it has is less than that of the pictures it was made from.
    moon = Image.open(sources / "moon.png").convert("L")
    moon.save(TARGET / "moon.jpg", quality=88, optimize=True)

    stars = json.loads((sources / "stars.8.json").read_text())["features"]
    rows = [
        (*star["geometry"]["coordinates"], star["properties"]["mag"], colour_index(star))
        for star in stars
        if star["properties"]["mag"] <= FAINTEST
    ]
    rows.sort(key=lambda row: row[2])
    table = np.array(rows, np.float32)

    figures = json.loads((sources / "constellations.lines.json").read_text())["features"]
    segments = [
        (*a, *b)
        for figure in figures
        for line in figure["geometry"]["coordinates"]
        for a, b in itertools.pairwise(line)
    ]
    np.savez_compressed(
        TARGET / "stars.npz",
        direction=unit_vectors(table[:, 0], table[:, 1]),
        magnitude=table[:, 2],
        colour_index=table[:, 3],
        figures=np.array(
            [unit_vectors(*np.array(segments, np.float32).reshape(-1, 2).T)], np.float32
        ).reshape(-1, 2, 3),
    )
    for path in sorted(TARGET.iterdir()):
        print(f"{path.stat().st_size:10,d} {path.name}")
    print(f"{len(table):,} stars, {len(segments):,} segments")


def as_fine_everywhere(picture: np.ndarray) -> np.ndarray:
    """Return the map (h, w, 3) blurred along each row to the detail it has at the equator.

    Towards the poles texels are narrower and narrower, and noise in them would show as rays.
    """
    height, width, _ = picture.shape
    declination = (0.5 - (np.arange(height) + 0.5) / height) * np.pi
    # A texel of the equator, as the deviation of a Gaussian in texels of the row.
    deviation = FINEST / np.cos(declination)
    frequency = np.fft.rfftfreq(width) * 2.0 * np.pi
    kept = np.exp(-0.5 * (deviation[:, None] * frequency) ** 2)
    rows = np.fft.rfft(picture.astype(np.float64), axis=1)
    return np.fft.irfft(rows * kept[..., None], n=width, axis=1)


def colour_index(star: dict[str, dict[str, str]]) -> float:
    """Return B-V of one star."""
    try:
        return float(star["properties"]["bv"])
    except ValueError:
        return COMMON_BV


def unit_vectors(ra_deg: np.ndarray, dec_deg: np.ndarray) -> np.ndarray:
    """Return (n, 3) float32 unit vectors, ICRS."""
    ra, dec = np.radians(ra_deg), np.radians(dec_deg)
    return np.stack(
        [np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)], axis=1
    ).astype(np.float32)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
