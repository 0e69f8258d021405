"""Images of Earth and sky with a sixteenth of their pixels: a picture of them begins at once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from orbitviz.scene.backdrop.images import Images, load_images


@cache
def few_pixels() -> Images:
    """Return the images, read once in a process; for pictures of which they are the background."""
    full = load_images()
    ground, above = full.earth.ground[::4, ::4], full.earth.above[::4, ::4]
    earth = replace(full.earth, ground=ground.copy(), above=above.copy())
    pixels = full.sky.milky_way.pixels[::4, ::4]
    milky_way = replace(full.sky.milky_way, pixels=pixels.copy())
    sky = replace(full.sky, milky_way=milky_way, moon=full.sky.moon[::4, ::4].copy())
    return replace(full, earth=earth, sky=sky)
