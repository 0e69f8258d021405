"""Which tables of an edited design are those of before."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any


def same_tables(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Return the old index of each new table that was there before, edited or moved.

    A table is known by its values, else by its name, else by its place among those left over.
    """
    pairs: dict[int, int] = {}
    left = list(range(len(old)))
    for is_same in (operator.is_, operator.eq, _have_one_name, _are_left):
        for index, table in enumerate(new):
            found = next((k for k in left if index not in pairs and is_same(old[k], table)), None)
            if found is not None:
                pairs[index] = found
                left.remove(found)
    return pairs


def _have_one_name(one: Any, other: Any) -> bool:
    return bool(one.name) and one.name == other.name


def _are_left(_one: Any, _other: Any) -> bool:
    return True
