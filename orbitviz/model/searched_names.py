"""The names of what is open, ready for many searches."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.base.packed_strings import PackedStrings
from orbitviz.model.folded_names import FoldedNames
from orbitviz.model.source import SourceId
from orbitviz.model.state import State
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sgp4.catalogue import Catalogue


@dataclass(frozen=True, eq=False)
class SearchedDesign:
    """The names of shells and groups: those of satellites follow from them."""

    constellation: Constellation
    shells: FoldedNames
    groups: FoldedNames


@dataclass(frozen=True, eq=False)
class SearchedCatalogue:
    """The names of one catalogue and of its objects."""

    source: SourceId
    catalogue: Catalogue
    own_name: FoldedNames
    names: FoldedNames
    designators: FoldedNames


@dataclass(frozen=True, eq=False)
class SearchedNames:
    """All names of a state.

    design   None where no design is open
    """

    design: SearchedDesign | None
    catalogues: tuple[SearchedCatalogue, ...]

    @classmethod
    def of(cls, state: State) -> SearchedNames:
        """Return the names of a state."""
        catalogues = tuple(
            SearchedCatalogue(
                source,
                catalogue,
                FoldedNames(PackedStrings.of([catalogue.name])),
                FoldedNames(catalogue.object_name),
                FoldedNames(catalogue.designator),
            )
            for source, catalogue in state.catalogues.items()
        )
        return cls(_design(state.document.constellation), catalogues)


def _design(constellation: Constellation) -> SearchedDesign | None:
    if not len(constellation):
        return None
    return SearchedDesign(
        constellation,
        FoldedNames(PackedStrings.of(constellation.shell_name)),
        FoldedNames(PackedStrings.of(constellation.group_name)),
    )
