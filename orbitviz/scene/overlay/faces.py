"""Fonts for text on the picture: ours, and those of the system for letters that ours lack."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from itertools import groupby

from PIL import Image, ImageDraw, ImageFont

from orbitviz.base.resources import asset_path
from orbitviz.base.untrusted_text import printable

# Fonts that come with systems or are usual on them, for scripts and signs that ours lack: Pillow
# finds them by their name. Fonts of coloured pictures, which have one size only, are left out.
_SYSTEM = (
    "NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "wqy-microhei.ttc",
    "DroidSansFallbackFull.ttf", "msyh.ttc", "YuGothM.ttc", "malgun.ttf", "PingFang.ttc",
    "Hiragino Sans GB.ttc", "AppleSDGothicNeo.ttc", "NotoSans-Regular.ttf", "DejaVuSans.ttf",
    "Arial Unicode.ttf", "segoeui.ttf", "NotoEmoji-Regular.ttf", "Symbola.ttf", "seguiemj.ttf",
    "seguisym.ttf", "Apple Symbols.ttf",
)  # fmt: skip
# Letters are painted so many times larger, up to a size, for Pillow puts them on whole pixels.
_FINER, _FINE_PX = 4, 200
_ROOM = 2  # pixels around a text, for letters that reach over their place
_BEFORE = {"l": 0.0, "m": 0.5, "r": 1.0}  # share of a text that lies left of its place
_NO_CHARACTER = "\U0010ffff"  # never assigned: a font draws its box for it

TEXT_FONT, MONO_FONT = "fonts/Inter.ttf", "fonts/JetBrainsMono.ttf"

Font = ImageFont.FreeTypeFont


class Face:
    r"""One size of a font, with others for what it lacks.

    A letter that no font has is shown as an escape such as \u5929, never as an empty box; so are
    control characters, with which Pillow fails.
    """

    def __init__(self, mono: bool, bold: bool, size: int) -> None:
        self._finer = max(1, min(_FINER, _FINE_PX // size))
        self._size = size * self._finer
        self._own = _own_font(mono, bold, self._size, size)
        ascent, descent = _own_font(mono, bold, size, size).getmetrics()
        self.ascent, self.descent = int(ascent), int(descent)

    def length(self, text: str) -> float:
        """Return the width of a text in pixels."""
        return sum(font.getlength(part) for font, part in self._runs(text)) / self._finer

    def draw(
        self,
        draw: ImageDraw.ImageDraw,
        place: tuple[float, float],
        text: str,
        ink: tuple[int, ...],
        anchor: str = "la",
    ) -> None:
        """Draw a text; `anchor` as Pillow names it: l, m or r, and a (ascender) or m (middle)."""
        parts = [(font, part, font.getlength(part)) for font, part in self._runs(text)]
        fine, length = self._finer, sum(wide for _, _, wide in parts) / self._finer
        x = place[0] - length * _BEFORE[anchor[0]]
        top = round(place[1] - (0.0 if anchor[1] == "a" else (self.ascent + self.descent) / 2.0))
        left = math.floor(x) - _ROOM
        width = math.ceil(length) + 2 * _ROOM + self._size // fine
        size = (width * fine, (self.ascent + self.descent + 2 * _ROOM) * fine)
        letters = Image.new("L", size)
        pen, at = ImageDraw.Draw(letters), (x - left) * fine
        for font, part, wide in parts:
            pen.text((at, (_ROOM + self.ascent) * fine), part, 255, font, "ls")
            at += wide
        draw.bitmap((left, top - _ROOM), letters.reduce(fine), ink)

    def _runs(self, text: str) -> list[tuple[Font, str]]:
        """Return the text in parts of one font each."""
        found: list[tuple[Font, str]] = []
        for name, letters in groupby(printable(text), _font_name):
            part = "".join(letters)
            if name is None:
                part = "".join(map(_escaped, part))
            font = _system_font(name, self._size) if name else self._own
            if found and found[-1][0] is font:
                part = found.pop()[1] + part
            found.append((font or self._own, part))
        return found


@lru_cache(maxsize=4096)
def _font_name(letter: str) -> str | None:
    """Return which of the system's fonts has a letter: "" for our own, None for none of them."""
    own = _own_font(False, False, 20, 20)
    if letter.isspace() or _has(own, letter):
        return ""
    for name in _SYSTEM:
        font = _system_font(name, 20)
        if font is not None and _has(font, letter):
            return name
    return None


def in_our_font(text: str) -> str:
    """Return a text with the letters that our font lacks escaped, for what can have no other."""
    own = _own_font(False, False, 20, 20)
    return "".join(
        letter if letter.isspace() or _has(own, letter) else _escaped(letter)
        for letter in printable(text)
    )


def _has(font: Font, letter: str) -> bool:
    drawn, box = font.getmask(letter), font.getmask(_NO_CHARACTER)
    return drawn.size != box.size or bytes(drawn) != bytes(box)


def _escaped(letter: str) -> str:
    """Return a letter that no font has as text; marks that only modify others vanish."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return ""
    return letter.encode("unicode_escape", "surrogatepass").decode("ascii")


@lru_cache(maxsize=32)
def face(mono: bool, bold: bool, size: int) -> Face:
    """Return a face of a size in pixels."""
    return Face(mono, bold, size)


@lru_cache(maxsize=64)
def _own_font(mono: bool, bold: bool, size: int, shown_size: int) -> Font:
    """Return our font of a size with the shapes of letters for the size in which they are shown."""
    weight = 600 if bold else 420
    # Inter has an optical size before its weight, JetBrains Mono a weight alone.
    if mono:
        return _varied(MONO_FONT, size, (weight,))
    return inter(size, max(14, min(shown_size, 32)), weight)


def inter(size: int, optical_size: float, weight: float) -> Font:
    """Return the font Inter of a size in pixels, with letters for an optical size and weight."""
    return _varied(TEXT_FONT, size, (optical_size, weight))


def _varied(name: str, size: int, axes: tuple[float, ...]) -> Font:
    font = ImageFont.truetype(asset_path(name), size)
    font.set_variation_by_axes(list(axes))
    return font


@lru_cache(maxsize=128)
def _system_font(name: str, size: int) -> Font | None:
    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None
