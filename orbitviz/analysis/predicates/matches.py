"""Evaluates a predicate on everything that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.predicates.conditions import Condition, measures
from orbitviz.analysis.predicates.search import Hits, search, sources_of
from orbitviz.analysis.predicates.sources import Rows, SearchedCatalogue
from orbitviz.model.source import MAIN_DESIGN, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry


@dataclass(frozen=True, eq=False)
class Matches:
    """The satellites of which a predicate is true at one instant.

    hits   of each source, in the order of `sources`
    fleet  the operating maps that were looked up, None where there were none
    """

    geometry: SkyGeometry
    condition: Condition
    sources: tuple[SourceId, ...]
    hits: tuple[Hits, ...]
    fleet: Fleet | None = None

    @property
    def count(self) -> int:
        """How many match."""
        return sum(len(one) for one in self.hits)

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(one.of for one in self.hits)

    @cached_property
    def rows(self) -> Mapping[SourceId, Rows]:
        """Rows (n,) int64 rising of each source that has any."""
        found = {
            source: _rows_of(hits)
            for source, hits in zip(self.sources, self.hits, strict=True)
            if len(hits)
        }
        return MappingProxyType(found)


def matches(
    condition: Condition, state: State, geometry: SkyGeometry, fleet: Fleet | None
) -> Matches | None:
    """Return what a condition is true of, None where it must wait for the operating maps."""
    constellation = state.document.constellation
    has_design = len(constellation) > 0
    if fleet is not None and fleet.constellation is not constellation:
        fleet = None
    needs_maps = any(one.field.needs_maps for one in measures(condition))
    if has_design and needs_maps and fleet is None:
        return None
    sources = (*([MAIN_DESIGN] if has_design else []), *state.catalogues)
    hits = search(condition, sources_of(state, geometry, fleet))
    return Matches(geometry, condition, sources, hits, fleet)


def _rows_of(hits: Hits) -> Rows:
    source = hits.source
    return source.row_of(hits.rows) if isinstance(source, SearchedCatalogue) else hits.rows
