"""Pictures as PNG (ISO/IEC 15948), band by band: Pillow needs the whole picture in memory."""

from __future__ import annotations

import struct
import zlib
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import numpy as np

from orbitviz.base.files import replacing
from orbitviz.formats.pictures.content import PictureBands, Pixels
from orbitviz.formats.registry import Writer

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TRUECOLOUR, _WITH_ALPHA = 2, 6
_NONE, _SUB, _UP = 0, 1, 2  # filter types
_LEVEL = 4  # half the time of zlib's usual 6, and 3 % more bytes
_ROWS = 64  # filtered at once
_SRGB_PERCEPTUAL = b"\x00"


def _write(content: PictureBands, path: Path) -> None:
    with replacing(path) as stream:
        write_png(content, stream)


def write_png(content: PictureBands, stream: BinaryIO) -> None:
    """Write a picture. Raises what its bands raise."""
    width, height = content.size
    kind = _WITH_ALPHA if content.has_alpha else _TRUECOLOUR
    stream.write(_SIGNATURE)
    _chunk(stream, b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))
    _chunk(stream, b"sRGB", _SRGB_PERCEPTUAL)
    channels = 4 if content.has_alpha else 3
    packer = _Packer(stream, width * channels, channels)
    rows = 0
    # Beside the drawing of the next band: zlib lets go of the interpreter.
    with ThreadPoolExecutor(1, "png") as pool:
        packed: Future[None] | None = None
        for band in content.bands():
            rows += len(band)
            if packed is not None:
                packed.result()
            packed = pool.submit(packer.pack, band)
        if packed is not None:
            packed.result()
    if rows != height:
        raise ValueError(f"the bands have {rows} rows, the picture has {height}")
    packer.finish()
    _chunk(stream, b"IEND", b"")


def _chunk(stream: BinaryIO, kind: bytes, data: bytes) -> None:
    stream.write(struct.pack(">I", len(data)))
    stream.write(kind + data)
    stream.write(struct.pack(">I", zlib.crc32(data, zlib.crc32(kind))))


class _Packer:
    """Filters and compresses rows, from the first to the last.

    Of three filters each row gets the one with the least sum of differences, as the standard
    recommends.
    """

    def __init__(self, stream: BinaryIO, row_bytes: int, channels: int) -> None:
        self._stream, self._channels = stream, channels
        self._zlib = zlib.compressobj(_LEVEL)
        self._before = np.zeros((1, row_bytes), np.uint8)

    def pack(self, band: Pixels) -> None:
        """Write a part of the picture."""
        for top in range(0, len(band), _ROWS):  # a whole band would be in memory ten times
            rows = np.ascontiguousarray(band[top : top + _ROWS]).reshape(-1, self._before.shape[1])
            filtered = _with_filters(rows, self._before, self._channels)
            self._write(self._zlib.compress(filtered.data))
            self._before = rows[-1:].copy()

    def finish(self) -> None:
        """Write what is left."""
        self._write(self._zlib.flush())

    def _write(self, data: bytes) -> None:
        if data:
            _chunk(self._stream, b"IDAT", data)


def _with_filters(rows: Pixels, before: Pixels, channels: int) -> Pixels:
    """Return rows (h, bytes), each after the byte of its filter; `before` is the row above."""
    left = np.zeros_like(rows)
    left[:, channels:] = rows[:, :-channels]
    above = np.concatenate([before, rows[:-1]])
    tried = [rows, rows - left, rows - above]
    sums = [np.minimum(one, 0 - one).sum(axis=1, dtype=np.int64) for one in tried]
    best = np.argmin(sums, axis=0)
    out = np.empty((len(rows), 1 + rows.shape[1]), np.uint8)
    for kind, one in ((_NONE, tried[0]), (_SUB, tried[1]), (_UP, tried[2])):
        chosen = best == kind
        out[chosen, 0] = kind
        out[chosen, 1:] = one[chosen]
    return out


FORMAT = Writer(title="PNG", endings=(".png",), write=_write)
