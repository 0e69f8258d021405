"""Dates of a fleet as people type them."""

from __future__ import annotations

import pytest

from orbitviz.base.errors import UserError
from orbitviz.model.fleet_date_texts import fleet_date_text, parse_fleet_date


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2031", "2031-01-01"), (" 2031-06 ", "2031-06-01"), ("2031-6-5", "2031-06-05"),
        ("2120-12-31", "2120-12-31"),
    ],
)  # fmt: skip
def test_years_months_and_days_are_read(typed, read):
    assert fleet_date_text(parse_fleet_date(typed)) == read


@pytest.mark.parametrize(
    "typed", ["", "soon", "31", "2031-13", "2031-02-30", "2031-06-15T00:00", "-2031", "２０３１x"]
)
def test_what_is_no_date_is_told_with_what_is(typed):
    with pytest.raises(UserError) as caught:
        parse_fleet_date(typed)
    assert typed.strip() in str(caught.value)
    assert '"2031"' in str(caught.value)
