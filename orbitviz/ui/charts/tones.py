"""The colours of curves, by what they mean, in both themes."""

from __future__ import annotations

from PySide6.QtGui import QColor

from orbitviz.analysis.chart import DARK_TONES
from orbitviz.ui.colours import Colours
from orbitviz.ui.theme import colours

_LIGHT_TONES = {
    "sun": "#b87400", "load": "#1764c8", "charge": "#0b8457", "shed": "#b3261e",
    "hot": "#c2500a", "cool": "#2277b3", "flops": "#6b3fc4", "soft": "#566274",
}  # fmt: skip


def tone_of(name: str) -> str:
    """Return the colour of a tone in the theme in use, #rrggbb; or as it is if it is one."""
    tones = DARK_TONES if _is_dark(colours()) else _LIGHT_TONES
    return name if name.startswith("#") else tones[name]


def _is_dark(c: Colours) -> bool:
    return QColor(c.window).lightness() < 128


def faded(colour: str, alpha: int) -> QColor:
    """Return a colour with an opacity of 0 to 255."""
    shade = QColor(colour)
    shade.setAlpha(alpha)
    return shade
