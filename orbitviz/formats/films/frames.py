"""Films as numbered PNG pictures: NAME-00001.png and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from orbitviz.formats.films.content import FilmFormat, FilmShape
from orbitviz.formats.pictures.content import PictureBands, Pixels
from orbitviz.formats.pictures.png import FORMAT as PNG


def frame_path(path: Path, number: int) -> Path:
    """Return the file of a frame, counted from 0, of a sequence named by `path`."""
    return path.with_name(f"{path.stem}-{number + 1:05d}{path.suffix}")


def _check(shape: FilmShape, path: Path) -> None:
    """Pass: every size is one of pictures."""


def _write_part(frames: Iterator[Pixels], shape: FilmShape, path: Path) -> None:
    for pixels in frames:
        PNG.write(PictureBands.of(pixels), path)


def _join(parts: Sequence[Path], shape: FilmShape, path: Path) -> None:
    """Leave the frames: they are the film."""


SEQUENCE = FilmFormat(
    title="PNG frames",
    endings=(".png",),
    check=_check,
    write_part=_write_part,
    join=_join,
    frames_a_part=1,
    is_sequence=True,
)
