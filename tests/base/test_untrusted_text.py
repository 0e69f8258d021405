from __future__ import annotations

import pytest

from orbitviz.base.untrusted_text import printable, spreadsheet_cell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07\x1b[31mRED", r"\x1b]0;title\x07\x1b[31mRED"),
        ("\x9b31m", r"\x9b31m"),  # the 8-bit form of ESC [
        ("a\rb\nc\td\x00", r"a\rb\nc\td\x00"),
        ("abc\u202egpj.exe", r"abc\u202egpj.exe"),
        ("\udcff", r"\udcff"),  # a file name that is not UTF-8
        ("Größe, 東京, 🛰, [bold] :smile:", "Größe, 東京, 🛰, [bold] :smile:"),
    ],
)
def test_control_characters_are_shown_as_escapes(text, shown):
    assert printable(text) == shown


def test_the_ends_of_lines_of_a_message_stay():
    assert printable("a\nb\x1b", lines=True) == "a\nb\\x1b"


# What begins a formula: OWASP, CSV Injection.
@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "-", "-2+3|x"]
)
def test_what_a_spreadsheet_would_calculate_is_text(text):
    assert spreadsheet_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Low", "a=b", "-12.5", "+3", "-1e-9", "ISS (ZARYA)", "5-6"])
def test_other_cells_stay(text):
    assert spreadsheet_cell(text) == text
