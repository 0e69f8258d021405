"""Settings of the window that persist between runs."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QSettings

from orbitviz.app.folders import config_folder
from orbitviz.model.view import ViewOptions

_MOST_RECENT = 12
Choice = TypeVar("Choice", bound=StrEnum)


class Settings:
    """Window layout, theme, recent files, how to draw: a plain ini file."""

    def __init__(self, file: Path | None = None) -> None:
        path = file or config_folder() / "window.ini"
        self._ini = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def view(self) -> ViewOptions:
        """The last theme, quality and renderer; everything else at its default."""
        first = ViewOptions()
        return replace(
            first,
            theme=self._choice("theme", first.theme),
            satellite_path=self._choice("satellite_path", first.satellite_path),
            quality=self._choice("quality", first.quality),
        )

    @view.setter
    def view(self, view: ViewOptions) -> None:
        for name in ("theme", "satellite_path", "quality"):
            self._ini.setValue(name, str(getattr(view, name)))

    def _choice(self, name: str, default: Choice) -> Choice:
        try:
            return type(default)(str(self._ini.value(name, str(default))))
        except ValueError:
            return default

    @property
    def recent(self) -> tuple[Path, ...]:
        """Recently opened files, the latest first."""
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
