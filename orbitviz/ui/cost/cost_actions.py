"""The action of the panel of costs."""

from __future__ import annotations

from orbitviz.ui.action_set import Action

PANEL = "panel_cost"

COST_PANEL = Action(PANEL, "Cost Panel", "Window",
                    "Show or hide what computing costs in orbit beside the ground, with a slider "
                    "for every input.", shortcuts=("$",), checkable=True, section=1)  # fmt: skip
