"""What the window remembers from one start to the next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from orbitviz.app.folders import config_folder
from orbitviz.model.view import Theme

_MOST_RECENT = 12


class Settings:
    """Window layout, theme, recent files: a plain ini file."""

    def __init__(self, file: Path | None = None) -> None:
        path = file or config_folder() / "window.ini"
        self._ini = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Theme:
        """The theme chosen last."""
        try:
            return Theme(str(self._ini.value("theme", Theme.DARK.value)))
        except ValueError:
            return Theme.DARK

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._ini.setValue("theme", theme.value)

    @property
    def recent(self) -> tuple[Path, ...]:
        """Files opened lately, the latest first."""
        value = self._ini.value("recent", [])
        texts = value if isinstance(value, list) else [value]  # one entry comes back bare
        return tuple(Path(str(text)) for text in texts if text)

    def add_recent(self, file: Path) -> None:
        """Remember a file as the latest."""
        file = file.resolve()
        rest = [old for old in self.recent if old != file]
        self._ini.setValue("recent", [str(path) for path in [file, *rest][:_MOST_RECENT]])

    def clear_recent(self) -> None:
        """Forget the files."""
        self._ini.remove("recent")

    @property
    def last_folder(self) -> str:
        """Where a file was opened or saved last."""
        return str(self._ini.value("folder", ""))

    @last_folder.setter
    def last_folder(self, folder: str) -> None:
        self._ini.setValue("folder", folder)

    @property
    def layout(self) -> tuple[QByteArray, QByteArray]:
        """Geometry of the window and layout of its docks, empty at the first start."""
        return self._bytes("geometry"), self._bytes("docks")

    @layout.setter
    def layout(self, layout: tuple[QByteArray, QByteArray]) -> None:
        self._ini.setValue("geometry", layout[0])
        self._ini.setValue("docks", layout[1])

    def sync(self) -> None:
        """Write the file now."""
        self._ini.sync()

    def _bytes(self, key: str) -> QByteArray:
        value = self._ini.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
