"""Actions that concern the fleet over the years."""

from __future__ import annotations

from orbitviz.model.state import State
from orbitviz.ui.action_set import Action, ActionSet

MENU = "Time/Fleet Over the Years"

YEARS_ACTIONS = (
    Action("fleet_years", "Fleet Over the Years", MENU,
           "Show the fleet as it is at a date of its plan, on a scale of years under the globe; "
           "again: complete.",
           shortcuts=("U",), checkable=True),
    Action("fleet_play", "Play or Pause the Years", MENU,
           "Let the years of the fleet run, from the first launch on if they are at their end.",
           shortcuts=("Shift+Space",)),
    Action("fleet_back", "One Year Back", MENU, "Show the fleet of a year before.",
           shortcuts=("Shift+,",), section=1),
    Action("fleet_forward", "One Year Forward", MENU, "Show the fleet of a year later.",
           shortcuts=("Shift+.",), section=1),
    Action("edit_fleet_date", "Enter Date of the Fleet", MENU,
           "Type the date, or the year, at which the fleet is shown.",
           shortcuts=("Shift+U",), section=1),
)  # fmt: skip


def show_years_state(actions: ActionSet, state: State) -> None:
    """Check what is on and disable what cannot be done."""
    actions.check("fleet_years", state.fleet_date is not None)
    has_design = len(state.document.constellation) > 0
    for action in YEARS_ACTIONS:
        actions[action.id].setEnabled(has_design)
