"""The paper of a poster: its sizes and its colours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from orbitviz.model.view import Background

WIDTH = 420.0  # of every page, in the units in which it is laid out: mm on A3
MARGIN = 14.0
_MM_PER_INCH = 25.4

Colour = tuple[int, int, int]  # sRGB


class Page(StrEnum):
    """The sizes of a page, all of them wider than high."""

    A3 = "a3"
    SLIDE = "16:9"

    @property
    def width_mm(self) -> float:
        """The width of the paper: A3 by ISO 216, a slide is 13 1/3 inches wide."""
        return WIDTH if self is Page.A3 else 40.0 / 3.0 * _MM_PER_INCH

    @property
    def height(self) -> float:
        """The height in units of the layout."""
        return 297.0 if self is Page.A3 else WIDTH * 9.0 / 16.0

    @property
    def height_mm(self) -> float:
        """The height of the paper."""
        return self.height * self.width_mm / WIDTH

    def px_per_unit(self, dpi: float) -> float:
        """Return the pixels of a unit of the layout."""
        return dpi / _MM_PER_INCH * self.width_mm / WIDTH


@dataclass(frozen=True)
class Inks:
    """The colours of a poster.

    background   what is behind Earth and satellites on its pictures
    paper        where there is no picture
    panel        what texts stand on over a picture, with its opacity `panel_share`
    """

    background: Background
    paper: Colour
    panel: Colour
    panel_share: float
    title: Colour
    text: Colour
    soft: Colour
    line: Colour
    ground: Colour
    air: Colour


DARK = Inks(
    background=Background.SKY,
    paper=(3, 5, 10),
    panel=(8, 12, 20),
    panel_share=0.72,
    title=(244, 247, 252),
    text=(226, 233, 243),
    soft=(152, 166, 186),
    line=(70, 86, 110),
    ground=(24, 44, 74),
    air=(70, 120, 190),
)
LIGHT = Inks(
    background=Background.WHITE,
    paper=(255, 255, 255),
    panel=(244, 246, 250),
    panel_share=0.86,
    title=(14, 20, 32),
    text=(32, 42, 58),
    soft=(92, 104, 122),
    line=(176, 188, 204),
    ground=(196, 214, 236),
    air=(120, 164, 220),
)
