"""Actions that concern a second design beside the open one."""

from __future__ import annotations

from orbitviz.ui.action_set import Action

MENU = "View/Compare"
BUILTIN_MENU = "Compare With Built-in"
PANEL = "panel_compare"

COMPARE_ACTIONS = (
    Action("compare_with", "Compare With…", MENU,
           "Show a design of another file beside the open one.", shortcuts=("Ctrl+B",)),
    Action("compare_unedited", "Compare With the Unedited Design", MENU,
           "Show the design as it is in its file, or comes with the program, beside the edited "
           "one.", shortcuts=("Ctrl+Shift+B",)),
    Action("compare_stop", "Stop Comparing", MENU, "Show the open design alone.",
           shortcuts=("Alt+W",)),
    Action("compare_split", "Side by Side", MENU,
           "Show each design in a half of the picture, by one camera.",
           checkable=True, group="comparing", section=1),
    Action("compare_wipe", "Wipe", MENU,
           "Show one design left of a line and the other right of it, in one picture.",
           checkable=True, group="comparing", section=1),
    Action("compare_turn", "Side by Side or Wipe", MENU,
           "Change between two halves and a wipe.", shortcuts=("W",), section=1),
    Action("wipe_left", "Move Wipe Left", MENU, "Show more of the second design.",
           shortcuts=("<",), section=2),
    Action("wipe_right", "Move Wipe Right", MENU, "Show more of the first design.",
           shortcuts=(">",), section=2),
)  # fmt: skip

COMPARE_PANEL = Action(PANEL, "Compare Panel", "Window",
                       "Show or hide the differences of two designs in figures.",
                       shortcuts=("Shift+W",), checkable=True, section=1)  # fmt: skip
