"""The file that a name chosen in a dialog stands for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from orbitviz.app.files.questions import ask_to_replace
from orbitviz.base.files import is_there


def path_to_write(parent: QWidget, name: str, ending: str, *, only: bool = False) -> Path | None:
    """Return the file to write for a name that a dialog returned, with an ending if it has none.

    only   whether no other ending will do: it is added behind any other

    The dialog has asked about a file of the name as it was typed; about one with the ending, that
    would be replaced as well, the user is asked here. None if it is to stay, or for no name.
    """
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() == ending or (path.suffix and not only):
        return path
    path = path.with_name(f"{path.name}{ending}")
    return path if not is_there(path) or ask_to_replace(parent, path.name) else None
