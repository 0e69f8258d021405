"""Short films that repeat for ever on a page: animated WebP and GIF, by Pillow.

Their parts are PNG frames, and joining encodes them: each frame is stored as what differs from the
one before, so that no part of such a film could be encoded by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image

from orbitviz.base.errors import UserError
from orbitviz.base.files import replacing
from orbitviz.formats.films.content import FilmFormat, FilmShape
from orbitviz.formats.films.frames import (
    PNG_BYTES_A_PIXEL,
    check_no_codec,
    check_no_quality,
    write_frame,
)

MOST_LOOP_PIXELS = 300e6  # of all frames: 325 of 1280x720, whose GIF takes as many bytes of memory
# The shortest time that browsers show a frame of a GIF, which counts hundredths of a second.
_GIF_TICK_MS, _GIF_LEAST_TICKS = 10, 2
_WEBP_TICK_MS = 1
_MOST_GIF_FPS = 1000 // (_GIF_TICK_MS * _GIF_LEAST_TICKS)
_GIF_COLOURS = 256
_WEBP_QUALITY, _WEBP_METHOD = 85, 4


def times_ms(frames: int, fps: int, tick_ms: int) -> list[int]:
    """Return how long each frame is shown, in whole ticks; together they last frames / fps."""
    ends = [round(k * 1000.0 / fps / tick_ms) * tick_ms for k in range(frames + 1)]
    return [end - begin for begin, end in pairwise(ends)]


def _check(most_fps: int | None, shape: FilmShape, path: Path) -> None:
    check_no_codec(shape, path)
    if most_fps is not None:
        check_no_quality(shape, path)
    if most_fps is not None and shape.fps > most_fps:
        raise UserError(f"a GIF of {shape.fps} frames a second is shown slower than that",
                        file=path, allowed=f"1 to {most_fps}")  # fmt: skip


def _save(
    parts: Sequence[Path], shape: FilmShape, path: Path, form: str, tick_ms: int, **options: Any
) -> None:
    frames = _gif_frames(parts) if form == "GIF" else _frames(parts)
    with replacing(path) as stream:
        next(frames).save(
            stream, form, save_all=True, append_images=frames, loop=0,
            duration=times_ms(len(parts), shape.fps, tick_ms), **options,
        )  # fmt: skip


def _frames(parts: Sequence[Path]) -> Iterator[Image.Image]:
    for part in parts:
        with Image.open(part) as frame:
            yield frame.convert("RGB")


def _gif_frames(parts: Sequence[Path]) -> Iterator[Image.Image]:
    """Yield frames in 256 colours of their own."""
    for frame in _frames(parts):
        yield frame.quantize(_GIF_COLOURS, dither=Image.Dither.NONE)


def _join_gif(parts: Sequence[Path], shape: FilmShape, path: Path) -> None:
    _save(parts, shape, path, "GIF", _GIF_TICK_MS)


def _join_webp(parts: Sequence[Path], shape: FilmShape, path: Path) -> None:
    _save(parts, shape, path, "WEBP", _WEBP_TICK_MS,
          quality=shape.quality or _WEBP_QUALITY, method=_WEBP_METHOD)  # fmt: skip


def _format(title: str, ending: str, most_fps: int | None, join: Any) -> FilmFormat:
    return FilmFormat(
        title=title,
        endings=(ending,),
        check=partial(_check, most_fps),
        write_part=write_frame,
        join=join,
        bytes_a_pixel=PNG_BYTES_A_PIXEL,
        part_ending=".png",
        frames_a_part=1,
        most_pixels=MOST_LOOP_PIXELS,
    )


LOOPS = (
    _format("WebP", ".webp", None, _join_webp),
    _format("GIF", ".gif", _MOST_GIF_FPS, _join_gif),
)
