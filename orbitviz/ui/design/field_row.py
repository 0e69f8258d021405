"""One value of a design: slider, exact entry, reset."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from orbitviz.base.errors import UserError
from orbitviz.ui.design.fields import SLIDER_STEPS, DesignField, Shown, Span
from orbitviz.ui.theme import text_font
from orbitviz.ui.widgets.marked_boxes import ArrowBox
from orbitviz.ui.widgets.marked_slider import MarkedSlider
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip
from orbitviz.ui.widgets.value_entry import ValueEntry, width_of
from orbitviz.ui.widgets.wheel import IgnoreWheelMixin

_WIDEST_NUMBER = "000000.000"
_UNIT_WIDTH, _RESET_WIDTH = 52, 22


class ChoiceBox(IgnoreWheelMixin, ArrowBox):
    """A choice that scrolls with its panel."""


class FieldRow(QWidget):
    """One value: its name, a slider, an entry with the unit, a button back to the original."""

    valueEdited = Signal(object, object, bool)  # path, value, whether a drag goes on
    errorOccurred = Signal(object)  # UserError
    typingDiscarded = Signal()

    def __init__(self, field: DesignField) -> None:
        super().__init__()
        self.field = field
        self._value: Any = None
        self._original: Any = None
        self._span: Span | None = None
        self._sliding = False
        self._tip = ""
        name = PlainLabel(field.title)
        name.setFont(text_font(9))
        name.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 2)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        grid.addWidget(name, 0, 0)
        self._reset = QToolButton()
        self._reset.setText("↺")
        self._reset.setFixedWidth(_RESET_WIDTH)
        self._reset.setToolTip("Back to the original value")
        self._reset.setAccessibleName(f"Reset {field.title}")
        self._reset.clicked.connect(self._reset_to_original)
        self.entry: ValueEntry | None = None
        self.choice: ChoiceBox | None = None
        self.slider: MarkedSlider | None = None
        if field.choices:
            self.choice = ChoiceBox()
            self.choice.addItems(list(field.choices))
            self.choice.setAccessibleName(field.title)
            self.choice.textActivated.connect(self._set)
            grid.addWidget(self.choice, 0, 1, 1, 2)
        else:
            self.entry = ValueEntry(field.parse)
            self.entry.setAccessibleName(field.title)
            if not field.wide:
                self.entry.setAlignment(Qt.AlignmentFlag.AlignRight)
                self.entry.fit_to(_WIDEST_NUMBER)
            self.entry.valueEntered.connect(self._set)
            self.entry.errorOccurred.connect(self.errorOccurred)
            self.entry.discarded.connect(self.typingDiscarded)
            grid.addWidget(self.entry, *((1, 0, 1, 4) if field.wide else (0, 1)))
        unit = PlainLabel(field.number.unit if field.number else "")
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
            self.slider = MarkedSlider(SLIDER_STEPS)
            self.slider.setAccessibleName(field.title)
            self.slider.valueChanged.connect(self._slid)
            self.slider.sliderReleased.connect(self._end_drag)
            grid.addWidget(self.slider, 2 if field.wide else 1, 0, 1, 4)
        self._note, self._fault = (self._small_print(grid, row) for row in (3, 4))
        self._fault.setProperty("wrong", True)

    def show_value(self, shown: Shown) -> None:
        """Show the value of a design, and offer to go back to the original one."""
        self._value, self._original = shown.value, shown.original
        if self.choice is not None:
            self.choice.setCurrentText(str(self._value))
        elif self.entry is not None:
            self.entry.show_text(self.field.text(self._value))
        if self.slider is not None and not self.slider.isSliderDown():
            self._span = shown.span  # that of a slider in the hand stays
            self._place_slider()
        # The button keeps its place, or the row would jump.
        self._reset.setEnabled(self._value != self._original)
        self._reset.setText("↺" if self._value != self._original else "")
        for part in (self.entry, self.slider):
            if part is not None:
                part.setEnabled(not shown.unused)
        tip = "\n".join(filter(None, (shown.unused, shown.tip)))
        if tip != self._tip:  # to break its lines takes longer than all the rest
            self._tip = tip
            self.setToolTip(plain_tip(tip))
        self._note.setText(shown.note)
        self._note.setVisible(bool(shown.note))
        if self.slider is not None:
            self.slider.show_marks([self._place_of(value) for value in shown.marked])

    def tell_fault(self, error: UserError) -> None:
        """Say below the value why what was typed was refused."""
        self._fault.setText(error.sentence)
        self._fault.show()

    def forget_fault(self) -> None:
        """Say it no longer."""
        self._fault.hide()

    def discard_typing(self) -> None:
        """Give up what is being typed: it was meant for another design."""
        if self.entry is not None:
            self.entry.discard()

    def take_keys(self) -> None:
        """Give the keys to what the value is chosen or typed in."""
        for part in (self.choice, self.entry):
            if part is not None:
                part.setFocus()

    def _place_of(self, value: float) -> int:
        return self._span.place_of(value) if self._span else 0

    def _slid(self, place: int) -> None:
        if self._span is None:
            return
        value, now = self._span.value_at(self.field, place), self.field.slid_from(self._value)
        by_key = self.slider is not None and not self.slider.isSliderDown()
        if value == now and by_key:
            # A step of the keyboard may be less than what the value is rounded to.
            is_up = place > self._place_of(float(value))
            value = self._span.next_value(self.field, float(value), is_up)
        if value == now:
            return
        self.valueEdited.emit(self.field.path, value, self._sliding)
        self._sliding = self.slider is not None and self.slider.isSliderDown()
        # Where it was refused, the slider stops at the last right value.
        if value != self.field.slid_from(self._value):
            self._place_slider()

    def _place_slider(self) -> None:
        if self.slider is not None:
            with QSignalBlocker(self.slider):
                self.slider.setValue(self._place_of(self.field.slid_from(self._value)))

    def _end_drag(self) -> None:
        self._sliding = False

    def _reset_to_original(self) -> None:
        self._set(self._original)

    def _small_print(self, grid: QGridLayout, row: int) -> PlainLabel:
        label = PlainLabel()
        label.setObjectName("footnote")
        label.setFont(text_font(8))
        label.setWordWrap(True)
        label.hide()
        grid.addWidget(label, row, 0, 1, 4)
        return label

    def _set(self, value: Any) -> None:
        self.valueEdited.emit(self.field.path, value, False)
