"""Settings of the window that persist between runs."""

from __future__ import annotations

import logging
import os
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes
from zlib import crc32

import tomlkit
from pydantic import Base64Bytes, BaseModel, ValidationError, field_validator
from PySide6.QtCore import QByteArray

from orbitviz.app.folders import config_folder
from orbitviz.base.errors import UserError
from orbitviz.base.files import write_atomically
from orbitviz.model.sky_options import SkyOptions
from orbitviz.model.view import Quality, SatellitePath, Theme, ViewOptions

log = logging.getLogger("orbitviz")

_MOST_RECENT = 12
_MOST_BYTES = 1_000_000
_CHECKSUM_BYTES = 4
_VIEW = ("theme", "satellite_path", "quality", "sky")


class _Stored(BaseModel):
    """What the file holds: plain types only, nothing that runs when it is read."""

    theme: Theme = ViewOptions().theme
    satellite_path: SatellitePath = ViewOptions().satellite_path
    quality: Quality = ViewOptions().quality
    sky: SkyOptions = ViewOptions().sky
    recent: tuple[str, ...] = ()  # percent-encoded: a path need not be UTF-8
    folder: str = ""
    geometry: Base64Bytes = b""
    docks: Base64Bytes = b""

    @field_validator("recent", mode="before")
    @classmethod
    def _leave_out_what_is_no_path(cls, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return [text for text in value if isinstance(text, str) and _is_path(text)][:_MOST_RECENT]

    @field_validator("folder", mode="after")
    @classmethod
    def _reset_what_is_no_folder(cls, value: str) -> str:
        return value if _is_path(value) else ""


class Settings:
    """Window layout, theme, recent files, how to draw, site: a TOML file.

    What cannot be read is at its default. What cannot be written holds for this run only.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or config_folder() / "window.toml"
        self._stored = _read(self._file)

    @property
    def view(self) -> ViewOptions:
        """The last theme, quality, renderer and site; everything else at its default."""
        return replace(ViewOptions(), **{name: getattr(self._stored, name) for name in _VIEW})

    @view.setter
    def view(self, view: ViewOptions) -> None:
        self._change(**{name: getattr(view, name) for name in _VIEW})

    @property
    def recent(self) -> tuple[Path, ...]:
        """Recently opened files, the latest first."""
        return tuple(_path(text) for text in self._stored.recent)

    def add_recent(self, file: Path) -> None:
        """Remember a file as the latest."""
        file = file.resolve()
        rest = [old for old in self.recent if old != file]
        self._change(recent=tuple(_text(path) for path in [file, *rest][:_MOST_RECENT]))

    def clear_recent(self) -> None:
        """Forget the files."""
        self._change(recent=())

    @property
    def last_folder(self) -> str:
        """Where a file was opened or saved last."""
        return str(_path(self._stored.folder)) if self._stored.folder else ""

    @last_folder.setter
    def last_folder(self, folder: str) -> None:
        self._change(folder=_text(Path(folder)) if folder else "")

    @property
    def layout(self) -> tuple[QByteArray, QByteArray]:
        """Geometry of the window and layout of its docks, empty at the first start."""
        return _unsealed(self._stored.geometry), _unsealed(self._stored.docks)

    @layout.setter
    def layout(self, layout: tuple[QByteArray, QByteArray]) -> None:
        self._change(geometry=_sealed(layout[0]), docks=_sealed(layout[1]))

    def _change(self, **values: object) -> None:
        if all(getattr(self._stored, name) == value for name, value in values.items()):
            return
        # Another window may have written meanwhile: only what is changed here is replaced.
        self._stored = _read(self._file).model_copy(update=values)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file, _text_of(self._stored))
        except (UserError, OSError) as error:
            log.warning("settings are not kept: %s", error)


def _read(file: Path) -> _Stored:
    """Return what a file holds; what makes no sense in it is at its default."""
    try:
        if not file.is_file() or file.stat().st_size > _MOST_BYTES:
            return _Stored()
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        log.warning("settings are reset: %s: %s", file, error)
        return _Stored()
    try:
        return _Stored.model_validate(data)
    except ValidationError as error:
        wrong = {mistake["loc"][0] for mistake in error.errors() if mistake["loc"]}
        log.warning("settings are reset: %s: %s", file, ", ".join(map(str, sorted(wrong, key=str))))
    return _Stored.model_validate({key: data[key] for key in data if key not in wrong})


def _text_of(stored: _Stored) -> str:
    """Return what is kept as TOML, which has no word for None."""
    return tomlkit.dumps(stored.model_dump(mode="json", exclude_none=True))


def _sealed(layout: QByteArray) -> bytes:
    """Return a layout of Qt after its checksum: Qt crashes on some that are spoilt."""
    data = layout.data()
    return crc32(data).to_bytes(_CHECKSUM_BYTES, "big") + data


def _unsealed(sealed: bytes) -> QByteArray:
    """Return the layout, empty if it is not as it was written."""
    checksum, data = sealed[:_CHECKSUM_BYTES], sealed[_CHECKSUM_BYTES:]
    is_sound = checksum == crc32(data).to_bytes(_CHECKSUM_BYTES, "big")
    return QByteArray(data) if is_sound else QByteArray()


def _text(path: Path) -> str:
    return quote(os.fsencode(path), safe="/\\: ")


def _path(text: str) -> Path:
    return Path(os.fsdecode(unquote_to_bytes(text)))


def _is_path(text: str) -> bool:
    return "\0" not in text and "%00" not in text and len(text) < 3 * 4096
