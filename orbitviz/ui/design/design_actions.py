"""The actions that make designs and their groups."""

from __future__ import annotations

from orbitviz.ui.action_set import Action

GROUPS_PAGE, ORBITS_PAGE = "edit_groups", "orbit_chart"
GROUP_TOOLS = {
    "add_group": "Add", "copy_group": "Copy", "group_up": "Up", "group_down": "Down",
    "remove_group": "Remove",
}  # fmt: skip

NEW_DESIGNS = (
    Action("new", "New Design", "File",
           "Start a design of your own, from one shell; groups and orbits are edited beside the "
           "globe.", shortcuts=("Ctrl+N",)),
    Action("duplicate", "Duplicate Design", "File",
           "Go on with a copy of the open design, which has no file yet; the file stays as it is.",
           shortcuts=("Ctrl+D",)),
)  # fmt: skip

GROUPS = (
    Action(GROUPS_PAGE, "Edit Groups", "Edit",
           "Show the groups of the design with a slider and an entry for every value of their "
           "shells and planes.", shortcuts=("Shift+F9",), section=5),
    Action(ORBITS_PAGE, "Altitude and Inclination", "Edit",
           "Show the shells on a chart of altitude and inclination, on which groups are dragged.",
           shortcuts=("Alt+F9",), section=5),
    Action("add_group", "Add Group", "Edit", "Add a group of one shell to the design.", section=5),
    Action("copy_group", "Copy Group", "Edit", "Add a copy of the group that is edited.",
           section=5),
    Action("group_up", "Move Group Up", "Edit",
           "Move the group that is edited before the one above it.", section=5),
    Action("group_down", "Move Group Down", "Edit",
           "Move the group that is edited behind the one below it.", section=5),
    Action("remove_group", "Remove Group", "Edit",
           "Remove the group that is edited from the design.", section=5),
)  # fmt: skip
