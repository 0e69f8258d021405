"""All painted names in one texture."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image
from vispy import gloo

from orbitviz.scene.gl.textures import largest_texture
from orbitviz.scene.labels.lettering import painted, text_size
from orbitviz.scene.labels.styles import Label
from orbitviz.scene.overlay.soft_ground import margin_px

# Of a side, in logical pixels and in texels: as many names as a picture shows at most have room.
_SIDE, _LEAST_SIDE = 512.0, 1024
_LARGEST_SCALE = 16.0  # names are painted at; for still larger pictures they are enlarged


class Atlas:
    """Names painted at one scale, packed in rows; painted when they are first shown.

    A GL context must be current. `side` is that of the texture, in texels, of which one is
    `enlarged` pixels wide; `margin` is that of the shadow, in texels.
    """

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self._painted_scale = min(scale, _LARGEST_SCALE)
        self.enlarged = scale / self._painted_scale
        self.margin = margin_px(self._painted_scale)
        side = max(math.ceil(_SIDE * self._painted_scale), _LEAST_SIDE)
        self.side = min(side, largest_texture())
        self.texture = gloo.Texture2D(
            (self.side, self.side, 4),
            format="rgba",
            interpolation="nearest" if self.enlarged == 1.0 else "linear",
        )
        self._sizes: dict[Label, tuple[float, float]] = {}
        self._places: dict[Label, tuple[int, int, int, int]] = {}
        self._x = self._y = self._row = 0

    def size_of(self, label: Label) -> tuple[float, float]:
        """Return width and height of a text in pixels, without its shadow."""
        if label not in self._sizes:
            width, height = text_size(label, self._painted_scale)
            self._sizes[label] = width * self.enlarged, height * self.enlarged
        return self._sizes[label]

    def place_of(self, label: Label) -> tuple[int, int, int, int] | None:
        """Return left, top, width, height in texels with the shadow; None if there is no room."""
        if label not in self._places:
            picture = painted(label, self._painted_scale)
            place = self._free(*picture.size)
            if place is None:
                return None
            self._upload(picture, place)
            self._places[label] = (*place, *picture.size)
        return self._places[label]

    def clear(self) -> None:
        """Forget all names, to make room."""
        self._places.clear()
        self._x = self._y = self._row = 0

    def _free(self, width: int, height: int) -> tuple[int, int] | None:
        if self._x + width > self.side:
            self._x, self._y, self._row = 0, self._y + self._row, 0
        if width > self.side or self._y + height > self.side:
            return None
        left, self._x = self._x, self._x + width
        self._row = max(self._row, height)
        return left, self._y

    def _upload(self, picture: Image.Image, place: tuple[int, int]) -> None:
        pixels = np.array(picture, np.float32)
        pixels[..., :3] *= pixels[..., 3:] / 255.0
        left, top = place
        self.texture.set_data(np.rint(pixels).astype(np.uint8), offset=(top, left), copy=True)
