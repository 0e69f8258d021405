"""What readers of element sets collect, and the catalogue made of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sgp4.api import Satrec

from orbitviz.orbits.catalogue import Catalogue
from orbitviz.orbits.sgp4_batch import MeanElements, Sgp4Batch, elements_of, joined


class Gathered:
    """Objects in the order of the file; nothing is shown before all of it was read."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._names: list[str] = []
        self._designators: list[str] = []
        self._elements: list[MeanElements] = []
        self._batch = Sgp4Batch()

    def __len__(self) -> int:
        return len(self._ids)

    def add_object(self, number: int, name: str, designator: str) -> None:
        """Note who the next object is."""
        self._ids.append(number)
        self._names.append(name)
        self._designators.append(designator)

    def add_satellites(self, satellites: Sequence[Satrec]) -> None:
        """Note the next objects' elements."""
        if satellites:
            self._elements.append(elements_of(satellites))
            self._batch.add(satellites)

    def catalogue(self, path: Path) -> Catalogue:
        """Return the catalogue of everything noted, named after its file."""
        return Catalogue(
            name=path.stem,
            path=path,
            object_name=tuple(self._names),
            object_id=np.array(self._ids, np.int64),
            designator=tuple(self._designators),
            elements=joined(self._elements),
            batch=self._batch,
        )
