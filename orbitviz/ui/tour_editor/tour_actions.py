"""Actions that concern the editing of tours."""

from __future__ import annotations

from orbitviz.ui.action_set import Action, ActionSet

MENU = "Tour"
PANEL = "panel_tour"

TOUR_ACTIONS = (
    Action("new_tour", "Begin a New Tour", MENU, "Begin a tour of the design that is open."),
    Action("open_tour", "Open Tour…", MENU, "Open the file of a tour to edit it."),
    Action("save_tour", "Save Tour", MENU,
           "Save the tour to its file, keeping your comments; Ctrl+S does while its panel has the "
           "keys.", icon="save", section=1),
    Action("save_tour_as", "Save Tour As…", MENU, "Save the tour to another file.", section=1),
    Action("undo_tour", "Undo in Tour", MENU,
           "Undo the last edit to the tour; Ctrl+Z does while its panel has the keys.",
           icon="undo", section=2),
    Action("redo_tour", "Redo in Tour", MENU, "Redo the last undone edit to the tour.",
           icon="redo", section=2),
    Action("add_shot", "Add Shot from View", MENU,
           "Add a shot of what the window shows now: camera, what is visible, colours, time.",
           shortcuts=("Ctrl+Shift+N",), icon="add", section=3),
    Action("update_shot", "Update Shot from View", MENU,
           "Have the chosen shot, or the chosen camera key, show what the window shows now.",
           shortcuts=("Ctrl+Shift+U",), icon="camera", section=3),
    Action("add_camera_key", "Add Camera Key from View", MENU,
           "Have the camera of the shot come to where it is now, at the time of the play head.",
           section=3),
    Action("add_caption", "Add Caption", MENU,
           "Add words, or a number that the program computes, to the chosen shot.", section=3),
    Action("add_callout", "Add Callout", MENU,
           "Add words that point at a satellite, a shell or a place.", section=3),
    Action("add_chart", "Add Chart", MENU, "Add a chart over the picture.", section=3),
    Action("add_value", "Add Moving Value", MENU,
           "Have a number of the design move while the shot lasts.", section=3),
    Action("copy_shot", "Duplicate Shot", MENU, "Add a copy behind the chosen shot.", section=4),
    Action("shot_earlier", "Move Shot Earlier", MENU, "Exchange the shot with the one before.",
           section=4),
    Action("shot_later", "Move Shot Later", MENU, "Exchange the shot with the one behind.",
           section=4),
    Action("remove_shot", "Remove Shot", MENU, "Remove the chosen shot.", section=4),
    Action("preview_tour", "Preview Tour", MENU,
           "Play the tour in the window from the play head on; once more pauses, Esc ends it.",
           shortcuts=("Ctrl+Shift+Space",), icon="play", checkable=True, section=5),
    Action("present_tour", "Present This Tour", MENU,
           "Show the tour that is edited in full screen; it is saved first.",
           shortcuts=("Alt+F5",), icon="fullscreen", section=5),
)  # fmt: skip

TOUR_PANEL = Action(PANEL, "Tour Panel", "Window",
                    "Show or hide the editor of tours: shots, camera, time, captions.",
                    shortcuts=("Ctrl+Shift+T",), checkable=True, section=1)  # fmt: skip

_OF_A_TOUR = ("save_tour", "save_tour_as", "preview_tour", "present_tour")
_OF_A_SHOT = (
    "update_shot", "add_camera_key", "add_caption", "add_callout", "add_chart", "add_value",
    "copy_shot", "shot_earlier", "shot_later",
    "remove_shot",
)  # fmt: skip


def show_no_tour(actions: ActionSet) -> None:
    """Disable what needs a tour: there is none."""
    show_tour_state(actions, has_shots=False, can_undo=False, can_redo=False)


def show_tour_state(actions: ActionSet, *, has_shots: bool, can_undo: bool, can_redo: bool) -> None:
    """Disable what cannot be done."""
    for name in (*_OF_A_TOUR, *_OF_A_SHOT):
        actions[name].setEnabled(has_shots)
    actions["undo_tour"].setEnabled(can_undo)
    actions["redo_tour"].setEnabled(can_redo)
