"""What a film is made of, and the formats that it can have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from orbitviz.formats.pictures.content import Pixels
from orbitviz.formats.registry import Format

MOST_FPS, MOST_BLUR, MOST_SUPERSAMPLE, BEST_QUALITY = 240, 32, 4, 100


@dataclass(frozen=True)
class FilmShape:
    """What the parts of a film have in common.

    size     width, height in pixels
    fps      frames a second
    codec    of a video, by its name in FFmpeg; "" for the usual one of the format
    quality  1 to 100 of a video or an animated WebP, None for the usual one
    """

    size: tuple[int, int]
    fps: int
    codec: str = ""
    quality: int | None = None


@dataclass(frozen=True, kw_only=True)
class FilmFormat(Format):
    """A format of films.

    check          raises UserError if a film of this shape cannot be written here
    write_part     writes frames, (h, w, 3) uint8 sRGB each, as a part that begins with a key frame
    join           makes the film of its parts, in order, at a path; what is no longer among the
                   parts of a sequence has been joined before
    bytes_a_pixel  of a frame, at most, about
    part_ending    of the files of parts, "" for that of the film
    frames_a_part  frames of every part but the last; None for about two seconds of them
    is_sequence    every part is a frame, and joining moves it to its place
    most_pixels    of all frames together, None for any number
    """

    check: Callable[[FilmShape, Path], None]
    write_part: Callable[[Iterator[Pixels], FilmShape, Path], None]
    join: Callable[[Sequence[Path], FilmShape, Path], None]
    bytes_a_pixel: float
    part_ending: str = ""
    frames_a_part: int | None = None
    is_sequence: bool = False
    most_pixels: float | None = None
