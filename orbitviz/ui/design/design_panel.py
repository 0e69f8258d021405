"""The design panel: slider and exact entry for everything in the selected satellite design."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.model.design_edits import original_satellite
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import State
from orbitviz.ui.design.change_list import ChangeList
from orbitviz.ui.design.design_fields import DesignField, changes, design_fields, value_at
from orbitviz.ui.design.field_row import ChoiceBox, FieldRow
from orbitviz.ui.glossary import ORBITS_ARE_IN_THE_FILE
from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip
from orbitviz.ui.widgets.scroll_panel import ScrollPanel

_LEAST_WIDTH = 316


class DesignPanel(ScrollPanel):
    """Every value of the satellite design that the selected shells fly."""

    changeRequested = Signal(str, object, object, bool)  # name, path, value, part of one drag
    resetRequested = Signal(str)
    errorOccurred = Signal(object)  # UserError
    typingDiscarded = Signal()  # of a value: its field shows that of the design again
    fitRequested = Signal()  # ranges shall follow the values again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Satellite design of the selection", _LEAST_WIDTH, parent=parent)
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
        in_file = PlainLabel(f"{ORBITS_ARE_IN_THE_FILE.rstrip('.')}: File › Edit Design File.")
        in_file.setObjectName("caption")
        in_file.setWordWrap(True)
        self.append(in_file)
        self._rows = [self._make_row(field) for field in design_fields()]
        self._lay_out()

    def row(self, path: tuple[str, ...]) -> FieldRow:
        """Return the row of one value."""
        return next(row for row in self._rows if row.field.path == path)

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
            for row in self._rows:
                row.discard_typing()
        self.change_list.show_changes(changes(original, shown), _where(state))

    def show_ranges_kept(self, on: bool) -> None:
        """Show whether colours and charts keep the ranges of before the edits."""
        self.change_list.show_ranges_kept(on)

    def revert(self) -> None:
        """Show the values of the design again: an edit was refused."""
        if self._shown is not None and self._original is not None:
            for row in self._rows:
                row.show_value(self._shown, self._original)

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

    def _make_row(self, field: DesignField) -> FieldRow:
        row = FieldRow(field)
        row.valueEdited.connect(self._request_change)
        row.errorOccurred.connect(self.errorOccurred)
        row.typingDiscarded.connect(self.typingDiscarded)
        return row

    def _lay_out(self) -> None:
        sections: dict[str, QVBoxLayout] = {}
        # The age first: it is the one that everybody tries.
        for row in sorted(self._rows, key=lambda row: row.field.path != ("age_years",)):
            title = row.field.section or "Satellite"
            if title not in sections:
                frame = QFrame()
                frame.setObjectName("card")
                box = QVBoxLayout(frame)
                box.setContentsMargins(10, 10, 6, 8)
                box.setSpacing(4)
                label = PlainLabel(title)
                label.setFont(title_font())
                box.addWidget(label)
                sections[title] = box
                self.append(frame)
            sections[title].addWidget(row)


def _where(state: State) -> str:
    """Return what changes are counted from, in words."""
    document = state.document
    if document.path is not None:
        return f"as in {document.path.name}"
    return "as opened" if document.saved is not None else "as built in"
