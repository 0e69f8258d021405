"""Edits of one table of a TOML text and of those below it: what stays keeps its lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any, get_args

from pydantic import BaseModel

from orbitviz.formats.tours.table_text import (
    Section,
    comment_of,
    own_keys,
    sections_of,
    value_text,
)

_WIDEST = 100  # columns


def written_table(model: BaseModel, header: str, path: tuple[str, ...] = ()) -> list[str]:
    """Return the lines of a table from scratch: only keys that are not at their default.

    header   its first line, such as "[[shots]]", "" for none
    path     of the header
    """
    lines = [f"{header}\n"] if header else []
    below: list[str] = []
    for key, value in own_keys(model):
        if is_tables(type(model), key):
            where = (*path, key)
            for one in value:
                below += ["\n", *written_table(one, f"[[{'.'.join(where)}]]", where)]
        elif isinstance(value, BaseModel):
            lines += [_line((key, part), one) for part, one in own_keys(value)]
        else:
            lines.append(_line((key,), value))
    return lines + below


def change_table(
    lines: list[str], old: BaseModel, new: BaseModel, path: tuple[str, ...] = ()
) -> None:
    """Change the lines of a table that describe `old` so that they describe `new`.

    path   of its header, which is the first line, () for what has none
    """
    order = list(type(new).model_fields)
    for key in order:
        before, after = getattr(old, key), getattr(new, key)
        if before == after:
            continue
        if is_tables(type(new), key):
            _change_tables(lines, before, after, path, key, order)
        elif isinstance(after, BaseModel) and isinstance(before, BaseModel):
            _change_part(lines, before, after, path, key, order)
        else:
            is_default = after == _default(new, key)
            _put(lines, _own(lines, path), (key,), None if is_default else after, order)


def is_tables(model: type[BaseModel], key: str) -> bool:
    """Return whether a key is an array of tables."""
    annotation = model.model_fields[key].annotation
    return any(isinstance(one, type) and issubclass(one, BaseModel) for one in get_args(annotation))


def _default(model: BaseModel, key: str) -> Any:
    about = type(model).model_fields[key]
    return ... if about.is_required() else about.get_default(call_default_factory=True)


def _own(lines: list[str], path: tuple[str, ...]) -> Section:
    """Return the first section of a path."""
    return next(one for one in sections_of(lines) if one.path == path)


def _line(path: tuple[str, ...], value: Any, comment: str = "") -> str:
    key = ".".join(path)
    return f"{key} = {value_text(value, _WIDEST - len(key) - 3)}{comment}\n"


def _put(
    lines: list[str], section: Section, path: tuple[str, ...], value: Any, order: Sequence[str]
) -> None:
    """Set a key of a section, or remove it where the value is None.

    order   of the keys of the table; a new one goes behind those that come before it
    """
    entry = section.entry(*path)
    if entry is not None:
        comment = comment_of(lines[entry.begin]) if entry.end == entry.begin + 1 else ""
        lines[entry.begin : entry.end] = [] if value is None else [_line(path, value, comment)]
    elif value is not None:
        rank = order.index(path[-1] if path[-1] in order else path[0])
        before = [
            one.end
            for one in section.entries
            if (one.path[-1] if path[-1] in order else one.path[0]) in order[: rank + 1]
        ]
        first = section.begin + 1 if section.path else 0
        lines[max(before, default=first) : max(before, default=first)] = [_line(path, value)]


def _change_part(
    lines: list[str],
    old: BaseModel,
    new: BaseModel,
    path: tuple[str, ...],
    key: str,
    order: Sequence[str],
) -> None:
    """Change a table of a table: [key], `key = { … }`, or `key.part = …`."""
    if any(one.path == (*path, key) for one in sections_of(lines)):
        change_table(lines, old, new, (*path, key))
        return
    if _own(lines, path).entry(key) is not None:
        _put(lines, _own(lines, path), (key,), new if own_keys(new) else None, order)
        return
    parts = list(type(new).model_fields)
    for part in parts:
        value = getattr(new, part)
        if value == getattr(old, part):
            continue
        value = None if value == _default(new, part) else value
        own = _own(lines, path)
        known = [one for one in own.entries if one.path[0] == key and len(one.path) > 1]
        if own.entry(key, part) is None and value is not None and known:
            rank = parts.index(part)
            before = [one.end for one in known if one.path[1] in parts[:rank]]
            place = max(before, default=known[0].begin)
            lines[place:place] = [_line((key, part), value)]
        else:
            _put(lines, own, (key, part), value, order)


def _change_tables(
    lines: list[str],
    old: Sequence[BaseModel],
    new: Sequence[BaseModel],
    path: tuple[str, ...],
    key: str,
    order: Sequence[str],
) -> None:
    """Change an array of tables: those that stay keep their lines, comments and place."""
    where = (*path, key)
    own = _own(lines, path)
    if own.entry(key) is not None:  # in one line
        _put(lines, own, (key,), None, order)
        old = ()
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))))
    rest = min(len(old), len(new)) - same
    pairs = zip(reversed(old[same:]), reversed(new[same:]), strict=False)
    tail = min(len(list(takewhile(lambda pair: pair[0] == pair[1], pairs))), rest)
    begin, old_end, new_end = same, len(old) - tail, len(new) - tail
    shared = min(old_end, new_end)
    for k in range(begin, shared):
        table = _table(lines, where, k)
        piece = lines[table.begin : table.end]
        change_table(piece, old[k], new[k], where)
        lines[table.begin : table.end] = piece
    for k in reversed(range(shared, old_end)):
        table = _table(lines, where, k)
        first = _with_space_above(lines, table.begin)
        del lines[first : table.end]
    for k in range(shared, new_end):
        added = written_table(new[k], f"[[{'.'.join(where)}]]", where)
        place = _place_for(lines, where, k, order)
        lines[place:place] = ["\n", *added]


def _table(lines: list[str], where: tuple[str, ...], number: int) -> Section:
    """Return a table of an array, from 0."""
    return [one for one in sections_of(lines) if one.path == where][number]


def _place_for(lines: list[str], where: tuple[str, ...], number: int, order: Sequence[str]) -> int:
    """Return the line before which a table of an array is written, from 0."""
    sections = sections_of(lines)
    own = [one for one in sections if one.path == where]
    if number:
        return own[number - 1].end
    rank = order.index(where[-1])
    above = where[:-1]
    before = [
        one.end
        for one in sections
        if one.path == above or (len(one.path) == len(where) and one.path[-1] in order[:rank])
    ]
    return max(before)


def _with_space_above(lines: list[str], begin: int) -> int:
    """Return the first of the comments and blank lines right above a header."""
    while begin > 0 and lines[begin - 1].lstrip().startswith("#"):
        begin -= 1
    while begin > 0 and not lines[begin - 1].strip():
        begin -= 1
    return begin
