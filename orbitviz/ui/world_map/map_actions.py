"""The actions of the map."""

from __future__ import annotations

from orbitviz.model.selecting import first_satellite
from orbitviz.model.state import State
from orbitviz.model.view import MapProjection
from orbitviz.ui.action_set import Action, ActionSet

PANEL = "panel_map"
PROJECTION_ACTIONS = {
    "map_rectangle": MapProjection.EQUIRECTANGULAR,
    "map_poles": MapProjection.POLAR,
}

MAP_PANEL = Action(
    PANEL, "Map Panel", "Window", "Show or hide the map of the Earth with the satellites over it.",
    shortcuts=("M",), checkable=True, section=1,
)  # fmt: skip
SAVE_MAP = Action(
    "save_map", "Save Map…", "File", "Save the map as a PNG file, in any size.",
    shortcuts=("Shift+F10",), icon="camera", section=1,
)  # fmt: skip
MAP_ACTIONS = (
    Action("map_centre", "Map in Place of the Globe", "View/Map",
           "Show the map where the globe is, or the globe again.",
           shortcuts=("Shift+M",), icon="map_centre", checkable=True),
    Action("map_rectangle", "Map: Rectangle", "View/Map",
           "Show the Earth as one rectangle of longitude and latitude.",
           icon="map", checkable=True, group="map_projection", section=1),
    Action("map_poles", "Map: Both Poles", "View/Map",
           "Show the halves of the Earth as seen over the poles.",
           icon="map_poles", checkable=True, group="map_projection", section=1),
    Action("map_whole", "Map: All of the Earth", "View/Map",
           "Show all of the Earth on the map again.", icon="home", section=2),
    Action("map_selection", "Map: Centre on Selection", "View/Map",
           "Bring the selected satellite to the middle of the map.", icon="fly", section=2),
)  # fmt: skip
# In the row over the map.
MAP_BUTTONS = (
    "map_rectangle", "map_poles", "map_selection", "map_whole", "save_map", "map_centre",
)  # fmt: skip


def show_map_state(actions: ActionSet, state: State) -> None:
    """Check what is on and disable what cannot be done."""
    for name, projection in PROJECTION_ACTIONS.items():
        actions.check(name, state.view.map_projection is projection)
    actions["map_selection"].setEnabled(first_satellite(state) is not None)
