"""The grid of the operating map: rows in beta, stations along the orbit.

Light changes where an orbit enters and leaves the penumbra and the umbra, so the stations are
tied to those edges, and to where the Sun crosses the horizontal, where a plate fixed to the body
begins to see it. Loads are switched soon after such an edge, as a small battery runs down or has
been charged: from it on, the gaps between stations widen, but not by much, since a plate fixed to
the body loses the Sun late in its day. Rows are tied to the beta angles at which the umbra and the
penumbra vanish. Below, they are even in sqrt(1 - w / w0), w the half-width of the umbra and w0 that
at beta 0: that is even in beta where beta is small, and in the width where the umbra is about to
vanish.
How many there are of each is a matter of fineness. shaders/lib/operating_map.glsl finds the same
place on the GPU.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.orbits.eclipse import half_arc_rad, shadow_reach_rad

# Steps along the orbit: in sunlight up to where the Sun crosses the horizontal, while it is above,
# and from there on; through the penumbra, twice; through the umbra.
MORNING_STEPS = 30
DAY_STEPS = 64
EVENING_STEPS = 18
PENUMBRA_STEPS = 6
UMBRA_STEPS = 80
LIT_STEPS = MORNING_STEPS + DAY_STEPS + EVENING_STEPS
STEPS = LIT_STEPS + 2 * PENUMBRA_STEPS + UMBRA_STEPS
# The last gap of an arc is 1 + 2 WIDENING times as wide as its first, but in the penumbra; more so
# after sunrise, when charging at full power warms a light radiator by a kelvin within a degree, and
# less while a plate sees the Sun, whose battery may be full or empty at any time.
WIDENING = 0.5
MORNING_WIDENING = 1.5
DAY_WIDENING = 0.25


class Bands(NamedTuple):
    """Gaps between rows, band by band in beta."""

    umbra: int  # from beta 0 to where the umbra vanishes
    grazing: int  # on to where the penumbra vanishes
    sunny: int  # on to 90 degrees


class Fineness(IntEnum):
    """Refinement of a grid: a multiple of the steps above; DRAFT while the user drags."""

    DRAFT = 1
    FULL = 4

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
    morning, day, evening, edge, dark = (
        np.linspace(0.0, 1.0, fineness * steps, endpoint=False)
        for steps in (MORNING_STEPS, DAY_STEPS, EVENING_STEPS, PENUMBRA_STEPS, UMBRA_STEPS)
    )
    half, quarter = 0.5 * TAU, 0.25 * TAU
    beyond = half - penumbra - quarter
    return np.concatenate(
        [
            penumbra - half + _widening(morning, MORNING_WIDENING) * beyond,
            (_widening(day, DAY_WIDENING) - 0.5) * half + 0.0 * penumbra,
            quarter + _widening(evening) * beyond,
            half - penumbra + edge * (penumbra - umbra),
            half - umbra + _widening(dark) * 2.0 * umbra,
            half + umbra + edge * (penumbra - umbra),
        ],
        axis=-1,
    )


def _widening(step: Floats, widening: float = WIDENING) -> Floats:
    """Return the place in an arc, 0 to 1, of a step 0 to 1."""
    return np.asarray(step * (1.0 + widening * step) / (1.0 + widening))


def _step_in(place: Floats, widening: float = WIDENING) -> Floats:
    """Return the step 0 to 1 at a place in an arc, the inverse of _widening."""
    root = np.sqrt(1.0 + 4.0 * widening * (1.0 + widening) * np.maximum(place, 0.0))
    return np.asarray((root - 1.0) / (2.0 * widening))


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
    half, quarter = 0.5 * TAU, 0.25 * TAU
    umbra, penumbra, phase = np.broadcast_arrays(*arcs, wrapped_rad(phase_rad))
    station = np.empty(phase.shape)
    away = half - np.abs(phase)  # from orbit midnight
    is_day = away >= quarter
    is_lit = ~is_day & (away >= penumbra)
    # Arc by arc, each for those that stand in it.
    station[is_day] = MORNING_STEPS + DAY_STEPS * _step_in(phase[is_day] / half + 0.5, DAY_WIDENING)
    morning, evening = is_lit & (phase < 0.0), is_lit & (phase > 0.0)
    beyond = (quarter - away[morning]) / (quarter - penumbra[morning])
    station[morning] = MORNING_STEPS * _step_in(1.0 - beyond, MORNING_WIDENING)
    beyond = (quarter - away[evening]) / (quarter - penumbra[evening])
    station[evening] = MORNING_STEPS + DAY_STEPS + EVENING_STEPS * _step_in(beyond)
    is_dark = ~is_day & ~is_lit
    station[is_dark] = _in_shadow(
        Shadow(umbra[is_dark], penumbra[is_dark]), away[is_dark], phase[is_dark] >= 0.0
    )
    return np.asarray(fineness * station)


def wrapped_rad(angle_rad: Any) -> Floats:
    """Return angles of any shape within half a turn; quicker than a remainder."""
    angle = np.asarray(angle_rad, np.float64)
    return np.asarray(angle - TAU * np.floor(angle / TAU + 0.5))


def _in_shadow(arcs: Shadow, away_rad: Floats, into_night: NDArray[np.bool_]) -> Floats:
    """Return the station of a draft, as a fraction, so far from orbit midnight; all (n,).

    into_night   before midnight
    """
    umbra, penumbra = arcs
    into = (penumbra - away_rad) / np.maximum(penumbra - umbra, _LEAST) * PENUMBRA_STEPS
    edge = np.where(into_night, LIT_STEPS + into, STEPS - into)
    across = np.where(into_night, -away_rad, away_rad) / np.maximum(umbra, _LEAST)  # -1 .. 1
    dark = LIT_STEPS + PENUMBRA_STEPS + UMBRA_STEPS * _step_in(0.5 + 0.5 * across)
    return np.where(away_rad > umbra, edge, dark)
