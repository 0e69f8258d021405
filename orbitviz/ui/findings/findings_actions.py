"""Actions that concern the check of the design."""

from __future__ import annotations

from orbitviz.ui.action_set import Action

PANEL = "panel_findings"

FINDINGS_PANEL = Action(PANEL, "Findings Panel", "Window",
                        "Show or hide what is wrong with the design, and what would mend it.",
                        shortcuts=("I",), checkable=True, section=1)  # fmt: skip
CHECK_ACTIONS = (
    Action("best_phasing", "Best Phasing", "Edit",
           "Give the groups of the selected shells the phasing that keeps their satellites "
           "farthest apart; of all groups where none is selected.",
           shortcuts=("Shift+I",), section=3),
    Action("apply_fix", "Apply Fix", "Edit",
           "Edit the design as the chosen finding suggests; Undo takes it back.", section=3),
)  # fmt: skip
