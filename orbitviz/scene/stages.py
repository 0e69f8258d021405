"""The stages of drawing one picture, for those who time or count them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import StrEnum


class Stage(StrEnum):
    """The stages of drawing one picture, by the names that `orbitviz bench` prints."""

    SATELLITES = "propagate, raster"
    HALO = "halo"
    BACKDROP = "sky, Earth, lines"
    DRAFT_BACKDROP = "the same as a draft"
    COPY_BACKDROP = "kept picture"
    COMPOSE = "compose"
    RINGS = "orbit rings"
    LINKS = "links"
    PATHS = "paths"
    BODIES = "bodies"
    OVERLAY = "overlay"


StageHook = Callable[[Stage], AbstractContextManager[None]]
