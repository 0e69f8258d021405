"""Names of bright stars."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from orbitviz.base.arrays import Floats

# Names approved by the International Astronomical Union (WGSN), with right ascension and
# declination in degrees, J2000, by the Hipparcos catalogue (ESA 1997); the brightest first.
_NAMED = (
    ("Sirius", 101.287, -16.716), ("Canopus", 95.988, -52.696),
    ("Rigil Kentaurus", 219.902, -60.834), ("Arcturus", 213.915, 19.182), ("Vega", 279.235, 38.784),
    ("Capella", 79.172, 45.998), ("Rigel", 78.634, -8.202), ("Procyon", 114.825, 5.225),
    ("Achernar", 24.429, -57.237), ("Betelgeuse", 88.793, 7.407), ("Hadar", 210.956, -60.373),
    ("Altair", 297.696, 8.868), ("Acrux", 186.650, -63.099), ("Aldebaran", 68.980, 16.509),
    ("Antares", 247.352, -26.432), ("Spica", 201.298, -11.161), ("Pollux", 116.329, 28.026),
    ("Fomalhaut", 344.413, -29.622), ("Deneb", 310.358, 45.280), ("Mimosa", 191.930, -59.689),
    ("Regulus", 152.093, 11.967), ("Castor", 113.650, 31.888), ("Mirfak", 51.081, 49.861),
    ("Dubhe", 165.932, 61.751), ("Alkaid", 206.885, 49.313), ("Peacock", 306.412, -56.735),
    ("Polaris", 37.955, 89.264), ("Alphard", 141.897, -8.659), ("Alpheratz", 2.097, 29.091),
)  # fmt: skip


@lru_cache(maxsize=1)
def named_stars() -> tuple[tuple[str, ...], Floats]:
    """Return n names and (n, 3) unit vectors, GCRS, at J2000."""
    ra, dec = np.radians([place for _, *place in _NAMED]).T
    direction = np.stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)], axis=1)
    direction.setflags(write=False)
    return tuple(name for name, *_ in _NAMED), direction
