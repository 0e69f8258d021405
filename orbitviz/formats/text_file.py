"""Text files in chunks, and one clear sentence for files that are not text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.formats.encoding import LATIN_1, Readable, as_utf8
from orbitviz.formats.source import Source

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


def head_of(source: Source) -> str:
    """Return the first 64 kB as text: enough to recognise its format.

    Raises UserError if the file is empty or not text.
    """
    stream = _from_start(source)
    data = b""
    while len(data) < _HEAD_BYTES and (more := stream.read(_HEAD_BYTES - len(data))):
        data += more
    if not data:
        raise UserError("the file is empty", file=source.path)
    # A character may be cut at the end of the head.
    ends = len(data) < _HEAD_BYTES
    data, _ = _checked(data.removeprefix(_MARK), source.path, ends=ends)
    return data.decode()


def chunks_of_file(source: Source, limit_bytes: int) -> Iterator[Chunk]:
    """Yield the text of a file in chunks. Raises UserError as head_of does, or over the limit."""
    source.check_size(0, limit_bytes)
    read = 0
    for chunk in _chunks(_from_start(source), source.share_read, source.path):
        read += len(chunk.data)
        source.check_size(read, limit_bytes)
        yield chunk


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


def _from_start(source: Source) -> Readable:
    source.stream.seek(0)
    return as_utf8(source.stream)


def _chunks(
    stream: Readable, share_read: Callable[[], float], path: Path | None
) -> Iterator[Chunk]:
    cut = b""
    new, done = stream.read(CHUNK_BYTES).removeprefix(_MARK), share_read()
    ahead = stream.read(CHUNK_BYTES)
    while new or cut:
        data, cut = _checked(cut + new, path, ends=not ahead)
        yield Chunk(data, done)
        done = share_read()
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
