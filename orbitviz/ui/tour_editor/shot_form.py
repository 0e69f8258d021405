"""The form of the chosen shot: what it is called, how long, how it begins, time, notes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from orbitviz.base.errors import UserError
from orbitviz.model.design.key_path import KeyPath
from orbitviz.model.tour.shot_edits import begins_with_cut, with_values
from orbitviz.model.tour.tour import Shot
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.theme import title_font
from orbitviz.ui.tour_editor.camera_rows import CameraRows
from orbitviz.ui.tour_editor.part_cards import PartCards
from orbitviz.ui.tour_editor.picture_rows import PictureRows
from orbitviz.ui.tour_editor.shot_fields import (
    Choice,
    Entry,
    Notes,
    Switch,
    label,
    moment_of,
    moment_text,
    number_of,
    required,
)
from orbitviz.ui.tour_editor.timeline_layout import Hit, Part
from orbitviz.ui.widgets.plain_text import PlainLabel

_TWO_COLUMNS_PX = 560
_CUT, _FLY, _STAY = "cut", "fly", "stay"
_RATE, _SPAN = "rate", "span"


class ShotForm(QWidget):
    """Shows one shot; what is entered is checked here and requested from the editor.

    changeRequested      values by their paths below the shot, None for the default
    beginRequested       whether the shot begins with a cut or with a flight: "cut", "fly"
    keyUpdateRequested   the camera key that is to be as the present view
    removeRequested      a kind of table and its number: ("captions", 0)
    """

    changeRequested = Signal(object)
    beginRequested = Signal(str)
    keyUpdateRequested = Signal(int)
    removeRequested = Signal(str, int)
    addKeyRequested = Signal()
    errorOccurred = Signal(object)
    typingDiscarded = Signal()

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dockBody")
        self._shot: Shot | None = None
        self._number = 0
        self.parts = PartCards(actions, self._check, self._change)
        self._make_fields()
        self._lay_out()

    def show_shot(self, number: int, shot: Shot, *, is_first: bool) -> None:
        """Show a shot of a number, from 0."""
        self._shot, self._number = shot, number
        self.heading.setText(f"Shot {number + 1}")
        self.name.show_text(shot.name)
        self.duration.show_text(f"{shot.duration_s:g}")
        self.turn.show_text(f"{shot.turn_deg:g}")
        self.begins.show_value(
            _STAY if not shot.camera else _CUT if begins_with_cut(shot) else _FLY
        )
        self.begins.setEnabled(bool(shot.camera) and not is_first)
        time = shot.time
        self.runs.show_value(_RATE if time.to is None else _SPAN)
        self.rate.show_text(f"{1.0 if time.rate is None else time.rate:g}")
        self.at.show_text(moment_text(time.at))
        self.to.show_text(moment_text(time.to))
        self._show_time(is_span=time.to is not None)
        self.waits.setChecked(shot.waits)
        self.notes.show_text(shot.notes)
        self.picture.show_shot(shot)
        self.camera.show_keys(shot)
        self.parts.show_shot(shot)

    def field(self, hit: Hit) -> QWidget:
        """Return the field where a part is edited."""
        if hit.part is Part.KEY:
            return self.camera.field(hit.number) or self.name
        return self.parts.field(hit) or self.name

    def refresh_theme(self) -> None:
        """Redraw icons in the colours of the theme."""
        if self._shot is not None:
            self.camera.show_keys(self._shot)
            self.parts.show_shot(self._shot)

    # Parts -------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.heading = PlainLabel("Shot")
        self.heading.setFont(title_font(10.5))
        self.name = self._entry(("name",), required, "Name", "What the shot is called.")
        self.duration = self._entry(
            ("duration_s",), number_of, "Duration, s",
            "Seconds; dragging the right edge of the shot changes them too.",
        )  # fmt: skip
        self.turn = self._entry(
            ("turn_deg",), number_of, "Turn, degrees",
            "Degrees by which the camera goes around while the shot lasts; eastwards, or "
            "westwards if negative.",
        )  # fmt: skip
        self.begins = Choice(
            ((_CUT, "with a cut"), (_FLY, "by flying here"), (_STAY, "where it is")),
            self._choose_begin,
            "Begins",
        )
        self.begins.setToolTip("How the camera comes from the shot before.")
        self.runs = Choice(
            ((_RATE, "runs at"), (_SPAN, "runs until")), self._choose_time, "Time runs"
        )
        self.rate = self._entry(
            ("time", "rate"), number_of, "Rate",
            "Simulated seconds per second: 60 is a minute a second, 0 stands still.",
        )  # fmt: skip
        self.at = self._entry(
            ("time", "at"), moment_of, "From",
            "Date and time (UTC) at which the shot begins; if empty, that at which the shot "
            "before ended.",
        )  # fmt: skip
        self.at.setPlaceholderText("goes on")
        self.to = self._entry(
            ("time", "to"), moment_of, "Until", "Date and time (UTC) at which the shot ends."
        )
        self.waits = Switch(
            ("waits",), "Waits for the presenter", self._change,
            "On stage, the tour rests at the end of this shot until the presenter goes on.",
        )  # fmt: skip
        self.notes = Notes(("notes",), self._change, "Notes")
        self.picture = PictureRows(self._check_values)
        self.picture.valuesEntered.connect(self.changeRequested)
        self.picture.errorOccurred.connect(self.errorOccurred)
        self.picture.typingDiscarded.connect(self.typingDiscarded)
        self.camera = CameraRows(self._check, self._change)
        self.camera.updateRequested.connect(self.keyUpdateRequested)
        self.camera.removeRequested.connect(lambda k: self.removeRequested.emit("camera", k))
        self.camera.addRequested.connect(self.addKeyRequested)
        self.camera.errorOccurred.connect(self.errorOccurred)
        self.camera.typingDiscarded.connect(self.typingDiscarded)
        self.parts.removeRequested.connect(self.removeRequested)
        self.parts.valuesEntered.connect(self._enter_values)
        self.parts.errorOccurred.connect(self.errorOccurred)
        self.parts.typingDiscarded.connect(self.typingDiscarded)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        rows: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            ("Name", (self.name,)),
            ("Lasts", (self.duration, label("s"), self.turn, label("° turn"))),
            ("Begins", (self.begins,)),
            ("Time", (self.runs, self.rate, self.to)),
            ("From", (self.at,)),
        )
        for row, (name, fields) in enumerate(rows):
            grid.addWidget(label(name), row, 0)
            line = QHBoxLayout()
            line.setSpacing(4)
            for field in fields:
                line.addWidget(field, 0 if isinstance(field, PlainLabel) else 1)
            grid.addLayout(line, row, 1)
        grid.setColumnStretch(1, 1)
        left, right = _column(), _column()
        first: tuple[QWidget | QLayout, ...] = (
            self.heading, grid, _heading("Picture"), self.picture, _heading("Camera"), self.camera,
        )  # fmt: skip
        for part in first:
            _put(left, part)
        second = (_heading("Over the Picture", 0), self.parts, _heading("On Stage"), self.waits,
                  self.notes)  # fmt: skip
        for widget in second:
            _put(right, widget)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._columns.setContentsMargins(10, 6, 12, 10)
        self._columns.setSpacing(14)
        for column in (left, right):
            column.addStretch(1)
            self._columns.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in two columns where there is room."""
        super().resizeEvent(event)
        kinds = QBoxLayout.Direction
        is_wide = event.size().width() >= _TWO_COLUMNS_PX
        self._columns.setDirection(kinds.LeftToRight if is_wide else kinds.TopToBottom)

    def _entry(self, path: KeyPath, parse: Any, name: str, tip: str) -> Entry:
        entry = Entry(path, parse, self._check, self._change, name, tip)
        entry.errorOccurred.connect(self.errorOccurred)
        entry.discarded.connect(self.typingDiscarded)
        return entry

    def _show_time(self, *, is_span: bool) -> None:
        self.rate.setVisible(not is_span)
        self.to.setVisible(is_span)

    # What is entered ---------------------------------------------------------------------

    def _check(self, path: KeyPath, value: Any) -> None:
        self._check_values({path: value})

    def _check_values(self, values: dict[KeyPath, Any]) -> None:
        if self._shot is not None:
            with_values(self._shot, values, self._number)

    def _change(self, path: KeyPath, value: Any) -> None:
        values = {path: value}
        if path == ("time", "to") and value is not None:
            values[("time", "rate")] = None
        self.changeRequested.emit(values)

    def _enter_values(self, number: int, keys: dict[str, Any]) -> None:
        self.changeRequested.emit({("values", number, key): keys[key] for key in keys})

    def _choose_begin(self, begin: str) -> None:
        if begin == _STAY:
            self.errorOccurred.emit(
                UserError("a shot with camera keys", allowed="a cut or a flight to the first one")
            )
            if self._shot is not None:
                self.begins.show_value(_CUT if begins_with_cut(self._shot) else _FLY)
            return
        self.beginRequested.emit(begin)

    def _choose_time(self, runs: str) -> None:
        self._show_time(is_span=runs == _SPAN)
        if runs == _RATE and self._shot is not None and self._shot.time.to is not None:
            self.changeRequested.emit({("time", "to"): None, ("time", "ease"): None})
        elif runs == _SPAN:
            self.to.start_editing()


def _heading(text: str, above_px: int = 6) -> PlainLabel:
    label = PlainLabel(text)
    label.setFont(title_font(9.5))
    label.setContentsMargins(0, above_px, 0, 0)
    return label


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    return column


def _put(column: QVBoxLayout, part: QWidget | QLayout) -> None:
    if isinstance(part, QLayout):
        column.addLayout(part)
    else:
        column.addWidget(part)
