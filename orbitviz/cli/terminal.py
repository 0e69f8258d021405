"""What the command prints: names from files reach a terminal through here only."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

import typer

from orbitviz.base.untrusted_text import printable


def say(text: object, *, err: bool = False) -> None:
    """Print text; its control characters are shown, not obeyed."""
    typer.echo(printable(str(text), lines=True), err=err)


def prepare_streams() -> None:
    """Let a terminal that knows ASCII only show escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def finish_output() -> None:
    """Write what is still buffered. Raises OSError if it cannot be written."""
    if sys.stdout is not None:
        sys.stdout.flush()


def abandon_output() -> None:
    """Drop what cannot be written, or Python complains about it once more at its end."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            _drop(stream)


def _drop(stream: TextIO) -> None:
    try:
        stream.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
