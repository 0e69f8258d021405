"""The grid of the operating map: rows in beta, stations along the orbit.

Light changes where an orbit enters and leaves the penumbra and the umbra, so the stations are
tied to those edges, and to where the Sun crosses the horizontal, where a plate fixed to the body
begins to see it. Rows are tied to the beta angles at which the umbra and the penumbra vanish.
Below, they are even in sqrt(1 - w / w0), w the half-width of the umbra and w0 that at beta 0: that
is even in beta where beta is small, and in the width where the umbra is about to vanish.
How many there are of each is a matter of fineness. shaders/lib/operating_map.glsl finds the same
place on the GPU.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.eclipse import half_arc_rad, shadow_reach_rad

# Steps along the orbit: over the day side, where the Sun is above the horizontal; from there to
# the penumbra, at either end; through the penumbra, twice; through the first quarter of the umbra,
# where small batteries run down, and the rest of it.
DAY_STEPS = 64
TWILIGHT_STEPS = 20
PENUMBRA_STEPS = 6
DUSK_STEPS = 24
NIGHT_STEPS = 36
UMBRA_STEPS = DUSK_STEPS + NIGHT_STEPS
LIT_STEPS = DAY_STEPS + 2 * TWILIGHT_STEPS
STEPS = LIT_STEPS + 2 * PENUMBRA_STEPS + UMBRA_STEPS


class Bands(NamedTuple):
    """Gaps between rows, band by band in beta."""

    umbra: int  # from beta 0 to where the umbra vanishes
    grazing: int  # on to where the penumbra vanishes
    sunny: int  # on to 90 degrees


class Fineness(IntEnum):
    """Refinement of a grid: a multiple of the steps above; DRAFT while the user drags."""

    DRAFT = 1
    FULL = 2

    @property
    def stations(self) -> int:
        """Number of stations along the orbit."""
        return STEPS * self

    @property
    def bands(self) -> Bands:
        """The rows."""
        return _BANDS[self]

    @property
    def rows(self) -> int:
        """Number of rows from beta 0 to 90 degrees."""
        return sum(self.bands) + 1


_BANDS = {Fineness.DRAFT: Bands(32, 4, 14), Fineness.FULL: Bands(84, 24, 48)}


_LEAST = 1e-12


class Shadow(NamedTuple):
    """Shadow on circular orbits: half-arcs of umbra and penumbra at beta, rad; any one shape."""

    umbra_rad: Any
    penumbra_rad: Any


def shadow(sma_km: Any, beta_rad: Any, sun_km: float) -> Shadow:
    """Return the half-arcs of circular orbits; sma_km and beta_rad of shapes that broadcast."""
    umbra, penumbra = shadow_reach_rad(sma_km, sun_km)
    return Shadow(half_arc_rad(umbra, beta_rad), half_arc_rad(penumbra, beta_rad))


def row_beta_rad(sma_km: Any, sun_km: float, fineness: Fineness) -> Floats:
    """Return (a, rows) float64 rad, 0 to pi/2: beta of each row for orbits of sma_km (a,) km."""
    umbra, penumbra = (reach[:, None] for reach in shadow_reach_rad(np.atleast_1d(sma_km), sun_km))
    bands = fineness.bands
    half_umbra = umbra * (1.0 - np.linspace(0.0, 1.0, bands.umbra + 1) ** 2)
    widest = half_arc_rad(penumbra, umbra)
    half_penumbra = widest * np.linspace(1.0, 0.0, bands.grazing + 1)[1:]
    cos_beta = np.concatenate(
        [
            np.cos(umbra) / np.cos(half_umbra),
            np.cos(penumbra) / np.cos(half_penumbra),
            np.cos(penumbra) * np.linspace(1.0, 0.0, bands.sunny + 1)[1:],
        ],
        axis=1,
    )
    return np.asarray(np.arccos(np.clip(cos_beta, 0.0, 1.0)))


def phases_rad(arcs: Shadow, fineness: Fineness) -> Floats:
    """Return (..., stations) float64 rad: phase from orbit noon of every station.

    arcs  half-arcs of shape (...)
    The first station is where the orbit leaves the penumbra; phases rise from there.
    """
    umbra, penumbra = (np.asarray(arc)[..., None] for arc in arcs)
    day = np.linspace(-1.0, 1.0, fineness * DAY_STEPS + 1)
    twilight = np.linspace(0.0, 1.0, fineness * TWILIGHT_STEPS + 1)
    edge = np.linspace(0.0, 1.0, fineness * PENUMBRA_STEPS + 1)
    dusk = np.linspace(-1.0, -0.5, fineness * DUSK_STEPS + 1)
    night = np.linspace(-0.5, 1.0, fineness * NIGHT_STEPS + 1)
    half, quarter = 0.5 * TAU, 0.25 * TAU
    beyond = half - penumbra - quarter
    return np.concatenate(
        [
            penumbra - half + twilight[:-1] * beyond,
            day[:-1] * quarter + 0.0 * penumbra,
            quarter + twilight[:-1] * beyond,
            half - penumbra + edge[:-1] * (penumbra - umbra),
            half + dusk[:-1] * umbra,
            half + night[:-1] * umbra,
            half + umbra + edge[:-1] * (penumbra - umbra),
        ],
        axis=-1,
    )


def row_of(sma_km: Any, beta_rad: Any, sun_km: float, fineness: Fineness) -> Floats:
    """Return the row, 0 to rows - 1, as a fraction; sma_km and beta_rad of shape (n,) or ()."""
    umbra, penumbra = shadow_reach_rad(sma_km, sun_km)
    half_umbra, half_penumbra = shadow(sma_km, beta_rad, sun_km)
    widest = half_arc_rad(penumbra, umbra)
    grazing = 1.0 - half_penumbra / np.maximum(widest, _LEAST)
    sunny = 1.0 - np.cos(beta_rad) / np.cos(penumbra)
    bands = fineness.bands
    row = np.where(
        half_umbra > 0.0,
        bands.umbra * np.sqrt(np.maximum(1.0 - half_umbra / np.maximum(umbra, _LEAST), 0.0)),
        np.where(
            half_penumbra > 0.0,
            bands.umbra + bands.grazing * grazing,
            bands.umbra + bands.grazing + bands.sunny * sunny,
        ),
    )
    return np.asarray(np.clip(row, 0.0, sum(bands)))


def station_of(arcs: Shadow, phase_rad: Any, fineness: Fineness) -> Floats:
    """Return the station, 0 to stations, as a fraction; the last is station 0 again.

    arcs, phase_rad  of shapes that broadcast; phase in rad from orbit noon, any turn
    """
    umbra, penumbra = arcs
    half = 0.5 * TAU
    phase = np.remainder(np.asarray(phase_rad) + half, TAU) - half  # -pi .. pi
    away = half - np.abs(phase)  # from orbit midnight
    ahead = phase >= 0.0
    quarter = 0.25 * TAU
    middle = 0.5 * LIT_STEPS
    beyond = TWILIGHT_STEPS * (np.abs(phase) - quarter) / (half - penumbra - quarter)
    by_day = DAY_STEPS * phase / half
    lit = middle + np.where(
        np.abs(phase) <= quarter, by_day, np.sign(phase) * (0.5 * DAY_STEPS + beyond)
    )
    into = (penumbra - away) / np.maximum(penumbra - umbra, _LEAST) * PENUMBRA_STEPS
    across = np.where(ahead, -away, away) / np.maximum(umbra, _LEAST)  # -1 .. 1 over the umbra
    dark = (LIT_STEPS + PENUMBRA_STEPS) + np.where(
        across < -0.5,
        DUSK_STEPS * 2.0 * (across + 1.0),
        DUSK_STEPS + NIGHT_STEPS * (across + 0.5) / 1.5,
    )
    edge = np.where(ahead, LIT_STEPS + into, STEPS - into)
    station = np.where(away >= penumbra, lit, np.where(away > umbra, edge, dark))
    return np.asarray(fineness * station)
