"""Sets of satellites: from what is selected, from the list below the shells, to the store."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QInputDialog, QWidget

from orbitviz.base.errors import UserError
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model import set_edits
from orbitviz.model.commands import edit_document
from orbitviz.model.group_colours import set_colours
from orbitviz.model.members import NO_MEMBERS
from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.model.selecting import select_satellites, selected_members
from orbitviz.model.state import Document
from orbitviz.model.store import Store
from orbitviz.ui.sets.set_list import SetList
from orbitviz.ui.widgets.notices import Notices

_TOPIC = "sets"


class SetEditor:
    """Applies what the list of sets requests, and shows the sets in it.

    snapshot   returns what is shown
    """

    def __init__(
        self, store: Store, sets: SetList, notices: Notices, snapshot: Callable[[], Snapshot]
    ) -> None:
        self._store, self._list, self._notices = store, sets, notices
        self._snapshot = snapshot
        sets.selectRequested.connect(self.select)
        sets.renameRequested.connect(self._rename)
        sets.recolourRequested.connect(self._recolour)
        sets.removeRequested.connect(self._remove)

    def show_sets(self) -> None:
        """Show the sets of the design, with their satellites once they are known."""
        design, snapshot = self._store.state.document.design, self._snapshot()
        wheres = tuple(one.where for one in design.sets)
        names = [one.name for one in design.sets]
        is_known = [one.name for one in snapshot.sets] == names
        sets = snapshot.sets
        if not is_known:
            colours = set_colours(design)
            sets = tuple(
                SatelliteSet(name, colour, NO_MEMBERS)
                for name, colour in zip(names, colours, strict=True)
            )
        self._list.show_sets(sets, wheres, is_known=is_known)

    def select(self, name: str) -> None:
        """Select the satellites that a set has now."""
        for one in self._snapshot().sets:
            if one.name == name:
                self._store.do(select_satellites(one.members))

    def ask_save(self, parent: QWidget, where: str = "") -> None:
        """Let the user name a set of what is selected, or of a predicate, and make it."""
        name = set_edits.free_set_name(self._store.state.document)
        dialog = QInputDialog(parent)
        dialog.setWindowTitle("Save as Set")
        dialog.setLabelText("Name of the set:")
        dialog.setTextValue(name)
        dialog.textValueSelected.connect(lambda typed: self.save(typed, where))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, name: str, where: str = "") -> None:
        """Make a set of what is selected, or of a predicate; one of that name is replaced."""

        def made(document: Document) -> Document:
            state = self._store.state
            if where.strip():
                one = set_edits.set_of_predicate(document, name, where)
                return set_edits.with_set(document, one)
            members = selected_members(state)
            if not members:
                raise UserError("nothing is selected", allowed="a selection to make a set of")
            return set_edits.with_set(document, set_edits.set_of_members(state, name, members))

        self._edit(made, "Save Set")

    def _rename(self, name: str, new: str) -> None:
        self._edit(lambda document: set_edits.rename_set(document, name, new), "Rename Set")

    def _recolour(self, name: str, colour: str) -> None:
        self._edit(
            lambda document: set_edits.recolour_set(document, name, colour), "Change Colour of Set"
        )

    def _remove(self, name: str) -> None:
        self._edit(lambda document: set_edits.without_set(document, name), "Remove Set")

    def _edit(self, change: Callable[[Document], Document], label: str) -> None:
        try:
            document = change(self._store.state.document)
        except UserError as error:
            self._notices.show_error(error, _TOPIC)
            return
        self._notices.clear_topic(_TOPIC)
        self._store.do(edit_document(document), undo=label)
