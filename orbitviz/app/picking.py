"""What is under the pointer on the globe; a click selects the satellite, or opens its menu."""

from __future__ import annotations

import math
from collections.abc import Callable

from orbitviz.app.window_commands import WindowCommands
from orbitviz.engine.pick import Pick, Sight, pick
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.compared import other_side, pick_in_other
from orbitviz.model.selecting import pick_satellite
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.orbits.ground_point import ground_point
from orbitviz.scene.bodies.placing import near_satellites
from orbitviz.scene.bodies.silhouette import body_at
from orbitviz.scene.sides import Seen
from orbitviz.scene.view import View

_REACH_PX = 12.0


def picked_at(
    state: State, snapshot: Snapshot, view: View, at_px: tuple[float, float], reach_px: float
) -> Pick | None:
    """Return the satellite whose body lies on a pixel, else that nearest to it, see `pick`."""
    near = near_satellites(view, state, snapshot)
    one = body_at(view, snapshot.geometry.sun_direction, near.satellites, at_px)
    if one is not None:
        return Pick(one.key, state.shell_of(one.key), one.r_km)
    # A pixel is seen under the largest angle in the middle of the picture.
    sight = Sight(view.eye_km, view.direction_at(at_px), reach_px * view.radians_per_pixel)
    return pick(state, snapshot, view.project, sight, at_px, reach_px)


def picked_of_seen(state: State, snapshot: Snapshot, seen: Seen, reach_px: float) -> Pick | None:
    """Return the satellite near a place, of whichever design is seen there.

    reach_px   logical pixels
    """
    own: State | None = snapshot.seen(state)
    if seen.is_other and snapshot.other is not None:
        own, snapshot = other_side(state), snapshot.other
    if own is None:
        return None
    return picked_at(own, snapshot, seen.view, (seen.x, seen.y), reach_px * seen.view.pixel_ratio)


def ground_at(
    snapshot: Snapshot, view: View, at_px: tuple[float, float]
) -> tuple[float, float] | None:
    """Return geodetic latitude and longitude, degrees, of a pixel; None for sky."""
    to_itrs = snapshot.geometry.teme_to_itrs
    found = ground_point(to_itrs @ view.eye_km, to_itrs @ view.direction_at(at_px))
    return None if found is None else (math.degrees(found[0]), math.degrees(found[1]))


class Picking:
    """Finds what was clicked; `snapshot` returns what is shown.

    At once: behind the worker, a click would wait for operating maps.
    """

    def __init__(
        self, store: Store, snapshot: Callable[[], Snapshot], commands: WindowCommands
    ) -> None:
        self._store, self._snapshot, self._commands = store, snapshot, commands

    def select(self, seen: Seen, more: bool) -> None:
        """Select the satellite that is seen, as one more of those selected or alone."""
        picked = picked_of_seen(self._store.state, self._snapshot(), seen, _REACH_PX)
        command = pick_in_other if seen.is_other else pick_satellite
        self._store.do(command(picked.satellite if picked else None, more=more))

    def show_menu(self, seen: Seen) -> None:
        """Open the menu of the satellite that is seen, or that of the view where there is none.

        Of one of the other design there is no menu: what can be done is of the open one.
        """
        picked = picked_of_seen(self._store.state, self._snapshot(), seen, _REACH_PX)
        self._show_menu(None if seen.is_other else picked)

    def _show_menu(self, picked: Pick | None) -> None:
        if picked is None:
            self._commands.show_view_menu()
            return
        selection = self._store.state.selection
        is_one_of_many = len(selection.shells) > 1 and picked.shell in selection.shells
        if not is_one_of_many:
            self._store.do(pick_satellite(picked.satellite))
        self._commands.show_selection_menu()
