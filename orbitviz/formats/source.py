"""The door that every file comes through: plain, compressed, or a pipe that is read once."""

from __future__ import annotations

import gzip
import lzma
import os
import select
import stat
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from orbitviz.base.errors import UserError, reason_of
from orbitviz.base.progress import Progress, no_progress
from orbitviz.formats.limits import (
    ALWAYS_EXPANDED_BYTES,
    MAX_CATALOGUE_BYTES,
    MAX_EXPANSION,
    NO_WRITER_S,
    PIPE_S,
    SILENCE_S,
)

_BLOCK_BYTES = 1 << 16
_GZIP, _ZIP, _EMPTY_ZIP = b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"
# NotImplementedError: a version or a method that does not exist.
_DAMAGED = (
    gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError,
)  # fmt: skip
_POLL_S = 0.05
_WAITING = "reading the pipe"
_MOST_NAMED = 5


@dataclass(frozen=True)
class Source:
    """An open file.

    path           as the user named it
    content_name   of the text within: without the ending of the compression
    stream         the text, which can be read from its beginning again
    stored         the bytes as they are stored, which `stream` expands if they are compressed
    stored_bytes   their number
    is_compressed  whether it does
    can_be_saved   whether a design from here can be saved at `path`
    """

    path: Path
    content_name: str
    stream: BinaryIO
    stored: BinaryIO
    stored_bytes: int
    is_compressed: bool
    can_be_saved: bool

    def share_read(self) -> float:
        """Return how much of the file has been read, 0..1."""
        return min(self.stored.tell() / max(self.stored_bytes, 1), 1.0)

    def check_size(self, read: int, limit_bytes: int) -> None:
        """Raise UserError if `read` bytes of text, or the file as it is, are too many."""
        size = read if self.is_compressed else max(read, self.stored_bytes)
        if size > limit_bytes:
            raise UserError(
                f"has {'more than ' if self.is_compressed else ''}{size / 1e6:,.0f} MB",
                file=self.path,
                allowed=f"up to {limit_bytes / 1e6:,.0f} MB",
            )
        if self.is_compressed and read > max(
            MAX_EXPANSION * self.stored_bytes, ALWAYS_EXPANDED_BYTES
        ):
            raise UserError(
                f"expands to more than {MAX_EXPANSION} times its size",
                file=self.path,
                allowed="a compressed file of element sets",
            )


@contextmanager
def opened(path: Path, progress: Progress = no_progress) -> Iterator[Source]:
    """Open a file, a pipe, or the one file in a gzip or zip archive.

    A pipe is read to its end first. Raises UserError if the file is missing, no file, damaged or
    silent, in the body too; Cancelled if `progress` does.
    """
    with ExitStack() as stack:
        with _told(path):
            try:
                source = _source(path, stack, progress)
            except FileNotFoundError:
                raise UserError("there is no such file", file=path) from None
            except IsADirectoryError:
                raise UserError("is a folder", file=path, allowed="a file") from None
        # Compressed files turn out to be damaged while they are read.
        with _told(path):
            yield source


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Have errors of reading a file raised as UserError."""
    try:
        yield
    except _DAMAGED as error:
        raise UserError(f"the compressed file is damaged ({error})", file=path) from None
    except OSError as error:
        raise UserError(f"cannot be read ({reason_of(error)})", file=path) from None


def _source(path: Path, stack: ExitStack, progress: Progress) -> Source:
    if "\0" in os.fspath(path):
        raise FileNotFoundError
    # Opening a pipe that nobody writes to would wait for ever otherwise.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        os.close(descriptor)
        raise IsADirectoryError
    stored: BinaryIO = stack.enter_context(os.fdopen(descriptor, "rb"))
    is_file = stat.S_ISREG(mode)
    if stat.S_ISFIFO(mode):
        copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        _spool(descriptor, copy, path, progress)
        stored = copy
    elif not is_file:
        raise UserError("is a device", file=path, allowed="a file or a pipe")
    size = stored.seek(0, os.SEEK_END)
    stored.seek(0)
    start = stored.read(len(_ZIP))
    stored.seek(0)
    stream, name = stored, path.name
    if start.startswith(_GZIP):
        stream = cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=stored)))
        name = name.removesuffix(".gz")
    elif start in (_ZIP, _EMPTY_ZIP):
        member, name = _only_member(stack.enter_context(zipfile.ZipFile(stored)), path)
        stream = cast(BinaryIO, stack.enter_context(member))
    is_compressed = stream is not stored
    return Source(path, name, stream, stored, size, is_compressed, is_file and not is_compressed)


def _only_member(archive: zipfile.ZipFile, path: Path) -> tuple[IO[bytes], str]:
    names = [
        member.filename
        for member in archive.infolist()
        if not (member.is_dir() or member.filename.startswith("__MACOSX/"))
    ]
    if len(names) != 1:
        some = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
        raise UserError(
            f"holds {len(names)} files{f' ({some})' if names else ''}",
            file=path,
            allowed="a zip archive of one file",
        )
    try:
        return archive.open(names[0]), Path(names[0]).name
    except RuntimeError:
        raise UserError(
            "is encrypted",
            file=path,
            allowed="a plain zip archive",
        ) from None


def _spool(pipe: int, copy: BinaryIO, path: Path, progress: Progress) -> None:
    """Copy a pipe to its end. Raises UserError if nobody writes, or too slowly or too much."""
    begin = heard = time.monotonic()
    has_begun, size = False, 0
    while True:
        progress(0.0, _WAITING)
        try:
            data = os.read(pipe, _BLOCK_BYTES)
        except BlockingIOError:
            data, has_writer = b"", True
        else:
            has_writer = bool(data)
            if not data and has_begun:
                return
        now = time.monotonic()
        if data:
            copy.write(data)
            size, heard = size + len(data), now
            if size > MAX_CATALOGUE_BYTES:
                raise UserError(
                    f"the pipe gives more than {MAX_CATALOGUE_BYTES / 1e6:,.0f} MB",
                    file=path,
                    allowed=f"up to {MAX_CATALOGUE_BYTES / 1e6:,.0f} MB",
                )
        has_begun |= has_writer
        if now - heard > (SILENCE_S if has_begun else NO_WRITER_S) or now - begin > PIPE_S:
            raise UserError(
                f"nothing comes out of the pipe for {now - heard:.0f} s"
                if now - begin <= PIPE_S
                else f"the pipe does not end within {PIPE_S:.0f} s",
                file=path,
                allowed="a pipe that something is written to",
            )
        if not data:
            select.select([pipe] if has_writer else [], [], [], _POLL_S)
