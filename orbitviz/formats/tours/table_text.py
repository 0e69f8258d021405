"""The text of TOML tables as lines: which key stands where, and how values are written."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import tomlkit
from pydantic import BaseModel

from orbitviz.formats.toml_lines import ASSIGNMENT, header_of_line, parts_of_key
from orbitviz.model.tour.camera_key import CameraKey

_WIDEST = 100  # columns; longer lists are written over several lines
_DECIMALS = 6  # of a number: a millionth of a second, of a degree, of a km
_SAME, _SAME_NEAR_0 = 1e-6, 1e-9  # what rounding may change; a smaller number keeps all its digits


@dataclass
class Entry:
    """A key and its value: lines from `begin` up to before `end`.

    path   below its table: ("time", "rate") of `time.rate = 60`
    """

    path: tuple[str, ...]
    begin: int
    end: int


@dataclass
class Section:
    """A table with a header of its own, or what stands before the first one.

    path    of the header, () before the first one
    begin   line of the header
    end     line behind its last key
    """

    path: tuple[str, ...]
    begin: int
    end: int
    entries: list[Entry] = field(default_factory=list)

    def entry(self, *path: str) -> Entry | None:
        """Return the entry of a key."""
        return next((one for one in self.entries if one.path == path), None)


def sections_of(lines: Sequence[str]) -> list[Section]:
    """Return the tables of a valid TOML text, in order."""
    found = [Section((), 0, 0)]
    at = 0
    while at < len(lines):
        header, key = header_of_line(lines[at]), ASSIGNMENT.match(lines[at])
        end = at + 1
        if header is not None:
            found.append(Section(header, at, end))
        elif key is not None:
            while not _is_whole("".join(lines[at:end])) and end < len(lines):
                end += 1
            found[-1].entries.append(Entry(parts_of_key(key[1]), at, end))
            found[-1].end = end
        at = end
    return found


def comment_of(line: str) -> str:
    """Return the comment behind the value of `key = value`, with the space before it."""
    text = line.rstrip("\r\n")
    for match in re.finditer("#", text):
        before = text[: match.start()]
        if _is_whole(before):
            return text[len(before.rstrip()) :]
    return ""


def _is_whole(text: str) -> bool:
    try:
        tomllib.loads(text)
    except ValueError:
        return False
    return True


def value_text(value: Any, room: int = _WIDEST) -> str:
    """Return a value as a person writes it.

    room   columns there are for it in one line
    """
    if isinstance(value, BaseModel):
        inside = ", ".join(f"{key} = {value_text(one)}" for key, one in own_keys(value))
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, tuple | list):
        parts = [value_text(one) for one in value]
        line = f"[{', '.join(parts)}]"
        return line if len(line) <= room else _in_lines(parts)
    if isinstance(value, datetime):
        text = value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
        return text.replace("+00:00", "Z")
    if isinstance(value, float):
        rounded = round(value, _DECIMALS)
        is_same = math.isclose(rounded, value, rel_tol=_SAME, abs_tol=_SAME_NEAR_0)
        value = rounded if is_same else value
        value = int(value) if value.is_integer() else value
    if isinstance(value, str) and "\n" in value:
        return tomlkit.string(value, multiline=True).as_string()
    return str(tomlkit.item(value).as_string())


def _in_lines(parts: Sequence[str]) -> str:
    """Return a list over several lines, as many values in each as fit."""
    lines = [""]
    for part in parts:
        if lines[-1] and len(lines[-1]) + len(part) + 7 > _WIDEST:
            lines.append("")
        lines[-1] += f"{' ' if lines[-1] else '    '}{part},"
    return "\n".join(["[", *lines, "]"])


def own_keys(model: BaseModel) -> list[tuple[str, Any]]:
    """Return keys and values of a model that are required or not at their default, in order."""
    found = []
    for key, about in type(model).model_fields.items():
        value = getattr(model, key)
        is_usual = value == about.get_default(call_default_factory=True)
        # Or a key of a camera would not say where that is.
        says_place = key == "view" and isinstance(model, CameraKey) and not model.is_at_something
        if about.is_required() or not is_usual or says_place:
            found.append((key, value))
    return found
