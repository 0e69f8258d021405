"""The formats of pictures."""

from __future__ import annotations

from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.formats.pictures import jpeg, png
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.formats.registry import Writer, Writers

PICTURES = Writers((png.FORMAT, jpeg.FORMAT), refusal="is not a PNG or JPEG file name")


def check_picture(path: Path, writer: Writer[PictureBands], *, is_transparent: bool) -> None:
    """Raise UserError if a picture cannot be of a format; to be called before it is drawn."""
    if is_transparent and writer is jpeg.FORMAT:
        raise UserError(
            "a JPEG picture cannot be transparent", file=path, allowed="PNG, or another background"
        )
