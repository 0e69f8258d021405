"""What a shot of a tour shows, as parts of the state."""

from __future__ import annotations

from dataclasses import replace

from orbitviz.engine.tours.shots import unknown_name
from orbitviz.model.source import ShellKey, keys_of_shells
from orbitviz.model.state import State
from orbitviz.model.tour.easing import eased
from orbitviz.model.tour.shot_view import ShotView
from orbitviz.model.tour.tour import Tour
from orbitviz.model.view import Comparing, Layers, Look, ViewOptions

_ASIDE_S = 4.0  # in which it goes aside


def view_options(seen: ShotView, before: ViewOptions) -> ViewOptions:
    """Return the options of a shot; `before` are those without a tour."""
    layers = {name.replace("-", "_"): True for name in seen.show or ()}
    layers |= {name.replace("-", "_"): False for name in seen.hide or ()}
    return replace(
        before,
        layers=replace(Layers(), **layers),
        colour_mode=seen.colour or before.colour_mode,
        colour_range=seen.colour_range,
        look=Look(seen.look or before.look),
        brightness=2.0 ** (seen.exposure_stops or 0.0),
        comparing=Comparing.SIDE_BY_SIDE if seen.wipe is None else Comparing.WIPE,
        wipe_share=before.wipe_share if seen.wipe is None else seen.wipe,
    )


def aside_at(tour: Tour, shot: int, time_s: float) -> float:
    """Return how far aside what the camera looks at is at a time of a shot, see ShotView.aside."""
    here, before = (tour.shots[k].view.over(tour.view).aside or 0.0 for k in (shot, shot - 1))
    about = tour.shots[shot]
    if shot == 0 or (about.camera and about.camera[0].at_s == 0.0):
        return here
    share = eased(time_s / min(_ASIDE_S, about.duration_s), "smooth")
    return before + share * (here - before)


def hidden_shells(seen: ShotView, state: State) -> frozenset[ShellKey]:
    """Return the shells of the design that a shot does not show."""
    if seen.groups is None:
        return frozenset()
    shown = shells_of(seen.groups, state)
    return keys_of_shells(range(state.document.constellation.shell_count)) - shown


def shells_of(names: tuple[str, ...], state: State) -> frozenset[ShellKey]:
    """Return the shells of groups by name. Raises UserError if there is none of a name."""
    constellation = state.document.constellation
    found: set[int] = set()
    for name in names:
        if name not in constellation.group_name:
            raise unknown_name(name, "group", constellation.group_name)
        group = constellation.group_name.index(name)
        found |= {k for k, one in enumerate(constellation.shell_group) if one == group}
    return keys_of_shells(found)
