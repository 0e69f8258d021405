"""The stars that the naked eye sees, and a few fainter ones."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats32
from orbitviz.base.resources import asset_path

FAINTEST_STAR = 6.8  # visual magnitude to which the catalogue is complete


class Stars(NamedTuple):
    """The stars of XHIP (Anderson & Francis 2012) to magnitude 6.8, brightest first.

    direction      (n, 3)    float32  unit vectors, GCRS, at J2000: proper motion is left out
    magnitude      (n,)      float32  visual, outside the air
    colour_index   (n,)      float32  B - V
    figures        (m, 2, 3) float32  unit vectors to the ends of the lines of the constellations
    """

    direction: Floats32
    magnitude: Floats32
    colour_index: Floats32
    figures: Floats32


@lru_cache(maxsize=1)
def star_catalogue() -> Stars:
    """Return the stars, read once; any thread may call it. Raises UserError if they are missing."""
    with np.load(asset_path("sky/stars.npz")) as table:
        stars = Stars(*(table[name] for name in Stars._fields))
    for column in stars:
        column.setflags(write=False)
    return stars
