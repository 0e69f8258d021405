"""How single satellites on the map differ from their shell: hidden, selected, coloured as a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import SourceId
from orbitviz.model.state import State
from orbitviz.scene.satellites.appearance import UNSELECTED_WEIGHT, light_of, rgb
from orbitviz.scene.satellites.styles import in_focus, styles_of

Rows = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Singles:
    """Single satellites of one source, as scene.satellites.styles has them for the globe.

    hidden      rows (n,) rising
    focus       rows of those that stand out: selected ones, else those of sets
    others      weight of those that do not
    closeness   of those in focus, times that of their shell: as if they were alone
    sets        rows and linear light (3,) of each set, later ones over earlier ones
    """

    hidden: Rows
    focus: Rows
    others: float
    closeness: float
    sets: tuple[tuple[Rows, Floats], ...]

    @classmethod
    def of(cls, state: State, snapshot: Snapshot, source: SourceId) -> Singles:
        """Return those of a source."""
        sets = snapshot.shown_sets if state.view.layers.satellite_sets else ()
        members = state.selection.members
        return cls(
            state.hidden_satellites.rows(source),
            in_focus(members, sets).rows(source),
            UNSELECTED_WEIGHT if members else 1.0,
            styles_of(state, snapshot.shown_sets).closeness,
            tuple((one.members.rows(source), light_of(rgb(one.colour)).astype(np.float64))
                  for one in sets),
        )  # fmt: skip

    def shown(self, rows: Rows) -> Rows:
        """Return those of rows (n,), rising, that are not hidden one by one."""
        return rows[~_among(rows, self.hidden)] if len(self.hidden) else rows

    def lit(self, rows: Rows, light: Floats32, in_focus: Floats32) -> Floats32:
        """Return the light (n,) of rows by what it is else, and where they stand out."""
        if not len(self.focus):
            return light * np.float32(self.others)
        return np.where(_among(rows, self.focus), in_focus, light * np.float32(self.others))

    def painted(self, rows: Rows, ink: NDArray[Any], first: int) -> NDArray[Any]:
        """Return the ink (n,) of rows, that of the sets counting from `first`."""
        for number, (own, _) in enumerate(self.sets):
            ink = np.where(_among(rows, own), first + number, ink)
        return ink

    def palette(self, colours: NDArray[Any]) -> Floats:
        """Return colours (k, 3) with those of the sets after them."""
        return np.concatenate([colours, *(colour[None] for _, colour in self.sets)])


def _among(rows: Rows, others: Rows) -> NDArray[np.bool_]:
    """Return (n,) bool: which of rows, rising, are among others (m,), rising."""
    if not len(others) or not len(rows):
        return np.zeros(len(rows), bool)
    near = others[np.searchsorted(others, rows[0]) : np.searchsorted(others, rows[-1], "right")]
    if not len(near):
        return np.zeros(len(rows), bool)
    place = np.minimum(np.searchsorted(near, rows), len(near) - 1)
    return np.asarray(near[place] == rows)
