"""The folders of the program."""

from __future__ import annotations

from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("orbitviz", appauthor=False)


def config_folder() -> Path:
    """Return the folder of the settings; created if missing."""
    return _made(_DIRS.user_config_path)


def log_folder() -> Path:
    """Return the folder of the log file; created if missing."""
    return _made(_DIRS.user_log_path)


def autosave_folder() -> Path:
    """Return the folder of autosaved designs; created if missing."""
    return _made(_DIRS.user_state_path / "autosave")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
