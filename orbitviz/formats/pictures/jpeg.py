"""Pictures as JPEG, without opacity; the whole picture has to fit into memory."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from orbitviz.base.files import replacing
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.formats.pictures.whole import check_memory, whole_picture
from orbitviz.formats.registry import Writer

_QUALITY = 95


def _write(content: PictureBands, path: Path) -> None:
    check_memory(content)
    with replacing(path) as stream:
        picture = Image.fromarray(whole_picture(content))
        picture.save(stream, "JPEG", quality=_QUALITY, subsampling=0)


FORMAT = Writer(title="JPEG", endings=(".jpg", ".jpeg"), write=_write)
