"""Which links a picture shows: all of them where they are few, else those that tell most."""

from __future__ import annotations

import math
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.links.plane_pairs import plane_pairs
from orbitviz.analysis.links.shell_links import LinkKind, ShellLinks, shell_links
from orbitviz.base.arrays import Floats, Ints64
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.design.links import CLUSTER, NONE, PLUS_GRID, Links
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Document, State
from orbitviz.orbits.constellation import Constellation

MOST_LINKS = 12_000  # of a whole shell: more are a sheet, and cost a frame
MOST_NEARBY = 40_000  # where the camera is close: most are outside of the picture
MOST_SATELLITES = 10_000  # whose links are drawn where no shell is chosen
NEAR_KM = 3_000.0  # of the camera above the ground: single links are told apart
_FEW = 8  # selected satellites whose planes are shown as well
_NO_RANGE_KM = math.inf
_COLOURS = "in plane blue, across planes violet, broken red"


@dataclass(frozen=True, eq=False)
class DrawnLinks:
    """The links that are drawn; m of them.

    one, other   (m,) int64    rows of the design
    kind         (m,) int8     LinkKind
    grazing_km   (m,) float64  height that a link must stay above
    range_km     (m,) float64  greatest length, inf without one
    is_strong    (m,) bool     those of the selected satellites themselves
    total        links of all shells that are shown
    notes        how many are drawn, and why no more, in words
    """

    one: Ints64
    other: Ints64
    kind: NDArray[np.int8]
    grazing_km: Floats
    range_km: Floats
    is_strong: NDArray[np.bool_]
    total: int
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.one)


# Of the last state of each open document: pictures and their captions ask for the same.
_known: WeakKeyDictionary[Document, tuple[object, DrawnLinks]] = WeakKeyDictionary()


def is_near(state: State) -> bool:
    """Return whether the camera is so close that single links are told apart."""
    camera = state.view.camera
    height_km = camera.distance_km - (0.0 if camera.is_off_centre else EARTH_RADIUS_KM)
    return height_km < NEAR_KM


def drawn_links(state: State) -> DrawnLinks:
    """Return the links that a picture of a state shows, if its layer is on.

    Of the selected satellites and their planes, else of the selected shells, else of the first
    shells that are shown; of many every second plane and slot, and so on.
    """
    about = (
        state.selection,
        state.hidden,
        state.hidden_satellites,
        state.view.camera.follows,
        is_near(state),
    )
    known = _known.get(state.document)
    if known is None or known[0] != about:
        known = _known[state.document] = (about, _drawn(state))
    return known[1]


