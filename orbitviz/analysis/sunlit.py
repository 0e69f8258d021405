"""Share of each shell in sunlight at one instant, evaluated by plane."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.eclipse import beta_star_rad, eclipse_fraction, sunlit
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.secular import plane_raan_rad
from orbitviz.orbits.sun import beta_rad
from orbitviz.orbits.timescale import Instant

# Shells of fewer or more eccentric satellites are evaluated individually, others by plane.
_FEW = 2_000
_CIRCULAR = 1e-3
# Within this of the beta angle at which the eclipse ends, the penumbra decides.
_NEAR_BETA_STAR_RAD = np.radians(2.0)
_PHASES = 1_440


def sunlit_by_shell(constellation: Constellation, instant: Instant, sun_teme_km: Floats) -> Floats:
    """Return the share of each shell's satellites in sunlight, penumbra weighted by its light.

    sun_teme_km  (3,) float64 km TEME
    returns      (s,) float64 0..1

    A plane of evenly spaced satellites shows at any instant the mean over one orbit: the closed
    form of the cylindrical shadow, whose edge is the half-light contour of the penumbra, and
    the mean of the conical shadow over the phases where the orbit grazes it. Shells of few
    satellites or of eccentric orbits are evaluated individually (a sample of at most _FEW).
    """
    first = constellation.shell_first
    few = (np.diff(first) <= _FEW) | (constellation.ecc > _CIRCULAR)
    share = _by_plane(constellation, instant, sun_teme_km)
    for shell in np.flatnonzero(few):
        begin, end = int(first[shell]), int(first[shell + 1])
        if begin == end:
            continue
        rows = np.unique(np.linspace(begin, end - 1, min(_FEW, end - begin)).astype(np.int32))
        r_km, _ = state_vectors(constellation, instant, rows)
        share[shell] = np.mean(sunlit(r_km, sun_teme_km))
    return share


def _by_plane(constellation: Constellation, instant: Instant, sun_km: Floats) -> Floats:
    shell = constellation.plane_shell
    sma_km, inc_rad = constellation.sma_km[shell], constellation.inc_rad[shell]
    raan_rad = plane_raan_rad(constellation, instant)
    beta = beta_rad(inc_rad, raan_rad, sun_km / np.linalg.norm(sun_km))
    lit = 1.0 - eclipse_fraction(beta, sma_km)
    grazing = np.abs(np.abs(beta) - beta_star_rad(sma_km)) < _NEAR_BETA_STAR_RAD
    lit[grazing] = _mean_over_phases(sma_km[grazing], beta[grazing], sun_km)
    weight = np.diff(constellation.plane_first).astype(np.float64)
    total = np.bincount(shell, weight, constellation.shell_count)
    lit_total = np.bincount(shell, weight * lit, constellation.shell_count)
    with np.errstate(invalid="ignore"):
        return np.asarray(lit_total / total)


def _mean_over_phases(sma_km: Floats, beta: Floats, sun_km: Floats) -> Floats:
    """Return the mean sunlit share over one orbit of each plane, by the conical shadow."""
    if len(sma_km) == 0:
        return np.zeros(0)
    # Only the angle to the Sun matters: put the Sun on x and the plane's pole at beta from it.
    phase = (np.arange(_PHASES) + 0.5) * (2.0 * np.pi / _PHASES)
    noon = np.stack([np.cos(beta), np.zeros_like(beta), -np.sin(beta)], axis=1)
    across = np.array([0.0, 1.0, 0.0])
    r = np.cos(phase)[None, :, None] * noon[:, None, :] + np.sin(phase)[None, :, None] * across
    r *= sma_km[:, None, None]
    sun = np.array([float(np.linalg.norm(sun_km)), 0.0, 0.0])
    return np.asarray(sunlit(r.reshape(-1, 3), sun).reshape(len(sma_km), _PHASES).mean(axis=1))
