"""Reads the designs that come with the program."""

from __future__ import annotations

from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.formats.designs.builtin_index import DEFAULT_DESIGN, builtin_ids, builtin_path
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.state import Document


def read_builtin(identifier: str = DEFAULT_DESIGN) -> Document:
    """Read a built-in design; it has no path, so saving it asks for one. Raises UserError."""
    names = builtin_ids()
    if identifier not in names:
        raise UserError(
            f'"{identifier}" is not a built-in design{did_you_mean(identifier, names)}',
            allowed=", ".join(names),
        )
    return parse_design(builtin_path(identifier).read_text(encoding="utf-8"))
