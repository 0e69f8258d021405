"""Many short strings in one buffer: a million names without a million Python objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

# JSON may contain a lone surrogate, which strict UTF-8 would refuse.
_ERRORS = "surrogatepass"


class PackedStrings(Sequence[str]):
    """n immutable strings; a str is made only when one is indexed.

    data   the strings in UTF-8, concatenated
    first  (n + 1,) int64, offset of each in `data`, and the end of the last
    """

    __slots__ = ("data", "first")

    def __init__(self, data: bytes, first: NDArray[np.int64]) -> None:
        self.data, self.first = data, first

    @classmethod
    def of(cls, texts: Iterable[str]) -> PackedStrings:
        """Pack strings."""
        parts = [text.encode(errors=_ERRORS) for text in texts]
        return cls(b"".join(parts), _offsets([len(part) for part in parts]))

    @classmethod
    def of_fields(cls, fields: NDArray[np.bytes_]) -> PackedStrings:
        """Pack (n,) fixed-width UTF-8 bytes padded with zeros."""
        letters = np.ascontiguousarray(fields).view(np.uint8).reshape(len(fields), -1)
        used = letters != 0
        return cls(letters[used].tobytes(), _offsets(used.sum(axis=1)))

    @classmethod
    def empty(cls, count: int) -> PackedStrings:
        """Return `count` empty strings."""
        return cls(b"", np.zeros(count + 1, np.int64))

    @classmethod
    def concatenated(cls, parts: Sequence[PackedStrings]) -> PackedStrings:
        """Return several packs as one."""
        return cls(
            b"".join(part.data for part in parts),
            _offsets(np.concatenate([np.zeros(0, np.int64), *(np.diff(p.first) for p in parts)])),
        )

    def rows_containing(self, text: str, most: int) -> list[int]:
        """Return up to `most` rows whose string contains a text, in any case of ASCII letters."""
        data, wanted = self.data.lower(), text.encode(errors=_ERRORS).lower()
        rows: list[int] = []
        place = data.find(wanted) if wanted else -1
        while place >= 0 and len(rows) < most:
            row = int(np.searchsorted(self.first, place, side="right")) - 1
            end = int(self.first[row + 1])
            if place + len(wanted) <= end:
                rows.append(row)
                place = data.find(wanted, end)
            else:  # it begins in one string and ends in the next
                place = data.find(wanted, place + 1)
        return rows

    def rows_equal_to(self, text: str) -> list[int]:
        """Return all rows whose string is a text, in any case of ASCII letters."""
        data, wanted = self.data.lower(), text.encode(errors=_ERRORS).lower()
        rows: list[int] = []
        place = data.find(wanted) if wanted else -1
        while place >= 0:
            row = int(np.searchsorted(self.first, place, side="right")) - 1
            if self.first[row] == place and self.first[row + 1] == place + len(wanted):
                rows.append(row)
            place = data.find(wanted, place + 1)
        return rows

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


def _offsets(lengths: Sequence[int] | NDArray[np.integer]) -> NDArray[np.int64]:
    """Return (n + 1,) int64: 0 and the cumulative sums of the lengths (n,)."""
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)
