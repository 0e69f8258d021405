"""Films of which every part is a PNG picture, and those that stay so: NAME-00001.png and so on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.formats.films.content import FilmFormat, FilmShape
from orbitviz.formats.pictures.content import PictureBands, Pixels
from orbitviz.formats.pictures.png import FORMAT as PNG

PNG_BYTES_A_PIXEL = 1.5


def frame_path(path: Path, number: int) -> Path:
    """Return the file of a frame, counted from 0, of a sequence named by `path`."""
    return path.with_name(f"{path.stem}-{number + 1:05d}{path.suffix}")


def write_frame(frames: Iterator[Pixels], shape: FilmShape, path: Path) -> None:
    """Write a part of one frame."""
    for pixels in frames:
        PNG.write(PictureBands.of(pixels), path)


def check_no_quality(shape: FilmShape, path: Path) -> None:
    """Raise UserError if a quality is named, for nothing is lost."""
    if shape.quality is not None:
        raise UserError(f"--quality {shape.quality} does not go into {path.suffix}", file=path,
                        allowed="a name in .mp4, .webm, .mkv or .webp")  # fmt: skip


def _check(shape: FilmShape, path: Path) -> None:
    check_no_codec(shape, path)
    check_no_quality(shape, path)


def check_no_codec(shape: FilmShape, path: Path) -> None:
    """Raise UserError if a codec is named, for the frames have none."""
    if shape.codec:
        raise UserError(f"--codec {shape.codec} does not go into {path.suffix}", file=path,
                        allowed="a name in .mp4, .webm or .mkv")  # fmt: skip


def _join(parts: Sequence[Path], shape: FilmShape, path: Path) -> None:
    """Move the frames to their places."""
    for number, part in enumerate(parts):
        if part.is_file():
            os.replace(part, frame_path(path, number))


SEQUENCE = FilmFormat(
    title="PNG frames",
    endings=(".png",),
    check=_check,
    write_part=write_frame,
    join=_join,
    bytes_a_pixel=PNG_BYTES_A_PIXEL,
    frames_a_part=1,
    is_sequence=True,
)
