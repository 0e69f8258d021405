"""How numbers are written: the rules of orbitviz.base.units, read back and by example."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.units import (
    MINUS,
    celsius_text,
    fixed_text,
    number_text,
    parse_number,
    range_text,
    share_text,
    si_text,
)

NUMBERS = st.floats(-1e15, 1e15, allow_subnormal=False)
WELL_FORMED = re.compile(rf"{MINUS}?(\d{{1,3}}(,\d{{3}})*)(\.\d+)?")


def read(text: str) -> float:
    return parse_number(text.replace(",", ""))


@given(NUMBERS, st.integers(0, 6))
def test_fixed_numbers_have_one_minus_and_one_separator(value, places):
    text = fixed_text(value, places)
    assert WELL_FORMED.fullmatch(text)
    assert read(text) == pytest.approx(value, abs=0.5 * 10.0**-places * (1.0 + 1e-9), rel=1e-15)
    assert text != f"{MINUS}0"


@given(NUMBERS.filter(lambda value: value == 0.0 or abs(value) > 1e-9), st.integers(2, 6))
def test_numbers_have_the_digits_of_their_size_and_no_exponent(value, digits):
    text = number_text(value, digits)
    assert WELL_FORMED.fullmatch(text)
    assert read(text) == pytest.approx(value, rel=0.5 * 10.0 ** (1 - digits) * (1.0 + 1e-9))
    assert not re.search(r"\.\d*0$", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (number_text(1234.0), "1,230"), (number_text(0.00123), "0.00123"),
        (number_text(75.0, 4), "75"), (number_text(-12_345.6, 4), "−12,350"),
        (number_text(math.nan), "–"), (number_text(0.0), "0"), (fixed_text(-0.04, 1), "0.0"),
        (fixed_text(1_000_000), "1,000,000"), (fixed_text(math.inf), "–"),
        (range_text((-3.0, 5.0)), "−3 to 5"), (range_text((3.0, 5.0)), "3–5"),
        (range_text((3.01, 3.04), 1), "3.0"), (si_text(-1234.5, "W"), "−1.23 kW"),
        (celsius_text(273.15 - 40.0), "−40.0 °C"),
    ],
)  # fmt: skip
def test_examples(text, expected):
    assert text == expected


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0 %"), (1.0, "100 %"), (0.4567, "45.7 %"), (0.04567, "4.57 %"),
        (0.0021, "0.21 %"), (0.00004, "<0.01 %"), (0.9998, "99.98 %"), (0.99999, ">99.99 %"),
        (1.0 - 1e-12, "100 %"), (1e-12, "0 %"), (math.nan, "–"), (-0.123, "−12.3 %"),
    ],
)  # fmt: skip
def test_only_nothing_is_0_and_only_all_of_it_100_per_cent(share, text):
    assert share_text(share) == text


@given(st.floats(0.0, 1.0))
def test_a_share_is_written_to_three_digits(share):
    text = share_text(share)
    shown = read(text.removesuffix(" %").lstrip("<>"))
    assert shown == pytest.approx(100.0 * share, rel=0.0051, abs=0.0101)


@pytest.mark.parametrize("text", ["1,250", " 1250 ", "1,250.0"])
def test_commas_part_thousands(text):
    assert parse_number(text) == 1250.0
    assert parse_number(f"{MINUS}{text.strip()}") == -1250.0


@pytest.mark.parametrize("text", ["2,5", "12,50", "1,25", ",5", "1,0000"])
def test_a_comma_elsewhere_is_no_number(text):
    with pytest.raises(ValueError, match=","):  # else 2,5 s would become 25 s
        parse_number(text)
