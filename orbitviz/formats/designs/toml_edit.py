"""Minimal edits of a TOML text: only changed values change, comments and order stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import tomlkit
from pydantic import BaseModel
from tomlkit.container import OutOfOrderTableProxy
from tomlkit.items import AoT, Table

from orbitviz.formats.designs.toml_blocks import with_blocks
from orbitviz.model.design.builtin import DEFAULT_SATELLITE
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.same_tables import same_tables
from orbitviz.model.design.satellite import SatelliteDesign


def edited(text: str, old: Design, new: Design) -> str:
    """Return `text`, which describes `old`, changed so that it describes `new`."""
    if old == new:
        return text
    text, old = _reordered(text, old, new)
    document = tomlkit.parse(text)
    _change(document, old, new)
    return tomlkit.dumps(document)


def written(design: Design) -> str:
    """Return the TOML of a design from scratch; keys at their default are left out."""
    document = tomlkit.document()
    for key, value in _keys(design).items():
        document.append(key, _item(value))
    return tomlkit.dumps(document)


def _change(table: Any, old: BaseModel, new: BaseModel) -> None:
    """Change the keys of a table whose values differ between two models."""
    if isinstance(old, SatelliteDesign) and isinstance(new, SatelliteDesign):
        # What the text leaves out is that of the base, and is now that of another one.
        base = new.base().model_copy(update={"like": old.like})
        old = old if old.like == new.like else _written_over(base, table, old)
    for key, field in type(new).model_fields.items():
        before, after = getattr(old, key), getattr(new, key)
        if before == after:
            continue
        if _is_tables(after) and _is_tables(before) and isinstance(table.get(key), AoT):
            _change_array(table[key], before, after)
        elif isinstance(after, Mapping) and _can_change_named(table.get(key), before, after):
            _change_named(table[key], before, after)
        elif isinstance(after, BaseModel) and isinstance(before, BaseModel):
            if key not in table:
                _open_part(table, key)
            _change(table[key], before, after)
        elif after is None or (key not in table and after == field.default):
            table.pop(key, None)
        else:
            _put(table, key, _value(after))


def _written_over(base: BaseModel, table: Any, model: BaseModel) -> BaseModel:
    """Return `base` with those values of `model` that stand in its table."""
    own = {}
    for key in table:
        value = getattr(model, key)
        is_part = isinstance(value, BaseModel)
        own[key] = _written_over(getattr(base, key), table[key], value) if is_part else value
    return base.model_copy(update=own)


def _reordered(text: str, old: Design, new: Design) -> tuple[str, Design]:
    """Return text and design with the tables of arrays that stay, in the order of the new one."""
    for key in Design.model_fields:
        before, after = getattr(old, key), getattr(new, key)
        if not (before and _is_tables(before) and _is_tables(after)):
            continue
        pairs = same_tables(before, after)
        order = [pairs[index] for index in sorted(pairs)]
        moved = text if order == list(range(len(before))) else with_blocks(text, key, order)
        if moved != text:
            text = moved
            old = old.model_copy(update={key: tuple(before[index] for index in order)})
    return text, old


def _change_array(tables: AoT, old: Sequence[BaseModel], new: Sequence[BaseModel]) -> None:
    """Change an array of tables, all of which stay in their order, and add new ones."""
    pairs = same_tables(old, new)
    for position, model in enumerate(new):
        if position in pairs:
            _change(tables[position], old[pairs[position]], model)
        else:
            tables.insert(position, _item(model))
            _close_up(tables[position - 1] if position else None, tables[position])


def _can_change_named(table: Any, old: Any, new: Mapping[str, BaseModel]) -> bool:
    """Return whether tables that have names can be changed one by one.

    None can be added or removed where they are scattered over the text.
    """
    in_pieces = isinstance(table, OutOfOrderTableProxy)
    return isinstance(table, Table) or (in_pieces and list(old) == list(new))


def _change_named(table: Any, old: Mapping[str, BaseModel], new: Mapping[str, BaseModel]) -> None:
    """Change tables that have names."""
    for name in old:
        if name not in new:
            _remove(table, name)
    for name, model in new.items():
        if name in old:
            _change(table[name], old[name], model)
        else:
            _add(table, name, _item(model))


def _remove(table: Table, name: str) -> None:
    """Remove a table from a table; the comments behind it take the place of its heading.

    The heading of the first table stands outside of `table`, and stays.
    """
    tail = _tail(_last(table[name])) if isinstance(table[name], Table) else None
    before = table
    for key, value in table.items():
        if key == name:
            break
        before = _last(value) if isinstance(value, Table) else before
    del table[name]
    if tail is not None and (before is not table or not table):
        _tail(before, replaced_by=tail)


def _put(table: Any, key: str, item: Any) -> None:
    """Set a key; a new one goes behind the last key, before comments that head what follows."""
    if key in table or not isinstance(table, Table):
        table[key] = item
        return
    lines = [name for name, value in table.value.body if name and not _has_header(name, value)]
    if lines:
        table.value._insert_after(lines[-1], key, item)
        return
    tail = _tail(table, replaced_by=[])
    table.append(key, item)
    table.value.body.extend(tail)


def _open_part(table: Any, key: str) -> None:
    """Add an empty table to a table."""
    if isinstance(table, Table):
        _add(table, key, tomlkit.table())
    else:
        table[key] = tomlkit.inline_table()


def _add(table: Table, key: str, item: Table) -> None:
    """Add a table to a table; the comments behind the table's end stay behind it."""
    tail = _tail(_last(table), replaced_by=[(None, tomlkit.nl())])
    table.append(key, item)
    _last(item).value.body.extend(tail)


