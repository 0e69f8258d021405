"""Writing files so that nobody ever finds half a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from orbitviz.base.errors import UserError


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file beside `path` for writing; it takes the place of `path` on success only.

    Raises UserError if the folder is missing or cannot be written to.
    """
    target = Path(path)
    try:
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise UserError(
            f"cannot be written ({_reason(error)})",
            file=target,
            allowed="a file in a folder that exists and that you may write to",
        ) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        _keep_mode(beside, target)
        os.replace(beside, target)
    except OSError as error:
        os.unlink(beside)
        raise UserError(f"cannot be written ({_reason(error)})", file=target) from None
    except BaseException:
        os.unlink(beside)
        raise


def write_atomically(path: str | Path, content: bytes | str) -> None:
    """Write a whole file or leave the old one. Raises UserError as `replacing` does."""
    data = content.encode() if isinstance(content, str) else content
    with replacing(path) as stream:
        stream.write(data)


def check_writable(path: str | Path) -> None:
    """Raise UserError if a file at `path` could not be written: better told before the work."""
    target = Path(path)
    if target.is_dir():
        raise UserError("is a folder", file=target, allowed="the name of a file")
    if not target.parent.is_dir():
        raise UserError(f"the folder {target.parent} does not exist", file=target)
    if not os.access(target.parent, os.W_OK):
        raise UserError(f"the folder {target.parent} cannot be written to", file=target)


def save_through(path: str | Path, save: Callable[[Path], None], suffix: str) -> None:
    """Let `save` write a file named by a path of its own, then put it in the place of `path`."""
    target = Path(path)
    with replacing(target) as stream, tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder) / f"scratch{suffix}"
        save(scratch)
        with scratch.open("rb") as source:
            while block := source.read(1 << 20):
                stream.write(block)


def _keep_mode(beside: str, target: Path) -> None:
    """Give the new file the permissions of the old one, or those of any new file."""
    if target.exists():
        os.chmod(beside, target.stat().st_mode)
        return
    umask = os.umask(0)
    os.umask(umask)
    os.chmod(beside, 0o666 & ~umask)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
