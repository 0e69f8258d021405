"""Where satellites are looked for: the design, by its planes, and catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.predicates.conditions import (
    Leaf,
    Mask,
    NameFits,
    Range,
    Verdict,
    Verdicts,
    WordFits,
    as_verdicts,
)
from orbitviz.analysis.predicates.fields import Batch, Measure
from orbitviz.analysis.predicates.glob import Glob
from orbitviz.analysis.predicates.object_rows import ObjectRows
from orbitviz.analysis.predicates.plane_bounds import bounds
from orbitviz.analysis.satellite_rows import OrbitRows, SatelliteRows
from orbitviz.base.arrays import Floats
from orbitviz.model.satellite_names import design_satellite_name
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.sky_geometry import SkyGeometry

Rows = NDArray[np.int64]


class Chosen(Batch, Protocol):
    """A batch that knows the rows it was made of, and of which some can be taken."""

    @property
    def rows(self) -> NDArray[Any]:
        """Rows of the source."""

    @property
    def block(self) -> NDArray[Any]:
        """Which of the blocks of the source each is in."""

    def __len__(self) -> int: ...

    def taken(self, which: NDArray[np.integer[Any]]) -> Self:
        """Return some of them, with what has been computed of them."""


class SearchedDesign:
    """The satellites of a design at one instant; planes decide before satellites do."""

    def __init__(
        self,
        name: str,
        constellation: Constellation,
        geometry: SkyGeometry,
        fleet: Fleet | None,
    ) -> None:
        self.name, self.constellation = name, constellation
        self._geometry, self._fleet = geometry, fleet
        self._names: dict[tuple[str, bool], _PlaneNames] = {}

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """Satellites of each plane, (b,)."""
        return np.diff(self.constellation.plane_first).astype(np.int64)

    def knows(self, measure: Measure) -> bool:
        """Whether satellites have values of a measure: all do."""
        return True

    def batch(self, rows: NDArray[np.integer[Any]]) -> OrbitRows:
        """Return satellites by their rows (n,)."""
        if self._fleet is None:
            return OrbitRows(self.constellation, self._geometry, rows)
        return SatelliteRows(self._fleet, self._geometry, rows)

    def verdicts(self, leaf: Leaf) -> Verdicts:
        """Return (b,) what is known of all satellites of each plane."""
        verdicts = np.full(len(self.sizes), Verdict.OPEN, np.uint8)
        verdicts[self._filled] = self._verdicts(leaf)
        return verdicts

    def holds(self, leaf: Leaf, batch: Chosen) -> Mask:
        """Return (n,) whether a leaf is true of satellites."""
        if isinstance(leaf, NameFits):
            names = self._names[leaf.pattern, leaf.is_glob]
            slots = self.constellation.slot_index[batch.rows]
            fits = names.fits[names.ending[batch.block], slots]
            return np.asarray(fits == leaf.inside)
        if isinstance(leaf, Range):
            return _in_range(leaf, batch)
        return leaf.holds(leaf.measure.values(batch), self._words(leaf.measure))

    def _verdicts(self, leaf: Leaf) -> Verdicts:
        """Return Verdict on the planes in which satellites fly."""
        if isinstance(leaf, NameFits):
            names = self._plane_names(leaf)
            some = np.logical_or.reduce(names.fits, axis=1)
            every = np.logical_and.reduce(names.fits, axis=1)
            yes, no = (every, ~some) if leaf.inside else (~some, every)
            return as_verdicts(yes, no)[names.ending[self._filled]]
        if leaf.measure.field.by_plane:
            held = self.holds(leaf, self._planes)
            return as_verdicts(held, ~held)
        known = bounds(leaf.measure, self._planes)
        if known is None:
            return np.full(len(self._filled), Verdict.OPEN, np.uint8)
        if isinstance(leaf, WordFits):
            return leaf.verdicts(*known, self._words(leaf.measure))
        return leaf.verdicts(*known)

    @cached_property
    def _filled(self) -> NDArray[np.int64]:
        return np.flatnonzero(self.sizes)

    @cached_property
    def _planes(self) -> OrbitRows:
        """The first satellite of each plane that has any."""
        return self.batch(self.constellation.plane_first[self._filled])

    def _words(self, measure: Measure) -> tuple[str, ...]:
        field, constellation = measure.field, self.constellation
        if field.words == "group":
            return constellation.group_name
        return constellation.shell_name if field.words == "shell" else field.words_of_quantity

    def _plane_names(self, leaf: NameFits) -> _PlaneNames:
        about = (leaf.pattern, leaf.is_glob)
        if about not in self._names:
            glob = Glob(leaf.pattern, literal=not leaf.is_glob)
            self._names[about] = _plane_names(self.constellation, glob)
        return self._names[about]


@dataclass(frozen=True, eq=False)
class _PlaneNames:
    """How the names of a design fit a pattern: by the plane, then by the slot.

    ending   (p,)     which row of `fits` is that of a plane
    fits     (k, s)   whether the name with each slot fits, slots counted from 0
    """

    ending: NDArray[np.int64]
    fits: Mask


def _plane_names(constellation: Constellation, glob: Glob) -> _PlaneNames:
    """Return how names fit, each shell, plane and slot being read once."""
    first = np.searchsorted(constellation.plane_shell, np.arange(constellation.shell_count))
    shells = constellation.plane_shell.tolist()
    numbers = (np.arange(len(shells)) - first[shells] + 1).tolist()
    after: dict[str, int] = {}
    states = []
    for shell, number in zip(shells, numbers, strict=True):
        name = constellation.shell_name[shell].lower()
        if name not in after:
            after[name] = glob.read(name)
        states.append(glob.read(_in_plane(number, 0).removesuffix("0000"), after[name]))
    found, ending = np.unique(np.array(states, object), return_inverse=True)
    slots = int(constellation.plane_slots.max())
    digits = [_in_plane(1, slot + 1).rpartition("s")[2] for slot in range(slots)]
    fits = [[glob.accepts(glob.read(text, state)) for text in digits] for state in found]
    return _PlaneNames(ending.reshape(-1), np.array(fits, bool).reshape(len(found), slots))


def _in_plane(plane: int, slot: int) -> str:
    """Return a name without that of its shell."""
    return design_satellite_name("", plane, slot)


def _in_range(leaf: Range, batch: Chosen) -> Mask:
    """Return (n,) whether values are in a range; exact ones only where rough ones leave it open."""
    rough = leaf.measure.field.rough
    if rough is None:
        return leaf.holds(leaf.measure.values(batch))
    verdicts = leaf.verdicts(*rough(batch))
    held: Mask = verdicts == Verdict.YES
    (left,) = np.nonzero(verdicts == Verdict.OPEN)
    held[left] = leaf.holds(leaf.measure.values(batch.taken(left)))
    return held


class SearchedCatalogue:
    """The objects of a catalogue at one instant, those that SGP4 can propagate.

    rows          (a,) of the catalogue
    r_km, v_km_s  (a, 3) TEME
    """

    def __init__(
        self, catalogue: Catalogue, geometry: SkyGeometry, rows: Rows, r_km: Floats, v_km_s: Floats
    ) -> None:
        self.name, self.catalogue = catalogue.name, catalogue
        self._geometry, self._rows, self._r_km, self._v_km_s = geometry, rows, r_km, v_km_s

    @classmethod
    def at(cls, catalogue: Catalogue, geometry: SkyGeometry) -> SearchedCatalogue:
        """Return a catalogue propagated by SGP4."""
        r_km, v_km_s, error = catalogue.propagate(geometry.instant)
        good = np.flatnonzero(error == 0)
        return cls(catalogue, geometry, good, r_km[good], v_km_s[good])

    @property
    def sizes(self) -> NDArray[np.int64]:
        """The objects are one block."""
        return np.array([len(self._rows)])

    def knows(self, measure: Measure) -> bool:
        """Whether objects have values of a measure."""
        return measure.field.of_objects

    def batch(self, rows: Rows) -> ObjectRows:
        """Return objects by their place (n,) among `rows`."""
        return ObjectRows(self._geometry, rows, self._r_km[rows], self._v_km_s[rows])

    def row_of(self, rows: Rows) -> Rows:
        """Return the rows of the catalogue of objects by their place among `rows`."""
        return self._rows[rows]

    def verdicts(self, leaf: Leaf) -> Verdicts:
        """Return what is known of all objects: no comparison with what they lack is true."""
        verdict = Verdict.OPEN if self.knows(leaf.measure) else Verdict.NO
        return np.array([verdict], np.uint8)

    def holds(self, leaf: Leaf, batch: Chosen) -> Mask:
        """Return (n,) whether a leaf is true of objects."""
        if isinstance(leaf, NameFits):
            glob = Glob(leaf.pattern, literal=not leaf.is_glob)
            names = (self._name_of(int(place)) for place in batch.rows)
            return np.array([glob.fits(name) == leaf.inside for name in names], bool)
        if isinstance(leaf, Range):
            return _in_range(leaf, batch)
        return leaf.holds(leaf.measure.values(batch), (self.catalogue.name,))

    def _name_of(self, place: int) -> str:
        """Return the name of an object, of one without a name its number."""
        row = int(self._rows[place])
        return self.catalogue.object_name[row] or str(self.catalogue.object_id[row])


Searched = SearchedDesign | SearchedCatalogue
