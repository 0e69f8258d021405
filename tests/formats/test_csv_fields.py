"""Columns by numpy: the same to the bit as float() and the csv module, or None."""

from __future__ import annotations

import csv
import io

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from orbitviz.formats.catalogues.csv_fields import (
    Fields,
    decimal_numbers,
    plain_lines,
    whole_numbers,
)

DECIMAL = st.from_regex(r"[-+]?([0-9]{1,9}(\.[0-9]{0,6})?|\.[0-9]{1,8})", fullmatch=True)
SCIENTIFIC = st.from_regex(r"[-+]?[0-9]{0,2}\.[0-9]{1,8}[Ee][-+]?[0-9]", fullmatch=True)
ANYTHING = st.text("0123456789.+-eE _x", min_size=1, max_size=24)


def column(texts):
    """Return texts as the middle one of three fields a line."""
    lines = "".join(f"E1,{text},9E\n" for text in texts)
    table = plain_lines(lines.encode(), 3)
    return None if table is None else table[1]


def float_or_none(text):
    try:
        return float(text)
    except ValueError:
        return None


def same_bits(values, expected):
    return np.array_equal(np.array(values).view(np.int64), np.array(expected).view(np.int64))


@given(st.lists(st.one_of(DECIMAL, SCIENTIFIC), min_size=1))
@example(["-0", "-.0", "+0.0", "0E0"])
@example(["9007199254740992", "1", ".5"])
def test_plain_numbers_are_read_to_the_last_bit(texts):
    values = decimal_numbers(column(texts))
    assert values is not None
    assert same_bits(values, [float(text) for text in texts])


@given(st.lists(ANYTHING, min_size=1, max_size=5))
@example(["9007199254740993"])
@example(["123456789012345678"])
@example(["1E23", "1E-23"])
@example(["1.5E"])
@example(["1E1E1"])
@example(["."])
@example(["-"])
@example(["1_0"])
def test_odd_numbers_are_the_same_or_left_to_float(texts):
    values = decimal_numbers(column(texts))
    if values is not None:
        assert same_bits(values, [float_or_none(text) for text in texts])


@given(st.lists(st.text("0123456789.-+ ", max_size=20), min_size=1, max_size=5))
def test_whole_numbers_are_digits_only(texts):
    numbers = whole_numbers(column(texts))
    are_digits = all(text.isdigit() and len(text) <= 18 for text in texts)
    assert (numbers is not None) == are_digits
    if numbers is not None:
        assert numbers.tolist() == [int(text) for text in texts]


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\ud800"), max_size=6)
PLAIN_CELL = st.text("abcXYZ 019.-", max_size=6)


@given(
    st.lists(st.lists(st.one_of(PLAIN_CELL, CELL), min_size=2, max_size=3), min_size=1),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_lines_are_those_of_the_csv_module_or_left_to_it(rows, end, is_ended):
    text = end.join(",".join(row) for row in rows) + (end if is_ended else "")
    table = plain_lines(text.encode(), 2)
    if table is None:
        return
    read = list(csv.reader(io.StringIO(text, newline="")))
    columns = [[field.decode() for field in fields.texts().tolist()] for fields in table]
    assert [list(row) for row in zip(*columns, strict=True)] == read


@given(
    st.lists(st.tuples(PLAIN_CELL, PLAIN_CELL), min_size=1),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_plain_lines_are_recognised(rows, end, is_ended):
    text = end.join(",".join(row) for row in rows) + (end if is_ended else "")
    table = plain_lines(text.encode(), 2)
    assert table is not None
    assert [len(fields) for fields in table] == [len(rows), len(rows)]


def test_nothing_is_read_of_no_digits_at_all():
    raw = np.frombuffer(b",,,", np.uint8)
    empty = Fields(raw, np.array([0, 1]), np.array([0, 1]))
    assert decimal_numbers(empty) is None
    assert whole_numbers(empty) is None
