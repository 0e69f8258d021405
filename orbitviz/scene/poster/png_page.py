"""A poster as pixels, by Pillow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from orbitviz.formats.pictures import png
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.scene.poster.fonts import font_of
from orbitviz.scene.poster.marks import Line, Mark, Picture, Point, Polygon, Text
from orbitviz.scene.poster.paper import WIDTH, Inks, Page

_FINER = 4  # shapes and letters are painted so many times larger, for smooth edges


def page_pixels(marks: Sequence[Mark], page: Page, inks: Inks, dpi: float) -> NDArray[np.uint8]:
    """Return a page as (height, width, 3) uint8 sRGB."""
    scale = page.px_per_unit(dpi)
    size = (round(WIDTH * scale), round(page.height * scale))
    paper = Image.new("RGB", size, inks.paper)
    for mark in marks:
        _draw(paper, mark, scale)
    return np.asarray(paper)


def _draw(paper: Image.Image, mark: Mark, scale: float) -> None:
    match mark:
        case Picture():
            left, top = round(mark.x * scale), round(mark.y * scale)
            right = round((mark.x + mark.width) * scale)
            bottom = round((mark.y + mark.height) * scale)
            picture = Image.fromarray(mark.pixels)
            paper.paste(
                picture.resize((right - left, bottom - top), Image.Resampling.LANCZOS), (left, top)
            )
        case Text():
            _draw_text(paper, mark, scale)
        case Polygon():
            _draw_shape(paper, mark.points, mark.ink, mark.share, None, scale)
        case Line():
            _draw_shape(paper, mark.points, mark.ink, 1.0, mark.width, scale)


def _draw_shape(
    paper: Image.Image,
    points: Sequence[Point],
    ink: tuple[int, int, int],
    share: float,
    width: float | None,
    scale: float,
) -> None:
    """Draw a polygon, or with a width a line, through a mask of its own."""
    placed = np.array(points) * scale
    reach = 1.0 if width is None else 0.5 * width * scale + 2.0
    low = np.floor(placed.min(axis=0) - reach).astype(int)
    high = np.ceil(placed.max(axis=0) + reach).astype(int)
    low, high = np.maximum(low, 0), np.minimum(high, paper.size)
    if np.any(high <= low):
        return
    mask = Image.new("L", tuple(((high - low) * _FINER).tolist()))
    fine = [tuple(point) for point in ((placed - low) * _FINER).tolist()]
    opacity = round(255 * share)
    pen = ImageDraw.Draw(mask)
    if width is None:
        pen.polygon(fine, fill=opacity)
    else:
        pen.line(fine, fill=opacity, width=max(1, round(width * scale * _FINER)), joint="curve")
    paper.paste(ink, tuple(low.tolist()), mask.reduce(_FINER))


def _draw_text(paper: Image.Image, mark: Text, scale: float) -> None:
    font = font_of(mark.letters, max(1, round(mark.size * scale * _FINER)))
    x, y = mark.x * scale, mark.y * scale
    left, top = int(x) - 1, int(y - mark.size * scale * 1.2)
    width = int(font.getlength(mark.text) / _FINER) + 4
    height = int(mark.size * scale * 1.7) + 2
    mask = Image.new("L", (width * _FINER, height * _FINER))
    place = ((x - left) * _FINER, (y - top) * _FINER)
    ImageDraw.Draw(mask).text(place, mark.text, 255, font, "ls")
    paper.paste(mark.ink, (left, top), mask.reduce(_FINER))


def write_png_page(marks: Sequence[Mark], page: Page, inks: Inks, dpi: float, path: Path) -> None:
    """Write a page as PNG. Raises UserError if that is impossible."""
    png.FORMAT.write(PictureBands.of(page_pixels(marks, page, inks, dpi)), path)
