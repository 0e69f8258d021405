"""Satellites of a design by what people type: plane, slot, and any part of the shell's name."""

from __future__ import annotations

import re

from orbitviz.model.satellite_names import row_at
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import State

# "p7 s12", "plane 7, slot 12", "p007s0012"; what else is typed are words of the shell.
_PLACE = re.compile(r"\b(?:plane\s*|p)(\d{1,7})[\s,]*(?:slot\s*|s)(\d{1,8})\b", re.IGNORECASE)
_WORD = re.compile(r"[\w.]+")
_FILLING = {"fly", "go", "to", "of", "in", "the", "shell"}


def satellites_typed(state: State, text: str, most: int) -> list[SatelliteKey]:
    """Return satellites at the plane and slot of a text, in shells whose names have its words.

    Planes and slots are counted from 1, as in names. None where the text has no plane and slot.
    """
    place = _PLACE.search(text)
    if place is None:
        return []
    plane, slot = (int(number) for number in place.groups())
    rest = f"{text[: place.start()]} {text[place.end() :]}".lower()
    words = [word for word in _WORD.findall(rest) if word not in _FILLING]
    constellation = state.document.constellation
    found = []
    for shell, name in enumerate(constellation.shell_name):
        if all(word in name.lower() for word in words):
            row = row_at(constellation, shell, plane, slot)
            if row is not None:
                found.append(SatelliteKey(MAIN_DESIGN, row))
                if len(found) == most:
                    break
    return found
