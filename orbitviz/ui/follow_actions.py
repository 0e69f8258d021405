"""The actions of a camera that follows a satellite, and of the footprints."""

from __future__ import annotations

from collections.abc import Iterator

from orbitviz.model.view import Ride
from orbitviz.ui.action_set import Action

FOOTPRINT_ELEVATIONS_DEG = (0, 10, 25, 40)
RIDES = {
    Ride.LOCAL: "follow_local",
    Ride.INERTIAL: "follow_inertial",
    Ride.SUN: "face_sun",
    Ride.NEIGHBOUR: "face_neighbour",
}
_MENU = "View/Follow"
_FOLLOW = (
    Action("follow_local", "Follow: Local Frame", _MENU,
           "Follow the satellite in its local frame: its flight and the Earth below keep their "
           "places.",
           shortcuts=("7",), checkable=True, group="ride"),
    Action("follow_inertial", "Follow: Inertial Frame", _MENU,
           "Follow the satellite with the stars fixed, while the Earth turns around it.",
           shortcuts=("8",), checkable=True, group="ride"),
    Action("face_sun", "Face the Sun", _MENU,
           "Follow the satellite with the Sun behind it, and keep it there as time runs.",
           shortcuts=("0",), checkable=True, group="ride"),
    Action("face_neighbour", "Face the Nearest Neighbour", _MENU,
           "Follow the satellite with the one nearest to it now behind it, and keep it there.",
           shortcuts=("Alt+N",), checkable=True, group="ride"),
    Action("face_earth", "Face the Earth", _MENU,
           "Follow the satellite in its local frame from straight above, the Earth behind it.",
           shortcuts=("9",)),
    Action("previous_in_plane", "Previous Satellite in Plane", _MENU,
           "Select the satellite behind in the same plane, and follow it if this one is followed.",
           shortcuts=("Alt+Left",), section=1),
    Action("next_in_plane", "Next Satellite in Plane", _MENU,
           "Select the satellite ahead in the same plane, and follow it if this one is followed.",
           shortcuts=("Alt+Right",), section=1),
    Action("fly_back", "Back to Where You Were", _MENU,
           "Return the camera to where it was before it flew to a satellite, shell or view.",
           shortcuts=("Backspace",), section=2),
)  # fmt: skip


def footprint_action_id(degrees: int) -> str:
    """Return the id of the action that chooses an elevation over the edge of footprints."""
    return f"footprint_{degrees}"


def follow_actions() -> Iterator[Action]:
    """Yield the actions in the order of the menus."""
    yield from _FOLLOW
    for degrees in FOOTPRINT_ELEVATIONS_DEG:
        text = f"{degrees}° of elevation" if degrees else "the horizon"
        yield Action(
            footprint_action_id(degrees),
            f"Footprint: {f'{degrees}°' if degrees else 'Horizon'}",
            "View/Footprint Elevation",
            f"Draw footprints as the ground from which a satellite stands above {text}.",
            checkable=True,
            group="footprint",
        )
