"""The rows of a history while it is written; spares are kept apart until they are used."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.state import End
from orbitviz.base.arrays import Floats32
from orbitviz.base.constants import YEAR_DAYS
from orbitviz.base.errors import UserError
from orbitviz.orbits.constellation import Ints

MOST = 50_000_000  # of a plan: 750 MB
_FIRST_ROWS = 1 << 22  # what is not written yet takes no memory here, but where rows are added


class Satellites(NamedTuple):
    """Rows of a history; see History."""

    place: Ints
    launched: Floats32
    transit: NDArray[np.uint16]
    end: Floats32
    cause: NDArray[np.uint8]

    def where(self, which: NDArray[Any]) -> Satellites:
        """Return some of the rows."""
        return Satellites(*(column[which] for column in self))


class Rows:
    """Satellites that were launched, as they are added.

    spares, first   number of places of spares, and the first of them
    most            satellites that can be launched at most
    """

    def __init__(self, spares: int, first: int, most: int) -> None:
        rows = min(most, _FIRST_ROWS)
        self._columns = Satellites(
            np.empty(rows, np.int32),
            np.empty(rows, np.float32),
            np.empty(rows, np.uint16),
            np.empty(rows, np.float32),
            np.empty(rows, np.uint8),
        )
        self._count = 0
        self._first = first
        self._launched = np.full(spares, np.inf, np.float32)  # inf where no spare is
        self._transit = np.zeros(spares, np.uint16)
        self._end = np.zeros(spares, np.float32)
        self._cause = np.zeros(spares, np.uint8)

    def add(self, made: Satellites) -> None:
        """Add satellites that are launched. Raises UserError if they become too many."""
        kept = (made.place >= self._first) & (made.cause != End.LAUNCH)
        if kept.any():
            spares = made.where(kept)
            at = spares.place - self._first
            self._launched[at], self._transit[at] = spares.launched, spares.transit
            self._end[at], self._cause[at] = spares.end, spares.cause
            made = made.where(~kept)
        self._append(made)

    def spares_at(self, years: float, places: slice, transit_years: float) -> NDArray[np.int64]:
        """Return those of some places of spares whose spare can be used at a time."""
        own = slice(places.start - self._first, places.stop - self._first)
        there = (self._launched[own] + transit_years <= years) & (years < self._end[own])
        return np.asarray(np.flatnonzero(there) + places.start)

    def use_spares(
        self, spares: NDArray[np.int64], slots: NDArray[np.int64], years: float
    ) -> tuple[Floats32, NDArray[np.uint8]]:
        """Move spares to slots, (n,) each; return when they end, and how."""
        at = spares - self._first
        moved = self._spares(at)
        days = np.ceil((years - moved.launched) * YEAR_DAYS).astype(np.uint16)
        self._append(moved._replace(place=slots.astype(np.int32), transit=days))
        self._launched[at] = np.inf
        return moved.end, moved.cause

    def end_spares(self, spares: NDArray[np.int64]) -> None:
        """Leave spares that have ended as they are."""
        if not len(spares):
            return
        at = spares - self._first
        at = at[np.isfinite(self._launched[at])]
        self._append(self._spares(at))
        self._launched[at] = np.inf

    def columns(self) -> Satellites:
        """Return all rows, spares that were not used last, and hold none any more."""
        self.end_spares(np.arange(len(self._launched)) + self._first)
        self._resize(self._count)
        return self._columns

    def _spares(self, at: NDArray[np.int64]) -> Satellites:
        return Satellites(
            (at + self._first).astype(np.int32),
            self._launched[at],
            self._transit[at],
            self._end[at],
            self._cause[at],
        )

    def _append(self, made: Satellites) -> None:
        first, self._count = self._count, self._count + len(made.place)
        if self._count > MOST:
            raise UserError(
                f"more than {MOST:,} satellites are launched",
                allowed="fewer years, fewer satellites, or such as live longer",
            )
        if self._count > len(self._columns.place):
            self._resize(self._count + self._count // 8)
        for name in Satellites._fields:
            getattr(self._columns, name)[first : self._count] = getattr(made, name)

    def _resize(self, rows: int) -> None:
        for column in self._columns:
            column.resize(rows, refcheck=False)  # in place, where the system can: no copy
