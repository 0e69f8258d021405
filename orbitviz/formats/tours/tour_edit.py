"""Edits of the text of a tour: only what changes changes, comments and order stay."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.toml_blocks import blocks_of, with_blocks
from orbitviz.formats.tours.table_edit import change_table, written_table
from orbitviz.formats.tours.table_text import sections_of
from orbitviz.model.tour.tour import Shot, Tour

_SHOTS = ("shots",)
_HEADER = "[[shots]]"


def with_shot(text: str, number: int, old: Shot, new: Shot) -> str:
    """Return the text with one shot, from 0, changed from `old` to `new`."""
    lines, (begin, end) = _lines(text), blocks_of(text, "shots")[number]
    block = lines[begin:end]
    _end_line(block)
    changed = list(block)
    head = next(k for k, line in enumerate(block) if line.lstrip().startswith("["))
    piece = changed[head:]
    change_table(piece, old, new, _SHOTS)
    found = _shot_of(piece)
    if found is None or not says_same(found, new):  # written in a way that none of the edits knows
        piece = written_table(new, _HEADER, _SHOTS)
    return "".join([*lines[:begin], *block[:head], *piece, *lines[end:]])


def with_new_shot(text: str, number: int, shot: Shot) -> str:
    """Return the text with one more shot, at a place from 0."""
    return _with_block(text, number, written_table(shot, _HEADER, _SHOTS))


def with_copy(text: str, number: int, old: Shot, new: Shot) -> str:
    """Return the text with a shot twice, comments and all; the second one is made `new`."""
    begin, end = blocks_of(text, "shots")[number]
    block = _lines(text)[begin:end]
    _end_line(block)
    return with_shot(_with_block(text, number + 1, block), number + 1, old, new)


def with_order(text: str, order: Sequence[int]) -> str:
    """Return the text with its shots in another order, those that are left out removed."""
    return with_blocks(text, "shots", order)


def with_head(text: str, old: Tour, new: Tour) -> str:
    """Return the text with what stands before the shots changed: title, design, view."""
    lines = _lines(text)
    old, new = (one.model_copy(update={"shots": ()}) for one in (old, new))
    _end_line(lines)
    change_table(lines, old, new)
    return "".join(lines)


def written(tour: Tour) -> str:
    """Return the text of a tour from scratch."""
    head = written_table(tour.model_copy(update={"shots": ()}), "")
    text = "".join(line for line in head if not line.startswith("shots ="))
    for number, shot in enumerate(tour.shots):
        text = with_new_shot(text, number, shot)
    return text


def in_blocks(text: str, tour: Tour) -> str:
    """Return the text with every shot under a header of its own."""
    if len(blocks_of(text, "shots")) == len(tour.shots):
        return text
    lines = _lines(text)
    entry = sections_of(lines)[0].entry("shots")
    if entry is None:
        return written(tour)
    del lines[entry.begin : entry.end]
    text = "".join(lines)
    for number, shot in enumerate(tour.shots):
        text = with_new_shot(text, number, shot)
    return text


def says_same(one: BaseModel, other: BaseModel) -> bool:
    """Whether two tables are written alike: their numbers may differ where none is written."""
    return one == other or written_table(one, "") == written_table(other, "")


def _with_block(text: str, number: int, block: list[str]) -> str:
    lines, blocks = _lines(text), blocks_of(text, "shots")
    _end_line(lines)
    if number < len(blocks):
        place = blocks[number][0]
        block = [*block, "\n"]
    else:
        place = blocks[-1][1] if blocks else len(lines)
        is_apart = place == 0 or not lines[place - 1].strip()
        block = block if is_apart else ["\n", *block]
    return "".join([*lines[:place], *block, *lines[place:]])


def _shot_of(lines: Sequence[str]) -> Shot | None:
    try:
        data: dict[str, Any] = tomllib.loads("".join(lines))
        return Shot.model_validate(data["shots"][0])
    except (ValueError, ValidationError, KeyError, UserError):
        return None


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _end_line(lines: list[str]) -> None:
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
