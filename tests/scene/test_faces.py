"""Text on the picture: other scripts by fonts of the system, and never an empty box."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from PySide6.QtGui import QRawFont

from orbitviz.base.resources import asset_path
from orbitviz.scene.overlay import faces
from orbitviz.scene.overlay.faces import Face
from orbitviz.scene.overlay.typesetting import Legend, LegendRow, _cut, legend_panel, text_block

INTER = "fonts/Inter.ttf"
INK = (255, 255, 255, 255)


def drawn(text, anchor="la"):
    picture = Image.new("RGBA", (400, 60))
    Face(False, False, 20).draw(ImageDraw.Draw(picture), (200, 30), text, INK, anchor)
    return picture.tobytes()


@pytest.fixture
def no_fonts(monkeypatch):
    """A system without any font."""
    monkeypatch.setattr(faces, "_SYSTEM", ())
    faces._font_name.cache_clear()
    yield
    faces._font_name.cache_clear()


# Signs that have no picture of their own by definition (Unicode, Default_Ignorable_Code_Point).
WITHOUT_PICTURE = "\u115f\u1160\u3164\uffa0"
VISIBLE = st.characters(
    exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co", "Mn", "Me"),
    exclude_characters=WITHOUT_PICTURE,
)


@settings(deadline=None, max_examples=200)
@given(st.one_of(VISIBLE, st.sampled_from("天网한글שאβ→°−·…😀")))
def test_the_font_has_the_letters_that_qt_finds_in_it(qapp, letter):
    font = QRawFont(str(asset_path(INTER)), 20)
    assert font.isValid()
    if not letter.isspace():
        assert font.supportsCharacter(ord(letter)) == (faces._font_name(letter) == "")


@pytest.mark.parametrize("anchor", ["la", "lm", "mm", "rm"])
@pytest.mark.parametrize("size", [11, 12, 13, 15, 20])
def test_letters_stand_where_those_of_a_large_font_do(anchor, size):
    """Within a third of a pixel on average: Pillow alone puts each on a whole pixel."""
    text, finer = "to radiator · 700.67 km p014", 8
    font = ImageFont.truetype(asset_path(INTER), size * finer)
    font.set_variation_by_axes([max(14, min(size, 32)), 420])
    large = Image.new("L", (900 * finer, 90 * finer))
    place = (450 * finer, 45 * finer)
    ImageDraw.Draw(large).text(place, text, 255, font, anchor.replace("a", "s"))
    ours = Image.new("L", (900, 90))
    Face(False, False, size).draw(ImageDraw.Draw(ours), (450, 45), text, (255,), anchor)
    wanted, found = (np.asarray(p, float).sum(axis=0) for p in (large.reduce(finer), ours))
    total = wanted.sum()
    assert found.sum() == pytest.approx(total, rel=0.04)
    # How far ink must be moved along the line, per ink.
    moved = np.abs(np.cumsum(wanted / total) - np.cumsum(found / found.sum())).sum()
    assert moved < 0.34


def test_letters_that_no_font_has_are_escaped(no_fonts):
    assert drawn("天网 1") == drawn("\\u5929\\u7f51 1")
    assert drawn("\U0001f6f0\ufe0f") == drawn("\\U0001f6f0")  # a mark that only modifies vanishes
    assert drawn("ab") != drawn("a天b")


def test_a_font_of_the_system_takes_over(monkeypatch):
    """Which ones there are differs from system to system: take one that we have."""
    monkeypatch.setattr(faces, "_SYSTEM", ("nowhere.ttf", str(asset_path(INTER))))
    faces._font_name.cache_clear()
    try:
        monkeypatch.setattr(faces, "_has", lambda font, letter: letter != "x" or font is not own)
        own = faces._own_font(False, False, 20, 20)
        assert faces._font_name("x") == str(asset_path(INTER))
        face = Face(False, False, 20)
        (first, a), (other, x), (last, b) = face._runs("axb")
        assert (a, x, b) == ("a", "x", "b")
        assert first is last is not other
        # Painted four times as large.
        assert face.length("axb") == pytest.approx(
            (first.getlength("a") + other.getlength("x") + last.getlength("b")) / 4.0
        )
        for anchor, begin in (("la", 200), ("lm", 200), ("rm", 200 - face.length("axb"))):
            picture = Image.new("RGBA", (400, 60))
            face.draw(ImageDraw.Draw(picture), (200, 20), "axb", INK, anchor)
            left, _, right, _ = picture.getbbox()
            assert abs(left - begin) <= 3  # pixels beside a letter
            assert abs(right - begin - face.length("axb")) <= 3
    finally:
        faces._font_name.cache_clear()


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=12))
def test_any_name_can_be_set(name):
    block = text_block(name or " ", 12.5, 1.0, 300, mono=False, bold=True)
    assert block.width <= 310
    panel = legend_panel(
        Legend(title="T", rows=(LegendRow((1.0, 0.5, 0.0), name),)), 1.0, (300, 300)
    )
    assert panel.width <= 310


ROWS = tuple(LegendRow((1.0, 0.5, 0.0), f"ODC {k} km SSO", "83,381") for k in range(9))


@pytest.mark.parametrize("height", range(0, 300, 7))
def test_a_legend_never_needs_more_room_than_there_is(height):
    for legend in (
        Legend(title="Satellites", rows=ROWS),
        Legend(title="Radiator", bar=((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)), bar_low="0", bar_high="1"),
        Legend(title="Satellites", rows=ROWS, dots_title="M", dots=(((1.0, 1.0, 1.0), "0"),)),
    ):
        panel = legend_panel(legend, 1.5, (400, height))
        assert panel is None or panel.height <= height
        whole = legend_panel(legend, 1.5, (400, 1000))
        assert whole is not None
        assert (panel is None or panel.height < whole.height) is (height < whole.height)


def test_of_a_name_that_is_too_long_both_ends_are_left():
    face = faces.face(False, False, 12)
    name = "A group of shells with a long name at 550 km SSO  83,381"
    cut = _cut(name, face, 200)
    assert face.length(cut) <= 200
    assert cut.startswith("A group")
    assert cut.endswith("SSO  83,381")
    assert _cut(name, face, 1000) == name
    assert _cut(name, face, 0) == "…"


def test_what_has_our_font_alone_shows_escapes_for_other_letters():
    assert faces.in_our_font("Größe ½ m² – 550 km") == "Größe ½ m² – 550 km"
    assert faces.in_our_font("天 a\x07b\nc") == r"\u5929 a\x07b\nc"
