"""The fields of a callout or a chart of a shot, made from the keys of its table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin

from PySide6.QtWidgets import QWidget

from orbitviz.model.tour.timed import Timed
from orbitviz.ui.tour_editor.card import Card
from orbitviz.ui.tour_editor.shot_fields import (
    Change,
    Check,
    Choice,
    Entry,
    number_of,
    text_of,
)

_UNSEEN = ("fade_s",)  # in the file alone
_LABELS = {"begin_s": "From, s", "end_s": "Until, s"}


class PartCard(Card):
    """One field for each key; `kind` is that of the shot, such as "callouts"."""

    def __init__(
        self, kind: str, number: int, model: type[Timed], check: Check, change: Change
    ) -> None:
        super().__init__(kind, number, "")
        self._path = (kind, number)
        self._check, self._change = check, change
        self._fields: dict[str, Entry | Choice] = {}
        # When it is seen comes last here, as for captions.
        keys = [key for key in model.model_fields if key not in (*_LABELS, *_UNSEEN)]
        for row, key in enumerate([*keys, *_LABELS]):
            about = model.model_fields[key]
            name = _LABELS.get(key, key.replace("_", " ").capitalize())
            field = self._field(key, about.annotation, name, about.description or "")
            self._fields[key] = field
            self.add_row(row, name, field)
        self.first: QWidget = self._fields[keys[0]]
        self.add_remove_button()

    def show_part(self, part: Timed) -> None:
        """Show its values."""
        self.show_icons()
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
        return self.heard(Entry(path, parse, self._check, self._change, name, tip))


def _choices(annotation: Any) -> tuple[str, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _holds(annotation: Any, kind: type) -> bool:
    return annotation is kind or any(_holds(one, kind) for one in get_args(annotation))


def _text(value: str | float | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:g}"
