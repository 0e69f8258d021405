"""One thing that a search by name finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from orbitviz.model.source import SatelliteKey, ShellKey, SourceId


class HitKind(StrEnum):
    """What was found; of those that fit alike, the first here comes first."""

    SATELLITE = "Satellite"
    PLANE = "Plane"
    GROUP = "Group"
    SHELL = "Shell"
    CATALOGUE = "Catalogue"
    LAUNCH = "Launch"
    OBJECT = "Object"


@dataclass(frozen=True, eq=False)
class Hit:
    """One thing that was found: whole shells, or satellites of one source.

    about   numbers and counts in a few words
    shells  that it is; none where it is satellites
    rows    (n,) int64 rising, the satellites of `source`; None where it is whole shells
    """

    kind: HitKind
    name: str
    about: str
    source: SourceId
    shells: frozenset[ShellKey] = frozenset()
    rows: NDArray[np.int64] | None = None

    @property
    def satellite(self) -> SatelliteKey | None:
        """The satellite, None where it is several."""
        if self.rows is None or len(self.rows) != 1:
            return None
        return SatelliteKey(self.source, int(self.rows[0]))
