"""How people with other colour vision see a picture."""

from __future__ import annotations

import numpy as np
from coloraide import Color
from numpy.typing import NDArray

from orbitviz.base.colours import to_linear, to_srgb

_FILTERS = {"deuteranope": "deutan", "protanope": "protan", "tritanope": "tritan"}


def simulated(pixels: NDArray[np.uint8], vision: str) -> NDArray[np.uint8]:
    """Return pixels (..., 3) uint8 sRGB as seen with a colour vision, by Machado et al. 2009."""
    light = to_linear(pixels / 255.0) @ _matrix(vision)
    return np.rint(255.0 * to_srgb(np.clip(light, 0.0, 1.0))).astype(np.uint8)


def _matrix(vision: str) -> NDArray[np.float64]:
    """Return (3, 3): rows are what becomes of pure red, green and blue light."""
    primaries = [Color("srgb-linear", row) for row in np.eye(3).tolist()]
    name = _FILTERS[vision]
    return np.array(
        [
            c.filter(name, method="machado", space="srgb-linear").convert("srgb-linear").coords()
            for c in primaries
        ]
    )
