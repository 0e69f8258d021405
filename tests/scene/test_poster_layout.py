"""Posters: everything lies on the page, no text runs into another, sizes are those of the body."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.analysis.bodies.body import body_of
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.units import number_text
from orbitviz.model.design.satellite import BUILTIN, builtin_satellite
from orbitviz.scene.poster.content import PosterContent, PosterGroup, satellite_of
from orbitviz.scene.poster.fonts import width_of, wrapped
from orbitviz.scene.poster.layout import close_up_size, globe_frame, poster_marks
from orbitviz.scene.poster.marks import Letters, Line, Picture, Text, box
from orbitviz.scene.poster.paper import DARK, LIGHT, WIDTH, Page
from orbitviz.scene.poster.png_page import page_pixels
from orbitviz.scene.poster.shells_to_scale import _Section, ink_of

_NOTHING = np.zeros((2, 2, 3), np.uint8)


def _content(groups: int, satellite: str = "ai1", words: str = "A design") -> PosterContent:
    shown = [
        PosterGroup(
            f"{words} {k}", "1,000 at 550 km, 53°", "#ff8800", 400.0 + 90 * k, 420.0 + 90 * k
        )
        for k in range(groups, 0, -1)
    ]
    sentences = tuple(
        f"Sentence {k} of {words}: assumed, as nobody has told it." for k in range(80)
    )
    return PosterContent(
        title=words,
        subtitle="1,000 satellites · 2026-11-22 00:00 UTC",
        footer="orbitviz",
        cards=tuple((f"{k},000 ZFLOP/s", "delivered by all of the satellites") for k in range(9)),
        groups=tuple(shown),
        satellite=satellite_of(builtin_satellite(satellite), f"Satellite {satellite}", _NOTHING),
        models=sentences,
        values=sentences,
        globe=_NOTHING,
    )


def _boxes(marks) -> list[tuple[float, float, float, float, str]]:
    """Return left, top, right, bottom of the letters between baseline and height of an x."""
    return [
        (m.x, m.y - 0.55 * m.size, m.x + width_of(m.text, m.size, m.letters), m.y, m.text)
        for m in marks
        if isinstance(m, Text)
    ]


@pytest.mark.parametrize("page", Page)
@pytest.mark.parametrize("groups", [1, 6, 9, 40])
@pytest.mark.parametrize("words", ["A design", "A design whose name goes on and on " * 4])
def test_texts_stay_on_the_page_and_apart(page, groups, words):
    boxes = _boxes(poster_marks(_content(groups, words=words), page, DARK))
    assert len(boxes) > 40
    for left, top, right, bottom, text in boxes:
        assert min(left, top) >= 0.0, text
        assert right <= WIDTH, text
        assert bottom <= page.height, text
    for one, other in combinations(boxes, 2):
        is_apart = (
            one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        )
        assert is_apart, (one, other)


@pytest.mark.parametrize("satellite", sorted(BUILTIN))
def test_dimensions_are_those_of_the_body(satellite):
    extents = np.ptp(body_of(builtin_satellite(satellite)).triangles.position_m, axis=0)
    texts = [
        m.text for m in poster_marks(_content(1, satellite), Page.A3, LIGHT) if isinstance(m, Text)
    ]
    x, y, z = (f"{number_text(float(side))} m" for side in extents)
    assert [t for t in texts if t in (x, y, z)].count(x) >= 1
    assert {x, y, z} <= set(texts)


def test_both_views_of_the_body_have_one_scale():
    content = _content(1)
    extents = np.ptp(content.satellite.body.triangles.position_m, axis=0)
    marks = poster_marks(content, Page.A3, DARK)
    texts = {m.text: number for number, m in enumerate(marks) if isinstance(m, Text)}
    for side in (extents[0], extents[1], extents[2]):
        assert f"{number_text(float(side))} m" in texts
    lines = [m for m in marks if isinstance(m, Line) and len(m.points) == 2]
    level = sorted(
        (abs(m.points[1][0] - m.points[0][0]) for m in lines if m.points[0][1] == m.points[1][1]),
        reverse=True,
    )
    assert level[0] / level[1] == pytest.approx(extents[1] / extents[0], rel=1e-6)


@settings(max_examples=50, deadline=None)
@given(low=st.floats(150.0, 36_000.0), thick=st.floats(0.0, 500.0), most=st.floats(300.0, 40_000.0))
def test_shells_stand_to_scale(low, thick, most):
    most = max(most, low + thick)
    section = _Section(10.0, 20.0, 80.0, 60.0, most)
    band = section.band(low, low + thick, (1, 2, 3), 1.0)
    x, y = np.array(band.points).T
    assert x.min() >= 10.0 - 1e-9
    assert x.max() <= 90.0 + 1e-9
    assert y.max() <= section.bottom + 1e-9
    centre = 20.0 + (1.08 * most + EARTH_RADIUS_KM) * section.per_km
    radius_km = np.hypot(x - 50.0, centre - y) / section.per_km - EARTH_RADIUS_KM
    free = y < section.bottom - 1e-9
    slack = 0.5 * 0.55 / section.per_km
    assert radius_km[free].min() >= low - slack - 1e-6
    assert radius_km[free].max() <= low + thick + slack + 1e-6


def test_globe_and_close_up_lie_beside_the_panels():
    for page in Page:
        across, down, width, height = globe_frame(page)
        assert across + 0.5 * min(width, height) < 254.0
        assert down - 0.5 * height > 0.0
        assert down + 0.5 * height < page.height
        assert all(side > 30.0 for side in close_up_size(page))


def test_pixels_have_the_size_and_the_inks_of_the_page():
    marks = [
        Picture(0.0, 0.0, 210.0, 100.0, np.full((4, 4, 3), 90, np.uint8)),
        box(300.0, 100.0, 100.0, 100.0, (200, 10, 10), 0.5),
        Text(20.0, 150.0, "Hg", 20.0, Letters.BOLD, (255, 255, 255)),
    ]
    pixels = page_pixels(marks, Page.SLIDE, DARK, 72.0)
    assert pixels.shape == (540, 960, 3)
    scale = Page.SLIDE.px_per_unit(72.0)
    assert tuple(pixels[round(50 * scale), round(100 * scale)]) == (90, 90, 90)
    half = [round(0.5 * (a + b)) for a, b in zip((200, 10, 10), DARK.paper, strict=True)]
    assert pixels[round(150 * scale), round(350 * scale)] == pytest.approx(half, abs=1)
    word = pixels[round(130 * scale) : round(150 * scale), round(20 * scale) : round(60 * scale)]
    assert word.max() == 255
    assert page_pixels([], Page.A3, LIGHT, 72.0).shape == (842, 1191, 3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abW ij", max_size=14), max_size=20), st.floats(20.0, 80.0))
def test_lines_fit_and_lose_no_word(words, room):
    text = " ".join(words)
    lines = wrapped(text, 3.0, Letters.TEXT, room)
    assert all(width_of(line, 3.0, Letters.TEXT) <= room for line in lines)
    if all(width_of(word, 3.0, Letters.TEXT) <= room for word in text.split()):
        assert " ".join(lines).split() == text.split()


def test_inks_are_read_from_their_names():
    assert ink_of("#0a80ff") == (10, 128, 255)
