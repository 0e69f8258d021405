"""Columns of two-line sets, by T. S. Kelso, "Two-Line Element Set Format", celestrak.org."""

from __future__ import annotations

from pathlib import Path

import pytest

from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.catalogues.tle_columns import checksum
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant
from tests.formats.chunks import chunks_of

FIRST = "1 90001U 24101A   26320.50000000  .00001234  00000-0  12345-4 0  999"
SECOND = "2 90001  53.2000 120.5000 0012000  80.1000 280.0000 15.05000000 1234"


def catalogue(first: str = FIRST, second: str = SECOND) -> Catalogue:
    return read_tle(chunks_of(f"{first}\n{second}\n")).catalogue(Path("made.tle"))


def state(read: Catalogue):
    r_km, _, error = read.propagate(Instant.parse("2026-11-17T00:00:00Z"))
    assert not error.any()
    return r_km[0].tolist()


@pytest.mark.parametrize(
    ("line", "column", "new", "words"),
    [
        (1, 18, "26999.50000000", "a day that the year has"),
        (1, 18, "26366.50000000", "a day that the year has"),
        (1, 18, "26000.50000000", "a day that the year has"),
        (1, 18, "26 20.5 000000", "the epoch reads"),
        (1, 53, " 1 2 3-4", "the drag term reads"),
        (1, 53, " 12345- ", "the drag term reads"),
        (1, 7, "é", 'unexpected character "é"'),
        (1, 9, "²³", 'unexpected character "²"'),
        (2, 51, "1", 'column 52: expected a blank between two fields, found "1"'),
        (1, 32, "x", "column 33"),
        (1, 9, "\x07", "unexpected character"),
        (2, 26, "0 0 0 1", "the eccentricity reads"),
        (2, 26, "0012   ", "the eccentricity reads"),
        (2, 8, "999.9999", "a number from 0 to 180"),
        (2, 8, "53.2    ", "the inclination reads"),
        (2, 17, "400.0000", "a number from -360 to 360"),
        (2, 52, "99.00000000", "to 20"),
        (2, 52, " 0.00000000", "to 20"),
        (1, 68, "70", 'column 70: expected the end of the line, found "0"'),
        (2, 68, "   # note", 'column 72: expected the end of the line, found "# note"'),
    ],
)
def test_columns_that_hold_something_else_are_refused(line, column, new, words):
    lines = [FIRST, SECOND]
    lines[line - 1] = lines[line - 1][:column] + new + lines[line - 1][column + len(new) :]
    fault = str(read_tle(chunks_of("\n".join(lines))).first_refused)
    assert words in fault
    assert f"line {line}" in fault


def test_blanks_stand_for_leading_zeros():
    padded = FIRST.replace("90001", "    5").replace("26320.5", " 1 20.5")
    plain = FIRST.replace("90001", "00005").replace("26320.5", "01020.5")
    second = SECOND.replace("90001", "00005")
    loose, strict = (
        catalogue(padded, second.replace("0012000", "  12000")),
        catalogue(plain, second),
    )
    assert loose.object_id.tolist() == strict.object_id.tolist() == [5]
    assert loose.ecc.tolist() == [0.0012]
    assert loose.epoch_jd_whole == strict.epoch_jd_whole


def test_a_blank_drag_term_is_none():
    blank, none = (catalogue(FIRST.replace(" 12345-4", text)) for text in (" " * 8, " 00000+0"))
    assert blank.bstar[0] == 0.0
    assert state(blank) == state(none)


def test_blanks_may_stand_behind_a_line():
    assert state(catalogue(f"{FIRST}   \t", f"{SECOND}{checksum(SECOND)} ")) == state(catalogue())


def test_lines_may_be_indented():
    assert state(catalogue(f"  {FIRST}", f"\t{SECOND}")) == state(catalogue())
