"""The fields of a callout or a chart of a shot, made from the keys of its table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QWidget

from orbitviz.model.tour.timed import Timed
from orbitviz.ui.tour_editor.shot_fields import (
    Change,
    Check,
    Choice,
    Entry,
    label,
    number_of,
    text_of,
)
from orbitviz.ui.widgets.icons import icon

_UNSEEN = ("fade_s",)  # in the file alone
_LABELS = {"begin_s": "From, s", "end_s": "Until, s"}


class PartCard(QFrame):
    """One field for each key; `kind` is that of the shot, such as "callouts"."""

    removeRequested = Signal(str, int)
    errorOccurred = Signal(object)
    typingDiscarded = Signal()

    def __init__(
        self, kind: str, number: int, model: type[Timed], check: Check, change: Change
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self._path = (kind, number)
        self._check, self._change = check, change
        self._fields: dict[str, Entry | Choice] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 6, 6, 8)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        # When it is seen comes last here, as for captions.
        keys = [key for key in model.model_fields if key not in (*_LABELS, *_UNSEEN)]
        for row, key in enumerate([*keys, *_LABELS]):
            about = model.model_fields[key]
            name = _LABELS.get(key, key.replace("_", " ").capitalize())
            field = self._field(key, about.annotation, name, about.description or "")
            self._fields[key] = field
            grid.addWidget(label(name), row, 0)
            grid.addWidget(field, row, 1)
        self.first: QWidget = self._fields[keys[0]]
        self._remove = QToolButton()
        self._remove.setIconSize(QSize(14, 14))
        self._remove.setToolTip("Remove this")
        self._remove.setAccessibleName("Remove this")
        self._remove.clicked.connect(lambda: self.removeRequested.emit(kind, number))
        grid.addWidget(self._remove, 0, 2)

    def show_part(self, part: Timed) -> None:
        """Show its values."""
        self._remove.setIcon(icon("close"))
        for key, field in self._fields.items():
            value = getattr(part, key)
            if isinstance(field, Choice):
                field.show_value(value)
            else:
                field.show_text(_text(value))

    def _field(self, key: str, annotation: Any, name: str, tip: str) -> Entry | Choice:
        path = (*self._path, key)
        choices = _choices(annotation)
        if choices:
            words = [(one, one.replace("-", " ")) for one in choices]
            chosen = Choice(words, lambda value: self._change(path, value), name)
            chosen.setToolTip(tip)
            return chosen
        parse: Callable[[str], Any] = number_of if _holds(annotation, float) else text_of
        entry = Entry(path, parse, self._check, self._change, name, tip)
        entry.errorOccurred.connect(self.errorOccurred)
        entry.discarded.connect(self.typingDiscarded)
        return entry


def _choices(annotation: Any) -> tuple[str, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _holds(annotation: Any, kind: type) -> bool:
    return annotation is kind or any(_holds(one, kind) for one in get_args(annotation))


def _text(value: str | float | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:g}"
