"""Pictures of the assets, decoded."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from orbitviz.base.errors import UserError


def open_picture(path: Path, least: tuple[int, int] | None = None) -> Image.Image:
    """Return a picture, decoded. Raises UserError if it cannot be read.

    least   width and height that are enough, pixels: a large JPEG is then decoded smaller
    """
    try:
        picture = Image.open(path)
        if least is not None:
            picture.draft(picture.mode, least)
        picture.load()
        return picture
    except OSError as error:
        raise UserError(f"cannot be read as an image ({error})", file=path) from None
