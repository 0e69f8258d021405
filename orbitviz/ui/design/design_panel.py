"""The design panel: slider and exact entry for everything in the selected satellite design."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.model.design_edits import original_satellite
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import State
from orbitviz.ui.design.change_list import ChangeList
from orbitviz.ui.design.field_cards import FieldCards
from orbitviz.ui.design.field_row import ChoiceBox
from orbitviz.ui.design.satellite_fields import changes, satellite_fields, shown_of, value_at
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip
from orbitviz.ui.widgets.scroll_panel import ScrollPanel

LEAST_WIDTH = 316


class DesignPanel(ScrollPanel):
    """Every value of the satellite design that the selected shells fly."""

    changeRequested = Signal(str, object, object, bool)  # name, path, value, part of one drag
    resetRequested = Signal(str)
    errorOccurred = Signal(object)  # UserError
    typingDiscarded = Signal()  # of a value: its field shows that of the design again
    fitRequested = Signal()  # ranges shall follow the values again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Satellite design of the selection", LEAST_WIDTH, parent=parent)
        self._state: State | None = None
        self._subject: tuple[object, str] | None = None  # opening and satellite that are shown
        self._shown: SatelliteDesign | None = None
        self._original: SatelliteDesign | None = None
        self._name = ""
        self._which = ChoiceBox()
        self._which.setAccessibleName("Satellite design")
        self._which.textActivated.connect(self._choose)
        self.change_list = ChangeList()
        self.change_list.resetRequested.connect(self._reset_value)
        self.change_list.resetAllRequested.connect(self._reset_all)
        self.change_list.fitRequested.connect(self.fitRequested)
        self._no_design = PlainLabel()
        self._no_design.setObjectName("caption")
        self._no_design.setWordWrap(True)
        self._no_design.hide()
        self.append(self._no_design)
        self.append(self._which)
        self.append(self.change_list)
        self.cards = FieldCards("Satellite")
        # The age first: it is the one that everybody tries.
        self.cards.show_fields(
            sorted(satellite_fields(), key=lambda field: field.path != ("age_years",))
        )
        self.cards.valueEdited.connect(self._request_change)
        self.cards.errorOccurred.connect(self.errorOccurred)
        self.cards.typingDiscarded.connect(self.typingDiscarded)
        self.append(self.cards)

    def show_state(self, state: State) -> None:
        """Show the satellite design of the selected shells, or of the first group."""
        self._state = state
        catalogues = state.selection.catalogues
        only = bool(catalogues) and not state.selection.includes_any_of(MAIN_DESIGN)
        self._no_design.setVisible(only)
        if only:
            self._no_design.setText(
                f"{', '.join(state.catalogues[source].name for source in catalogues)}: a catalogue "
                "has no satellite design. Below is that of the design that is open."
            )
        design, constellation = state.document.design, state.document.constellation
        chosen = set(constellation.shell_group[state.selected_shells].tolist())
        groups = sorted(chosen or range(len(design.groups)))
        if not len(constellation):
            self.setEnabled(False)
            return
        self.setEnabled(True)
        names = list(dict.fromkeys(design.satellite_name(group) for group in groups))
        if self._name not in names:
            self._name = names[0]
        subject = state.document.opening, self._name
        is_other, self._subject = subject != self._subject, subject
        flying = [
            design.group_names[k]
            for k in range(len(design.groups))
            if design.satellite_name(k) == self._name
        ]
        with QSignalBlocker(self._which):
            self._which.clear()
            self._which.addItems(names)
            self._which.setCurrentText(self._name)
        self._which.setVisible(len(names) > 1)
        self.heading.setText(f"Satellite “{self._name}”")
        self.heading.setToolTip(plain_tip("Flown by: " + ", ".join(flying)))
        group = next(k for k in groups if design.satellite_name(k) == self._name)
        shown = design.satellite_of(group)
        original = original_satellite(state.document, self._name)
        is_same = shown is self._shown and original is self._original
        if is_same and not is_other:
            return
        self._shown, self._original = shown, original
        self.revert()
        if is_other:
            self.cards.discard_typing()
        self.change_list.show_changes(changes(original, shown), where_from(state))

    def show_ranges_kept(self, on: bool) -> None:
        """Show whether colours and charts keep the ranges of before the edits."""
        self.change_list.show_ranges_kept(on)

    def revert(self) -> None:
        """Show the values of the design again: an edit was refused."""
        design, original = self._shown, self._original
        if design is not None and original is not None:
            self.cards.show_values(lambda field: shown_of(field, design, original))

    def _choose(self, name: str) -> None:
        self._name = name
        if self._state is not None:
            self.show_state(self._state)

    def _reset_value(self, path: tuple[str, ...]) -> None:
        if self._original is not None:
            original = value_at(self._original, path)
            self.changeRequested.emit(self._name, path, original, False)

    def _reset_all(self) -> None:
        self.resetRequested.emit(self._name)

    def _request_change(self, path: tuple[str, ...], value: object, dragging: bool) -> None:
        self.changeRequested.emit(self._name, path, value, dragging)


def where_from(state: State) -> str:
    """Return what changes are counted from, in words."""
    document = state.document
    if document.path is not None:
        return f"as in {document.path.name}"
    return "as opened" if document.saved is not None else "as built in"
