"""Links between satellites as lines: in the plane, across planes, and those that are broken."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.links.drawn import MOST_LINKS, DrawnLinks, drawn_links
from orbitviz.analysis.links.shell_links import LinkKind
from orbitviz.base.arrays import Floats, Floats32, Ints64
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.links import lowest_radius_km
from orbitviz.orbits.propagate import position_vectors
from orbitviz.scene.gl import blending
from orbitviz.scene.satellites.link_lines import OUTSIDE, LinkLines
from orbitviz.scene.view import View

IN_PLANE_COLOUR = (0.36, 0.86, 1.00)
CROSS_PLANE_COLOUR = (0.80, 0.62, 1.00)
BROKEN_COLOUR = (1.00, 0.36, 0.28)
_COLOURS = (IN_PLANE_COLOUR, CROSS_PLANE_COLOUR, BROKEN_COLOUR)
_BROKEN = 2.0
_WIDTH_PX, _STRONG_PX = 1.1, 2.4
_OPACITIES, _STRONG_OPACITY = (0.75, 0.26), 0.95  # of few links, and of as many as there can be
_FEW = 400


class LinksLayer:
    """Draws the links; which they are is worked out when design or selection change."""

    def __init__(self) -> None:
        self._links: DrawnLinks | None = None
        self._lines: tuple[_Lines, ...] = ()
        self._rows: Ints64 = np.empty(0, np.int64)

    def draw(self, view: View, state: State, snapshot: Snapshot) -> None:
        """Draw the links of a state at the instant of a snapshot."""
        links = drawn_links(state)
        if links is not self._links:
            self._adopt(links)
        if not len(links):
            return
        r_km = position_vectors(state.document.constellation, snapshot.instant, self._rows)
        from_eye_km = (r_km - view.eye_km).astype(np.float32)
        is_hidden = hidden_by_earth(view.eye_km, r_km)
        blending.blend_premultiplied()
        for lines in self._lines:
            lines.draw(view, r_km, from_eye_km, is_hidden)

    def _adopt(self, links: DrawnLinks) -> None:
        self._links = links
        self._rows = np.unique(np.concatenate([links.one, links.other]))
        share = min(max(len(links) - _FEW, 0) / (MOST_LINKS - _FEW), 1.0) ** 0.5
        opacity = _OPACITIES[0] + share * (_OPACITIES[1] - _OPACITIES[0])
        parts = (
            (~links.is_strong, _WIDTH_PX, opacity),
            (links.is_strong, _STRONG_PX, _STRONG_OPACITY),
        )
        self._lines = tuple(
            _Lines(_Ends.of(links, self._rows, which), width_px, alpha)
            for which, width_px, alpha in parts
            if which.any()
        )


@dataclass(frozen=True, eq=False)
class _Ends:
    """Some links: places of their ends among the rows, as DrawnLinks has the rest."""

    one: Ints64
    other: Ints64
    kind: NDArray[np.int8]
    grazing_km: Floats
    range_km: Floats

    @classmethod
    def of(cls, links: DrawnLinks, rows: Ints64, which: NDArray[np.bool_]) -> _Ends:
        one, other = (np.searchsorted(rows, row[which]) for row in (links.one, links.other))
        return cls(one, other, links.kind[which], links.grazing_km[which], links.range_km[which])


class _Lines:
    """Links of one width."""

    def __init__(self, ends: _Ends, width_px: float, opacity: float) -> None:
        self._ends = ends
        self._lines = LinkLines(len(ends.one), _COLOURS, width_px, opacity)

    def draw(
        self, view: View, r_km: Floats, from_eye_km: Floats32, is_hidden: NDArray[np.bool_]
    ) -> None:
        """Draw the links between satellites at r_km (n, 3)."""
        ends = self._ends
        kind = self._kinds(r_km, is_hidden)
        self._lines.draw(view, from_eye_km[ends.one], from_eye_km[ends.other], kind)

    def _kinds(self, r_km: Floats, is_hidden: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Return the place in _COLOURS of each link, OUTSIDE for what nobody would see."""
        ends = self._ends
        one_km, other_km = r_km[ends.one], r_km[ends.other]
        way = other_km - one_km
        length_km = np.sqrt(np.einsum("ij,ij->i", way, way))
        lowest_km = lowest_radius_km(one_km, other_km) - EARTH_RADIUS_KM
        is_broken = (
            (ends.kind == LinkKind.SEAM)
            | (lowest_km < ends.grazing_km)
            | (length_km > ends.range_km)
        )
        kind = np.where(is_broken, _BROKEN, ends.kind).astype(np.float32)
        # What would run through the ground is no line at all.
        kind[(is_hidden[ends.one] & is_hidden[ends.other]) | (lowest_km < 0.0)] = OUTSIDE
        return kind