def _last(table: Any) -> Any:
    """Return the table below `table`, or itself, whose lines end it in the text."""
    below = [value for key, value in table.value.body if key and _has_header(key, value)]
    return _last(below[-1]) if below else table


def _has_header(key: Any, value: Any) -> bool:
    """Return whether the value of a key is a table with a [header] of its own."""
    return isinstance(value, Table) and not key.is_dotted()


def _close_up(before: Table | None, added: Table) -> None:
    """Put a blank line before an added table; what followed the one before it now follows it."""
    blank = [(None, tomlkit.nl())]
    _tail(added, replaced_by=_tail(before, replaced_by=blank) if before is not None else blank)


def _tail(table: Table, replaced_by: list[Any] | None = None) -> list[Any]:
    """Return the comments and blank lines behind the last key, and put others in their place."""
    body = table.value.body
    last = max((k for k, (key, _) in enumerate(body) if key is not None), default=-1)
    tail = body[last + 1 :]
    if replaced_by is not None:
        body[last + 1 :] = replaced_by
    return tail


def _is_tables(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, BaseModel) for one in value)


def _keys(model: BaseModel) -> dict[str, Any]:
    """Return the keys of a model that are required or not at their default."""
    if isinstance(model, SatelliteDesign):
        return _unlike(model, model.base())
    return {
        key: getattr(model, key)
        for key, field in type(model).model_fields.items()
        if field.is_required()
        or getattr(model, key) != field.get_default(call_default_factory=True)
    }


def _unlike(model: BaseModel, base: BaseModel) -> dict[str, Any]:
    """Return the keys in which a satellite differs from the built-in one, and which that is."""
    differing: dict[str, Any] = {}
    for key in type(model).model_fields:
        value, usual = getattr(model, key), getattr(base, key)
        if key == "like":
            if value != DEFAULT_SATELLITE:
                differing[key] = value
        elif value != usual:
            differing[key] = _unlike(value, usual) if isinstance(value, BaseModel) else value
    return differing


def _item(value: Any) -> Any:
    """Return a value of a model, or keys of one, as tomlkit writes it."""
    if isinstance(value, BaseModel | dict):
        keys = _keys(value) if isinstance(value, BaseModel) else value
        table = tomlkit.table()
        for key, one in keys.items():
            table.append(key, _value(one))
        return table
    if isinstance(value, Mapping):
        tables = tomlkit.table(is_super_table=True)
        for name, one in value.items():
            tables.append(name, _item(one))
        return tables
    if _is_tables(value):
        array = tomlkit.aot()
        for one in value:
            array.append(_item(one))
        return array
    if isinstance(value, tuple):
        return tomlkit.item([_whole(one) for one in value])
    return tomlkit.item(_whole(value))


def _value(value: Any) -> Any:
    """Return the value of a key as tomlkit writes it: links on the line of their key."""
    if not isinstance(value, BaseModel) or isinstance(value, SatelliteDesign):
        return _item(value)
    table = tomlkit.inline_table()
    table.update({key: _item(one) for key, one in _keys(value).items()})
    return table


def _whole(value: Any) -> Any:
    """Return 550 for 550.0: shorter, and the same to the reader of the file."""
    if isinstance(value, float) and value.is_integer() and not isinstance(value, datetime):
        return int(value)
    return value
