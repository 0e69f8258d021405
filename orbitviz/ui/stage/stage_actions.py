"""Actions that concern the presentation of tours."""

from __future__ import annotations

from orbitviz.ui.action_set import Action

STAGE_ACTIONS = (
    Action("present", "Present a Tour…", "Tour",
           "Choose a tour and show it in full screen: Page Down and Page Up go from shot to shot, "
           "Space pauses, B makes the screen black, S shows the notes, G lists shots and keys, "
           "Esc leaves.",
           shortcuts=("F5",), section=5),
)  # fmt: skip
