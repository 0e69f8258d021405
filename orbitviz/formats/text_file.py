"""Text files in chunks, and one clear sentence for files that are not text."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from orbitviz.base.errors import UserError, reason_of
from orbitviz.formats.encoding import LATIN_1, Readable, as_utf8

CHUNK_BYTES = 1 << 18

_HEAD_BYTES = 1 << 16
_MARK = b"\xef\xbb\xbf"  # some editors begin UTF-8 with it


@dataclass(frozen=True)
class Chunk:
    """A part of a text.

    data   UTF-8 without zeros, checked; no character is cut
    done   share of the text up to the end of this chunk, 0..1
    """

    data: bytes
    done: float

    @property
    def text(self) -> str:
        """The chunk as str."""
        return self.data.decode()


def head_of(path: Path) -> str:
    """Return the first 64 kB as text: enough to recognise its format.

    Raises UserError if the file is missing, a folder, unreadable, empty or not text.
    """
    with _opened(path) as stream:
        data = stream.read(_HEAD_BYTES)
    if not data:
        raise UserError("the file is empty", file=path)
    # A character may be cut at the end of the head.
    data, _ = _checked(data.removeprefix(_MARK), path, ends=len(data) < _HEAD_BYTES)
    return data.decode()


def chunks_of_file(path: Path, limit_bytes: int) -> Generator[Chunk, None, None]:
    """Yield the text of a file in chunks. Raises UserError as head_of does, or over the limit."""
    size = path.stat().st_size
    if size > limit_bytes:
        raise UserError(
            f"has {size / 1e6:,.0f} MB", file=path, allowed=f"up to {limit_bytes / 1e6:,.0f} MB"
        )
    with _opened(path) as stream:
        yield from _chunks(stream, size, path)


def chunks_of(text: str) -> Iterator[Chunk]:
    """Yield a text in memory in chunks, as that of a file."""
    data = text.encode()
    return _chunks(io.BytesIO(data), len(data), None)


def whole_lines(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    r"""Yield the same text in chunks that end with "\n", except for the last one."""
    pending: list[bytes] = []
    done = 0.0
    for chunk in chunks:
        lines, newline, rest = chunk.data.rpartition(b"\n")
        done = chunk.done
        if newline:
            yield Chunk(b"".join([*pending, lines, newline]), done)
            pending.clear()
        pending.append(rest)
    last = b"".join(pending)
    if last:
        yield Chunk(last, done)


@contextmanager
def _opened(path: Path) -> Iterator[Readable]:
    try:
        with path.open("rb") as stream:
            yield as_utf8(stream)
    except FileNotFoundError:
        raise UserError("there is no such file", file=path) from None
    except IsADirectoryError:
        raise UserError("is a folder", file=path, allowed="a file") from None
    except OSError as error:
        raise UserError(f"cannot be read ({reason_of(error)})", file=path) from None


def _chunks(stream: Readable, size: int, path: Path | None) -> Iterator[Chunk]:
    done, cut = 0, b""
    first = stream.read(CHUNK_BYTES)
    new, ahead = first.removeprefix(_MARK), stream.read(CHUNK_BYTES)
    done += len(first)
    while new or cut:
        data, cut = _checked(cut + new, path, ends=not ahead)
        # A file that grows while it is read is never more than done.
        yield Chunk(data, min(done / max(size, 1), 1.0))
        done += len(ahead)
        new, ahead = ahead, stream.read(CHUNK_BYTES)


def _checked(data: bytes, path: Path | None, *, ends: bool) -> tuple[bytes, bytes]:
    """Return the data up to the last whole character, and the bytes after it.

    ends   whether the text ends here: then there is no part of a character to come
    """
    if b"\0" in data:
        raise UserError("is a binary file", file=path, allowed="a text file")
    if data.isascii():
        return data, b""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if not ends and error.start > len(data) - 4 and error.reason == "unexpected end of data":
            return data[: error.start], data[error.start :]
        # Names in old files are in Latin-1.
        return data.decode(errors=LATIN_1).encode(), b""
    return data, b""
