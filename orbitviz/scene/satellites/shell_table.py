"""The motion of each shell: the only orbit data that are uploaded for each frame."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats32
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.secular import secular_rates
from orbitviz.orbits.timescale import Instant


def satellite_elements(constellation: Constellation, rows: slice) -> Floats32:
    """Return the attribute a_elements of shaders/lib/orbit.glsl, which never changes.

    returns  (n, 4) float32  cos, sin of the node at the epoch; cos, sin of the mean anomaly
             at the epoch; rounded once from float64
    """
    plane = constellation.plane_index[rows]
    raan = constellation.plane_raan_rad[plane]
    mean_anom = (
        constellation.phase_rad(rows) - constellation.argp_rad[constellation.plane_shell[plane]]
    )
    out = np.empty((len(plane), 4), np.float32)
    for column, angle in ((0, raan), (2, mean_anom)):
        out[:, column] = np.cos(angle)
        out[:, column + 1] = np.sin(angle)
    return out


def shell_motion(constellation: Constellation, instant: Instant) -> Floats32:
    """Return the angles of the shells at `instant`, computed in float64.

    returns  (s, 2, 4) float32  shell[0] and shell[1] of shaders/lib/orbit.glsl

    Secular J2 rates of orbitviz.orbits.secular.
    """
    dt_s = instant.seconds_since(constellation.epoch)
    rates = secular_rates(constellation.sma_km, constellation.ecc, constellation.inc_rad)
    angles = (
        rates.raan_rad_s * dt_s,
        rates.mean_anom_rad_s * dt_s,
        constellation.argp_rad + rates.argp_rad_s * dt_s,
        constellation.inc_rad,
    )
    pairs = [f(angle) for angle in angles for f in (np.cos, np.sin)]
    return np.stack(pairs, axis=1).reshape(-1, 2, 4).astype(np.float32)


def shell_table(constellation: Constellation, instant: Instant) -> Floats32:
    """Return the shells of shaders/lib/orbit.glsl at `instant`, full weight, black, set 0.

    None is closer to its neighbours than all are on average.

    returns  (s, 4, 4) float32
    """
    table = np.zeros((constellation.shell_count, 4, 4), np.float32)
    table[:, :2] = shell_motion(constellation, instant)
    table[:, 2, 0] = constellation.sma_km
    table[:, 2, 1] = constellation.ecc
    table[:, 2, 2:] = 1.0
    return table
