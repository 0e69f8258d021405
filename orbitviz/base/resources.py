"""Where the files that ship with the program are: a checkout, a wheel or a frozen app."""

from __future__ import annotations

from pathlib import Path

from orbitviz.base.errors import UserError

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parent)


def asset_path(name: str) -> Path:
    """Return the path of a file or folder below assets/. Raises UserError if it is missing."""
    return _find("assets", name)


def shader_path(name: str) -> Path:
    """Return the path of a file below shaders/. Raises UserError if it is missing."""
    return _find("shaders", name)


def _find(folder: str, name: str) -> Path:
    tried = [root / folder / name for root in _ROOTS]
    for path in tried:
        if path.exists():
            return path
    places = " and ".join(str(path) for path in tried)
    raise UserError(
        f"{folder}/{name} is missing from this installation (looked in {places})",
        allowed="reinstall orbitviz",
    )
