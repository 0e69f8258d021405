"""The selection, and the conversion of keys of shells to masks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.model.members import NO_MEMBERS, Members
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, SourceId

ShellMask = NDArray[np.bool_]


@dataclass(frozen=True)
class Selection:
    """The selection of the whole program.

    shells       whole shells, catalogues among them; where there are members, those they fly in
    satellites   single satellites that were picked and are marked; each lies in one of the shells
    members      where there are any, these satellites alone are selected, not their whole shells
    is_pair      whether they are two whose distance is to be seen: a line with it joins their marks
    """

    shells: frozenset[ShellKey] = frozenset()
    satellites: frozenset[SatelliteKey] = frozenset()
    members: Members = NO_MEMBERS
    is_pair: bool = False

    def __bool__(self) -> bool:
        return bool(self.shells)

    @property
    def only_satellite(self) -> SatelliteKey | None:
        """The satellite that alone is selected, with its shell; None for any other selection."""
        is_one = len(self.satellites) == 1 and len(self.shells) == 1
        return next(iter(self.satellites)) if is_one else None

    @property
    def catalogues(self) -> list[SourceId]:
        """The catalogues that are selected, in the order in which they were opened."""
        return sorted({key.source for key in self.shells if not key.source.is_design})

    def design_shells(self, source: SourceId = MAIN_DESIGN) -> list[int]:
        """Return the selected shells of a design, rising."""
        return sorted(key.shell for key in self.shells if key.source == source)

    def includes_any_of(self, source: SourceId) -> bool:
        """Return whether a shell of a source is selected."""
        return any(key.source == source for key in self.shells)

    def without(self, source: SourceId) -> Selection:
        """Return the selection with nothing of a source."""
        return Selection(
            without_source(self.shells, source),
            frozenset(key for key in self.satellites if key.source != source),
            self.members.without(source),
        )

    def mask(self, shell_count: int, source: SourceId = MAIN_DESIGN) -> ShellMask:
        """Return (s,) bool: the shells of a design that are selected."""
        return shell_mask(self.shells, shell_count, source)

    def mask_or_all(self, shell_count: int, source: SourceId = MAIN_DESIGN) -> ShellMask:
        """Return (s,) bool: the shells of a design that are selected; all where none is."""
        mask = self.mask(shell_count, source)
        return mask if mask.any() else ~mask


def shell_mask(
    keys: Iterable[ShellKey], shell_count: int, source: SourceId = MAIN_DESIGN
) -> ShellMask:
    """Return (s,) bool: the shells of a source with `shell_count` that are among the keys."""
    mask = np.zeros(shell_count, bool)
    named = [key.shell for key in keys if key.source == source and key.shell < shell_count]
    mask[named] = True
    return mask


def without_source(keys: Iterable[ShellKey], source: SourceId) -> frozenset[ShellKey]:
    """Return the keys that are not of a source."""
    return frozenset(key for key in keys if key.source != source)
