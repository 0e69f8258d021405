"""From the text of a TOML file to what it describes."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from orbitviz.base.errors import UserError
from orbitviz.formats.toml_lines import TomlPlaces
from orbitviz.formats.toml_text import toml_tables
from orbitviz.model.design.ranges import shown
from orbitviz.model.design.validation_errors import to_user_error

Model = TypeVar("Model", bound=BaseModel)


def model_from(
    text: str, path: Path | None, model: type[Model], version: str
) -> tuple[Model, TomlPlaces]:
    """Return what a TOML text describes, and where in it each key stands.

    path      where the text came from
    version   what its key "format" must say

    Raises UserError on the first mistake, with the line and the key.
    """
    data = toml_tables(text, path)
    places = TomlPlaces(text, data)
    if data.get("format") != version:
        found = f"is {shown(data['format'])}" if "format" in data else "is missing"
        place = places.place(("format",))
        raise UserError(found, file=path, place=place, allowed=f'"{version}"')
    try:
        return model.model_validate(data), places
    except ValidationError as error:
        raise to_user_error(error, model, places, path) from None
