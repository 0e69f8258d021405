"""How often satellites that nobody steers meet others: the kinetic theory of gases.

    rate = n σ v

of one among n others a volume, with the cross-section σ of both and the mean relative speed v
(Kessler & Cour-Palais 1978, J. Geophys. Res. 83, 2637). Nodes are at random; orbits are circles.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import JULIAN_YEAR_S, TAU

_PLACES = 360  # on an orbit
_KM2_PER_M2 = 1e-6
# Of the sine and the cosine of an inclination: no orbit is exactly over the equator or the poles,
# where all would meet in one point, and none turns back exactly where another one comes.
_LEAST = 1e-3


def meeting_area_m2(area_m2: ArrayLike, other_m2: ArrayLike) -> Floats:
    """Return the cross-section in which two bodies touch, m2, as of spheres: (√A + √B)².

    area_m2, other_m2   mean projections; they broadcast
    """
    return np.asarray((np.sqrt(area_m2) + np.sqrt(other_m2)) ** 2)


def meetings_a_year(
    count: ArrayLike, others: ArrayLike, volume_km3: ArrayLike, area_m2: ArrayLike,
    speed_km_s: ArrayLike,
) -> Floats:  # fmt: skip
    """Return how often some bodies meet some others in a volume, a year: N n σ v; all broadcast."""
    density = np.asarray(others) / volume_km3
    hits_per_s = density * np.asarray(area_m2) * _KM2_PER_M2 * speed_km_s
    return np.asarray(count * hits_per_s * JULIAN_YEAR_S)


def encounter_factor(inc_rad: ArrayLike, other_rad: ArrayLike) -> Floats:
    """Return the relative speed of bodies of two inclinations over their orbital speed.

    inc_rad, other_rad   rad, of a common shape
    returns              mean over an orbit of the one, weighted with how crowded the others are
                         where it is over how crowded they are in the mean of their layer: times
                         n σ and the orbital speed it is the rate of meetings

    Both fly as fast, and meet at the latitude φ at an angle γ with 2 v sin(γ/2). The others are
    2 / (π √(sin² i - sin² φ)) times as crowded there as in the mean (Kessler 1981, Icarus 48, 39).
    """
    first, second = np.broadcast_arrays(
        np.asarray(inc_rad, np.float64), np.asarray(other_rad, np.float64)
    )
    most = np.sqrt(1.0 - _LEAST**2)
    sin_first, sin_second = (np.clip(np.sin(one), _LEAST, most) for one in (first, second))
    cos_first, cos_second = (
        np.copysign(np.maximum(np.abs(np.cos(one)), _LEAST), np.cos(one)) for one in (first, second)
    )
    # The lower one is followed: it is always where the other one comes as well.
    is_lower = sin_first <= sin_second
    low, high = np.minimum(sin_first, sin_second), np.maximum(sin_first, sin_second)
    cos_low = np.where(is_lower, cos_first, cos_second)
    cos_high = np.where(is_lower, cos_second, cos_first)
    # Head-on where both turn back, in which they are crowded without bound.
    least_room = np.where(cos_low * cos_high < 0.0, _LEAST, 0.0)
    apart = np.sqrt(high**2 - low**2)
    total = np.zeros(first.shape)
    # In steps that shrink towards where the lower one turns back.
    for step in (np.arange(_PLACES) + 0.5) / _PLACES:
        before = 0.25 * TAU * step**2
        sin_lat = low * np.cos(before)
        cos_lat = np.sqrt(1.0 - sin_lat**2)
        room = np.maximum(np.hypot(apart, low * np.sin(before)), least_room)
        # Azimuth of flight: sin az = cos i / cos φ, northwards, and mirrored southwards.
        ours, theirs = (
            np.arcsin(np.clip(cos_inc / cos_lat, -1.0, 1.0)) for cos_inc in (cos_low, cos_high)
        )
        same, opposite = np.abs(ours - theirs), np.abs(0.5 * TAU - ours - theirs)
        speed = np.sin(0.5 * same) + np.sin(0.5 * opposite)  # mean of both, 2 sin(γ/2) each
        share = 2.0 * step / _PLACES  # of the orbit
        total += share * 2.0 / (0.5 * TAU * room) * speed
    return np.asarray(total)
