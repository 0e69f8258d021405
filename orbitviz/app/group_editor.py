"""Edits of groups, from the page of the design dock to the store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from orbitviz.base.errors import UserError
from orbitviz.model.commands import edit_groups
from orbitviz.model.group_edits import (
    add_group,
    copy_group,
    move_group,
    original_group,
    remove_group,
    reset_group,
    set_design_values,
    set_group_field,
    set_group_values,
)
from orbitviz.model.state import Document
from orbitviz.model.store import Store
from orbitviz.ui.action_set import Handler
from orbitviz.ui.design.design_actions import GROUPS_PAGE
from orbitviz.ui.window import MainWindow

if TYPE_CHECKING:
    from orbitviz.ui.design.group_page import GroupPage

TOPIC = "design"  # of what is said about refused values
_PAGE = "groups"

Edit = Callable[[Document], Document]


class GroupEditor:
    """Applies what the page of the groups requests, and shows the design in it."""

    def __init__(self, store: Store, window: MainWindow, fit_ranges: Callable[[], None]) -> None:
        self._store, self._window, self._fit_ranges = store, window, fit_ranges
        self.page: GroupPage | None = None  # once it has been shown
        self._before_drag: Document | None = None
        window.design_pages.add_page(_PAGE, "Groups", self._build)

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {
            GROUPS_PAGE: self.open,
            "add_group": self._add,
            "copy_group": self._copy,
            "group_up": partial(self._move, -1),
            "group_down": partial(self._move, 1),
            "remove_group": self._remove,
        }

    def open(self) -> None:
        """Bring the page to the front."""
        self._window.show_panel("panel_design")
        self._window.design_pages.show_page(_PAGE)

    def show_state(self) -> None:
        """Show the groups, if the page is in view."""
        if self.page is not None and self.page.isVisible():
            self.page.show_state(self._store.state)

    def follow_selection(self) -> None:
        """Edit the group of the selected shells."""
        state = self._store.state
        selected = state.document.constellation.shell_group[state.selected_shells]
        if self.page is not None and len(selected) and self.page.current not in selected:
            self.page.choose(int(selected[0]))

    def show_ranges_kept(self, on: bool) -> None:
        """Show whether colours and charts keep the ranges of before the edits."""
        if self.page is not None:
            self.page.show_ranges_kept(on)

    def change_value(self, path: tuple[str, ...], value: object, dragging: bool) -> None:
        """Change one value of the group; a drag is one edit."""
        group = self._current
        self._edit_dragged(
            lambda document: set_group_field(document, group, path, value),
            f"Change {path[0].replace('_', ' ')} of group",
            dragging=dragging,
        )

    def change_orbits(self, group: int, values: dict[str, Any], dragging: bool) -> None:
        """Change several keys of a group at once; a drag is one edit."""
        self._edit_dragged(
            lambda document: set_group_values(document, group, values),
            "Move group",
            dragging=dragging,
        )

    def _build(self) -> GroupPage:
        from orbitviz.ui.design.group_page import GroupPage

        page = self.page = GroupPage(self._window.actions_by_id)
        page.changeRequested.connect(self.change_value)
        page.designChangeRequested.connect(self._change_design)
        page.resetRequested.connect(self._reset_value)
        page.resetAllRequested.connect(self._reset_group)
        page.fitRequested.connect(self._fit_ranges)
        page.errorOccurred.connect(self._show_error)
        page.typingDiscarded.connect(partial(self._window.notices.clear_topic, TOPIC))
        page.cameIntoView.connect(self.show_state)
        self.follow_selection()
        page.show_state(self._store.state)
        return page

    @property
    def _current(self) -> int:
        """The group that is edited; before the page was shown, that of the selection."""
        if self.page is not None:
            return self.page.current
        state = self._store.state
        selected = state.document.constellation.shell_group[state.selected_shells]
        return int(selected[0]) if len(selected) else 0

    def _change_design(self, path: tuple[str, ...], value: object, dragging: bool) -> None:
        self._edit_dragged(
            lambda document: set_design_values(document, {path[0]: value}),
            f"Change {path[0].replace('_', ' ')}",
            dragging=dragging,
        )

    def _reset_value(self, path: tuple[str, ...]) -> None:
        original = original_group(self._store.state.document, self._current)
        if original is not None:
            values, group = {path[0]: getattr(original, path[0])}, self._current
            self._edit(lambda document: set_group_values(document, group, values), "Reset value")

    def _reset_group(self) -> None:
        group = self._current
        self._edit(lambda document: reset_group(document, group), "Reset group")

    def _add(self) -> None:
        if self._edit(add_group, "Add Group"):
            self.open()
            self._choose(len(self._store.state.document.design.groups) - 1)

    def _copy(self) -> None:
        group = self._current
        if self._edit(lambda document: copy_group(document, group), "Copy Group"):
            self._choose(group + 1)

    def _move(self, step: int) -> None:
        group = self._current
        if self._edit(lambda document: move_group(document, group, group + step), "Move Group"):
            self._choose(group + step)

    def _remove(self) -> None:
        group = self._current
        self._edit(lambda document: remove_group(document, group), "Remove Group")

    def _choose(self, group: int) -> None:
        if self.page is not None:
            self.page.choose(group)

    def _edit_dragged(self, change: Edit, label: str, *, dragging: bool) -> None:
        # Each move of a drag starts from the design before it: what had to give way comes back.
        if not dragging or self._before_drag is None:
            self._before_drag = self._store.state.document
        before = self._before_drag
        self._edit(lambda _: change(before), label, merge=dragging)

    def _edit(self, change: Edit, label: str, *, merge: bool = False) -> bool:
        """Apply an edit; return whether it changed anything."""
        old = self._store.state.document
        if not old.design.groups:
            self._show_error(UserError("there is no design", allowed="a new one: File › New"))
            return False
        try:
            document = change(old)
        except UserError as error:
            self._show_error(error)
            if self.page is not None:
                self.page.revert()
            return False
        self._window.notices.clear_topic(TOPIC)
        if document is not old:
            self._store.do(edit_groups(document), undo=label, merge=merge)
        return document is not old

    def _show_error(self, error: UserError) -> None:
        self._window.notices.show_error(error, TOPIC)
