"""Looks for the satellites of which a predicate is true."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.predicates.conditions import (
    AllTrue,
    AnyTrue,
    Condition,
    Leaf,
    Mask,
    Verdict,
    Verdicts,
    cost,
    measures,
)
from orbitviz.analysis.predicates.fields import Measure
from orbitviz.analysis.predicates.sources import (
    Chosen,
    Rows,
    Searched,
    SearchedCatalogue,
    SearchedDesign,
)
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry

# Satellites at a time: work arrays stay in the processor's cache, and each thread has several.
_CHUNK = 1 << 15
_MOST_THREADS = 4
_FEWER = 0.5  # where no more than this share of a chunk is left, the others are dropped


@dataclass(frozen=True, eq=False)
class Hits:
    """The satellites of one source of which a predicate is true.

    rows      (m,) rising: rows of the design, places among the propagated objects of a catalogue
    of        how many satellites there are
    lacking   the measures of the predicate that these satellites do not have
    """

    source: Searched
    rows: Rows
    of: int
    lacking: tuple[Measure, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def values(self, wanted: Sequence[Measure], rows: Rows) -> list[NDArray[Any]]:
        """Return the values (n,) of each measure at some of `rows`, SI; nan if it is lacking."""
        batch = self.source.batch(rows)
        return [
            np.full(len(rows), np.nan) if one in self.lacking else one.values(batch)
            for one in wanted
        ]


def sources_of(state: State, geometry: SkyGeometry, fleet: Fleet | None) -> tuple[Searched, ...]:
    """Return the design and the catalogues of a state, as they stand at the time of the sky.

    fleet   the operating maps of the design, needed for measures that need them
    """
    constellation = state.document.constellation
    name = state.document.design.name
    design = [SearchedDesign(name, constellation, geometry, fleet)] if len(constellation) else []
    catalogues = (SearchedCatalogue.at(one, geometry) for one in state.catalogues.values())
    return (*design, *catalogues)


def search(condition: Condition, sources: Sequence[Searched]) -> tuple[Hits, ...]:
    """Return what each source has of satellites for which a condition is certainly true."""
    return tuple(
        Hits(
            source,
            matching_rows(condition, source),
            int(source.sizes.sum()),
            tuple(one for one in measures(condition) if not source.knows(one)),
        )
        for source in sources
    )


def matching_rows(condition: Condition, source: Searched) -> Rows:
    """Return the rows (m,), rising, of the satellites of a source.

    What is the same for a plane, or cannot reach the limits of a comparison anywhere on its orbit,
    is decided first; the satellites of the planes that this leaves open are looked at in chunks on
    several threads, the cheapest comparisons first.
    """
    verdicts: dict[Leaf, Verdicts] = {}
    of_blocks = _verdict(condition, source, verdicts)
    of_rows = np.repeat(of_blocks, source.sizes)
    found = of_rows == Verdict.YES
    left = np.flatnonzero(of_rows == Verdict.OPEN)

    def look(rows: Rows) -> None:
        found[rows] = _holds(condition, source, source.batch(rows), verdicts)

    _run([left[k : k + _CHUNK] for k in range(0, len(left), _CHUNK)], look)
    return np.flatnonzero(found)


def _run(chunks: Sequence[Rows], look: Callable[[Rows], None]) -> None:
    threads = min(os.cpu_count() or 1, _MOST_THREADS, len(chunks))
    if threads < 2:
        for rows in chunks:
            look(rows)
        return
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(look, chunks):
            pass


def _verdict(condition: Condition, source: Searched, known: dict[Leaf, Verdicts]) -> Verdicts:
    """Return (b,) what is known of each block of a source; those of leaves are kept in `known`."""
    if isinstance(condition, AllTrue):
        parts = [_verdict(part, source, known) for part in condition.parts]
        return np.asarray(np.minimum.reduce(parts))
    if isinstance(condition, AnyTrue):
        parts = [_verdict(part, source, known) for part in condition.parts]
        return np.asarray(np.maximum.reduce(parts))
    if condition not in known:
        known[condition] = source.verdicts(condition)
    return known[condition]


def _holds(
    condition: Condition, source: Searched, batch: Chosen, known: dict[Leaf, Verdicts]
) -> Mask:
    """Return (n,) whether a condition is true of satellites."""
    if isinstance(condition, AllTrue | AnyTrue):
        return _combined(condition, source, batch, known)
    verdicts = known[condition][batch.block]
    out: Mask = verdicts == Verdict.YES
    (left,) = np.nonzero(verdicts == Verdict.OPEN)
    if len(left) == len(out):
        return source.holds(condition, batch)
    if len(left):
        out[left] = source.holds(condition, batch.taken(left))
    return out


def _combined(
    condition: AllTrue | AnyTrue, source: Searched, batch: Chosen, known: dict[Leaf, Verdicts]
) -> Mask:
    """Return (n,) for "and" and "or": satellites that a part has decided are dropped by and by."""
    decides = isinstance(condition, AnyTrue)  # a part that is true decides "or", a false one "and"
    out = np.full(len(batch), not decides)
    places, open_ones = np.arange(len(batch)), batch
    for part in sorted(condition.parts, key=cost):
        decided = _holds(part, source, open_ones, known) == decides
        out[places[decided]] = decides
        (left,) = np.nonzero(~decided)
        if len(left) <= _FEWER * len(places):
            places, open_ones = places[left], open_ones.taken(left)
        if not len(left):
            break
    return out