def link_count(constellation: Constellation, shell: int, rule: Links) -> int:
    """Return how many links a shell has if no slot is empty: without those at seams."""
    low, high = np.searchsorted(constellation.plane_shell, (shell, shell + 1))
    sizes = np.diff(constellation.plane_first[low : high + 1]).astype(np.int64)
    if rule.pattern == NONE:
        return 0
    if rule.pattern == CLUSTER:
        size = rule.size or 1
        left = sizes % size
        return int(np.sum(sizes // size * (size * (size - 1) // 2) + left * (left - 1) // 2))
    count = int(np.sum(np.where(sizes > 2, sizes, np.maximum(sizes - 1, 0))))
    if rule.pattern == PLUS_GRID:
        pairs = plane_pairs(constellation, shell, rule.offset)
        per_pair = np.minimum(sizes[pairs.first - low], sizes[pairs.second - low])
        count += int(per_pair[~pairs.is_seam].sum())
    return count


def _drawn(state: State) -> DrawnLinks:
    document, constellation = state.document, state.document.constellation
    rules = [document.design.groups[group].links for group in constellation.shell_group]
    linked = [k for k in np.flatnonzero(state.shown_shells).tolist() if rules[k] is not None]
    counts = {k: link_count(constellation, k, _rule(rules[k])) for k in linked}
    total = sum(counts.values())
    if not linked or not total:
        return _gathered([], [], total, _no_links(state, rules))
    rows = _selected_rows(state)
    if len(rows):
        planes = constellation.plane_index[rows]
        own = np.unique(constellation.plane_shell[planes]).tolist()
        return _of_satellites(state, rules, [k for k in own if k in counts], rows, total)
    shells = [k for k in state.selection.design_shells() if k in counts] or linked
    few = _first_shells(constellation, shells)
    step = _step(sum(counts[k] for k in few), MOST_NEARBY if is_near(state) else MOST_LINKS)
    found = [_visible(state, shell_links(constellation, k, _rule(rules[k]))) for k in few]
    parts = [part.chosen(_every(constellation, part, step)) for part in found]
    why = []
    if len(few) < len(shells):
        name = constellation.shell_name[few[0]]
        what = f"those of {name}" if len(few) == 1 else f"those of the first {len(few)} shells"
        why.append(f"{what}, for more would hide each other; select a shell to see its own")
    if step > 1:
        why.append(f"every {_ordinal(step)} plane and slot; come closer to see all")
    return _gathered(parts, [], total, *why)


def _of_satellites(
    state: State, rules: list[Links | None], shells: list[int], rows: Ints64, total: int
) -> DrawnLinks:
    """Return the links of selected satellites, of few those of their planes too."""
    constellation = state.document.constellation
    found = [_visible(state, shell_links(constellation, k, _rule(rules[k]))) for k in shells]
    wanted = np.zeros(len(constellation), bool)
    selected = wanted.copy()
    selected[rows] = True
    wanted[rows] = True
    if len(rows) <= _FEW:
        for plane in np.unique(constellation.plane_index[rows]):
            wanted[constellation.plane_first[plane] : constellation.plane_first[plane + 1]] = True
    parts = [part.chosen(wanted[part.one] | wanted[part.other]) for part in found]
    why = f"those of the {len(rows):,} selected satellites"
    if len(rows) <= _FEW:
        of_one = "the selected satellite and its plane"
        why = f"those of {of_one if len(rows) == 1 else 'the selected satellites and their planes'}"
    count = sum(map(len, parts))
    if count > MOST_NEARBY:
        step = _step(count, MOST_NEARBY)
        parts = [part.chosen(np.arange(0, len(part), step)) for part in parts]
        why += f", every {_ordinal(step)} of them"
    strong = [selected[part.one] | selected[part.other] for part in parts]
    return _gathered(parts, strong if len(rows) <= _FEW else [], total, why)


def _visible(state: State, links: ShellLinks) -> ShellLinks:
    hidden = state.hidden_satellites.rows(MAIN_DESIGN)
    if not len(hidden):
        return links
    return links.chosen(~(np.isin(links.one, hidden) | np.isin(links.other, hidden)))


def _selected_rows(state: State) -> Ints64:
    """Return the satellites of the design that are selected one by one, or followed."""
    members = state.selection.members.rows(MAIN_DESIGN)
    if len(members):
        return members.astype(np.int64)
    picked = {key.row for key in state.selection.satellites if key.source == MAIN_DESIGN}
    follows = state.view.camera.follows
    if not state.selection and follows is not None and follows.source == MAIN_DESIGN:
        picked.add(follows.row)
    return np.array(sorted(picked), np.int64)


def _first_shells(constellation: Constellation, shells: list[int]) -> list[int]:
    """Return the first shells, at least one, that have so many satellites together."""
    sizes = np.diff(constellation.shell_first)[shells].cumsum()
    return shells[: max(int(np.searchsorted(sizes, MOST_SATELLITES, "right")), 1)]


def _step(count: int, most: int) -> int:
    return max(math.ceil(count / most), 1)


def _every(constellation: Constellation, links: ShellLinks, step: int) -> NDArray[np.bool_]:
    """Return (m,) bool: whole rings of every so manyth plane, whole rows of such slots."""
    plane = constellation.plane_index[links.one]
    in_shell = plane - int(plane.min(initial=0))
    slot = constellation.slot_index[links.one]
    is_ring = links.kind == LinkKind.IN_PLANE
    return np.asarray(np.where(is_ring, in_shell % step == 0, slot % step == 0))


def _gathered(
    parts: list[ShellLinks], strong: list[NDArray[np.bool_]], total: int, *why: str
) -> DrawnLinks:
    one, other = (
        np.concatenate([np.empty(0, np.int64), *(getattr(part, name) for part in parts)])
        for name in ("one", "other")
    )
    kind = np.concatenate([np.empty(0, np.int8), *(part.kind for part in parts)])
    sizes = [len(part) for part in parts]
    ranges = [_NO_RANGE_KM if p.rule.range_km is None else p.rule.range_km for p in parts]
    is_strong = np.concatenate(strong) if strong else np.zeros(len(one), bool)
    if not total:
        notes = tuple(f"Links: {one}" for one in why)
    else:
        drawn = int(np.count_nonzero(kind != LinkKind.SEAM))
        notes = f"Links: {drawn:,} of {total:,} drawn", *why, _COLOURS
    return DrawnLinks(
        one,
        other,
        kind,
        np.repeat([part.rule.grazing_km for part in parts], sizes).astype(np.float64),
        np.repeat(ranges, sizes).astype(np.float64),
        is_strong,
        total,
        notes,
    )


def _no_links(state: State, rules: list[Links | None]) -> str:
    if not len(state.document.constellation):
        return "catalogues have none"
    if not any(rules):
        return 'no group has any (page Groups; links = { pattern = "+grid" } in the file)'
    return "the shells that are shown have none"


def _rule(rule: Links | None) -> Links:
    assert rule is not None
    return rule


def _ordinal(step: int) -> str:
    return {2: "2nd", 3: "3rd"}.get(step, f"{step}th")
