"""Many short texts in one piece of memory: a million names are no million Python objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

# A file in JSON may name half of a pair of surrogates, which is no text but does no harm.
_ERRORS = "surrogatepass"


class PackedStrings(Sequence[str]):
    """n texts that do not change; one is made a str when it is asked for.

    data   the texts in UTF-8, one after another
    first  (n + 1,) int64, where each begins in `data`, and where the last one ends
    """

    __slots__ = ("data", "first")

    def __init__(self, data: bytes, first: NDArray[np.int64]) -> None:
        self.data, self.first = data, first

    @classmethod
    def of(cls, texts: Iterable[str]) -> PackedStrings:
        """Return texts that are at hand as str."""
        parts = [text.encode(errors=_ERRORS) for text in texts]
        return cls(b"".join(parts), _sums([len(part) for part in parts]))

    @classmethod
    def of_fields(cls, fields: NDArray[np.bytes_]) -> PackedStrings:
        """Return texts that are at hand as (n,) bytes of UTF-8, filled up with zeros."""
        letters = np.ascontiguousarray(fields).view(np.uint8).reshape(len(fields), -1)
        used = letters != 0
        return cls(letters[used].tobytes(), _sums(used.sum(axis=1)))

    @classmethod
    def empty(cls, count: int) -> PackedStrings:
        """Return `count` times ""."""
        return cls(b"", np.zeros(count + 1, np.int64))

    @classmethod
    def joined(cls, parts: Sequence[PackedStrings]) -> PackedStrings:
        """Return the texts of several as one."""
        return cls(
            b"".join(part.data for part in parts),
            _sums(np.concatenate([np.zeros(0, np.int64), *(np.diff(p.first) for p in parts)])),
        )

    def __len__(self) -> int:
        return len(self.first) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        if isinstance(index, slice):
            return tuple(self[row] for row in range(*index.indices(len(self))))
        row = range(len(self))[index]
        return self.data[self.first[row] : self.first[row + 1]].decode(errors=_ERRORS)


def _sums(lengths: Sequence[int] | NDArray[np.integer]) -> NDArray[np.int64]:
    """Return 0 and the sums of the first 1, 2, ... lengths."""
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)
