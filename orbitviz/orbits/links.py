"""Links between satellites as geometry: line of sight past the Earth, longest link, lengths.

The Earth is a sphere of its equatorial radius, which errs to the safe side; a link must stay a
grazing height above it, mostly 80 km, below which the air bends and dims the light (Hypatia,
Kassing et al. 2020).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM


class LengthSpan(NamedTuple):
    """Least and greatest length over an orbit; (n,) float64, km."""

    least_km: Floats
    greatest_km: Floats


def lowest_share(from_km: Floats, to_km: Floats) -> Floats:
    """Return where straight lines come closest to the Earth's centre.

    from_km, to_km  (n, 3) or (3,)  float64  km, one set of axes
    returns         (n,) or ()      float64  share of the way; below 0 or above 1 beyond the ends,
                                             0 for ends at one place

    Vallado (2013), algorithm SIGHT, tau_min.
    """
    way = to_km - from_km
    squared = np.einsum("...i,...i", way, way)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = -np.einsum("...i,...i", from_km, way) / squared
    return np.asarray(np.where(squared > 0.0, share, 0.0))


def lowest_radius_km(from_km: Floats, to_km: Floats) -> Floats:
    """Return the least distance (n,) or (), km, of straight lines from the Earth's centre.

    from_km, to_km  (n, 3) or (3,)  float64  km, one set of axes
    """
    share = np.clip(lowest_share(from_km, to_km), 0.0, 1.0)
    lowest = from_km + share[..., None] * (to_km - from_km)
    return np.asarray(np.sqrt(np.einsum("...i,...i", lowest, lowest)))


def has_sight(from_km: Floats, to_km: Floats, grazing_km: ArrayLike) -> NDArray[np.bool_]:
    """Return whether lines (n,) or () stay above a height over the Earth's equatorial radius.

    from_km, to_km  (n, 3) or (3,)  float64  km, one set of axes
    grazing_km      (n,) or ()      float64  km
    """
    return np.asarray(lowest_radius_km(from_km, to_km) >= EARTH_RADIUS_KM + np.asarray(grazing_km))


def longest_link_km(
    sma_km: ArrayLike, grazing_km: ArrayLike, earth_radius_km: float = EARTH_RADIUS_KM
) -> Floats:
    """Return how far apart two satellites on circles of one radius may be and still see each other.

    sma_km, grazing_km  (n,) or () float64, km; they broadcast
    returns             (n,) or () float64, km; 0 where the circle is below the grazing height

    2 sqrt(a^2 - (R + grazing)^2) (Bhattacherjee & Singla 2019).
    """
    lowest_km = earth_radius_km + np.asarray(grazing_km, dtype=np.float64)
    squared = np.square(np.asarray(sma_km, dtype=np.float64)) - np.square(lowest_km)
    return np.asarray(2.0 * np.sqrt(np.maximum(squared, 0.0)))


def length_span_km(
    sma_km: ArrayLike, inc_rad: ArrayLike, node_rad: ArrayLike, phase_rad: ArrayLike
) -> LengthSpan:
    """Return the lengths over an orbit between two satellites on circles; arguments broadcast.

    sma_km, inc_rad  radius and inclination of both orbits
    node_rad         right ascension of the second node minus that of the first
    phase_rad        argument of latitude of the second satellite minus that of the first

    With u the mean of the two arguments of latitude the angle at the Earth's centre follows from
    cos(angle) = A - B cos(2 u): the dot product of the two positions.
    """
    node, phase = np.asarray(node_rad, dtype=np.float64), np.asarray(phase_rad, dtype=np.float64)
    sma, sin_i, cos_i = np.asarray(sma_km), np.sin(inc_rad), np.cos(inc_rad)
    # (1 - A) / 2 and B / 2 as squares of sines of half angles, so that nothing cancels.
    half_node, half_phase = np.sin(0.5 * node), np.sin(0.5 * phase)
    swing = np.square(sin_i * half_node)
    middle = (
        np.square(half_node) * (1.0 - 0.5 * np.square(sin_i)) * np.cos(phase)
        + np.square(half_phase)
        + 0.5 * cos_i * np.sin(node) * np.sin(phase)
    )
    least = np.sqrt(np.maximum(middle - 0.5 * swing, 0.0))
    greatest = np.sqrt(np.clip(middle + 0.5 * swing, 0.0, 1.0))
    return LengthSpan(np.asarray(2.0 * sma * least), np.asarray(2.0 * sma * greatest))


def planes_counter_rotate(inc_rad: ArrayLike, node_rad: ArrayLike) -> NDArray[np.bool_]:
    """Return whether satellites of two planes of one inclination fly against each other.

    node_rad   right ascension of the second node minus that of the first; arguments broadcast

    They do where the planes are tilted by more than a right angle against each other: as at the
    seam of a Walker star, and between two sun-synchronous planes twelve hours apart.
    """
    tilt_cos = np.square(np.cos(inc_rad)) + np.square(np.sin(inc_rad)) * np.cos(node_rad)
    # A right angle itself is none: round-off must not make it one.
    return np.asarray(tilt_cos < -1e-9)
