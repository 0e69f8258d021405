"""What a film is made of, and the formats that it can have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from orbitviz.formats.pictures.content import Pixels
from orbitviz.formats.registry import Format


@dataclass(frozen=True)
class FilmShape:
    """What the parts of a film have in common.

    size   width, height in pixels
    fps    frames a second
    codec  of a video, by its name in FFmpeg; "" for the usual one of the format
    """

    size: tuple[int, int]
    fps: int
    codec: str = ""


@dataclass(frozen=True, kw_only=True)
class FilmFormat(Format):
    """A format of films.

    check          raises UserError if a film of this shape cannot be written here
    write_part     writes frames, (h, w, 3) uint8 sRGB each, as a part that begins with a key frame
    join           makes the film of its parts, in order, at a path
    frames_a_part  frames of every part but the last; None for about two seconds of them
    is_sequence    every part is a frame and a file of its own, and the last that is left
    """

    check: Callable[[FilmShape, Path], None]
    write_part: Callable[[Iterator[Pixels], FilmShape, Path], None]
    join: Callable[[Sequence[Path], FilmShape, Path], None]
    frames_a_part: int | None = None
    is_sequence: bool = False
