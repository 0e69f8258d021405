"""The frozen root of the state: everything the user has decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.model.design.constellation import Design
from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.members import NO_MEMBERS, Members
from orbitviz.model.route_ends import RouteEnds
from orbitviz.model.ruler import Ruler
from orbitviz.model.selection import Selection, ShellMask, shell_mask
from orbitviz.model.source import (
    MAIN_DESIGN,
    SatelliteKey,
    ShellKey,
    SourceId,
    catalogue_id,
    keys_of_shells,
)
from orbitviz.model.view import ViewOptions
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True, eq=False)
class Document:
    """The open design with the file it came from.

    constellation   the design expanded (its arrays are read-only and shared, never copied)
    path            the file, None for a built-in or a new design
    saved           the design as it last was on disk
    text            the TOML it was read from; saving edits this text so comments survive
    on_disk         digest of the file's text when it was read or written last, "" if not known
    opening         the same object from when it was opened on, through edits and saving
    ages_years      (n,) float64 of each satellite, where each has an age of its own
    """

    design: Design
    constellation: Constellation
    _: KW_ONLY
    path: Path | None = None
    saved: Design | None = None
    text: str = ""
    on_disk: str = ""
    opening: object = field(default_factory=object, repr=False)
    ages_years: Floats | None = None

    @property
    def edited(self) -> bool:
        """Whether the design differs from the file it came from."""
        return self.design is not self.saved and self.design != self.saved

    def part(self, rows: NDArray[np.int32]) -> Document:
        """Return the document with some of its satellites alone, rows (m,) rising.

        Shells and planes stay, some of them empty.
        """
        ages_years = None if self.ages_years is None else self.ages_years[rows]
        return replace(self, constellation=self.constellation.part(rows), ages_years=ages_years)

    def flies_as(self, other: Document) -> bool:
        """Whether the same satellites fly the same orbits as in another document."""
        is_same = self.constellation is other.constellation
        return is_same and self.design.flies_the_same(other.design)


@dataclass(frozen=True)
class Playback:
    """How simulated time runs: `at` is the simulated time of the last command."""

    at: Instant
    rate: float = 1.0  # simulated seconds per real second, negative runs backwards
    playing: bool = True


@dataclass(frozen=True, kw_only=True)
class State:
    """All that the user decided; replaced as a whole by commands, never changed in place.

    designs      open designs by id; MAIN_DESIGN is the one that is shown and edited, and
                 COMPARED_DESIGN, if there is one, is shown beside it
    catalogues   in the order in which they were opened
    hidden       shells that are not drawn
    hidden_satellites   single satellites that are not drawn, whether their shell is or not
    fleet_date   which satellites of the design are there; None: all of them
    """

    designs: Mapping[SourceId, Document]
    playback: Playback
    catalogues: Mapping[SourceId, Catalogue] = field(default_factory=lambda: MappingProxyType({}))
    selection: Selection = field(default_factory=Selection)
    hidden: frozenset[ShellKey] = frozenset()
    hidden_satellites: Members = NO_MEMBERS
    view: ViewOptions = field(default_factory=ViewOptions)
    ruler: Ruler | None = None
    route: RouteEnds | None = None
    fleet_date: FleetDate | None = None

    @classmethod
    def of(
        cls,
        document: Document,
        playback: Playback,
        catalogues: Iterable[Catalogue] = (),
        **others: Any,
    ) -> State:
        """Return the state in which one design and some catalogues are open."""
        numbered = {catalogue_id(k): catalogue for k, catalogue in enumerate(catalogues)}
        return cls(
            designs=MappingProxyType({MAIN_DESIGN: document}),
            playback=playback,
            catalogues=MappingProxyType(numbered),
            **others,
        )

    @property
    def document(self) -> Document:
        """The design that is shown and edited."""
        return self.designs[MAIN_DESIGN]

    def with_document(self, document: Document, **others: Any) -> State:
        """Return the state with another design shown."""
        designs = MappingProxyType({**self.designs, MAIN_DESIGN: document})
        return replace(self, designs=designs, **others)

    def has(self, satellite: SatelliteKey) -> bool:
        """Return whether a satellite is of what is open."""
        source, row = satellite
        if source.is_design:
            document = self.designs.get(source)
            return document is not None and row < len(document.constellation)
        return source in self.catalogues and row < len(self.catalogues[source])

    @property
    def shown_shells(self) -> ShellMask:
        """(s,) bool: the shells of the design that are not hidden."""
        return ~shell_mask(self.hidden, self.document.constellation.shell_count)

    @property
    def selected_shells(self) -> ShellMask:
        """(s,) bool: the shells of the design that are selected."""
        return self.selection.mask(self.document.constellation.shell_count)

    @property
    def shown_counts(self) -> NDArray[np.int64]:
        """(s,) satellites of each shell of the design that are not hidden."""
        first = self.document.constellation.shell_first
        hidden = np.diff(np.searchsorted(self.hidden_satellites.rows(MAIN_DESIGN), first))
        return np.where(self.shown_shells, np.diff(first) - hidden, 0)

    def shown_objects(self, catalogue: SourceId) -> int:
        """Return how many objects of a catalogue are not hidden."""
        hidden = len(self.hidden_satellites.rows(catalogue))
        return len(self.catalogues[catalogue]) - hidden if self.shows(catalogue) else 0

    def shows(self, catalogue: SourceId) -> bool:
        """Return whether a catalogue is not hidden."""
        return ShellKey(catalogue, 0) not in self.hidden

    def shell_of(self, satellite: SatelliteKey) -> ShellKey:
        """Return the shell that a satellite flies in."""
        if not satellite.source.is_design:
            return ShellKey(satellite.source, 0)
        first = self.designs[satellite.source].constellation.shell_first
        return ShellKey(
            satellite.source, int(np.searchsorted(first, satellite.row, side="right")) - 1
        )

    def shells_of(self, members: Members) -> frozenset[ShellKey]:
        """Return the shells that satellites fly in; of objects, their catalogues."""
        constellation = self.document.constellation
        planes = constellation.planes_of(members.rows(MAIN_DESIGN))
        shells = keys_of_shells(np.unique(constellation.plane_shell[planes]))
        return shells | {ShellKey(one, 0) for one in members.sources if not one.is_design}

    def count_in(self, members: Members, shells: Iterable[ShellKey]) -> int:
        """Return how many of some satellites fly in shells."""
        keys = list(shells)
        own = np.array([key.shell for key in keys if key.source == MAIN_DESIGN], np.int64)
        first, rows = self.document.constellation.shell_first, members.rows(MAIN_DESIGN)
        begins, ends = (np.searchsorted(rows, first[own + k]) for k in (0, 1))
        objects = (len(members.rows(key.source)) for key in keys if not key.source.is_design)
        return int((ends - begins).sum()) + sum(objects)

    @property
    def all_shells(self) -> frozenset[ShellKey]:
        """The keys of all shells of the design and of all catalogues."""
        shells = keys_of_shells(range(self.document.constellation.shell_count))
        return shells | {ShellKey(source, 0) for source in self.catalogues}
