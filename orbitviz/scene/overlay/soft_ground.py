"""Letters on a soft dark ground, which keeps them readable over ice, cloud and light."""

from __future__ import annotations

import math

from PIL import Image, ImageChops, ImageFilter

_OUTLINE, _SHADOW = 1.1, 2.6  # logical pixels around the letters
LOGICAL_SIDE = 620.0  # shorter side, pixels, at which these of a tour's words are pixels
# By level 0..255 of blurred letters the outline, by that of the outline its share of the ground
# under the letters, and by that of the blurred outline what darkens the ground between them.
_OUTLINED = [min(3 * level, 255) for level in range(256)]
_DARKENED = [round(0.9 * level) for level in range(256)]
_SHADED = [min(round(1.6 * level), 205) for level in range(256)]

# What a tour lays over the picture: colours of strong and of other words, and of the ground.
_ON_DARK = (255, 255, 255), (214, 222, 233), (0, 0, 0)
_ON_WHITE = (12, 16, 22), (46, 54, 66), (255, 255, 255)


def margin_px(scale: float) -> int:
    """Return the pixels of ground around letters at so many pixels per logical pixel."""
    return math.ceil((_OUTLINE + 1.5 * _SHADOW) * scale)


def on_soft_ground(
    ink: Image.Image,
    colour: tuple[int, ...],
    scale: float,
    ground: tuple[int, ...] = (0, 0, 0),
) -> Image.Image:
    """Return letters, given by their opacity, in a colour RGB; margin_px of `ink` must be empty.

    ground   RGB around them
    """
    dark = ink.filter(ImageFilter.GaussianBlur(_OUTLINE * scale)).point(_OUTLINED)
    soft = dark.filter(ImageFilter.GaussianBlur(_SHADOW * scale)).point(_SHADED)
    picture = Image.new("RGBA", ink.size, (*ground, 0))
    picture.putalpha(ImageChops.lighter(dark.point(_DARKENED), soft))
    bright = Image.new("RGBA", ink.size, (*colour, 0))
    bright.putalpha(ink)
    return Image.alpha_composite(picture, bright)


def words_of_tour(ink: Image.Image, scale: float, *, strong: bool, on_white: bool) -> Image.Image:
    """Return letters as the words of tours are: bright on dark, or dark on a white background."""
    first, second, ground = _ON_WHITE if on_white else _ON_DARK
    return on_soft_ground(ink, first if strong else second, scale, ground)
