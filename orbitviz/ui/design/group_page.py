"""The page of the design dock that edits groups: slider and exact entry for every value."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from orbitviz.model.design.constellation import Design
from orbitviz.model.design.groups import Group
from orbitviz.model.group_edits import original_group
from orbitviz.model.state import State
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.design.change_list import ChangeList
from orbitviz.ui.design.design_keys import DESIGN_FIELDS, design_shown_of
from orbitviz.ui.design.design_panel import LEAST_WIDTH, where_from
from orbitviz.ui.design.field_cards import FieldCards
from orbitviz.ui.design.group_fields import changes, group_fields, shown_of
from orbitviz.ui.design.group_list import GroupList
from orbitviz.ui.widgets.plain_text import PlainLabel
from orbitviz.ui.widgets.scroll_panel import ScrollPanel


class GroupPage(ScrollPanel):
    """The groups of the design, and every value of the one that is chosen."""

    groupChosen = Signal(int)
    changeRequested = Signal(object, object, bool)  # path, value, whether a drag goes on
    designChangeRequested = Signal(object, object, bool)  # of the design itself
    resetRequested = Signal(object)  # path
    resetAllRequested = Signal()
    fitRequested = Signal()  # ranges shall follow the values again
    errorOccurred = Signal(object)  # UserError
    typingDiscarded = Signal()
    cameIntoView = Signal()

    def __init__(self, actions: ActionSet) -> None:
        super().__init__("Groups of the design", LEAST_WIDTH)
        self._current = 0  # group that is edited
        self._shown: tuple[Design, Design | None, int] | None = None
        self._state: State | None = None
        self._none = PlainLabel("There is no design: only catalogues are open.")
        self._none.setObjectName("caption")
        self._none.setWordWrap(True)
        self.list = GroupList(actions)
        self.list.chosen.connect(self.groupChosen)
        self.change_list = ChangeList()
        self.change_list.resetRequested.connect(self.resetRequested)
        self.change_list.resetAllRequested.connect(self.resetAllRequested)
        self.change_list.fitRequested.connect(self.fitRequested)
        self.cards, self.design_cards = FieldCards("Group"), FieldCards("Design")
        self.cards.valueEdited.connect(self.changeRequested)
        self.design_cards.valueEdited.connect(self.designChangeRequested)
        self.design_cards.show_fields(DESIGN_FIELDS)
        for cards in (self.cards, self.design_cards):
            cards.errorOccurred.connect(self.errorOccurred)
            cards.typingDiscarded.connect(self.typingDiscarded)
        self._parts: tuple[QWidget, ...] = (
            self.list, self.cards, self.design_cards, self.change_list,
        )  # fmt: skip
        for part in (self._none, *self._parts):
            self.append(part)

    def show_state(self, state: State, current: int) -> None:
        """Show the groups of the open design, and the values of one of them."""
        self._state = state
        if current != self._current:
            self._current = current
            self.cards.discard_typing()
        document = state.document
        design, saved = document.design, document.saved
        self._none.setVisible(not design.groups)
        for part in self._parts:
            part.setVisible(bool(design.groups))
        if not design.groups:
            self._shown = None
            return
        shown = (design, saved, current)
        if self._shown is not None and all(
            one is other for one, other in zip(shown, self._shown, strict=True)
        ):
            return
        self._shown = shown
        self.heading.setText(design.group_names[current])
        self.aside.setText(_slots_text(design, current))
        self.list.show_groups(design, current)
        self.cards.show_fields(group_fields(design, current))
        self.revert()
        original = self._original
        where = where_from(state) if original is not None else "of a new group"
        self.change_list.show_changes(changes(original, design.groups[current]), where)
        self.fit_height()

    def revert(self) -> None:
        """Show the values of the design again: an edit was refused."""
        if self._state is None or self._shown is None:
            return
        design, saved, index = self._shown
        group, original = design.groups[index], self._original
        self.cards.show_values(lambda field: shown_of(field, group, original))
        self.design_cards.show_values(lambda field: design_shown_of(field, design, saved))

    def show_ranges_kept(self, on: bool) -> None:
        """Show whether colours and charts keep the ranges of before the edits."""
        self.change_list.show_ranges_kept(on)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the present design shown: none is while the page is not in view."""
        super().showEvent(event)
        self.cameIntoView.emit()

    @property
    def _original(self) -> Group | None:
        if self._state is None:
            return None
        return original_group(self._state.document, self._current)


def _slots_text(design: Design, index: int) -> str:
    return f"{design.groups[index].slots:,} of {design.slots:,} slots"
