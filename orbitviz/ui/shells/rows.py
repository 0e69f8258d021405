"""Rows of the shell tree, from design and catalogues; without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from orbitviz.analysis.shells import shell_table
from orbitviz.model.design.expand import short_shell_name
from orbitviz.model.group_colours import catalogue_colour, group_colours
from orbitviz.model.source import MAIN_DESIGN, ShellKey, SourceId
from orbitviz.model.state import Document, State
from orbitviz.orbits.sgp4.catalogue import Catalogue

Range = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class ShellRow:
    """One shell of the design, or one whole catalogue.

    altitude_km      lowest and highest mean altitude
    inclination_deg  least and greatest
    period_min       least and greatest nodal period
    """

    key: ShellKey
    name: str
    count: int
    colour: str
    altitude_km: Range
    inclination_deg: Range
    period_min: Range

    @property
    def keys(self) -> frozenset[ShellKey]:
        """Key of the shell, as a group has those of its shells."""
        return frozenset({self.key})

    def span(self, field: str) -> Range:
        """Return a range field."""
        low, high = getattr(self, field)
        return low, high


@dataclass(frozen=True)
class GroupRow:
    """A group of the design, or a catalogue standing for itself (`shells` has one row).

    index  of Design.groups, None for a catalogue
    """

    name: str
    colour: str
    index: int | None
    shells: tuple[ShellRow, ...]

    @cached_property
    def count(self) -> int:
        """Number of satellites."""
        return sum(row.count for row in self.shells)

    @property
    def is_leaf(self) -> bool:
        """Whether the group is shown as its only shell."""
        return len(self.shells) == 1

    @cached_property
    def keys(self) -> frozenset[ShellKey]:
        """Keys of the shells."""
        return frozenset(row.key for row in self.shells)

    def span(self, field: str) -> Range:
        """Return the least and greatest of a range field over the shells."""
        ranges = [getattr(row, field) for row in self.shells]
        return min(low for low, _ in ranges), max(high for _, high in ranges)


def groups_of(state: State) -> tuple[GroupRow, ...]:
    """Return the rows of the design's groups and, after them, of the catalogues."""
    catalogues = (
        _catalogue_row(catalogue, source) for source, catalogue in state.catalogues.items()
    )
    return (*design_groups(state.document), *catalogues)


# Documents live on in undo: of the open one and of its selected part alone rows are kept.
_MOST_KEPT = 2
_kept: WeakKeyDictionary[Document, tuple[GroupRow, ...]] = WeakKeyDictionary()


def design_groups(document: Document) -> tuple[GroupRow, ...]:
    """Return the rows of the design's groups; those of the last documents are cached."""
    rows = _kept.get(document)
    if rows is None:
        for older in list(_kept)[: 1 - _MOST_KEPT]:
            del _kept[older]
        rows = _kept[document] = _make_groups(document)
    return rows


def _make_groups(document: Document) -> tuple[GroupRow, ...]:
    constellation = document.constellation
    colours = group_colours(document.design)
    table = shell_table(constellation)
    inc_deg, period_min = np.degrees(table.inc_rad), table.period_s / 60.0
    rows: list[list[ShellRow]] = [[] for _ in colours]
    for shell, group in enumerate(constellation.shell_group):
        rows[group].append(
            ShellRow(
                key=ShellKey(MAIN_DESIGN, shell),
                name=short_shell_name(
                    constellation.shell_name[shell], constellation.group_name[group]
                ),
                count=int(table.satellites[shell]),
                colour=colours[group],
                altitude_km=(float(table.lowest_km[shell]), float(table.highest_km[shell])),
                inclination_deg=(float(inc_deg[shell]),) * 2,
                period_min=(float(period_min[shell]),) * 2,
            )
        )
    return tuple(
        GroupRow(name, colours[index], index, tuple(rows[index]))
        for index, name in enumerate(constellation.group_name)
    )


def _catalogue_row(catalogue: Catalogue, source: SourceId) -> GroupRow:
    colour, extent = catalogue_colour(source.serial), catalogue.extent
    row = ShellRow(
        key=ShellKey(source, 0),
        name=catalogue.name,
        count=len(catalogue),
        colour=colour,
        altitude_km=extent.altitude_km,
        inclination_deg=extent.inc_deg,
        period_min=extent.nodal_period_min,
    )
    return GroupRow(catalogue.name, colour, None, (row,))
