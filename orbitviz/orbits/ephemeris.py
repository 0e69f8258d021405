"""Sun, Moon and Earth of JPL's DE421, opened once."""

from __future__ import annotations

import atexit
from functools import lru_cache
from threading import Lock
from typing import Any

from orbitviz.base.resources import asset_path

_OPENING = Lock()


def apparent(body: str, time: Any) -> Any:
    """Return skyfield's apparent position of "sun" or "moon" from the Earth's centre.

    With light time and aberration; the bending of light by the planets is left out (below
    1e-6 arcsec for the Sun). Any thread may call it.
    """
    with _OPENING:
        kernel = _kernel()
    return kernel["earth"].at(time).observe(kernel[body]).apparent(deflectors=())


@lru_cache(maxsize=1)
def _kernel() -> Any:
    from skyfield.jpllib import SpiceKernel

    kernel = SpiceKernel(str(asset_path("time/de421_excerpt.bsp")))
    atexit.register(kernel.close)
    return kernel
