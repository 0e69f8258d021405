"""How each kind of name looks, and from how near it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Ink = tuple[int, int, int]

# All of them lighter than the light of a million satellites and than clouds by dusk.
_WHITE, _SOFT, _WATER, _LINE = (238, 243, 249), (228, 234, 241), (208, 231, 254), (212, 224, 240)


@dataclass(frozen=True, kw_only=True)
class Style:
    """Lettering of one kind of name; lengths in logical pixels.

    spacing   between letters, beyond the font's own
    dot       radius of the dot at the place, 0 for names that lie on it
    dotted    whether the dot is drawn, or something of its size is there already
    apart     distance that a new name keeps from others
    opacity   where nothing fades it
    """

    size: float
    ink: Ink = _WHITE
    bold: bool = False
    slanted: bool = False
    capitals: bool = False
    spacing: float = 0.0
    dot: float = 0.0
    dotted: bool = True
    apart: float = 8.0
    opacity: float = 0.95


class Label(NamedTuple):
    """What is painted for a name; equal labels share one place in the atlas."""

    text: str
    style: Style


OCEAN = Style(size=13.5, ink=_WATER, bold=True, slanted=True, spacing=2.0, apart=26.0)
SEA = Style(size=11.5, ink=_WATER, slanted=True, spacing=0.8, apart=12.0)
CONTINENT = Style(size=12.5, ink=_SOFT, bold=True, capitals=True, spacing=4.0, apart=26.0)
COUNTRY = Style(size=10.5, ink=_SOFT, bold=True, capitals=True, spacing=1.6, apart=12.0)
CITY = Style(size=11.5, dot=1.9, apart=9.0)
LARGE_CITY = Style(size=12.5, bold=True, dot=2.3, apart=10.0, opacity=1.0)
SITE = Style(size=11.5, ink=(255, 205, 130), dot=2.3, apart=9.0)
OWN_SITE = Style(size=12.0, ink=(255, 205, 130), bold=True, dot=3.0, apart=6.0, opacity=1.0)
CHOSEN_SITE = Style(size=13.0, ink=(150, 235, 255), bold=True, dot=3.8, apart=6.0, opacity=1.0)
LINE = Style(size=10.5, ink=_LINE, apart=4.0)
AXIS = Style(size=13.0, bold=True, dot=3.0, dotted=False, apart=4.0, opacity=1.0)
SHELL = Style(size=12.0, bold=True, dot=2.0, apart=4.0, opacity=1.0)
MOON = Style(size=11.5, ink=_SOFT, dot=6.5, dotted=False, apart=4.0)
