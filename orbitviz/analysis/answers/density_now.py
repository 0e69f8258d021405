"""The question of the panels how crowded space is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.answers.needs import Inquiry, Need
from orbitviz.analysis.density.compared import SourceDensity
from orbitviz.analysis.density.sources import cells_for, orbits_of_catalogue, orbits_of_design
from orbitviz.analysis.density.spatial import Cells, OrbitTable, density_of
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.progress import Check
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant

_MOST_CATALOGUES = 3  # that are shown beside a design


@dataclass(frozen=True, eq=False)
class DensityNow:
    """The density of the selected satellites, and of catalogues in the same cells.

    crowded     names of the groups whose shells are at the most crowded altitude
    """

    cells: Cells
    design: SourceDensity
    catalogues: tuple[SourceDensity, ...]
    crowded: tuple[str, ...]


class _CatalogueCache:
    """The densities of catalogues, kept as long as day and cells are the same."""

    def __init__(self) -> None:
        self._found: dict[int, tuple[Catalogue, tuple[object, ...], SourceDensity]] = {}

    def of(
        self, catalogue: Catalogue, cells: Cells, instant: Instant, check: Check
    ) -> SourceDensity | None:
        """Return the density of a catalogue, None if no object has a position."""
        about = (cells.altitude_km.tobytes(), instant.jd_whole)
        cached = self._found.get(id(catalogue))
        if cached is None or cached[0] is not catalogue or cached[1] != about:
            orbits = orbits_of_catalogue(catalogue, instant)
            if not len(orbits.count):
                return None
            cached = (catalogue, about, _of(catalogue.name, orbits, cells, check))
            self._found[id(catalogue)] = cached
        return cached[2]


def _density(inquiry: Inquiry) -> DensityNow:
    question, constellation = inquiry.question, inquiry.document.constellation
    instant, check = question.geometry.instant, inquiry.check
    # The cells are those of the whole design, whatever is selected of it.
    cells = cells_for(orbits_of_design(question.document.constellation, instant))
    orbits = orbits_of_design(constellation, instant, inquiry.mask)
    design = _of(question.document.design.name, orbits, cells, check)
    cache = inquiry.cache(_CatalogueCache)
    found = [
        cache.of(one, cells, instant, check) for one in question.catalogues[-_MOST_CATALOGUES:]
    ]
    return DensityNow(
        cells,
        design,
        tuple(one for one in found if one is not None),
        _groups_at(constellation, inquiry.mask, design),
    )


def _of(name: str, orbits: OrbitTable, cells: Cells, check: Check) -> SourceDensity:
    return SourceDensity(name, round(orbits.count.sum()), density_of(orbits, cells, check))


def _groups_at(
    constellation: Constellation, mask: np.ndarray, design: SourceDensity
) -> tuple[str, ...]:
    """Return the groups with satellites in the layer of the most crowded cell."""
    edges = design.density.cells.altitude_km
    layer = int(np.searchsorted(edges, design.peak.altitude_km)) - 1
    altitude_km = constellation.sma_km - EARTH_RADIUS_KM
    there = (altitude_km >= edges[layer]) & (altitude_km < edges[layer + 1])
    there &= mask & (np.diff(constellation.shell_first) > 0)
    groups = np.unique(constellation.shell_group[there])
    return tuple(constellation.group_name[int(group)] for group in groups)


DENSITY = Need("density", _density)
