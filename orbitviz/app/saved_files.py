"""Files that people choose in the window: names proposed for them, and where they are seen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from orbitviz.app.settings import Settings
from orbitviz.orbits.timescale import Instant

TOUR_FILTER = "Tours (*.toml);;All files (*)"  # of the dialogs that choose one


def first_path(settings: Settings, name: str, instant: Instant) -> Path:
    """Return the file that is proposed for a picture of an instant."""
    stamp = instant.isoformat().replace(":", "").removesuffix("Z")
    return Path(settings.last_folder) / f"{name}-{stamp}.png"


def open_folder(folder: Path) -> None:
    """Show a folder in the program that the desktop has for that."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def file_name_of(title: str, otherwise: str) -> str:
    """Return a name for a file of what has a title: small letters, digits and hyphens."""
    plain = "".join(letter if letter.isalnum() else "-" for letter in title.lower())
    return "-".join(part for part in plain.split("-") if part) or otherwise
