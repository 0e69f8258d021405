"""The route between two sites, from satellite to satellite."""

from __future__ import annotations

import numpy as np

from orbitviz.engine.route_places import route_km
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.scene.gl import blending
from orbitviz.scene.satellites.link_lines import LinkLines
from orbitviz.scene.view import View

ROUTE_COLOUR = (1.00, 0.93, 0.45)
_UNDER = (0.02, 0.03, 0.06)  # a dark edge: it is seen over the million too
_WIDTH_PX, _UNDER_PX = 2.6, 6.0
_OPACITY, _UNDER_OPACITY = 1.0, 0.6


class RouteLayer:
    """Draws the route where its satellites are now, though it was found a moment ago."""

    def __init__(self) -> None:
        self._count = 0
        self._lines: tuple[LinkLines, ...] = ()

    def draw(self, view: View, state: State, snapshot: Snapshot) -> None:
        """Draw the route of a snapshot, if there is one."""
        r_km = route_km(state, snapshot)
        if r_km is None:
            return
        if len(r_km) - 1 != self._count:
            self._count = len(r_km) - 1
            self._lines = (
                LinkLines(self._count, (_UNDER,), _UNDER_PX, _UNDER_OPACITY),
                LinkLines(self._count, (ROUTE_COLOUR,), _WIDTH_PX, _OPACITY),
            )
        from_eye = (r_km - view.eye_km).astype(np.float32)
        kind = np.zeros(self._count, np.float32)
        blending.blend_premultiplied()
        for lines in self._lines:
            lines.draw(view, from_eye[:-1], from_eye[1:], kind)
