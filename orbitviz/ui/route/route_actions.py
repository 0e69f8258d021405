"""Actions that concern the route between two sites."""

from __future__ import annotations

from orbitviz.model.state import State
from orbitviz.ui.action_set import Action, ActionSet

MENU = "View/Route"
PANEL = "panel_route"

ROUTE_ACTIONS = (
    Action("route", "Route Between Sites…", MENU,
           "Find the shortest way of light between two places through the links of satellites.",
           shortcuts=("Shift+R",)),
    Action("reverse_route", "Reverse Route", MENU, "Exchange both ends of the route."),
    Action("clear_route", "Clear Route", MENU, "Remove the route from globe and map.",
           shortcuts=("Alt+R",)),
)  # fmt: skip

ROUTE_PANEL = Action(PANEL, "Route Panel", "Window",
                     "Show or hide the route between two sites: hops, time of light, fibre.",
                     checkable=True, section=1)  # fmt: skip


def show_route_state(actions: ActionSet, state: State) -> None:
    """Disable what cannot be done."""
    for name in ("reverse_route", "clear_route"):
        actions[name].setEnabled(state.route is not None)
