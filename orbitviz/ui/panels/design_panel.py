"""The design panel: slider and exact entry for everything in the selected satellite design."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.model.state import State
from orbitviz.ui.panels.design_fields import (
    SLIDER_STEPS,
    DesignField,
    changes,
    design_fields,
    next_value,
    slider_place,
    slider_value,
    value_at,
)
from orbitviz.ui.theme import colours, text_font, title_font
from orbitviz.ui.widgets.icons import icon
from orbitviz.ui.widgets.value_entry import ValueEntry, width_of
from orbitviz.ui.widgets.wheel import LeavesWheel

_LEAST_WIDTH = 356
_WIDEST_NUMBER = "0000000.000"
_UNIT_WIDTH, _RESET_WIDTH = 54, 28


class _Slider(LeavesWheel, QSlider):
    """A slider that scrolls with its panel."""


class _Choice(LeavesWheel, QComboBox):
    """A choice that scrolls with its panel, with an arrow that says so."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow, which a style sheet takes away."""
        super().paintEvent(event)
        place = QRect(self.width() - 22, (self.height() - 14) // 2, 14, 14)
        icon("chevron", colours().muted).paint(QPainter(self), place)


class FieldRow(QWidget):
    """One value: its name, a slider, an entry with the unit, a button back to the built-in."""

    changed = Signal(object, object, bool)  # path, value, whether the hand is still on the slider
    mistaken = Signal(object)  # UserError

    def __init__(self, field: DesignField) -> None:
        super().__init__()
        self.field = field
        self._value: Any = None
        self._built_in: Any = None
        self._sliding = False
        name = QLabel(field.title)
        name.setFont(text_font(9))
        name.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 2)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.addWidget(name, 0, 0)
        self._reset = QToolButton()
        self._reset.setText("↺")
        self._reset.setFixedWidth(_RESET_WIDTH)
        self._reset.setToolTip("Back to the built-in value")
        self._reset.setAccessibleName(f"Reset {field.title}")
        self._reset.clicked.connect(self._go_back)
        self._entry = self._choice = None
        self._slider: QSlider | None = None
        if field.choices:
            self._choice = _Choice()
            self._choice.addItems(list(field.choices))
            self._choice.setAccessibleName(field.title)
            self._choice.textActivated.connect(lambda word: self._tell(word, False))
            grid.addWidget(self._choice, 0, 1, 1, 2)
        else:
            self._entry = ValueEntry(field.parse)
            self._entry.setAccessibleName(field.title)
            self._entry.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._entry.fit_to(_WIDEST_NUMBER)
            self._entry.entered.connect(lambda value: self._tell(value, False))
            self._entry.mistaken.connect(self.mistaken)
            grid.addWidget(self._entry, 0, 1)
        unit = QLabel(field.number.unit if field.number else "")
        unit.setObjectName("caption")
        unit.setFont(text_font(8.5))
        unit.setFixedWidth(_UNIT_WIDTH)
        unit.setWordWrap(True)
        if not field.choices:
            grid.addWidget(unit, 0, 2)
        grid.addWidget(self._reset, 0, 3)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, width_of(self, _WIDEST_NUMBER))
        grid.setColumnMinimumWidth(2, _UNIT_WIDTH)
        if field.has_slider:
            self._slider = _Slider(Qt.Orientation.Horizontal)
            self._slider.setRange(0, SLIDER_STEPS)
            self._slider.setAccessibleName(field.title)
            self._slider.valueChanged.connect(self._slid)
            self._slider.sliderReleased.connect(self._let_go)
            grid.addWidget(self._slider, 1, 0, 1, 4)

    def show_value(self, design: SatelliteDesign) -> None:
        """Show the value of a design."""
        self._value = value_at(design, self.field.path)
        self._built_in = value_at(design.base(), self.field.path)
        if self._choice is not None:
            self._choice.setCurrentText(str(self._value))
        elif self._entry is not None:
            self._entry.show_text(self.field.text(self._value))
        if self._slider is not None and not self._slider.isSliderDown():
            with QSignalBlocker(self._slider):
                place = slider_place(self.field, float(self._value), float(self._built_in))
                self._slider.setValue(place)
        # The place stays taken, or the row would jump.
        self._reset.setEnabled(self._value != self._built_in)
        self._reset.setText("↺" if self._value != self._built_in else "")
        tip = self.field.tip(design)
        if tip != self.toolTip():
            self.setToolTip(tip)

    def _slid(self, place: int) -> None:
        value = slider_value(self.field, place, float(self._built_in))
        by_key = self._slider is not None and not self._slider.isSliderDown()
        if value == self._value and by_key:
            # A step of the keyboard may be less than what the value is rounded to.
            is_up = place > slider_place(self.field, float(value), float(self._built_in))
            value = next_value(self.field, float(value), is_up)
        if value == self._value:
            return
        self._tell(value, self._sliding)
        self._sliding = self._slider is not None and self._slider.isSliderDown()

    def _let_go(self) -> None:
        self._sliding = False

    def _go_back(self) -> None:
        self._tell(self._built_in, False)

    def _tell(self, value: Any, going_on: bool) -> None:
        self.changed.emit(self.field.path, value, going_on)


