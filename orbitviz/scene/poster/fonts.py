"""The letters of a poster: measured, broken into lines, as files for a PDF."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from orbitviz.base.resources import asset_path
from orbitviz.scene.overlay.caption_painting import broken
from orbitviz.scene.overlay.faces import TEXT_FONT, Font, inter
from orbitviz.scene.poster.marks import Letters

_MEASURED_PX = 200  # large enough for widths to one part in a thousand


@lru_cache(maxsize=64)
def font_of(letters: Letters, px: int) -> Font:
    """Return the font of letters so many pixels high."""
    return inter(px, *letters.value)


def width_of(text: str, size: float, letters: Letters) -> float:
    """Return the width of a text in the unit of `size`."""
    return font_of(letters, _MEASURED_PX).getlength(text) * size / _MEASURED_PX


def wrapped(text: str, size: float, letters: Letters, room: float) -> list[str]:
    """Return a text as lines no wider than `room`, broken between words."""
    lines = broken(text, lambda line: width_of(line, size, letters), room)
    return [shortened(line, size, letters, room) for line in lines]


def shortened(text: str, size: float, letters: Letters, room: float) -> str:
    """Return a text, or what fits of its beginning."""
    if width_of(text, size, letters) <= room:
        return text
    kept = len(text)
    while kept and width_of(f"{text[:kept].rstrip()}…", size, letters) > room:
        kept -= 1
    return f"{text[:kept].rstrip()}…"


def write_font(letters: Letters, text: str, path: Path) -> None:
    """Write a font file that has the letters of a text and no others, in one weight."""
    # On demand: only a PDF needs it.
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    options = subset.Options()
    options.layout_features = ["kern"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    with TTFont(asset_path(TEXT_FONT), lazy=True, recalcTimestamp=False) as font:
        subsetter.subset(font)
        optical_size, weight = letters.value
        one_style = {"opsz": optical_size, "wght": weight}
        instancer.instantiateVariableFont(font, one_style, inplace=True)
        font.save(path)
