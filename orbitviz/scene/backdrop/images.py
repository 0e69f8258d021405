"""The assets of a picture, decoded without GL, so that any thread can do it."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.scene.backdrop.earth import EarthImages, load_earth_images
from orbitviz.scene.backdrop.line_data import LineData, load_lines
from orbitviz.scene.backdrop.sky import SkyImages, load_sky_images


@dataclass(frozen=True, eq=False)
class Images:
    """Decoded pictures and tables, ready to be uploaded."""

    earth: EarthImages
    sky: SkyImages
    lines: LineData


def load_images() -> Images:
    """Decode the assets of the picture; safe to call on any thread. Raises UserError if missing."""
    return Images(load_earth_images(), load_sky_images(), load_lines())
