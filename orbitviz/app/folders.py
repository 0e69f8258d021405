"""The folders of the program; one that cannot be made fails when it is written to."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("orbitviz", appauthor=False)


def config_folder() -> Path:
    """Return the folder of the settings; created if missing and possible."""
    return _made(_DIRS.user_config_path)


def autosave_folder() -> Path:
    """Return the folder of autosaved designs; created if missing and possible."""
    return _made(_DIRS.user_state_path / "autosave")


def _made(folder: Path) -> Path:
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
