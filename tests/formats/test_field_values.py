"""Values are read by the definition of their fields: CCSDS 502.0-B-3, 7.5.4 to 7.5.10."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orbitviz.formats.catalogues.field_values import (
    catalogue_number,
    epochs,
    is_day_of_year,
    numbers,
)
from tests.formats import element_sets as sets
from tests.formats.element_sets import read_catalogue

NO_EPOCH = [
    "", "2026", "2026-11", "2026-11-16", "now", "today", "NaT", "20260829", "2026-11-16T12",
    "2026-11-16T12:00", "2026-11-16T12:00:00+05:00", "2026-11-16T24:00:00", "2026-02-30T00:00:00",
    "2026-000T00:00:00", "2026-366T00:00:00", "2026-999T00:00:00", "2026-11-16T12:00:00.",
    "2026-11-16T12:00:60", "2026-11-16T23:59:60", "2016-12-31T23:59:61", "0001-01-01T00:00:00",
    "1956-12-31T23:59:59", "200000-01-01T00:00:00", "９026-11-16T12:00:00", "2026-11-16T12:00:00ZZ",
    "9999-12-31T23:59:60", "-2026-11-16T12:00:00",
]  # fmt: skip
EPOCHS = {
    "2026-11-16T12:00:00": "2026-11-16T12:00:00",
    "2026-11-16T12:00:00Z": "2026-11-16T12:00:00",
    "2026-11-16 12:00:00.5": "2026-11-16T12:00:00.5",
    "2026-320T12:00:00.1234567Z": "2026-11-16T12:00:00.123456",
    "2026-11-16T12:00:00.123456789": "2026-11-16T12:00:00.123456",
    "2024-366T00:00:00": "2024-12-31T00:00:00",
    "2016-12-31T23:59:60.250000": "2017-01-01T00:00:00.25",
    "1957-10-04T19:28:34": "1957-10-04T19:28:34",
    "9999-12-31T23:59:59": "9999-12-31T23:59:59",
}
NO_NUMBER = [
    "",
    "0x10",
    "0x1p3",
    "1_5.5",
    "１５.５",
    "nan",
    "inf",
    "1e",
    "e5",
    ".",
    "+",
    "1 5",
    "1,5",
]
WRITERS = [sets.as_csv, sets.as_json, sets.as_xml, sets.as_kvn]


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.mark.parametrize("text", NO_EPOCH)
def test_half_dates_words_and_dates_that_are_none_are_no_epochs(text):
    assert np.isnat(epochs([text, "2026-11-16T12:00:00"])).tolist() == [True, False]


@pytest.mark.parametrize(("text", "meant"), EPOCHS.items())
def test_every_form_of_the_standard_is_an_epoch(text, meant):
    assert epochs([text])[0] == np.datetime64(meant, "us")
    assert epochs([f" {text} ", "2026-001T00:00:00"])[0] == np.datetime64(meant, "us")


@given(st.text("0123456789-T:.Z now", max_size=30))
@example("2026-11-16T12:00:00.0000000000000000000000000000001")
def test_any_text_is_an_epoch_or_none_and_never_a_crash(text):
    (stamp,) = epochs([text])
    if not np.isnat(stamp):
        assert str(stamp)[:4] == text.strip()[:4] or text.strip().endswith(("60", "60Z"))


@pytest.mark.parametrize("text", NO_NUMBER)
def test_what_only_python_takes_for_a_number_is_none(text):
    assert math.isnan(numbers([text])[0])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_read_to_the_last_bit(value):
    assert numbers([repr(value), f" {value!r}\t", f"{value:+.17e}"]).tolist() == [value] * 3


def test_numbers_of_celestrak_and_with_a_sign():
    assert numbers([".0012", "-.5", "+15.5", "5.", "1E-4"]).tolist() == [
        0.0012,
        -0.5,
        15.5,
        5,
        1e-4,
    ]


def test_catalogue_numbers():
    read = {"25544": 25544, "+25544": 25544, " 00005 ": 5, "799500123": 799_500_123}
    assert {text: catalogue_number(text) for text in read} == read
    for text in ("", "-5", "1_0", "２５５４４", "²", "1.0", "0x10", "1234567890", "9" * 5000):
        assert catalogue_number(text) is None


def test_days_of_a_year():
    assert is_day_of_year(2024, 366.999)
    assert not is_day_of_year(2026, 366.0)
    assert not is_day_of_year(2026, 0.999)


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("epoch", ["2026", "now", "20260829", "2026-11-16T12:00+0500"])
def test_every_format_refuses_what_is_no_epoch(tmp_path, writer, epoch):
    rows = sets.records()
    rows[1]["EPOCH"] = epoch
    path = tmp_path / "objects.txt"
    path.write_text(writer(rows))
    catalogue = read_catalogue(path)
    assert len(catalogue) == 4
    assert [one.reason[:8] for one in catalogue.refused] == ["EPOCH is"]


@pytest.mark.parametrize("writer", WRITERS)
def test_every_format_takes_what_the_standard_allows(tmp_path, writer):
    rows = sets.records()
    rows[0] |= {"NORAD_CAT_ID": "+25544", "MEAN_MOTION": "+15.5"}
    rows[0]["EPOCH"] = "2026-320T12:00:00.1234567Z"
    text = writer(rows).replace("= TEME\n", "= TEMEOFDATE\n").replace("= SGP4\n", "= TLE\n")
    path = tmp_path / "objects.txt"
    path.write_text(text.replace(">TEME<", ">TEMEOFDATE<"))
    catalogue = read_catalogue(path)
    assert catalogue.object_id[0] == 25544
    assert catalogue.epoch_jd_frac[0] == pytest.approx(0.5 + 0.123456 / 86_400, abs=1e-12)


def test_numbers_of_json_are_read_as_they_stand(tmp_path):
    rows = sets.records()
    path = tmp_path / "objects.json"
    path.write_text(sets.as_json(rows).replace('"70000"', "9" * 5000))
    (refusal,) = read_catalogue(path).refused
    assert refusal.reason.startswith("NORAD_CAT_ID")
    assert len(refusal.reason) < 300
