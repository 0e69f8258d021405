"""Lays a poster out: title and globe at the left, figures, shells and satellite at the right."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.scene.poster.content import PosterContent, PosterSatellite
from orbitviz.scene.poster.fonts import shortened, width_of, wrapped
from orbitviz.scene.poster.marks import Letters, Mark, Picture, Text, box
from orbitviz.scene.poster.outlines import outlines_marks
from orbitviz.scene.poster.paper import MARGIN, WIDTH, Inks, Page
from orbitviz.scene.poster.setting import columns, heading
from orbitviz.scene.poster.shells_to_scale import shells_marks

_SIDE_X, _SIDE = 254.0, WIDTH - MARGIN - 254.0  # the column at the right
_GAP, _INSET = 4.0, 4.5  # between panels; from their edge to what is on them
_ROWS, _MOST_CARDS = 2, 8
_VALUE, _WORDS = 7.6, 2.9  # sizes of a figure and of what it is of
_FOOT = 7.0
_SHARES = (0.22, 0.36, 0.42)  # of the column: figures, shells, satellite


@dataclass(frozen=True)
class _Sizes:
    title: float
    subtitle: float
    print_height: float
    print_size: float


_SIZES = {
    Page.A3: _Sizes(15.0, 5.4, 62.0, 2.45),
    Page.SLIDE: _Sizes(13.0, 5.0, 34.0, 2.3),
}


def globe_frame(page: Page) -> tuple[float, float, float, float]:
    """Return the middle of the globe on a page, and width and height of the room it has."""
    sizes = _SIZES[page]
    top = MARGIN + 1.9 * sizes.title
    bottom = page.height - _FOOT - sizes.print_height - 2.0 * _GAP
    width = _SIDE_X - MARGIN
    return MARGIN / 2.0 + 0.5 * width, 0.5 * (top + bottom), width, bottom - top


def close_up_size(page: Page) -> tuple[float, float]:
    """Return width and height of the picture of the satellite."""
    height = _heights(page)[2] - 2.0 * _INSET
    return 0.5 * (_SIDE - 2.0 * _INSET), height


def poster_marks(content: PosterContent, page: Page, inks: Inks) -> list[Mark]:
    """Return everything on a page, from the back to the front."""
    sizes = _SIZES[page]
    marks: list[Mark] = [Picture(0.0, 0.0, WIDTH, page.height, content.globe)]
    marks += _head(content, sizes, inks)
    y = MARGIN
    heights = _heights(page)
    for height in heights:
        marks.append(box(_SIDE_X, y, _SIDE, height, inks.panel, inks.panel_share))
        y += height + _GAP
    x, y, inner = _SIDE_X + _INSET, MARGIN + _INSET, _SIDE - 2.0 * _INSET
    marks += _cards(content.cards, (x, y), (inner, heights[0] - 2.0 * _INSET), inks)
    y += heights[0] + _GAP
    marks += shells_marks(content.groups, (x, y), (inner, heights[1] - 2.0 * _INSET), inks)
    y += heights[1] + _GAP
    marks += _satellite(content.satellite, (x, y), page, inks)
    marks += _small_print(content, page, inks)
    foot = page.height - 0.55 * _FOOT
    return [*marks, Text(MARGIN, foot, content.footer, 2.6, Letters.TEXT, inks.soft)]


def _heights(page: Page) -> tuple[float, float, float]:
    room = page.height - MARGIN - _FOOT - _SIZES[page].print_height - 4.0 * _GAP
    figures, shells, satellite = (share * room for share in _SHARES)
    return figures, shells, satellite


def _head(content: PosterContent, sizes: _Sizes, inks: Inks) -> list[Mark]:
    room = _SIDE_X - MARGIN - 8.0
    size = sizes.title * min(1.0, room / width_of(content.title, sizes.title, Letters.TITLE))
    size = max(size, 0.5 * sizes.title)
    title = shortened(content.title, size, Letters.TITLE, room)
    subtitle = shortened(content.subtitle, sizes.subtitle, Letters.TEXT, room)
    y = MARGIN + 0.8 * sizes.title
    below = y + 0.3 * sizes.title + sizes.subtitle
    return [
        Text(MARGIN, y, title, size, Letters.TITLE, inks.title),
        Text(MARGIN, below, subtitle, sizes.subtitle, Letters.TEXT, inks.text),
    ]


def _cards(
    cards: tuple[tuple[str, str], ...],
    place: tuple[float, float],
    size: tuple[float, float],
    inks: Inks,
) -> list[Mark]:
    """Return figures in two rows, what they are of below them."""
    marks: list[Mark] = []
    shown = cards[:_MOST_CARDS]
    in_row = -(-len(shown) // _ROWS)
    width, height = size[0] / in_row, size[1] / _ROWS
    room = width - 4.0
    widest = max(width_of(value, _VALUE, Letters.TITLE) for value, _ in shown)
    value_size = _VALUE * min(1.0, room / widest)
    for number, (value, words) in enumerate(shown):
        row, column = divmod(number, in_row)
        x, y = place[0] + column * width, place[1] + row * height
        baseline = y + 0.8 * _VALUE
        marks.append(Text(x, baseline, value, value_size, Letters.TITLE, inks.title))
        for line, text in enumerate(wrapped(words, _WORDS, Letters.TEXT, room)[:2]):
            below = baseline + 1.5 * _WORDS + 1.2 * line * _WORDS
            marks.append(Text(x, below, text, _WORDS, Letters.TEXT, inks.soft))
    return marks


def _satellite(
    satellite: PosterSatellite, place: tuple[float, float], page: Page, inks: Inks
) -> list[Mark]:
    """Return the satellite as it looks in orbit, and beside that its outlines."""
    (x, y), (width, height) = place, close_up_size(page)
    marks: list[Mark] = [Picture(x, y, width, height, satellite.pixels)]
    x += width + _INSET
    room = _SIDE - width - 3.0 * _INSET
    marks.append(heading(satellite.name, x, y, inks))
    top = y + 7.0
    facts = wrapped(", ".join(satellite.facts), _WORDS, Letters.TEXT, room)
    for number, text in enumerate(facts):
        baseline = top + (1.0 + 1.35 * number) * _WORDS
        marks.append(Text(x, baseline, text, _WORDS, Letters.TEXT, inks.text))
    top += 1.35 * _WORDS * len(facts) + 3.0
    return marks + outlines_marks(satellite.body, (x, top), (room, y + height - top), inks)


def _small_print(content: PosterContent, page: Page, inks: Inks) -> list[Mark]:
    """Return how the figures are computed, and what they rest on, as far as there is room."""
    sizes = _SIZES[page]
    y = page.height - _FOOT - sizes.print_height
    width = WIDTH - 2.0 * MARGIN
    marks: list[Mark] = [box(MARGIN, y, width, sizes.print_height, inks.panel, inks.panel_share)]
    half = 0.5 * (width - 3.0 * _INSET)
    gap = _INSET
    column = (0.5 * (half - gap), sizes.print_height - 2.0 * _INSET - 6.0)
    for number, (title, sentences) in enumerate(
        (("How it is computed", content.models), ("What it rests on", content.values))
    ):
        x = MARGIN + _INSET + number * (half + _INSET)
        marks.append(heading(title, x, y + _INSET, inks))
        set_, told = columns(
            sentences, (x, y + _INSET + 6.0), column, gap, 2, sizes.print_size, inks
        )
        marks += set_
        if told < len(sentences):
            rest = f"and {len(sentences) - told} more, see orbitviz report"
            left = x + half - width_of(rest, sizes.print_size, Letters.TEXT)
            marks.append(
                Text(left, y + _INSET + 3.2, rest, sizes.print_size, Letters.TEXT, inks.soft)
            )
    return marks
