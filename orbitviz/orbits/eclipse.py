"""The Earth's shadow: how much of the Sun a satellite sees, and for how long it sees none.

The Earth that casts it is a sphere of the equatorial radius, 6378.137 km, without atmosphere:
the polar flattening of 21 km and the atmosphere each shift an edge by a few seconds.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, SUN_RADIUS_KM

# As near to an edge of the shadow rounding might decide: there the discs themselves do.
_NEAR_EDGE_KM = 0.1


def sunlit(r_km: Floats, sun_km: Floats) -> Floats:
    """Return the share of the Sun's disc that the Earth leaves visible, limb darkening aside.

    r_km     (n, 3)  float64  km, positions from the Earth's centre, any axes
    sun_km   (3,)    float64  km, the Sun from the Earth's centre, the same axes
    returns  (n,)    float64  0 in the umbra, 1 in full sunlight; nan where r_km is nan

    Overlap of the two discs as circles in a plane (Montenbruck & Gill 2000, section 3.4.2), which
    is within 0.001 of the overlap on the sphere. Beyond 1.38 million km, behind the tip of the
    umbra, the Earth covers the middle of the Sun and a ring stays.
    """
    square_km2 = np.einsum("ij,ij->i", r_km, r_km)
    along_km2 = r_km @ sun_km
    light = _clear_cut(square_km2, along_km2, float(sun_km @ sun_km))
    (rest,) = np.nonzero(np.isnan(light))
    light[rest] = _overlap(square_km2[rest], along_km2[rest], float(sun_km @ sun_km))
    return light


def _clear_cut(square_km2: Floats, along_km2: Floats, sun_km2: float) -> Floats:
    """Return 0 well inside the umbra, 1 well outside the penumbra, and nan elsewhere; (n,).

    square_km2, along_km2   r . r and r . sun of each position
    Tangent cones of Sun and Earth: most positions need no angles.
    """
    sun = np.sqrt(sun_km2)
    behind_km = along_km2 * (-1.0 / sun)
    aside_km = np.sqrt(np.maximum(square_km2 - behind_km * behind_km, 0.0))
    sin_pen, sin_umb = ((SUN_RADIUS_KM + sign * EARTH_RADIUS_KM) / sun for sign in (1.0, -1.0))
    cos_pen, cos_umb = np.sqrt(1.0 - sin_pen**2), np.sqrt(1.0 - sin_umb**2)
    lit = cos_pen * aside_km - sin_pen * behind_km > EARTH_RADIUS_KM + _NEAR_EDGE_KM
    # Before the circle on which the penumbra's cone touches the Earth.
    lit |= behind_km < -_NEAR_EDGE_KM - EARTH_RADIUS_KM * sin_pen
    dark = cos_umb * aside_km + sin_umb * behind_km < EARTH_RADIUS_KM - _NEAR_EDGE_KM
    dark &= behind_km > 0.0
    above = square_km2 > EARTH_RADIUS_KM**2
    light = np.full(len(square_km2), np.nan)
    light[lit & above] = 1.0
    light[dark & above] = 0.0
    return light


def _overlap(square_km2: Floats, along_km2: Floats, sun_km2: float) -> Floats:
    """Return the share of `sunlit` for positions with r . r and r . sun (n,), by the discs."""
    sun_rad, earth_rad, apart_rad = _discs(square_km2, along_km2, sun_km2)
    light = np.ones_like(apart_rad)
    touching = apart_rad < sun_rad + earth_rad
    inside = apart_rad <= np.abs(earth_rad - sun_rad)
    light[inside] = 1.0 - np.minimum(earth_rad[inside] / sun_rad[inside], 1.0) ** 2
    edge = touching & ~inside
    light[edge] = 1.0 - _covered(sun_rad[edge], earth_rad[edge], apart_rad[edge])
    light[np.isnan(apart_rad)] = np.nan
    return light


def disc_gaps_rad(r_km: Floats, sun_km: Floats) -> tuple[Floats, Floats]:
    """Return how far the discs of Sun and Earth are from touching, and from total eclipse.

    r_km     (n, 3)  float64  km, positions from the Earth's centre, any axes
    sun_km   (n, 3)  float64  km, the Sun from the Earth's centre for each, the same axes
    returns  two of (n,) float64 rad, smooth where `sunlit` is constant: the first is below 0 where
             part of the Sun's disc is covered, the second where all of it is; nan where r_km is
    """
    sun_rad, earth_rad, apart_rad = _discs_from(r_km, sun_km)
    return apart_rad - (earth_rad + sun_rad), apart_rad - (earth_rad - sun_rad)


def sun_above_limb_rad(r_km: Floats, sun_km: Floats) -> Floats:
    """Return how far the middle of the Sun stands above the Earth's limb, seen from satellites.

    r_km, sun_km  (n, 3)  float64  km, as in disc_gaps_rad
    returns       (n,)    float64  rad, negative in shadow; nan where r_km is nan

    The same Earth as in `sunlit`: half the disc is left at 0.
    """
    _, earth_rad, apart_rad = _discs_from(r_km, sun_km)
    return apart_rad - earth_rad


def _discs_from(r_km: Floats, sun_km: Floats) -> tuple[Floats, Floats, Floats]:
    """Return radii of Sun and Earth and the angle between, (n,) rad, each row with its own Sun."""
    along_km2 = np.einsum("ij,ij->i", r_km, sun_km)
    sun_km2 = np.einsum("ij,ij->i", sun_km, sun_km)
    return _discs(np.einsum("ij,ij->i", r_km, r_km), along_km2, sun_km2)


def beta_star_rad(sma_km: Any) -> Any:
    """Return the angle to the Sun from which on a circular orbit has no eclipse.

    sma_km   () or (n,)  float64  km, above the Earth's radius
    returns  () or (n,)  float64  rad, asin(Re / a), for the cylindrical shadow
    """
    return np.arcsin(EARTH_RADIUS_KM / sma_km)


def eclipse_fraction(beta_rad: Any, sma_km: Any) -> Any:
    """Return the share of a circular orbit spent in the cylindrical shadow.

    beta_rad  () or (n,)  float64  rad, angle from the orbit plane to the Sun
    sma_km    () or (n,)  float64  km, above the Earth's radius
    returns   () or (n,)  float64  0 where |beta| >= beta_star, below 0.5 elsewhere

    acos(sqrt(a^2 - Re^2) / (a cos beta)) / pi (Gilmore, Spacecraft Thermal Control Handbook,
    2002, section 2.2).
    """
    tangent_km = np.sqrt(np.square(sma_km) - EARTH_RADIUS_KM**2)
    reach_km = np.maximum(sma_km * np.cos(beta_rad), tangent_km)
    return np.arccos(tangent_km / reach_km) / np.pi


def shadow_reach_rad(sma_km: Any, sun_km: float) -> tuple[Any, Any]:
    """Return the angular radii of umbra and penumbra as seen from the Earth's centre.

    sma_km   () or (n,)  float64  km, radius of a circular orbit above the Earth's surface
    sun_km               float    km, distance of the Sun
    returns  two of () or (n,)    rad, angle at the Earth's centre between the satellite and the
             point opposite the Sun, where the disc is first touched and last seen

    Tangents of Sun and Earth (Vallado 2013, section 5.3.3): asin(Re / a) less, or plus, the
    half-angle of the cone.
    """
    edge = np.arcsin(EARTH_RADIUS_KM / np.asarray(sma_km))
    umbra = edge - np.arcsin((SUN_RADIUS_KM - EARTH_RADIUS_KM) / sun_km)
    penumbra = edge + np.arcsin((SUN_RADIUS_KM + EARTH_RADIUS_KM) / sun_km)
    return np.maximum(umbra, 0.0), penumbra


def half_arc_rad(reach_rad: Any, beta_rad: Any) -> Any:
    """Return half the arc of a circular orbit within `reach_rad` of the shadow's axis, rad.

    reach_rad, beta_rad  () or (n,)  float64  rad; 0 where the orbit stays outside
    """
    ratio = np.cos(reach_rad) / np.maximum(np.cos(beta_rad), 1e-12)
    return np.arccos(np.clip(ratio, -1.0, 1.0))


def _discs(square_km2: Floats, along_km2: Floats, sun_km2: Any) -> tuple[Floats, Floats, Floats]:
    """Return radii of the discs of Sun and Earth and how far they are apart; (n,) float64 rad.

    square_km2, along_km2   (n,) r . r and r . sun of each position
    sun_km2                 () or (n,) sun . sun
    """
    radius_km = np.sqrt(square_km2)
    to_sun_km = np.sqrt(square_km2 - 2.0 * along_km2 + sun_km2)
    cos_apart = (square_km2 - along_km2) / (radius_km * to_sun_km)
    return (
        np.arcsin(SUN_RADIUS_KM / to_sun_km),
        np.arcsin(np.minimum(EARTH_RADIUS_KM / radius_km, 1.0)),
        np.arccos(np.clip(cos_apart, -1.0, 1.0)),
    )


def _covered(sun_rad: Floats, earth_rad: Floats, apart_rad: Floats) -> Floats:
    """Return the share of the first disc covered by the second where their edges cross; (n,)."""
    sun2, earth2 = sun_rad * sun_rad, earth_rad * earth_rad
    chord = (apart_rad * apart_rad + sun2 - earth2) / (2.0 * apart_rad)
    half = np.sqrt(np.maximum(sun2 - chord * chord, 0.0))
    lens = (
        sun2 * np.arccos(np.clip(chord / sun_rad, -1.0, 1.0))
        + earth2 * np.arccos(np.clip((apart_rad - chord) / earth_rad, -1.0, 1.0))
        - apart_rad * half
    )
    return np.asarray(lens / (np.pi * sun2))
