"""Builds a catalogue from the element sets that a reader finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sgp4.api import Satrec

from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.base.packed_strings import PackedStrings
from orbitviz.base.progress import Progress, no_progress, yield_to_threads
from orbitviz.orbits.sgp4.batch import MeanElements, Sgp4Batch, concatenated, elements_of
from orbitviz.orbits.sgp4.catalogue import Catalogue, Refusal
from orbitviz.orbits.sgp4.initialise import Initialiser

Ints = NDArray[np.int64]

READING = "reading element sets"
JOINING = "building the catalogue"

MOST_REFUSED = 100_000  # of one file, and without anything good before them:
MOST_REFUSED_FIRST = 1_000


class CatalogueBuilder:
    """Collects objects in the order of the file; the catalogue is made when all are read."""

    def __init__(self) -> None:
        self._count = 0
        self._ids: list[Ints] = []
        self._names: list[PackedStrings] = []
        self._designators: list[PackedStrings] = []
        self._elements: list[MeanElements] = []
        self._batch = Sgp4Batch()
        self._initialiser = Initialiser()
        self._refused: list[Refusal] = []
        self._first_refused: UserError | None = None

    def __len__(self) -> int:
        return self._count

    @property
    def taken(self) -> int:
        """Records so far, good or refused."""
        return self._count + len(self._refused)

    @property
    def first_refused(self) -> UserError | None:
        """The first fault, None if there is none."""
        return self._first_refused

    def refuse(self, error: UserError) -> None:
        """Leave a record out. Raises the first such error if there are too many of them."""
        # Without the error itself, whose traceback would keep the records of its block.
        self._refused.append(Refusal(error.place or "", str(error.without_place())))
        if self._first_refused is None:
            self._first_refused = error.at()
        if len(self._refused) >= (MOST_REFUSED if self._count else MOST_REFUSED_FIRST):
            raise self._first_refused

    def add_objects(self, ids: Ints, names: PackedStrings, designators: PackedStrings) -> None:
        """Add the identity of the next objects."""
        self._count += len(ids)
        self._ids.append(ids)
        self._names.append(names)
        self._designators.append(designators)

    def add_elements(self, epoch_days: Floats, elements: Mapping[str, Floats]) -> None:
        """Add the elements of the next objects, (n,) each, named and in the units as in an OMM."""
        self._elements.append(
            self._initialiser.add(
                self._batch,
                epoch_days,
                elements["MEAN_MOTION"],
                elements["ECCENTRICITY"],
                elements["INCLINATION"],
                elements["RA_OF_ASC_NODE"],
                elements["ARG_OF_PERICENTER"],
                elements["MEAN_ANOMALY"],
                elements["BSTAR"],
            )
        )

    def add_satellites(self, satellites: Sequence[Satrec]) -> None:
        """Add the elements of the next objects."""
        if satellites:
            self._elements.append(elements_of(satellites))
            self._batch.add(satellites)

    def catalogue(self, path: Path, progress: Progress = no_progress) -> Catalogue:
        """Return the catalogue of everything added, named after its file."""
        progress(1.0, JOINING)
        catalogue = Catalogue(
            name=path.stem,
            path=path,
            object_name=PackedStrings.concatenated(self._names),
            object_id=np.concatenate(self._ids),
            designator=PackedStrings.concatenated(self._designators),
            elements=concatenated(self._elements),
            batch=self._batch,
            refused=tuple(self._refused),
        )
        # The window needs these in every frame: computed here, on the thread that reads.
        yield_to_threads()
        progress(1.0, JOINING)
        _ = catalogue.extent
        return catalogue
