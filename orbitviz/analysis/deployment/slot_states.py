"""What the satellite of every slot is at a time, quickly enough to drag through the years.

Rows stand in the order in which they were launched. At a given time most of them decide about no
slot: they are not there yet, or others have followed them. Blocks of such rows are left out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from orbitviz.analysis.deployment.flown import Flown
from orbitviz.analysis.deployment.state import WORKING, State, States
from orbitviz.base.arrays import Floats32

_BLOCK = 1 << 15  # rows: what is computed of them stays in the cache of the processor
_WORKS = np.isin(np.arange(len(State)), WORKING)


class Blocks(NamedTuple):
    """When b blocks of rows decide about slots, (b,) float32 each, years since the start.

    seen_from  the first of their satellites belongs to its slot
    all_seen   all of them do; inf where some never do
    until      each of them has been followed by another one, and works no more
    """

    seen_from: Floats32
    all_seen: Floats32
    until: Floats32


def blocks_of(flown: Flown) -> Blocks:
    """Return when the blocks of rows of a history decide."""
    followed = np.full(flown.plan.slots, np.inf, np.float32)  # by one of the rows behind
    found: list[tuple[np.float32, np.float32, np.float32]] = []
    for rows in reversed(_blocks(len(flown))):
        part = flown.part(rows)
        since, own = _seen_since(part), np.flatnonzero(~part.is_spare)
        slot = part.slot[own]
        until = np.maximum(followed.take(slot), part.end[own])
        found.append((since.min(), since.max(), until.max(initial=np.float32(-np.inf))))
        followed[slot[::-1]] = since[own][::-1]  # the first row of a slot is written last
    return Blocks(*np.array(found, np.float32).reshape(-1, 3)[::-1].T)


def slot_states(flown: Flown, blocks: Blocks, years: float) -> States:
    """Return (n,) uint8: the State of the satellite of every slot; see History.slot_states_at."""
    now = np.float32(years)
    of_slot = np.full(flown.plan.slots, State.BUILT, np.uint8)
    working = []
    rows_of = _blocks(len(flown))
    for block in np.flatnonzero((blocks.seen_from <= now) & (now < blocks.until)).tolist():
        rows = rows_of[block]
        slot, state = flown.slot[rows], flown.states_of(rows, now)
        if now < blocks.all_seen[block]:
            seen = np.flatnonzero(_seen_since(flown.part(rows)) <= now)
            slot, state = slot.take(seen), state.take(seen)
        slot = slot.astype(np.intp)
        of_slot[slot] = state  # the later rows of a slot are written last
        works = np.flatnonzero(_WORKS.take(state))
        working.append((slot.take(works).astype(np.int32), state.take(works)))
    for slot, state in working:
        of_slot[slot.astype(np.intp)] = state
    return of_slot


def _seen_since(part: Flown) -> Floats32:
    """Return (m,) when satellites belong to their slots: spares once used, inf for never."""
    used = part.transit > part.plan.transit_days
    since = np.where(used, part.on_station, part.launched)
    since[part.is_spare] = np.inf
    return since


def _blocks(rows: int) -> list[slice]:
    return [slice(at, at + _BLOCK) for at in range(0, rows, _BLOCK)]
