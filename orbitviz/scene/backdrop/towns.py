"""The table of towns and quarters of cities whose lights are seen by night."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.resources import asset_path

# Light of the map of lights by night at its value r: MAP_LIGHT (r - MAP_DARKEST)^2, r = 0..1.
MAP_LIGHT, MAP_DARKEST = 3.2, 0.04

# A step of latitude and longitude: 300 m. Points are stored from west to east in bands.
_STEPS = 1 << 17
_STEP_DEG: float = 360.0 / _STEPS
_BAND = 64  # steps of latitude
_PER_OCTAVE, _DIMMEST = 4.0, -6.0  # levels of light: steps of an octave, and log2 of the first
_CLOUD_LEVELS = 15


@dataclass(frozen=True, eq=False)
class Towns:
    """Points of light, in rows (n,) float64.

    latitude_deg, longitude_deg   geodetic, east positive
    light     that of the map of lights by night, times the area in km2 it shines from
    clouds    share of cloud over it, as the map of clouds has it
    """

    latitude_deg: Floats
    longitude_deg: Floats
    light: Floats
    clouds: Floats


def packed(towns: Towns) -> dict[str, NDArray[np.uint8]]:
    """Return the arrays of the file, which compress well."""
    south = np.floor((towns.latitude_deg + 90.0) / _STEP_DEG).astype(np.int64)
    east = np.floor((towns.longitude_deg + 180.0) / _STEP_DEG).astype(np.int64) % _STEPS
    along = south // _BAND * _STEPS + east
    order = np.argsort(along, kind="stable")
    steps = np.diff(along[order], prepend=0).astype("<u4")
    level = np.rint(_PER_OCTAVE * (np.log2(towns.light) - _DIMMEST))
    return {
        "steps": np.ascontiguousarray(steps.view(np.uint8).reshape(-1, 4).T),
        "north": (south[order] % _BAND).astype(np.uint8),
        "level": np.clip(level[order], 0, 255).astype(np.uint8),
        "clouds": np.rint(_CLOUD_LEVELS * towns.clouds[order]).astype(np.uint8),
    }


def load_towns() -> Towns:
    """Read the table; any thread may call it. Raises UserError if it is missing."""
    with np.load(asset_path("earth/towns.npz")) as file:
        return unpacked(dict(file))


def unpacked(arrays: dict[str, NDArray[np.uint8]]) -> Towns:
    """Return the towns of the arrays of the file: places within 220 m, light within 10 %."""
    steps = np.ascontiguousarray(arrays["steps"].T).view("<u4").ravel()
    north, level, clouds = arrays["north"], arrays["level"], arrays["clouds"]
    band, east = np.divmod(np.cumsum(steps, dtype=np.int64), _STEPS)
    return Towns(
        latitude_deg=np.asarray((band * _BAND + north + 0.5) * _STEP_DEG - 90.0, np.float64),
        longitude_deg=(east + 0.5) * _STEP_DEG - 180.0,
        light=np.exp2(level / _PER_OCTAVE + _DIMMEST),
        clouds=clouds / _CLOUD_LEVELS,
    )
