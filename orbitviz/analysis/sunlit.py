"""Share of each shell in sunlight at one instant, evaluated by plane or satellite by satellite."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.satellite_rows import OrbitRows
from orbitviz.base.arrays import Floats
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.eclipse import beta_star_rad, eclipse_fraction, sunlit
from orbitviz.orbits.plane_geometry import orbit_beta_rad
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant

# Shells of fewer or more eccentric satellites are evaluated individually, others by plane.
_FEW = 2_000
_CIRCULAR = 1e-3
# Within this of the beta angle at which the eclipse ends, the penumbra decides.
_NEAR_BETA_STAR_RAD = np.radians(2.0)
_PHASES = 1_440
_ORBITS_AT_ONCE = 256
_ROWS_AT_ONCE = 200_000
_ROWS_A_STEP = 1 << 15


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
    shells = np.flatnonzero(few & (np.diff(first) > 0))
    at_once = max(_ROWS_AT_ONCE // _FEW, 1)
    for part in (shells[k : k + at_once] for k in range(0, len(shells), at_once)):
        samples = [_sample(int(first[shell]), int(first[shell + 1])) for shell in part]
        r_km, _ = state_vectors(constellation, instant, np.concatenate(samples))
        begins = np.cumsum([0, *(len(rows) for rows in samples[:-1])])
        light = np.add.reduceat(sunlit(r_km, sun_teme_km), begins)
        share[part] = light / [len(rows) for rows in samples]
    return share


def sunlit_one_by_one(
    constellation: Constellation, geometry: SkyGeometry, rows: NDArray[np.integer[Any]]
) -> Generator[None, None, Floats]:
    """Return the share of satellites `rows` (n,) in sunlight, shell by shell, as sunlit_by_shell.

    Every one of them is evaluated, as a generator in steps of about a millisecond.

    returns      (s,) float64 0..1, NaN where none of them flies
    """
    lit, number = np.zeros(constellation.shell_count), np.zeros(constellation.shell_count)
    for first in range(0, len(rows), _ROWS_A_STEP):
        some = OrbitRows(constellation, geometry, rows[first : first + _ROWS_A_STEP])
        shell = some.shell
        lit += np.bincount(shell, some.sunlit, len(lit))
        number += np.bincount(shell, minlength=len(lit))
        yield
    with np.errstate(invalid="ignore"):
        return np.asarray(lit / number)


def _sample(begin: int, end: int) -> NDArray[np.int32]:
    """Return at most _FEW of the rows of a shell, evenly spread."""
    return np.unique(np.linspace(begin, end - 1, min(_FEW, end - begin)).astype(np.int32))


def _by_plane(constellation: Constellation, instant: Instant, sun_km: Floats) -> Floats:
    orbits, shell = constellation.orbits, constellation.orbits.shell
    sma_km = constellation.sma_km[shell]
    beta = orbit_beta_rad(constellation, orbits, instant, sun_km / np.linalg.norm(sun_km))
    lit = 1.0 - eclipse_fraction(beta, sma_km)
    grazing = np.flatnonzero(np.abs(np.abs(beta) - beta_star_rad(sma_km)) < _NEAR_BETA_STAR_RAD)
    for begin in range(0, len(grazing), _ORBITS_AT_ONCE):
        part = grazing[begin : begin + _ORBITS_AT_ONCE]
        lit[part] = _mean_over_phases(sma_km[part], beta[part], sun_km)
    total = np.bincount(shell, orbits.satellites, constellation.shell_count)
    lit_total = np.bincount(shell, orbits.satellites * lit, constellation.shell_count)
    with np.errstate(invalid="ignore"):
        return np.asarray(lit_total / total)


def _mean_over_phases(sma_km: Floats, beta: Floats, sun_km: Floats) -> Floats:
    """Return the mean sunlit share over one orbit of each plane, by the conical shadow."""
    # Only the angle to the Sun matters: put the Sun on x and the plane's pole at beta from it.
    # Light is the same before and after midnight, and full on the day's half of the orbit.
    phase = 0.5 * np.pi + (np.arange(_PHASES // 4) + 0.5) * (2.0 * np.pi / _PHASES)
    noon = np.stack([np.cos(beta), np.zeros_like(beta), -np.sin(beta)], axis=1)
    across = np.array([0.0, 1.0, 0.0])
    r = np.cos(phase)[None, :, None] * noon[:, None, :] + np.sin(phase)[None, :, None] * across
    r *= sma_km[:, None, None]
    sun = np.array([float(np.linalg.norm(sun_km)), 0.0, 0.0])
    light = sunlit(r.reshape(-1, 3), sun).reshape(len(sma_km), len(phase))
    return np.asarray(0.5 + 0.5 * light.mean(axis=1))
