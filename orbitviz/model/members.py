"""Any number of single satellites of designs and catalogues, as an immutable set."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.model.source import SatelliteKey, SourceId

Rows = NDArray[np.int32]
RowsBySource = Mapping[SourceId, NDArray[np.integer[Any]]]


class Members:
    """Satellites by source: rows (n,) int32, rising, read-only. Equal where the satellites are.

    A million take 4 MB; equality and hash compare digests.
    """

    def __init__(self, rows: RowsBySource | None = None) -> None:
        """Take rows in any order; sources without rows are left out."""
        found: dict[SourceId, Rows] = {}
        for source in sorted(rows or {}):
            own = _rising(np.asarray((rows or {})[source]))
            if len(own):
                own.setflags(write=False)
                found[source] = own
        self._rows = found

    @classmethod
    def of(cls, satellites: Iterable[SatelliteKey]) -> Members:
        """Return a few satellites."""
        rows: dict[SourceId, list[int]] = {}
        for source, row in satellites:
            rows.setdefault(source, []).append(row)
        return cls({source: np.array(own, np.int32) for source, own in rows.items()})

    def __len__(self) -> int:
        return sum(len(rows) for rows in self._rows.values())

    def __iter__(self) -> Iterator[SatelliteKey]:
        for source, rows in self._rows.items():
            yield from (SatelliteKey(source, row) for row in rows.tolist())

    def __contains__(self, satellite: object) -> bool:
        if not isinstance(satellite, tuple) or len(satellite) != 2:
            return False
        rows = self.rows(satellite[0])
        place = int(np.searchsorted(rows, satellite[1]))
        return place < len(rows) and int(rows[place]) == satellite[1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Members) and (self is other or self._digest == other._digest)

    def __hash__(self) -> int:
        return hash(self._digest)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(rows)} of {source}" for source, rows in self._rows.items())
        return f"Members({counts})"

    def __or__(self, other: Members) -> Members:
        return self._combined(other, _both)

    def __and__(self, other: Members) -> Members:
        return self._combined(other, partial(np.intersect1d, assume_unique=True))

    def __sub__(self, other: Members) -> Members:
        return self._combined(other, partial(np.setdiff1d, assume_unique=True))

    def __xor__(self, other: Members) -> Members:
        return self._combined(other, partial(np.setxor1d, assume_unique=True))

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """The sources that satellites are of, designs first."""
        return tuple(self._rows)

    def rows(self, source: SourceId) -> Rows:
        """Return the rows (n,) int32 of a source, rising."""
        return self._rows.get(source, _NO_ROWS)

    def include(self, source: SourceId, rows: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
        """Return (n,) whether satellites `rows` (n,) of a source are among these."""
        own = self.rows(source)
        if not len(own):
            return np.zeros(len(rows), bool)
        places = np.minimum(np.searchsorted(own, rows), len(own) - 1)
        return np.asarray(own[places] == rows)

    def without(self, source: SourceId) -> Members:
        """Return the satellites that are not of a source."""
        if source not in self._rows:
            return self
        return Members({key: rows for key, rows in self._rows.items() if key != source})

    def with_rows(self, source: SourceId, rows: NDArray[np.integer[Any]]) -> Members:
        """Return the same satellites of other sources, and these of one source."""
        return Members({**self._rows, source: rows})

    @cached_property
    def _digest(self) -> bytes:
        digest = hashlib.blake2b(digest_size=16)
        for source, rows in self._rows.items():
            digest.update(repr((tuple(source), len(rows))).encode())
            digest.update(rows.data)
        return digest.digest()

    def _combined(self, other: Members, combine: Callable[..., Any]) -> Members:
        sources = {*self._rows, *other._rows}
        return Members({one: combine(self.rows(one), other.rows(one)) for one in sources})


def _both(rows: Rows, others: Rows) -> Rows:
    """Return the rows of two, some of them twice."""
    return np.concatenate((rows, others))


def _rising(rows: NDArray[Any]) -> Rows:
    """Return a copy of rows, rising and each once.

    By sorting: np.unique may fill a hash table, which takes half a second for a million.
    """
    own = np.array(rows, np.int32)
    if np.all(own[1:] > own[:-1]):
        return own
    own.sort(kind="stable")  # which is fast where two rising pieces follow each other
    is_first = np.ones(len(own), bool)
    is_first[1:] = own[1:] != own[:-1]
    return own[is_first]


_NO_ROWS: Rows = np.zeros(0, np.int32)
_NO_ROWS.setflags(write=False)
NO_MEMBERS = Members()
