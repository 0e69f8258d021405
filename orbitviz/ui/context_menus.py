"""The menus of a right click: actions of the window that concern what was clicked."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.plain_text import PlainLabel

# Ids of actions, None for a line, "colour" for the colour modes; what cannot be done is left out.
_SELECTION = (
    "fly_to_selection", "previous_in_plane", "next_in_plane", "ruler", "sky_from_here", None,
    "select_plane", "select_shell", "invert_selection", "save_set", None,
    "toggle_selected", "show_only_selected", "show_all", None,
    "colour", "edit_colour", None,
    "edit_groups", "edit_file", "reload", None,
    "copy_name", "copy_facts", None,
    "go_epoch", "go_catalogue_epoch", "fit_catalogue", "close_catalogue",
)  # fmt: skip
_OF_CATALOGUES = frozenset({"go_catalogue_epoch", "fit_catalogue", "close_catalogue"})
_OF_DESIGNS = frozenset({"go_epoch", "edit_colour", "edit_groups", "edit_file", "reload"})
_VIEW = (
    "home", "view_pole", "view_equator", "view_sun", None,
    "reference_inertial", "reference_earth", "reference_sun", None,
    "sky_from_here", None,
    "colour", "show_all", None,
    "ruler", "clear_ruler", None,
    "go_epoch", "real_time", None,
    "save_picture", "globe_only", "full_screen",
)  # fmt: skip
_MAP = (
    "map_rectangle", "map_poles", None,
    "map_selection", "map_whole", "map_centre", None,
    "colour", "layer_borders", "layer_night_lights", "show_all", None,
    "save_map", "globe_only", "full_screen",
)  # fmt: skip


def selection_menu(
    parent: QWidget, actions: ActionSet, title: str, *, has_catalogue: bool, has_design: bool
) -> QMenu:
    """Return the menu of what is selected, headed by its title."""
    without = frozenset() if has_catalogue else _OF_CATALOGUES
    if not has_design:
        without |= _OF_DESIGNS
    menu = QMenu(parent)
    _add_text(menu, title, "menuHeading").setFont(title_font())
    menu.addSeparator()
    return _filled(menu, actions, tuple(name for name in _SELECTION if name not in without))


def view_menu(parent: QWidget, actions: ActionSet) -> QMenu:
    """Return the menu of the globe where no satellite is."""
    return _filled(QMenu(parent), actions, _VIEW)


def map_menu(parent: QWidget, actions: ActionSet) -> QMenu:
    """Return the menu of the map where no satellite is."""
    return _filled(QMenu(parent), actions, _MAP)


def _filled(menu: QMenu, actions: ActionSet, names: tuple[str | None, ...]) -> QMenu:
    for name in names:
        if name is None:
            menu.addSeparator()  # Qt draws one of several in a row, and none at the end
        elif name == "colour":
            colours = menu.addMenu("Colour by")
            for spec, action in actions:
                if spec.group == "colour":
                    colours.addAction(action)
        elif actions[name].isEnabled():
            menu.addAction(actions[name])
    return menu


def _add_text(menu: QMenu, text: str, style: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setObjectName(style)
    action = QWidgetAction(menu)
    action.setDefaultWidget(label)
    menu.addAction(action)
    return label
