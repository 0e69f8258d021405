"""The log file of the program: where it is and how it is rotated."""

from __future__ import annotations

import logging
from itertools import pairwise
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

_MOST_BYTES, _EARLIER = 1_000_000, 2


def log_path() -> Path:
    """Return the path of the log file; its folder need not exist."""
    return user_log_path("orbitviz", appauthor=False) / "orbitviz.log"


def log_handler(file: Path) -> logging.Handler:
    """Return a handler that appends to a log file, made with its folder if it is missing.

    Raises OSError if it cannot be written to.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        file, maxBytes=_MOST_BYTES, backupCount=_EARLIER, encoding="utf-8", errors="replace"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


def keep_earlier(file: Path, count: int) -> None:
    """Rename a file that is not empty to file.1, file.1 to file.2 and so on, `count` of them.

    Raises OSError if one cannot be renamed.
    """
    if not file.is_file() or not file.stat().st_size:
        return
    names = [file, *(file.with_name(f"{file.name}.{k}") for k in range(1, count + 1))]
    for old, new in reversed(list(pairwise(names))):
        if old.exists():
            old.replace(new)
