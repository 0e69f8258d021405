"""Land and sea of Natural Earth as masks and as distances to the coast, in pixels of a map."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from scipy.ndimage import distance_transform_edt


class Coast:
    """The rings of land, as (n, 2) degrees of longitude and latitude."""

    def __init__(self, topology: Path) -> None:
        data = json.loads(topology.read_text())
        scale, shift = (np.array(data["transform"][key]) for key in ("scale", "translate"))
        arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in data["arcs"]]
        self.rings: list[tuple[np.ndarray, bool]] = []  # and whether it is a hole
        for geometry in data["objects"]["land"]["geometries"]:
            polygons = (
                geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            )
            for polygon in polygons:
                for number, ring in enumerate(polygon):
                    parts = [arcs[k] if k >= 0 else arcs[~k][::-1] for k in ring]
                    self.rings += [(part, number > 0) for part in _unwound(np.concatenate(parts))]

    def land(self, box: tuple[float, float, float, float], width: int, height: int) -> np.ndarray:
        """Return (height, width) bool, the land of a box west, south, east, north in degrees."""
        west, south, east, north = box
        picture = Image.new("1", (width, height), 0)
        draw = ImageDraw.Draw(picture)
        for ring, is_hole in self.rings:
            low, high = ring.min(axis=0), ring.max(axis=0)
            if low[1] > north or high[1] < south:
                continue
            for turn in (-360.0, 0.0, 360.0):
                if low[0] + turn > east or high[0] + turn < west:
                    continue
                x = (ring[:, 0] + turn - west) / (east - west) * width - 0.5
                y = (north - ring[:, 1]) / (north - south) * height - 0.5
                draw.polygon(list(zip(x, y, strict=True)), fill=0 if is_hole else 1)
        land = np.array(picture)
        # Rings end at 180 degrees: close the crack between those of one land.
        for line in (-180.0, 180.0):
            at = round((line - west) / (east - west) * width)
            if 3 < at < width - 3:
                land[:, at - 3 : at + 3] |= (land[:, at - 4] & land[:, at + 3])[:, None]
        return land


def _unwound(ring: np.ndarray) -> list[np.ndarray]:
    """Return a ring of land without jumps of longitude; one around the pole is closed over it."""
    lon = np.degrees(np.unwrap(np.radians(ring[:, 0])))
    ring = np.column_stack([lon, ring[:, 1]])
    if abs(lon[-1] - lon[0]) < 180.0:
        return [ring]
    pole = np.sign(ring[:, 1].mean()) * 90.0
    return [np.concatenate([ring, [[lon[-1], pole], [lon[0], pole]]])]


def coast_distance(land: np.ndarray, across: float, reach: float) -> np.ndarray:
    """Return (h, w) float32 pixels to the coast, on land positive, at most `reach`.

    across   width of a pixel in heights of one
    """
    if land.all() or not land.any():
        return np.full(land.shape, reach if land.all() else -reach, np.float32)
    inside = distance_transform_edt(land, sampling=(1.0, across))
    outside = distance_transform_edt(~land, sampling=(1.0, across))
    return np.clip(inside - outside, -reach, reach).astype(np.float32)
