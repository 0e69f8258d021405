"""Errors of validation as one plain sentence with file, line and key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.model.design.key_path import KeyLocator, KeyPath
from orbitviz.model.design.ranges import FAULT, shown


def to_user_error(
    error: ValidationError, model: type[BaseModel], locator: KeyLocator, file: Path | None = None
) -> UserError:
    """Return the first problem of `error` as a UserError, with the others in its `others`.

    model    the model that was to be read
    locator   where its keys are
    """
    details = error.errors(include_url=False)
    # A misspelt key is a missing one too: what stands there is reported before what does not.
    ordered = sorted(
        details,
        key=lambda detail: (detail["type"] == "missing", locator.line(_path(detail)) or 0),
    )
    first, *others = (_mistake(detail, model, locator) for detail in ordered)
    return UserError(
        first.wrong,
        file=file,
        place=first.place,
        allowed=first.allowed,
        others=tuple(map(str, others)),
    )


def _mistake(detail: ErrorDetails, model: type[BaseModel], locator: KeyLocator) -> UserError:
    path, wrong, allowed = _sentence(detail, model)
    return UserError(wrong, place=locator.place(path), allowed=allowed)


def _sentence(detail: ErrorDetails, model: type[BaseModel]) -> tuple[KeyPath, str, str | None]:
    """Return where, what is wrong, what is allowed."""
    path = _path(detail)
    describe = _DESCRIPTIONS.get(detail["type"])
    if describe is None:
        return path, f"is {shown(detail['input'])}", None
    wrong, allowed = describe(detail, model)
    return path, wrong, allowed


def _path(detail: ErrorDetails) -> KeyPath:
    path = tuple(detail["loc"])
    if detail["type"] == "missing":
        return path[:-1]
    key = detail.get("ctx", {}).get("key")
    return path if key is None else (*path, *key)


Description = tuple[str, str | None]  # what is wrong, what is allowed


def _fault(detail: ErrorDetails, model: type[BaseModel]) -> Description:
    return detail["ctx"]["wrong"], detail["ctx"]["allowed"]


def _missing(detail: ErrorDetails, model: type[BaseModel]) -> Description:
    key = detail["loc"][-1]
    if isinstance(key, int):  # of a list of so many values
        return f"has only {key} of its values", None
    return f'key "{key}" is missing', None


def _too_long(detail: ErrorDetails, model: type[BaseModel]) -> Description:
    about = detail["ctx"]
    return f"has {about['actual_length']} values", f"{about['max_length']} of them"


def _unknown(detail: ErrorDetails, model: type[BaseModel]) -> Description:
    known = _keys(model, detail["loc"][:-1])
    hint = did_you_mean(str(detail["loc"][-1]), known)
    return f"is not a known key{hint}", None if hint else ", ".join(known)


def _literal(detail: ErrorDetails, model: type[BaseModel]) -> Description:
    return f"is {shown(detail['input'])}", str(detail["ctx"]["expected"]).replace("'", '"')


def _table(detail: ErrorDetails, model: type[BaseModel]) -> Description:
    return f"is {shown(detail['input'])}", "a table"


def _list(detail: ErrorDetails, model: type[BaseModel]) -> Description:
    *path, key = detail["loc"]
    field = _model(model, path).model_fields.get(str(key))
    is_of_tables = field is None or any(_models(field.annotation))
    allowed = f"tables, each starting with [[{key}]]" if is_of_tables else "a list in brackets"
    return f"is {shown(detail['input'])}", allowed


_DESCRIPTIONS: dict[str, Callable[[ErrorDetails, type[BaseModel]], Description]] = {
    FAULT: _fault,
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _literal,
    "model_type": _table,
    "mapping_type": _table,
    "dict_type": _table,
    "tuple_type": _list,
    "too_long": _too_long,
}


def _keys(model: type[BaseModel], path: Iterable[str | int]) -> list[str]:
    """Return the known keys of the table at `path` below `model`."""
    return list(_model(model, path).model_fields)


def _model(model: type[BaseModel], path: Iterable[str | int]) -> type[BaseModel]:
    """Return the model of the table at `path` below `model`."""
    for part in path:
        field = model.model_fields.get(part) if isinstance(part, str) else None
        if field is not None:
            model = next(_models(field.annotation), model)
    return model


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
