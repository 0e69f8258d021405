"""The designs that come with the program, in assets/designs."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.base.resources import asset_path
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.state import Document

DEFAULT_DESIGN = "spacex-odc"


def builtin_designs() -> list[tuple[str, str]]:
    """Return (id, title) of every built-in design, the default one first."""
    titles = [
        (file.stem, str(tomllib.loads(file.read_text(encoding="utf-8"))["name"]))
        for file in sorted(asset_path("designs").glob("*.toml"))
    ]
    return sorted(titles, key=lambda title: title[0] != DEFAULT_DESIGN)


def read_builtin(identifier: str = DEFAULT_DESIGN) -> Document:
    """Read a built-in design; it has no path, so saving it asks for one. Raises UserError."""
    names = builtin_ids()
    if identifier not in names:
        nearest = get_close_matches(identifier, names, n=1)
        wrong = f'"{identifier}" is not a built-in design'
        wrong += f', did you mean "{nearest[0]}"?' if nearest else ""
        raise UserError(wrong, allowed=", ".join(names))
    return parse_design(builtin_path(identifier).read_text(encoding="utf-8"))


def builtin_ids() -> list[str]:
    """Return the ids of the built-in designs."""
    return sorted(file.stem for file in asset_path("designs").glob("*.toml"))


def builtin_path(identifier: str) -> Path:
    """Return the file of a built-in design."""
    return asset_path("designs") / f"{identifier}.toml"
