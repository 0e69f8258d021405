"""The fields of a number of the design that moves through a shot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from orbitviz.base.errors import UserError
from orbitviz.model.design.key_path import KeyPath
from orbitviz.model.tour.value_track import ValueTrack
from orbitviz.ui.design.satellite_fields import satellite_fields
from orbitviz.ui.tour_editor.card import Card
from orbitviz.ui.tour_editor.shot_fields import (
    EASES,
    Change,
    Check,
    Choice,
    Entry,
    complete,
    label,
    required,
    text_of,
)


class ValueCard(Card):
    """Of which satellite design or group, which number, and how it moves.

    keysEntered   number of the card, times and values
    """

    keysEntered = Signal(int, object)

    def __init__(self, number: int, check: Check, change: Change) -> None:
        super().__init__("values", number, "value")
        path: KeyPath = ("values", number)
        self.satellite = Entry(
            (*path, "satellite"), text_of, check, change, "Satellite design",
            "Satellite design whose number moves, such as ai1.",
        )  # fmt: skip
        self.group = Entry(
            (*path, "group"), text_of, check, change, "Group", "Group whose number moves."
        )
        self.key = Entry(
            (*path, "key"), required, check, change, "Key",
            "The number, such as radiator.area_m2: type to choose one.",
        )  # fmt: skip
        self.first = self.key
        complete(self.key, [".".join(field.path) for field in satellite_fields()])
        self.keys = Entry(
            path, keys_of, lambda *_: None,
            lambda _path, value: self.keysEntered.emit(number, value), "Values",
            "Seconds and values, such as 0: 120, 6: 60.",
        )  # fmt: skip
        self.ease = Choice(EASES, lambda ease: change((*path, "ease"), ease), "How it moves")
        self._of = label("Satellite")
        self.grid.addWidget(self._of, 0, 0)
        self.grid.addWidget(self.satellite, 0, 1)
        self.grid.addWidget(self.group, 0, 1)
        rows = (("Number", self.key), ("Values", self.keys), ("Moves", self.ease))
        for row, (name, field) in enumerate(rows, start=1):
            self.add_row(row, name, field)
        self.add_remove_button()
        for entry in (self.satellite, self.group, self.key, self.keys):
            self.heard(entry)

    def show_part(self, track: ValueTrack) -> None:
        """Show a number and its keys."""
        self.show_icons()
        is_of_group = track.group is not None
        self._of.setText("Group" if is_of_group else "Satellite")
        self.satellite.setVisible(not is_of_group)
        self.group.setVisible(is_of_group)
        self.satellite.show_text(track.satellite or "")
        self.group.show_text(track.group or "")
        self.key.show_text(track.key)
        pairs = zip(track.at_s, track.values, strict=True)
        self.keys.show_text(", ".join(f"{at:g}: {value:.10g}" for at, value in pairs))
        self.ease.show_value(track.ease)


def keys_of(text: str) -> dict[str, Any]:
    """Return times and values of a text such as "0: 120, 6: 60". Raises UserError."""
    pairs = [part.split(":") for part in text.split(",") if part.strip()]
    try:
        keys = [(float(at.strip().rstrip("s")), float(value)) for at, value in pairs]
    except ValueError:
        keys = []
    if not keys:
        raise UserError(f'"{text}" is not seconds and values', allowed="such as 0: 120, 6: 60")
    return {"at_s": tuple(at for at, _ in keys), "values": tuple(value for _, value in keys)}
