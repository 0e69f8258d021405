"""Which designs come with the program, in assets/designs; reads none of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

from orbitviz.base.resources import asset_path

DEFAULT_DESIGN = "spacex-odc"
STARTING_POINT = "one-shell"  # for a design of one's own


def builtin_designs() -> list[tuple[str, str]]:
    """Return (id, title) of every built-in design, the default one first."""
    titles = [
        (file.stem, str(tomllib.loads(file.read_text(encoding="utf-8"))["name"]))
        for file in sorted(asset_path("designs").glob("*.toml"))
    ]
    return sorted(titles, key=lambda title: title[0] != DEFAULT_DESIGN)


def builtin_ids() -> list[str]:
    """Return the ids of the built-in designs."""
    return sorted(file.stem for file in asset_path("designs").glob("*.toml"))


def builtin_path(identifier: str) -> Path:
    """Return the file of a built-in design."""
    return asset_path("designs") / f"{identifier}.toml"
