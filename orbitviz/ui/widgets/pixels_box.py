"""A field for a side of a picture, in pixels."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

from orbitviz.formats.pictures.content import LEAST_SIDE_PX, MOST_SIDE_PX


class PixelsBox(QSpinBox):
    """A number of pixels that a picture may have a side of; `name` says which side."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setRange(LEAST_SIDE_PX, MOST_SIDE_PX)
        self.setSuffix(" px")
        self.setGroupSeparatorShown(True)
        self.setAccessibleName(f"{name} in pixels")