class DesignPanel(QScrollArea):
    """Everything of the satellite design that the selected shells fly."""

    changeRequested = Signal(str, object, object, bool)  # name, path, value, part of one drag
    resetRequested = Signal(str)
    mistaken = Signal(object)  # UserError

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: SatelliteDesign | None = None
        self._name = ""
        self.setAccessibleName("Satellite design of the selection")
        self.setWidgetResizable(True)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("dockBody")
        self._stack = QVBoxLayout(body)
        self._stack.setContentsMargins(8, 8, 10, 10)
        self._stack.setSpacing(8)
        self._heading = QLabel()
        self._heading.setFont(title_font(11))
        self._heading.setWordWrap(True)
        self._which = _Choice()
        self._which.setAccessibleName("Satellite design")
        self._which.textActivated.connect(self._choose)
        self._stack.addWidget(self._heading)
        self._stack.addWidget(self._which)
        self._changes = ChangeList()
        self._changes.backRequested.connect(self._take_back)
        self._changes.allRequested.connect(lambda: self.resetRequested.emit(self._name))
        self._stack.addWidget(self._changes)
        self._rows = [self._made_row(field) for field in design_fields()]
        self._lay_out()
        self._stack.addStretch(1)
        self.setWidget(body)
        self._state: State | None = None

    def show_state(self, state: State) -> None:
        """Show the satellite design of the selected shells, or of the first group."""
        self._state = state
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
        self._heading.setText(f"Satellite “{self._name}”")
        self._heading.setToolTip("Flown by: " + ", ".join(flying))
        group = next(k for k in groups if design.satellite_name(k) == self._name)
        shown = design.satellite_of(group)
        if shown is self._shown:
            return
        self._shown = shown
        for row in self._rows:
            row.show_value(shown)
        self._changes.show_changes(changes(shown))

    def show_again(self) -> None:
        """Put every row back to what the design says: an edit was refused."""
        if self._shown is not None:
            for row in self._rows:
                row.show_value(self._shown)

    def _choose(self, name: str) -> None:
        self._name = name
        if self._state is not None:
            self.show_state(self._state)

    def _take_back(self, path: tuple[str, ...]) -> None:
        if self._shown is not None:
            built_in = value_at(self._shown.base(), path)
            self.changeRequested.emit(self._name, path, built_in, False)

    def _made_row(self, field: DesignField) -> FieldRow:
        row = FieldRow(field)
        row.changed.connect(
            lambda path, value, on: self.changeRequested.emit(self._name, path, value, on)
        )
        row.mistaken.connect(self.mistaken)
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
                box.setContentsMargins(12, 10, 8, 8)
                box.setSpacing(4)
                label = QLabel(title)
                label.setFont(title_font())
                box.addWidget(label)
                sections[title] = box
                self._stack.addWidget(frame)
            sections[title].addWidget(row)


class ChangeList(QFrame):
    """What differs from the built-in satellite; each line goes back by a click."""

    backRequested = Signal(object)  # path
    allRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 10, 8, 8)
        self._box.setSpacing(2)
        head = QHBoxLayout()
        title = QLabel("What changed")
        title.setFont(title_font())
        self._all = QPushButton("Reset All")
        self._all.clicked.connect(self.allRequested)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._all)
        self._box.addLayout(head)
        self._none = QLabel("Nothing: every value is the built-in one.")
        self._none.setObjectName("caption")
        self._box.addWidget(self._none)
        self._lines: list[tuple[tuple[str, ...], QWidget, QLabel]] = []

    def show_changes(self, found: list[tuple[DesignField, str]]) -> None:
        """Show the changes; lines stay as long as the same values differ."""
        self._none.setVisible(not found)
        self._all.setEnabled(bool(found))
        if [path for path, _, _ in self._lines] != [field.path for field, _ in found]:
            for _, line, _ in self._lines:
                self._box.removeWidget(line)
                line.deleteLater()
            self._lines = [self._made_line(field) for field, _ in found]
        for (_, _, label), (_, text) in zip(self._lines, found, strict=True):
            label.setText(text)

    def _made_line(self, field: DesignField) -> tuple[tuple[str, ...], QWidget, QLabel]:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        part = f"{field.section}: " if field.section else ""
        name = QLabel(f"{part}{field.title.lower() if part else field.title}")
        name.setObjectName("caption")
        value = QLabel()
        back = QToolButton()
        back.setText("↺")
        back.setToolTip("Back to the built-in value")
        back.clicked.connect(lambda: self.backRequested.emit(field.path))
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(value)
        row.addWidget(back)
        self._box.addWidget(line)
        return field.path, line, value
