"""The fields of one caption of a shot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from orbitviz.model.tour.caption import Caption
from orbitviz.ui.tour_editor.card import Card
from orbitviz.ui.tour_editor.shot_fields import (
    Change,
    Check,
    Choice,
    Entry,
    complete,
    label,
    number_of,
    offer_all,
    text_of,
)
from orbitviz.ui.widgets.icons import icon

_PLACES = (
    ("lower-left", "lower left"),
    ("lower-right", "lower right"),
    ("upper-left", "upper left"),
    ("upper-right", "upper right"),
    ("centre", "centre"),
)


class CaptionCard(Card):
    """Title, text, number and small print of a caption, where it stands and when."""

    def __init__(self, number: int, check: Check, change: Change) -> None:
        super().__init__("captions", number, "caption")
        self._path, self._check, self._change = ("captions", number), check, change
        self.title = self._entry("title", text_of, "Title", "Large words.", "Large words")
        self.first = self.title
        self.number = self._entry(
            "number", text_of, "Number",
            "A figure that the program computes, shown large: type to choose one.",
            "total.satellites",
        )  # fmt: skip
        self._choose = self.number.addAction(
            icon("chevron"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._choose.setToolTip("Show all numbers that the program computes")
        self._choose.triggered.connect(lambda: offer_all(self.number))
        self.text = self._entry("text", text_of, "Text", "Words below the title.", "Words below")
        self.small = self._entry(
            "small", text_of, "Small print", "An assumption, a source.", "An assumption, a source"
        )
        self.begin = self._entry("begin_s", number_of, "From", "Seconds from the shot's beginning.")
        self.end = self._entry(
            "end_s", number_of, "Until", "Seconds; if empty, the end of the shot.", "end"
        )
        self.count_up = self._entry(
            "count_up_s", number_of, "Counts up in",
            "Seconds in which the number rises from 0 to its value.",
        )  # fmt: skip
        self.place = Choice(
            _PLACES, lambda place: change((*self._path, "place"), place), "Place of the caption"
        )
        self._counts, self._seconds = label("Counts"), label("s from 0 up")
        self._lay_out()

    def show_part(self, caption: Caption) -> None:
        """Show a caption."""
        self.show_icons()
        self._choose.setIcon(icon("chevron"))
        for field, text in (
            (self.title, caption.title),
            (self.number, caption.number),
            (self.text, caption.text),
            (self.small, caption.small),
            (self.begin, f"{caption.begin_s:g}"),
            (self.end, "" if caption.end_s is None else f"{caption.end_s:g}"),
            (self.count_up, f"{caption.count_up_s:g}"),
        ):
            field.show_text(text)
        self.place.show_value(caption.place)
        for part in (self._counts, self.count_up, self._seconds):
            part.setVisible(bool(caption.number))

    def show_figures(self, keys: Sequence[str]) -> None:
        """Offer the keys of numbers of the program."""
        complete(self.number, keys)

    def _entry(
        self, key: str, parse: Callable[[str], Any], name: str, tip: str, example: str = ""
    ) -> Entry:
        entry = Entry((*self._path, key), parse, self._check, self._change, name, tip)
        entry.setPlaceholderText(example)
        return self.heard(entry)

    def _lay_out(self) -> None:
        grid = self.grid
        rows = (("Title", self.title), ("Number", self.number), ("Text", self.text),
                ("Small", self.small))  # fmt: skip
        for row, (name, field) in enumerate(rows):
            self.add_row(row, name, field)
        self.add_remove_button()
        self.add_row(4, "Place", self.place)
        times = QHBoxLayout()
        times.setSpacing(4)
        for field, unit in ((self.begin, "to"), (self.end, "s")):
            times.addWidget(field, 1)
            times.addWidget(label(unit))
        grid.addWidget(label("From"), 5, 0)
        grid.addLayout(times, 5, 1, 1, 2)
        counts = QHBoxLayout()
        counts.setSpacing(4)
        counts.addWidget(self.count_up, 1)
        counts.addWidget(self._seconds, 1)
        grid.addWidget(self._counts, 6, 0)
        grid.addLayout(counts, 6, 1)
