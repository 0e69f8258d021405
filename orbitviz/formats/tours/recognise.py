"""Whether a file is a tour; nothing of it is read but its first lines."""

from __future__ import annotations

import re
from pathlib import Path

_HEAD_BYTES = 20_000
_FORMAT = re.compile(rb"""^[ \t]*format[ \t]*=[ \t]*["']orbitviz-tour/""", re.MULTILINE)


def is_tour(path: Path) -> bool:
    """Return whether a file says that it is a tour; one that cannot be read is none."""
    try:
        with path.open("rb") as stream:
            return bool(_FORMAT.search(stream.read(_HEAD_BYTES)))
    except OSError:
        return False
