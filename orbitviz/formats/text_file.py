"""Text from files, and sentences for files that are none."""

from __future__ import annotations

from pathlib import Path

from orbitviz.facts.errors import UserError

_HEAD_BYTES = 1 << 16


def head_of(path: Path) -> str:
    """Return the first 64 kB as text: enough to tell what a file is, however large.

    Raises UserError if the file is missing, a folder, unreadable, empty or not text.
    """
    data = _read(path, _HEAD_BYTES)
    if not data:
        raise UserError("the file is empty", file=path)
    # A character may be cut at the end of the piece.
    return _decoded(data, path, cut=len(data) == _HEAD_BYTES)


def text_of(path: Path, limit_bytes: int) -> str:
    """Return the whole text. Raises UserError as head_of does, or if it is over the limit."""
    size = path.stat().st_size
    if size > limit_bytes:
        raise UserError(
            f"has {size / 1e6:,.0f} MB", file=path, allowed=f"up to {limit_bytes / 1e6:,.0f} MB"
        )
    return _decoded(_read(path, -1), path, cut=False)


def _read(path: Path, size: int) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(size)
    except FileNotFoundError:
        raise UserError("there is no such file", file=path) from None
    except IsADirectoryError:
        raise UserError("is a folder", file=path, allowed="a file") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(f"cannot be read ({reason})", file=path) from None


def _decoded(data: bytes, path: Path, *, cut: bool) -> str:
    if b"\0" in data:
        raise UserError("is a binary file", file=path, allowed="a text file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if cut and error.start > len(data) - 4:
            return data[: error.start].decode("utf-8-sig")
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(
            "is not UTF-8 text", file=path, place=f"line {line}", allowed="a text file in UTF-8"
        ) from None
