"""The satellites whose coverage is asked for, and where they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.model.selection import ShellMask
from orbitviz.model.state import State
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.in_view import NOTHING_KM, InView, Lanes, in_view_at, lanes_of
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True, eq=False)
class CoverSource:
    """Satellites of a design and objects of catalogues.

    catalogues   all of their objects, as far as they have a position
    """

    lanes: Lanes
    catalogues: tuple[Catalogue, ...] = ()

    def __len__(self) -> int:
        return self.of_design + sum(len(one) for one in self.catalogues)

    @property
    def of_design(self) -> int:
        """Satellites of the design."""
        return int(self.lanes.held.sum()) + len(self.lanes.singles)

    @property
    def looks(self) -> int:
        """How many planes and single satellites a place looks at: what a question costs."""
        return len(self.lanes.planes) + self.single

    @property
    def single(self) -> int:
        """Satellites that are looked at one by one: eccentric orbits and objects of catalogues."""
        return len(self.lanes.singles) + sum(len(one) for one in self.catalogues)

    def at(self, instant: Instant) -> InView:
        """Return where they are."""
        return in_view_at(self.lanes, instant, self._objects_km(instant))

    def _objects_km(self, instant: Instant) -> Floats:
        parts = [one.propagate(instant)[0] for one in self.catalogues]
        r_km = np.concatenate((NOTHING_KM, *parts))
        return np.asarray(r_km[np.isfinite(r_km).all(axis=1)])


def source_of(constellation: Constellation, shells: ShellMask) -> CoverSource:
    """Return the satellites of some shells of a design."""
    return CoverSource(lanes_of(constellation, shells))


def source_of_state(state: State, shells: ShellMask, instant: Instant) -> CoverSource:
    """Return the satellites of some shells and all objects of catalogues, those without a position.

    Raises UserError if there are none at an instant.
    """
    catalogues = tuple(state.catalogues.values())
    source = CoverSource(lanes_of(state.document.constellation, shells), catalogues)
    if not source.of_design and not len(source.at(instant).singles_km):
        if catalogues:
            names = ", ".join(one.name for one in catalogues)
            raise UserError(f"no object of {names} has a position at {instant.isoformat()}")
        raise UserError("there are no satellites to look at", allowed="shells that hold some")
    return source
