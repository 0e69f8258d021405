"""Make assets/lines and assets/fonts from the published data named in assets/LICENCES.md.

    python packaging/assets/build_lines.py SOURCES

SOURCES is the folder with countries-50m.json and the fonts.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from pathlib import Path

import numpy as np

ASSETS = Path(__file__).resolve().parents[2] / "assets"


def main(sources: Path) -> None:
    """Write the files of assets/lines from those in `sources`."""
    for folder in ("lines", "fonts"):
        (ASSETS / folder).mkdir(parents=True, exist_ok=True)
    topology = json.loads((sources / "countries-50m.json").read_text())
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    # An arc of two countries is a border, an arc of one is a coast.
    uses = Counter(
        k if k >= 0 else ~k
        for country in topology["objects"]["countries"]["geometries"]
        for k in flat(country.get("arcs", []))
    )
    coasts = [arcs[k] for k, count in sorted(uses.items()) if count == 1]
    borders = [arcs[k] for k, count in sorted(uses.items()) if count > 1]
    np.savez_compressed(
        ASSETS / "lines" / "lines.npz",
        coast_segments=segments(coasts),
        border_segments=segments(borders),
    )
    for font in ("Inter.ttf", "JetBrainsMono.ttf"):
        shutil.copyfile(sources / font, ASSETS / "fonts" / font)
    print(f"{(ASSETS / 'lines' / 'lines.npz').stat().st_size:,d} bytes")


def flat(arcs: list) -> list[int]:
    """Return all numbers of nested lists."""
    return [k for item in arcs for k in (flat(item) if isinstance(item, list) else [item])]


def segments(lines: list[np.ndarray]) -> np.ndarray:
    """Return (n, 2, 2) float32 degrees: longitude, latitude of both ends of each segment.

    Segments along the edge of the map (the date line) are no coast and are left out.
    """
    parts = [np.stack([line[:-1], line[1:]], axis=1) for line in lines if len(line) > 1]
    out = np.concatenate(parts)
    on_edge = np.all(np.abs(out[..., 0]) > 179.99, axis=1)
    at_pole = np.all(out[..., 1] < -89.9, axis=1)
    return out[~(on_edge | at_pole)].astype(np.float32)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
