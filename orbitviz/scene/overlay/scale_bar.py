"""The scale bar: how long so many km are in the middle of the picture."""

from __future__ import annotations

import math
from functools import partial
from typing import NamedTuple

from PIL import Image, ImageDraw

from orbitviz.base.constants import KM_PER_M
from orbitviz.base.units import fixed_text
from orbitviz.orbits.line_of_sight import ground_km
from orbitviz.scene.overlay.block import Block
from orbitviz.scene.overlay.callouts import PixelBox
from orbitviz.scene.overlay.overlay import text_scale
from orbitviz.scene.overlay.soft_ground import margin_px
from orbitviz.scene.overlay.typesetting import text_block
from orbitviz.scene.view import View

# Logical pixels: of the longest bar, of its upright strokes, of its lines and their dark rim.
_LONGEST, _TALL, _THICK, _RIM = 170.0, 8.0, 2.0, 1.0
_LEAST_PX = 24.0  # a shorter bar says nothing
_TEXT_SIZE = 12.0
_ON_WHITE_INK, _ON_WHITE_SHADE = (8, 12, 20, 255), (255, 255, 255, 170)
_INK, _SHADE = (235, 240, 247, 255), (0, 0, 0, 170)


class Scale(NamedTuple):
    """A round length and what it is on the picture."""

    length_km: float
    length_px: float
    on_ground: bool

    @property
    def text(self) -> str:
        """The length with its place."""
        length = f"{fixed_text(self.length_km)} km"
        if self.length_km < 1.0:
            length = f"{_plain(self.length_km / KM_PER_M)} m"
        return f"{length} {'on the ground' if self.on_ground else 'at the target'}"


def scale_of(view: View, most_px: float) -> Scale | None:
    """Return the longest round length up to so many pixels, None where there is no depth.

    It is that of a line across the axis of sight, at the depth of the ground in the middle of the
    picture, or of the camera's target where that is nearer or where the middle is not ground. So
    it is what one measures by eye: on the map below, or around the satellite that is looked at.
    Elsewhere in the picture, nearer or farther, lengths differ.
    """
    ground = ground_km(view.eye_km, view.forward)
    ground_depth_km = math.inf if ground is None else float((ground - view.eye_km) @ view.forward)
    depth_km = min(ground_depth_km, view.target_km)
    if not (math.isfinite(depth_km) and depth_km > 0.0):
        return None
    px_per_km = 1.0 / (depth_km * view.radians_per_pixel)
    length_km = _round_below(most_px / px_per_km)
    return Scale(length_km, length_km * px_per_km, ground_depth_km <= view.target_km)


def _round_below(length: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten up to a length."""
    power = 10.0 ** math.floor(math.log10(length))
    # A length of exactly two powers may come out a rounding below it.
    return max((step * power for step in (1.0, 2.0, 5.0) if step * power <= length * (1 + 1e-9)),
               default=0.5 * power)  # fmt: skip


def _plain(value: float) -> str:
    return fixed_text(value, max(0, -math.floor(math.log10(value) + 1e-9)))


class ScaleBar:
    """Draws the bar with its length over it; a GL context must be current."""

    def __init__(self) -> None:
        self._bar, self._text = Block(), Block()
        self._blocks: tuple[Block, ...] = ()

    def arrange(self, view: View, free: PixelBox, *, shown: bool, on_white: bool) -> None:
        """Paint and place it for the next picture, in the lower left corner of what is free.

        free   as Overlay.free_corner; where it is too small for bar and text, neither is drawn
        shown, on_white   whether it is drawn at all, and dark on a white background
        """
        self._blocks = ()
        left, top, right, bottom = free
        factor = text_scale(view)
        rim, pad = max(1, round(_RIM * factor)), margin_px(factor)
        most_px = min(_LONGEST * factor, right - left - 2 * pad)
        if not shown or most_px < _LEAST_PX * factor:
            return
        scale = scale_of(view, most_px)
        if scale is None:
            return
        self._bar.set(round(scale.length_px), partial(_bar, factor, rim, on_white))
        self._text.set(scale.text, partial(_text, factor, view.size[0], on_white))
        tall = self._bar.size[1] + self._text.size[1]
        if self._text.size[0] > right - left or tall > bottom - top:
            return
        # The bar begins where the letters do, which have their shadow around them.
        low = view.size[1] - round(bottom)
        self._bar.place(round(left) + pad - rim, low + pad - rim)
        self._text.place(round(left), low + pad - rim + self._bar.size[1] - pad // 2)
        self._blocks = self._text, self._bar

    def boxes(self, view: View) -> list[PixelBox]:
        """Return left, top, right, bottom of what is drawn, as Overlay.boxes."""
        return [block.box(view) for block in self._blocks]

    def draw(self, view: View) -> None:
        """Draw over the picture, blended as premultiplied colours."""
        for block in self._blocks:
            block.draw(view)


def _bar(factor: float, rim: int, on_white: bool, length_px: object) -> Image.Image:
    """Return a line with an upright stroke at each end, `length_px` from edge to edge."""
    assert isinstance(length_px, int)
    tall, thick = max(3, round(_TALL * factor)), max(1, round(_THICK * factor))
    picture = Image.new("RGBA", (length_px + 2 * rim, tall + 2 * rim))
    draw = ImageDraw.Draw(picture)
    right, low = rim + length_px - 1, rim + tall - 1
    strokes = ((rim, low - thick + 1, right, low), (rim, rim, rim + thick - 1, low),
               (right - thick + 1, rim, right, low))  # fmt: skip
    shade, ink = (_ON_WHITE_SHADE, _ON_WHITE_INK) if on_white else (_SHADE, _INK)
    for x0, y0, x1, y1 in strokes:
        draw.rectangle((x0 - rim, y0 - rim, x1 + rim, y1 + rim), shade)
    for stroke in strokes:
        draw.rectangle(stroke, ink)
    return picture


def _text(factor: float, room: int, on_white: bool, text: object) -> Image.Image:
    return text_block(str(text), _TEXT_SIZE, factor, room, mono=False, bold=True, on_white=on_white)
