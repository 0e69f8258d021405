"""The menus of the window, filled from the list of actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QMenuBar

from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.actions import ACTIONS, MENUS
from orbitviz.ui.compare.compare_actions import BUILTIN_MENU

# Menus below an action, filled as files change.
_BELOW = {
    "duplicate": ("New from Template",),
    "open": ("Open Recent", "Open Built-in"),
    "compare_with": (BUILTIN_MENU,),
}


def fill_menus(bar: QMenuBar, actions: ActionSet) -> dict[str, QMenu]:
    """Fill a menu bar; return its menus, and those within them, by their path."""
    menus = {name: bar.addMenu(text) for name, text in zip(MENUS, _with_keys(MENUS), strict=True)}

    def menu_at(path: str) -> QMenu:
        if path not in menus:
            above, _, name = path.rpartition("/")
            menus[path] = menu_at(above).addMenu(name)
        return menus[path]

    sections: dict[str, int] = {}
    for spec in ACTIONS:
        menu = menu_at(spec.menu)
        if sections.setdefault(spec.menu, spec.section) != spec.section:
            menu.addSeparator()
            sections[spec.menu] = spec.section
        menu.addAction(actions[spec.id])
        menus.update({name: menu.addMenu(name) for name in _BELOW.get(spec.id, ())})
    return menus


def _with_keys(names: Sequence[str]) -> list[str]:
    """Return names of menus, the first letter of each that no other has marked as its key."""
    taken: set[str] = set()
    texts = []
    for name in names:
        place = next((k for k, letter in enumerate(name) if letter.lower() not in taken), 0)
        taken.add(name[place].lower())
        texts.append(f"{name[:place]}&{name[place:]}")
    return texts
