"""The ellipse that a satellite runs on at an instant, drawn from where it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.kepler import eccentric_anomaly_rad
from orbitviz.orbits.osculating import osculating_orbits
from orbitviz.orbits.propagate import plane_table
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True, eq=False)
class Ellipse:
    """An orbit standing still: r(d) = r_km - across (1 - cos d) + along sin d.

    d        eccentric anomaly ahead of the satellite
    r_km     (3,) float64  km TEME: the satellite
    across   (3,) float64  km, from the middle of the ellipse to the satellite
    along    (3,) float64  km, its conjugate half-axis, ahead
    """

    r_km: Floats
    across: Floats
    along: Floats

    def positions_km(self, ahead_rad: Floats) -> Floats:
        """Return (n, 3) km TEME of eccentric anomalies (n,) ahead of the satellite."""
        # 1 - cos by the half angle: no cancellation near the satellite.
        back = 2.0 * np.sin(0.5 * ahead_rad) ** 2
        step = np.outer(np.sin(ahead_rad), self.along) - np.outer(back, self.across)
        return np.asarray(self.r_km + step)


def ellipse_of_satellite(constellation: Constellation, row: int, instant: Instant) -> Ellipse:
    """Return the orbit of a satellite of a design, as its mean elements stand at an instant."""
    plane = constellation.plane_index[row]
    table = plane_table(constellation, instant, np.array([plane]))
    turn = constellation.slot_index[row] / constellation.plane_slots[plane]
    argp, ecc, sma = table.argp_rad[0], table.ecc[0], table.sma_km[0]
    anomaly = float(eccentric_anomaly_rad(table.arglat_rad + TAU * turn - argp, table.ecc)[0])
    node, ahead = table.node[0], table.ahead[0]
    to_perigee = np.cos(argp) * node + np.sin(argp) * ahead
    beyond = np.cos(argp) * ahead - np.sin(argp) * node
    return _ellipse(sma, ecc, anomaly, to_perigee, beyond)


def ellipse_of_state(r_km: Floats, v_km_s: Floats) -> Ellipse:
    """Return the two-body orbit of a position and a velocity, (3,) each, km and km/s TEME."""
    orbit = osculating_orbits(r_km[None], v_km_s[None])
    sma, ecc, normal = float(orbit.sma_km[0]), float(orbit.ecc[0]), orbit.normal[0]
    anomaly = float(eccentric_anomaly_rad(orbit.mean_anom_rad, orbit.ecc)[0])
    outward = r_km / np.linalg.norm(r_km)
    minor = np.sqrt(1.0 - ecc**2)
    true = np.arctan2(minor * np.sin(anomaly), np.cos(anomaly) - ecc)
    forward = np.cross(normal, outward)
    to_perigee = np.cos(true) * outward - np.sin(true) * forward
    beyond = np.sin(true) * outward + np.cos(true) * forward
    found = _ellipse(sma, ecc, anomaly, to_perigee, beyond)
    return Ellipse(r_km, found.across, found.along)


def _ellipse(
    sma_km: float, ecc: float, anomaly_rad: float, to_perigee: Floats, beyond: Floats
) -> Ellipse:
    """Return the ellipse of two unit vectors in its plane: to the perigee, 90 degrees beyond it."""
    major, minor = sma_km * to_perigee, sma_km * np.sqrt(1.0 - ecc**2) * beyond
    cos_e, sin_e = np.cos(anomaly_rad), np.sin(anomaly_rad)
    across = cos_e * major + sin_e * minor
    return Ellipse(across - ecc * major, across, cos_e * minor - sin_e * major)
