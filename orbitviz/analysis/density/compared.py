"""Densities of everything that is open, in the same cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from orbitviz.analysis.density.sources import (
    BIN_KM,
    Peak,
    cells_for,
    orbits_of_catalogue,
    orbits_of_design,
    peak_of,
)
from orbitviz.analysis.density.spatial import Cells, Density, OrbitTable, density_of
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Check, no_check
from orbitviz.model.state import State
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True, eq=False)
class SourceDensity:
    """The density of one design or catalogue.

    satellites   of it that have a position, also above and below the cells
    """

    name: str
    satellites: int
    density: Density

    @cached_property
    def peak(self) -> Peak:
        """Its most crowded cell."""
        return peak_of(self.density)


def densities_of(
    state: State, instant: Instant, bin_km: float = BIN_KM, check: Check = no_check
) -> tuple[Cells, list[SourceDensity]]:
    """Return the cells, and the density of the design and of each catalogue, in this order.

    The cells reach as far as the design does; without one, to 2,000 km.
    Raises UserError if there is no satellite.
    """
    constellation, design = state.document.constellation, state.document.design
    named: list[tuple[str, OrbitTable]] = []
    if len(constellation):
        named.append((design.name, orbits_of_design(constellation, instant)))
    cells = cells_for(named[0][1] if named else None, bin_km)
    named += [(one.name, orbits_of_catalogue(one, instant)) for one in state.catalogues.values()]
    found = [_of(name, orbits, cells, check) for name, orbits in named if len(orbits.count)]
    if not found:
        names = ", ".join(one.name for one in state.catalogues.values())
        raise UserError("no object has a position at that time", file=names or None)
    return cells, found


def _of(name: str, orbits: OrbitTable, cells: Cells, check: Check) -> SourceDensity:
    return SourceDensity(name, round(orbits.count.sum()), density_of(orbits, cells, check))
