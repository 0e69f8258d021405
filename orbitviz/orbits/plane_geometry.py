"""Orbit planes of a constellation relative to the Sun at one instant."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.distinct_orbits import Orbits
from orbitviz.orbits.secular import raan_drift_rad, secular_rates
from orbitviz.orbits.sun import beta_rad
from orbitviz.orbits.timescale import Instant


class PlaneSun(NamedTuple):
    """Orientation of each plane to the Sun at one instant; (p,) float64 rad.

    beta_rad   angle to the Sun
    raan_rad   right ascension of the ascending node, TEME
    noon_rad   argument of latitude of orbit noon, where the plane is nearest to the Sun
    """

    beta_rad: Floats
    raan_rad: Floats
    noon_rad: Floats


def planes_under_sun(
    constellation: Constellation,
    instant: Instant,
    sun_direction: Floats,
    planes: slice | NDArray[np.integer] = slice(None),
) -> PlaneSun:
    """Return the orientation of planes (p,), default all; sun_direction as orbits_under_sun."""
    shell, raan = constellation.plane_shell[planes], constellation.plane_raan_rad[planes]
    orbits = Orbits(shell, raan, np.zeros(len(shell)))
    return orbits_under_sun(constellation, orbits, instant, sun_direction)


def orbits_under_sun(
    constellation: Constellation, orbits: Orbits, instant: Instant, sun_direction: Floats
) -> PlaneSun:
    """Return the orientation of orbits (q,); sun_direction (3,) float64 unit vector, TEME."""
    inc = constellation.inc_rad[orbits.shell]
    raan = _raan_rad(constellation, orbits, instant)
    x, y, z = sun_direction
    cos_raan, sin_raan = np.cos(raan), np.sin(raan)
    to_node = cos_raan * x + sin_raan * y
    ahead = np.cos(inc) * (cos_raan * y - sin_raan * x) + np.sin(inc) * z
    return PlaneSun(beta_rad(inc, raan, sun_direction), raan, np.arctan2(ahead, to_node))


def orbit_beta_rad(
    constellation: Constellation, orbits: Orbits, instant: Instant, sun_direction: Floats
) -> Floats:
    """Return (q,) rad: angles of orbits to the Sun alone, as orbits_under_sun gives them."""
    raan = _raan_rad(constellation, orbits, instant)
    return np.asarray(beta_rad(constellation.inc_rad[orbits.shell], raan, sun_direction))


def _raan_rad(constellation: Constellation, orbits: Orbits, instant: Instant) -> Floats:
    return orbits.raan_rad + raan_drift_rad(constellation, instant)[orbits.shell]


def arglat_drift_rad(constellation: Constellation, instant: Instant) -> Floats:
    """Return (s,) rad: how far the mean satellites of each shell have moved since the epoch.

    Along the orbit from the node, less whole turns.
    """
    rates = secular_rates(constellation.sma_km, constellation.ecc, constellation.inc_rad)
    dt_s = instant.seconds_since(constellation.epoch)
    return np.remainder(rates.arglat_rad_s * dt_s, TAU)


def satellite_arglat_rad(
    constellation: Constellation, instant: Instant, rows: NDArray[np.int32]
) -> Floats:
    """Return (n,) float64 rad: mean argument of latitude of satellites `rows` at `instant`."""
    moved = arglat_drift_rad(constellation, instant)
    shell = constellation.plane_shell[constellation.plane_index[rows]]
    return np.asarray(constellation.phase_rad(rows) + moved[shell])
