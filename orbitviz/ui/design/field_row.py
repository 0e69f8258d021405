"""One value of a satellite design: slider, exact entry, reset."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSlider, QToolButton, QWidget

from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.ui.design.design_fields import (
    SLIDER_STEPS,
    DesignField,
    next_value,
    slid_from,
    slider_end,
    slider_place,
    slider_value,
    unused_because,
    value_at,
)
from orbitviz.ui.theme import text_font
from orbitviz.ui.widgets.marked_boxes import ArrowBox
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip
from orbitviz.ui.widgets.value_entry import ValueEntry, width_of
from orbitviz.ui.widgets.wheel import IgnoreWheelMixin

_WIDEST_NUMBER = "000000.000"
_UNIT_WIDTH, _RESET_WIDTH = 46, 22


class _Slider(IgnoreWheelMixin, QSlider):
    """A slider that scrolls with its panel."""


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
        self._slider_end: float | None = None
        self._sliding = False
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
        self.slider: QSlider | None = None
        if field.choices:
            self.choice = ChoiceBox()
            self.choice.addItems(list(field.choices))
            self.choice.setAccessibleName(field.title)
            self.choice.textActivated.connect(self._set)
            grid.addWidget(self.choice, 0, 1, 1, 2)
        else:
            self.entry = ValueEntry(field.parse)
            self.entry.setAccessibleName(field.title)
            self.entry.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.entry.fit_to(_WIDEST_NUMBER)
            self.entry.valueEntered.connect(self._set)
            self.entry.errorOccurred.connect(self.errorOccurred)
            self.entry.discarded.connect(self.typingDiscarded)
            grid.addWidget(self.entry, 0, 1)
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
            self.slider = _Slider(Qt.Orientation.Horizontal)
            self.slider.setRange(0, SLIDER_STEPS)
            self.slider.setAccessibleName(field.title)
            self.slider.valueChanged.connect(self._slid)
            self.slider.sliderReleased.connect(self._end_drag)
            grid.addWidget(self.slider, 1, 0, 1, 4)

    def show_value(self, design: SatelliteDesign, original: SatelliteDesign) -> None:
        """Show the value of a design, and offer to go back to that of the original."""
        self._value = value_at(design, self.field.path)
        self._original = value_at(original, self.field.path)
        self._slider_end = slider_end(self.field, design)
        if self.choice is not None:
            self.choice.setCurrentText(str(self._value))
        elif self.entry is not None:
            self.entry.show_text(self.field.text(self._value))
        if self.slider is not None and not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(self._place_of(slid_from(self._value)))
        # The button keeps its place, or the row would jump.
        self._reset.setEnabled(self._value != self._original)
        self._reset.setText("↺" if self._value != self._original else "")
        unused = unused_because(self.field, design)
        for part in (self.entry, self.slider):
            if part is not None:
                part.setEnabled(not unused)
        tip = plain_tip("\n".join(filter(None, (unused, self.field.tip(original)))))
        if tip != self.toolTip():
            self.setToolTip(tip)

    def discard_typing(self) -> None:
        """Give up what is being typed: it was meant for another design."""
        if self.entry is not None:
            self.entry.discard()

    def _place_of(self, value: float) -> int:
        return slider_place(self.field, value, slid_from(self._original), self._slider_end)

    def _slid(self, place: int) -> None:
        value = slider_value(self.field, place, slid_from(self._original), self._slider_end)
        by_key = self.slider is not None and not self.slider.isSliderDown()
        if value == self._value and by_key:
            # A step of the keyboard may be less than what the value is rounded to.
            value = next_value(self.field, float(value), place > self._place_of(float(value)))
        if value == self._value:
            return
        self.valueEdited.emit(self.field.path, value, self._sliding)
        self._sliding = self.slider is not None and self.slider.isSliderDown()

    def _end_drag(self) -> None:
        self._sliding = False

    def _reset_to_original(self) -> None:
        self._set(self._original)

    def _set(self, value: Any) -> None:
        self.valueEdited.emit(self.field.path, value, False)
