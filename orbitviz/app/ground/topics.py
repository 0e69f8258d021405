"""What of the sky runs on a worker, the latest request of each only."""

from __future__ import annotations

from enum import Enum, auto


class SkyTopic(Enum):
    """Topics of the worker."""

    PICTURE = auto()
    PASSES = auto()
    NIGHT = auto()
    YEAR = auto()
