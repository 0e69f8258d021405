"""Satellites as short texts, the way a design file names the members of a set.

"SHELL" is all of a shell, "SHELL p003-007" planes of it, "SHELL p003 s0001-0040,0062" slots of
one plane, counted from 1 as in names; objects of catalogues have their number or their name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.errors import UserError
from orbitviz.model.members import Members
from orbitviz.model.object_names import object_named
from orbitviz.model.source import MAIN_DESIGN, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.constellation import Constellation

Rows = NDArray[np.int64]

_RANGES = r"\d{1,9}(?:-\d{1,9})?(?:,\d{1,9}(?:-\d{1,9})?)*"
_PLACES = re.compile(rf"(?P<shell>.+) p(?P<planes>{_RANGES})(?: s(?P<slots>{_RANGES}))?")


class FoundMembers(NamedTuple):
    """What texts name: the satellites, and the texts that name none, or not all that they say."""

    members: Members
    lacking: tuple[str, ...]


def members_of_texts(state: State, texts: Iterable[str]) -> FoundMembers:
    """Return the satellites that texts name."""
    constellation = state.document.constellation
    shells: dict[str, int] = {}
    for shell, name in enumerate(constellation.shell_name):
        shells.setdefault(name, shell)
    found: dict[SourceId, list[Rows]] = {}
    lacking = []
    for text in texts:
        try:
            source, rows, is_whole = _rows_of(state, shells, text)
        except UserError:  # several objects of that name
            source, rows, is_whole = MAIN_DESIGN, _NONE, False
        found.setdefault(source, []).append(rows)
        if not is_whole:
            lacking.append(text)
    rows_by_source = {source: np.concatenate(parts) for source, parts in found.items()}
    return FoundMembers(Members(rows_by_source), tuple(lacking))


_NONE: Rows = np.zeros(0, np.int64)


def _rows_of(state: State, shells: dict[str, int], text: str) -> tuple[SourceId, Rows, bool]:
    """Return source and rows of a text, and whether all that it names is there."""
    constellation = state.document.constellation
    if text in shells:
        first = constellation.shell_first
        return MAIN_DESIGN, np.arange(first[shells[text]], first[shells[text] + 1]), True
    places = _PLACES.fullmatch(text)
    if places and places["shell"] in shells:
        return MAIN_DESIGN, *_rows_at(constellation, shells[places["shell"]], places)
    key = object_named(state.catalogues, text)
    return (MAIN_DESIGN, _NONE, False) if key is None else (key.source, np.array([key.row]), True)


def _rows_at(constellation: Constellation, shell: int, places: re.Match[str]) -> tuple[Rows, bool]:
    first, end = np.searchsorted(constellation.plane_shell, (shell, shell + 1))
    spans = [(low + first - 1, high + first) for low, high in _spans(places["planes"])]
    is_whole = all(first <= low < high <= end for low, high in spans)
    edges = constellation.plane_first
    parts = [
        np.arange(edges[max(low, first)], edges[min(high, end)], dtype=np.int64)
        for low, high in spans
        if max(low, first) < min(high, end)
    ]
    rows = np.concatenate(parts) if parts else _NONE
    if places["slots"] is None or not len(rows):
        return rows, is_whole and len(rows) > 0
    slot = constellation.slot_index[rows] + 1
    chosen = np.zeros(len(rows), bool)
    asked = 0
    for low, high in _spans(places["slots"]):
        chosen |= (slot >= low) & (slot <= high)
        asked += high - low + 1
    return rows[chosen], is_whole and int(chosen.sum()) == asked * len(parts)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield first and last number of each part of "1-3,7"."""
    for part in text.split(","):
        low, _, high = part.partition("-")
        yield int(low), int(high or low)


def texts_of_members(state: State, members: Members) -> tuple[str, ...]:
    """Return texts from which `members_of_texts` returns the same satellites."""
    texts = list(_design_texts(state.document.constellation, members.rows(MAIN_DESIGN)))
    for source in members.sources:
        if not source.is_design:
            catalogue = state.catalogues[source]
            for row in members.rows(source).tolist():
                texts.append(str(catalogue.object_id[row] or catalogue.object_name[row]))
    return tuple(texts)


def _design_texts(constellation: Constellation, rows: NDArray[Any]) -> Iterator[str]:
    planes, begins = np.unique(constellation.plane_index[rows], return_index=True)
    ends = [*begins[1:], len(rows)]
    sizes = np.diff(constellation.plane_first)
    counts = np.bincount(constellation.plane_shell[constellation.plane_index[rows]],
                         minlength=constellation.shell_count)  # fmt: skip
    is_whole = counts == np.diff(constellation.shell_first)
    for shell in np.flatnonzero(counts):
        name = constellation.shell_name[shell]
        if is_whole[shell]:
            yield name
            continue
        first_plane, end_plane = np.searchsorted(constellation.plane_shell, (shell, shell + 1))
        ours = range(*np.searchsorted(planes, (first_plane, end_plane)))
        whole = [k for k in ours if ends[k] - begins[k] == sizes[planes[k]]]
        if whole:
            yield f"{name} p{_ranges([int(planes[k] - first_plane) + 1 for k in whole], 3)}"
        for k in sorted(set(ours) - set(whole)):
            slots = (constellation.slot_index[rows[begins[k] : ends[k]]] + 1).tolist()
            yield f"{name} p{planes[k] - first_plane + 1:03d} s{_ranges(slots, 4)}"


def _ranges(numbers: Sequence[int], digits: int) -> str:
    """Return rising numbers as "0001-0040,0062"."""
    parts, begin = [], numbers[0]
    for number, after in zip(numbers, [*numbers[1:], None], strict=True):
        if after != number + 1:
            last = f"-{number:0{digits}d}" if number > begin else ""
            parts.append(f"{begin:0{digits}d}{last}")
            begin = after or 0
    return ",".join(parts)
