"""Atomic writing: a file is whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from orbitviz.base.errors import UserError, reason_of


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """Open a temporary file next to `path` for writing; it replaces `path` on success only.

    Raises UserError if the folder is missing or cannot be written to.
    """
    target = Path(path)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise UserError(
            f"cannot be written ({reason_of(error)})",
            file=target,
            allowed="a file in an existing folder that you can write to",
        ) from None
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
        _keep_mode(temporary, target)
        os.replace(temporary, target)
    except OSError as error:
        os.unlink(temporary)
        raise UserError(f"cannot be written ({reason_of(error)})", file=target) from None
    except BaseException:
        os.unlink(temporary)
        raise


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
    target = Path(path)
    if target.is_dir():
        raise UserError("is a folder", file=target, allowed="a file name")
    if not target.parent.is_dir():
        raise UserError(f"the folder {target.parent} does not exist", file=target)
    if not os.access(target.parent, os.W_OK):
        raise UserError(f"the folder {target.parent} cannot be written to", file=target)


def save_through(path: str | Path, save: Callable[[Path], None], suffix: str) -> None:
    """Call `save` with the path of a scratch file, then move its content to `path` atomically."""
    target = Path(path)
    with replacing(target) as stream, tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder) / f"scratch{suffix}"
        save(scratch)
        with scratch.open("rb") as source:
            while block := source.read(1 << 20):
                stream.write(block)


def _keep_mode(temporary: str, target: Path) -> None:
    """Give the new file the permissions of the old one, or those of any new file."""
    if target.exists():
        os.chmod(temporary, target.stat().st_mode)
        return
    umask = os.umask(0)
    os.umask(umask)
    os.chmod(temporary, 0o666 & ~umask)
