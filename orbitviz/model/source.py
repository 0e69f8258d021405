"""Keys of open sources (designs, catalogues), of their shells and of their satellites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Any, NamedTuple


class SourceKind(IntEnum):
    """What a source is; designs sort before catalogues."""

    DESIGN = 0
    CATALOGUE = 1


class SourceId(NamedTuple):
    """One open design or catalogue; stable while others are opened and closed.

    serial   counts from 0 within the kind
    """

    kind: SourceKind
    serial: int

    @property
    def is_design(self) -> bool:
        """Whether the source is a design."""
        return self.kind is SourceKind.DESIGN


class ShellKey(NamedTuple):
    """Shell `shell` of a source, one row of the shell tree; a catalogue is one shell, 0."""

    source: SourceId
    shell: int


class SatelliteKey(NamedTuple):
    """Satellite or object `row` of a source, counted as in its Constellation or Catalogue."""

    source: SourceId
    row: int


# The design that the window shows and edits, and the one that is shown beside it.
MAIN_DESIGN = SourceId(SourceKind.DESIGN, 0)
COMPARED_DESIGN = SourceId(SourceKind.DESIGN, 1)


def catalogue_id(serial: int) -> SourceId:
    """Return the id of the catalogue with a serial number, counted from 0."""
    return SourceId(SourceKind.CATALOGUE, serial)


def next_id(kind: SourceKind, open_sources: Mapping[SourceId, Any]) -> SourceId:
    """Return the id of the source that is opened next, after all open ones."""
    serials = [source.serial for source in open_sources if source.kind is kind]
    return SourceId(kind, max(serials, default=-1) + 1)


def keys_of_shells(shells: Iterable[int], source: SourceId = MAIN_DESIGN) -> frozenset[ShellKey]:
    """Return the keys of some shells of one source."""
    return frozenset(ShellKey(source, int(shell)) for shell in shells)
