"""Pictures of the assets, decoded."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from orbitviz.base.errors import UserError


def open_picture(path: Path) -> Image.Image:
    """Return a picture, decoded. Raises UserError if it cannot be read."""
    try:
        picture = Image.open(path)
        picture.load()
        return picture
    except OSError as error:
        raise UserError(f"cannot be read as an image ({error})", file=path) from None
