"""Atomic writing: a file is whole or not there, but for one with several names."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from orbitviz.base.errors import UserError, reason_of

if sys.platform != "win32":
    import fcntl

_ANY_WRITE = 0o222
# Asking for it sets it, for every thread: once, before there are others.
_UMASK = os.umask(0o022)
os.umask(_UMASK)
_READER_WAIT_S = 2.0  # for the program that is to read a pipe, which may be starting as well
_STDOUT = ("-", "/dev/stdout")
_LEFTOVER_S = 60.0  # a file that is being written has changed more recently, locked or not


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """Open a temporary file next to `path` for writing; it replaces `path` on success only.

    A link stays, and what it points to is replaced. A file with several names (hard links) is
    overwritten once its content is complete, so that all of them lead to it; what they have in
    common would be lost otherwise. A pipe or a device is written to as it is, and so is standard
    output, "-".
    What earlier processes left behind when they were killed in here is removed.
    Raises UserError if the folder is missing or cannot be written to, or the file is read-only.
    """
    if is_stdout(path):
        stream = _stdout()
        yield stream
        stream.flush()
        return
    target = _target(Path(path))
    if _is_special(target):
        with _reported(path), _open_special(path, target) as stream:
            yield stream
        return
    prefix = f".orbitviz-{crc32(os.fsencode(target.name)):08x}-"  # the name itself may be too long
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=prefix)
    except OSError as error:
        raise UserError(
            f"cannot be written ({reason_of(error)})",
            file=path,
            allowed="a file in an existing folder that you can write to",
        ) from None
    try:
        with _reported(path):
            with os.fdopen(descriptor, "wb") as stream:
                with suppress(OSError):  # of a file system without locks
                    _lock(stream)
                _sweep(target.parent, prefix)
                yield stream
                stream.flush()
                _keep_mode(temporary, target)
                os.fsync(stream.fileno())
            if _has_other_names(target):
                _write_through(temporary, target)
                os.unlink(temporary)
            else:
                os.replace(temporary, target)
            _sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def is_stdout(path: str | Path) -> bool:
    """Return whether a path stands for standard output."""
    return str(path) in _STDOUT


def is_there(path: str | Path) -> bool:
    """Return whether there is a file or folder; what can be no name of one is not there."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # too long, or with a zero byte
        return False


def write_atomically(path: str | Path, content: bytes | str) -> None:
    """Write a whole file or leave the old one. Raises UserError as `replacing` does."""
    data = content.encode() if isinstance(content, str) else content
    with replacing(path) as stream:
        stream.write(data)


def check_writable(path: str | Path) -> None:
    """Raise UserError if a file at `path` cannot be written; to be called before long work."""
    if is_stdout(path):
        _stdout()
        return
    target = _target(Path(path))
    if _is_special(target):
        return
    if not target.parent.is_dir():
        raise UserError(f"the folder {target.parent} does not exist", file=path)
    if not os.access(target.parent, os.W_OK):
        raise UserError(f"the folder {target.parent} cannot be written to", file=path)


def save_through(
    path: str | Path, save: Callable[[Path], None], suffix: str, beside: Path | None = None
) -> None:
    """Call `save` with the path of a scratch file, then move its content to `path` atomically.

    beside   the folder in which the scratch file is, None for that of the system
    """
    with replacing(path) as stream, tempfile.TemporaryDirectory(dir=beside) as folder:
        scratch = Path(folder) / f"scratch{suffix}"
        save(scratch)
        with scratch.open("rb") as source:
            while block := source.read(1 << 20):
                stream.write(block)


def _stdout() -> BinaryIO:
    """Return standard output for bytes. Raises UserError if the caller has closed it."""
    if sys.stdout is None:
        raise UserError("standard output is closed", allowed="a file name")
    sys.stdout.flush()  # what was printed comes first
    return sys.stdout.buffer


def _target(path: Path) -> Path:
    """Return the file that a path leads to, through links. Raises UserError if none can be."""
    allowed = "a file name"
    try:
        # The link of an open pipe, such as /dev/fd/63, leads to a name at which there is nothing.
        if _is_special(path) and not path.is_dir():
            return path
        target = Path(os.path.realpath(path))
        if target.is_symlink():
            raise UserError("is a link that leads to itself", file=path, allowed=allowed)
        if target.is_dir():
            raise UserError("is a folder", file=path, allowed=allowed)
        # Of a folder or a disk that the user owns: whoever may write all the same asked not to.
        if target.is_file() and not target.stat().st_mode & _ANY_WRITE:
            raise UserError("is read-only", file=path, allowed="another file, or write permission")
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise UserError(f"cannot be written ({reason})", file=path, allowed=allowed) from None
    return target


def _is_special(target: Path) -> bool:
    """Return whether a file is a pipe, a device or a socket, which nothing can replace."""
    return target.exists() and not target.is_file()


def _open_special(path: str | Path, target: Path) -> BinaryIO:
    """Open a pipe, a device or a socket. Raises UserError if it is a pipe that nobody reads."""
    if sys.platform == "win32" or not target.is_fifo():
        return target.open("wb")
    last_try = time.monotonic() + _READER_WAIT_S
    while True:
        try:
            descriptor = os.open(target, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
        if time.monotonic() > last_try:
            allowed = "a pipe with a program at its other end"
            raise UserError("is a pipe that nobody reads", file=path, allowed=allowed)
        time.sleep(_READER_WAIT_S / 100.0)
    os.set_blocking(descriptor, True)
    return os.fdopen(descriptor, "wb")


def _has_other_names(target: Path) -> bool:
    return target.exists() and target.stat().st_nlink > 1


def _write_through(temporary: str, target: Path) -> None:
    """Overwrite a file with the content of another.

    Where the system can reserve room, as Linux can, a full disk refuses before anything is lost.
    """
    with open(temporary, "rb") as source, target.open("r+b") as stream:
        size, old_size = os.fstat(source.fileno()).st_size, os.fstat(stream.fileno()).st_size
        if sys.platform == "linux" and size > old_size:
            try:
                os.posix_fallocate(stream.fileno(), old_size, size - old_size)
            except OSError as error:
                stream.truncate(old_size)
                if error.errno != errno.EOPNOTSUPP:
                    raise
        shutil.copyfileobj(source, stream)
        stream.truncate()
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _reported(path: str | Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(f"cannot be written ({reason_of(error)})", file=path) from None


def _lock(stream: BinaryIO) -> None:
    """Lock a temporary file until it is closed, so that no other process takes it for a leftover.

    On Windows an open file cannot be removed anyway. Raises OSError if another process has it.
    """
    if sys.platform != "win32":
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sweep(folder: Path, prefix: str) -> None:
    """Remove temporary files that a killed process left of a target."""
    before_s = time.time() - _LEFTOVER_S
    with suppress(OSError):
        for leftover in folder.glob(f"{prefix}*"):
            with suppress(OSError), leftover.open("rb") as stream:
                if leftover.stat().st_mtime < before_s:
                    _lock(stream)
                    leftover.unlink()


def _keep_mode(temporary: str, target: Path) -> None:
    """Give the new file the permissions and owner of the old one, or those of any new file."""
    if target.exists():
        old = target.stat()
        if sys.platform != "win32":
            with suppress(OSError):  # only root may give a file away
                os.chown(temporary, old.st_uid, old.st_gid)
        os.chmod(temporary, old.st_mode)
        return
    os.chmod(temporary, 0o666 & ~_UMASK)


def _sync_folder(folder: Path) -> None:
    """Have the new name outlast a loss of power, where the system can say so."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
