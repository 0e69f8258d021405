"""Which group of one design stands for which of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Matched(NamedTuple):
    """A group of each design: their indices, and whether they have one name or only one place."""

    a: int
    b: int
    by_name: bool


class Matching(NamedTuple):
    """The groups that belong together, in the order of A, and those that only one design has."""

    pairs: tuple[Matched, ...]
    only_a: tuple[int, ...]
    only_b: tuple[int, ...]


def matching_groups(a: Sequence[str], b: Sequence[str]) -> Matching:
    """Return which groups belong together: those of one name, then those at one place.

    a, b   names of the groups, in the order of the design; of groups with one name the first
           stands for the first, and so on
    """
    places: dict[str, list[int]] = {}
    for place, name in enumerate(b):
        places.setdefault(name, []).append(place)
    named = {place: places[name].pop(0) for place, name in enumerate(a) if places.get(name)}
    taken = set(named.values())
    pairs = [Matched(place, other, by_name=True) for place, other in named.items()]
    for place in range(min(len(a), len(b))):
        if place not in named and place not in taken:
            pairs.append(Matched(place, place, by_name=False))
            taken.add(place)
    pairs.sort()
    paired = {pair.a for pair in pairs}
    return Matching(
        tuple(pairs),
        tuple(place for place in range(len(a)) if place not in paired),
        tuple(place for place in range(len(b)) if place not in taken),
    )
