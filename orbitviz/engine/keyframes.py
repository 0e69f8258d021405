"""SGP4 states at two instants; the shader interpolates, so that no frame waits for SGP4."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats32
from orbitviz.base.progress import run_to_end
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant

# Cubic Hermite between states h apart is off by at most h^4 / 384 times the fourth derivative
# of the position, a n^4 in a circular orbit: 0.4 m for 60 s at 400 km altitude.
SPAN_S = 60.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Keyframes:
    """States of a catalogue at `begin` and SPAN_S later.

    r0_km, v0_km_s, r1_km, v1_km_s   (n, 3) float32 TEME; zero where SGP4 failed
    alive                            (n,) bool: SGP4 gave both states
    error                            (n,) uint8: SGP4's code at `begin`
    """

    catalogue: Catalogue
    begin: Instant
    r0_km: Floats32
    v0_km_s: Floats32
    r1_km: Floats32
    v1_km_s: Floats32
    alive: NDArray[np.bool_]
    error: NDArray[np.uint8]

    def fraction(self, instant: Instant) -> float:
        """Return the position of `instant` between the two states, clipped to 0..1."""
        return float(np.clip(instant.seconds_since(self.begin) / SPAN_S, 0.0, 1.0))

    def covers(self, instant: Instant) -> bool:
        """Whether `instant` lies between the two states."""
        return 0.0 <= instant.seconds_since(self.begin) <= SPAN_S

    def positions_km(
        self, instant: Instant, rows: slice | NDArray[np.integer] = slice(None)
    ) -> NDArray[np.float64]:
        """Return (n, 3) float64 km TEME of `rows` by the interpolation of the shader."""
        u = self.fraction(instant)
        h00, h10 = (1 + 2 * u) * (1 - u) ** 2, u * (1 - u) ** 2
        h01, h11 = u * u * (3 - 2 * u), u * u * (u - 1)
        at = h00 * self.r0_km[rows].astype(np.float64) + h01 * self.r1_km[rows]
        return np.asarray(at + SPAN_S * (h10 * self.v0_km_s[rows] + h11 * self.v1_km_s[rows]))

    def velocities_km_s(
        self, instant: Instant, rows: slice | NDArray[np.integer] = slice(None)
    ) -> NDArray[np.float64]:
        """Return (n, 3) float64 km/s TEME of `rows`: how positions_km changes, to 0.1 m/s."""
        u = self.fraction(instant)
        slope = 6.0 * u * (1.0 - u) / SPAN_S
        h10, h11 = (1 - u) * (1 - 3 * u), u * (3 * u - 2)
        apart = self.r1_km[rows].astype(np.float64) - self.r0_km[rows]
        return np.asarray(slope * apart + h10 * self.v0_km_s[rows] + h11 * self.v1_km_s[rows])


def keyframes(catalogue: Catalogue, instant: Instant, rate: float) -> Keyframes:
    """Return the states around `instant`, most of the span lying ahead in the sense of `rate`."""
    return run_to_end(keyframes_in_steps(catalogue, instant, rate))


def keyframes_in_steps(
    catalogue: Catalogue, instant: Instant, rate: float
) -> Generator[None, None, Keyframes]:
    """Do the same as a generator, in steps of about a millisecond."""
    begin = instant.plus_s(-0.1 * SPAN_S if rate >= 0 else -0.9 * SPAN_S)
    count = len(catalogue)
    r0, v0, r1, v1 = (np.zeros((count, 3), np.float32) for _ in range(4))
    alive, error = np.empty(count, bool), np.empty(count, np.uint8)
    for block in catalogue.batch.blocks_at((begin, begin.plus_s(SPAN_S))):
        rows, good = block.rows, (block.error == 0).all(axis=1)
        alive[rows], error[rows] = good, block.error[:, 0]
        known = good[:, None]
        np.copyto(r0[rows], block.r_km[:, 0], "same_kind", where=known)
        np.copyto(v0[rows], block.v_km_s[:, 0], "same_kind", where=known)
        np.copyto(r1[rows], block.r_km[:, 1], "same_kind", where=known)
        np.copyto(v1[rows], block.v_km_s[:, 1], "same_kind", where=known)
        yield
    return Keyframes(
        catalogue=catalogue,
        begin=begin,
        r0_km=r0,
        v0_km_s=v0,
        r1_km=r1,
        v1_km_s=v1,
        alive=alive,
        error=error,
    )
