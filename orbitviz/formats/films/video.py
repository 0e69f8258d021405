"""Films as MP4, WebM and Matroska, by PyAV (the libraries of FFmpeg), an optional dependency."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from orbitviz.base.errors import UserError
from orbitviz.base.files import save_through
from orbitviz.formats.films.content import BEST_QUALITY, FilmFormat, FilmShape
from orbitviz.formats.pictures.content import Pixels

# One thread an encoder: the same frames give the same bytes on any machine. No scene cuts, and a
# key frame at the beginning of each part only, so that parts can be joined as they are. The tree
# of macroblocks of x264 makes other bytes in one film of a hundred (of 64x48 pixels, in core 165).
_OPTIONS: dict[str, dict[str, str]] = {
    "libx264": {"preset": "medium", "crf": "17", "threads": "1", "sc_threshold": "0",
                "g": "100000", "mbtree": "0"},
    "libsvtav1": {"preset": "8", "crf": "28", "svtav1-params": "lp=1"},
    "libvpx-vp9": {"crf": "24", "b": "0", "threads": "1", "row-mt": "0", "g": "100000",
                   "deadline": "good", "cpu-used": "4"},
}  # fmt: skip
_WORST_CRF = {"libx264": 51, "libsvtav1": 63, "libvpx-vp9": 63}  # constant rate factor
_NAMES = {"h264": "libx264", "av1": "libsvtav1", "vp9": "libvpx-vp9"}
_CODECS = {".mp4": ("h264", "av1"), ".webm": ("vp9", "av1"), ".mkv": ("h264", "av1", "vp9")}
_BT709, _LIMITED = 1, 1  # as FFmpeg numbers them
_PARTS = {"h264": "mp4", "av1": "mp4", "vp9": "webm"}  # in them times survive
CODEC_NAMES = tuple(_NAMES)
_BYTES_A_PIXEL = 0.25


def _av() -> Any:
    try:
        import av
    except ImportError:
        raise UserError(
            "videos need the package av",
            allowed=f".webp, .gif, .png, or to install it: {sys.executable} -m pip install av",
        ) from None
    av.logging.set_level(av.logging.ERROR)
    os.environ.setdefault("SVT_LOG", "1")  # errors only: SVT-AV1 would print its settings
    return av


def _codec(shape: FilmShape, ending: str) -> str:
    return shape.codec or _CODECS[ending][0]


def _check(ending: str, shape: FilmShape, path: Path) -> None:
    allowed = _CODECS[ending]
    name = _codec(shape, ending)
    if name not in allowed:
        raise UserError(f"--codec {name} does not go into {ending}", file=path,
                        allowed=", ".join(allowed))  # fmt: skip
    if any(side % 2 for side in shape.size):
        width, height = shape.size
        raise UserError(
            f"a video of {width}x{height} pixels has an odd side",
            file=path,
            allowed=f"even numbers such as {width + width % 2}x{height + height % 2}",
        )
    if _NAMES[name] not in _av().codecs_available:
        raise UserError(f"the package av is without an encoder of {name}", file=path,
                        allowed=", ".join(allowed))  # fmt: skip


def _write_part(ending: str, frames: Iterator[Pixels], shape: FilmShape, path: Path) -> None:
    av = _av()

    def save(scratch: Path) -> None:
        with av.open(str(scratch), "w", format=_PARTS[_codec(shape, ending)]) as container:
            stream = _stream(container, shape, ending)
            for number, pixels in enumerate(frames):
                frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
                frame = frame.reformat(format="yuv420p", src_colorspace="ITU709",
                                       dst_colorspace="ITU709")  # fmt: skip
                frame.pts = number
                for packet in stream.encode(frame):
                    container.mux(packet)
            for packet in stream.encode(None):
                container.mux(packet)

    save_through(path, save, ending)


def _stream(container: Any, shape: FilmShape, ending: str) -> Any:
    encoder = _NAMES[_codec(shape, ending)]
    options = _OPTIONS[encoder]
    if shape.quality is not None:
        crf = round(_WORST_CRF[encoder] * (1.0 - shape.quality / BEST_QUALITY))
        options = {**options, "crf": str(crf)}
    stream = container.add_stream(encoder, rate=shape.fps, options=options)
    stream.width, stream.height = shape.size
    stream.pix_fmt = "yuv420p"
    stream.time_base = Fraction(1, shape.fps)
    context = stream.codec_context
    context.time_base = stream.time_base
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = _LIMITED
    return stream


def _join(ending: str, parts: Sequence[Path], shape: FilmShape, path: Path) -> None:
    """Join parts as they are: nothing is encoded again."""
    av = _av()

    def save(scratch: Path) -> None:
        with av.open(str(scratch), "w", format=_container(ending),
                     options=_flags(ending)) as container:  # fmt: skip
            stream = None
            begin, tick = 0, Fraction(1, shape.fps)
            for part in parts:
                with av.open(str(part)) as source:
                    stream = stream or _joined(container, source, shape, ending)
                    packets = [one for one in source.demux(video=0) if one.dts is not None]
                    first = min(packet.pts * packet.time_base for packet in packets)
                    for packet in packets:
                        for name in ("pts", "dts"):
                            since = getattr(packet, name) * packet.time_base - first
                            setattr(packet, name, begin + round(since / tick))
                        packet.duration, packet.time_base = 1, tick
                        packet.stream = stream
                        container.mux(packet)
                    begin += len(packets)

    save_through(path, save, ending, parts[0].parent)


def _joined(container: Any, source: Any, shape: FilmShape, ending: str) -> Any:
    """Return the stream of a film whose packets are those of its parts."""
    if _codec(shape, ending) == "h264":  # its packets fit the header of the parts, not a new one
        return container.add_stream_from_template(source.streams.video[0])
    stream = _stream(container, shape, ending)  # for its header; it encodes nothing
    container.start_encoding()
    return stream


def _container(ending: str) -> str:
    return {".mp4": "mp4", ".webm": "webm", ".mkv": "matroska"}[ending]


def _flags(ending: str) -> dict[str, str]:
    same = {"fflags": "+bitexact"}  # no random number as Matroska's name of the film
    return {**same, "movflags": "+faststart"} if ending == ".mp4" else same


def _format(title: str, ending: str) -> FilmFormat:
    return FilmFormat(
        title=title,
        endings=(ending,),
        check=partial(_check, ending),
        write_part=partial(_write_part, ending),
        join=partial(_join, ending),
        bytes_a_pixel=_BYTES_A_PIXEL,
    )


VIDEOS = (_format("MP4", ".mp4"), _format("WebM", ".webm"), _format("Matroska", ".mkv"))
