import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.errors import UserError
from orbitviz.orbits.timescale import (
    FIRST_INSTANT,
    LAST_INSTANT,
    Instant,
    skyfield_time,
    skyfield_times,
)

MICROSECOND_S = 1e-6
CLOCK_GRAIN_S = 1e-9  # a satellite moves 8 micrometres in it
moments = st.datetimes(
    datetime(1990, 1, 1),
    datetime(2052, 12, 31),
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22T12:00:00Z", datetime(2026, 11, 22, 12, tzinfo=UTC)),
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=UTC)),
        ("2026-11-22 12:00", datetime(2026, 11, 22, 12, tzinfo=UTC)),
        (" 2026-11-22T12:00:00.250Z ", datetime(2026, 11, 22, 12, 0, 0, 250_000, tzinfo=UTC)),
        ("2026-11-22T12:00:00+05:30", datetime(2026, 11, 22, 6, 30, tzinfo=UTC)),
        ("1990-01-01", datetime(1990, 1, 1, tzinfo=UTC)),
        ("2053-01-01T00:00:00Z", datetime(2053, 1, 1, tzinfo=UTC)),
    ],
)
def test_parse_reads_iso_8601_and_takes_utc_where_no_offset_is_given(text, expected):
    assert Instant.parse(text).to_datetime() == expected


@pytest.mark.parametrize("year", [1970, 2070])
def test_a_computer_whose_clock_is_wrong_is_told_so(monkeypatch, year):
    clock = Instant.from_datetime(datetime(year, 1, 1, tzinfo=UTC))
    monkeypatch.setattr(Instant, "now", lambda: clock)
    with pytest.raises(UserError, match=f"{year}-01-01T00:00:00Z, as this computer's clock has it"):
        Instant.parse("now")


def test_parse_now_is_the_computers_clock():
    before = datetime.now(UTC)
    parsed = Instant.parse("now").to_datetime()
    assert before - timedelta(seconds=1) <= parsed <= datetime.now(UTC) + timedelta(seconds=1)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-13-01", "2026-11-22T25:00", "12:00", "0001-01-01T00:00+05:00"]
)
def test_parse_says_what_is_wrong_and_what_is_allowed(text):
    with pytest.raises(UserError) as told:
        Instant.parse(text)
    assert str(told.value) == (
        f'"{text}" is not a date; allowed: an ISO 8601 date or date and time such as '
        '"2026-11-22T12:00:00Z" (UTC if no offset is given) from 1990-01-01 to 2053-01-01, '
        'or "now"'
    )


@pytest.mark.parametrize("text", ["1989-12-31T23:59:59Z", "2053-01-01T00:00:01Z", "2500-01-01"])
def test_parse_refuses_dates_without_an_ephemeris(text):
    with pytest.raises(UserError, match=r"outside the ephemeris.*1990-01-01 to 2053-01-01"):
        Instant.parse(text)


def test_julian_date_of_the_j2000_day():
    # IAU: JD 2451545.0 is 2000-01-01, 12 h.
    assert Instant.from_datetime(datetime(2000, 1, 1, 12, tzinfo=UTC)) == Instant(2451545.0, 0.0)
    assert Instant(2451545.0, 0.0) == Instant(2451544.5, 0.5) == Instant(2451540.0, 5.0)


def test_a_datetime_without_zone_is_utc_and_one_with_zone_is_converted():
    naive = datetime(2026, 11, 22, 12)
    east = datetime(2026, 11, 22, 14, tzinfo=timezone(timedelta(hours=2)))
    assert Instant.from_datetime(naive) == Instant.from_datetime(east)


@given(moments)
def test_datetimes_and_texts_come_back_to_the_microsecond(geometry):
    instant = Instant.from_datetime(geometry)
    assert instant.to_datetime() == geometry
    assert Instant.parse(instant.isoformat("microseconds")) == instant


@given(moments, moments)
def test_order_and_differences_are_those_of_datetimes(one, other):
    first, second = Instant.from_datetime(one), Instant.from_datetime(other)
    assert (first < second) == (one < other)
    expected_s = (one - other).total_seconds()
    assert first.seconds_since(second) == pytest.approx(expected_s, abs=MICROSECOND_S)


@given(moments, st.floats(-1e6, 1e6))
def test_steps_add_up_below_a_nanosecond(geometry, step_s):
    start = Instant.from_datetime(geometry)
    assert start.plus_s(step_s).seconds_since(start) == pytest.approx(step_s, abs=CLOCK_GRAIN_S)
    assert abs(start.plus_s(step_s).plus_s(-step_s).seconds_since(start)) < CLOCK_GRAIN_S


@given(st.floats(2447892.5, 2470903.5), st.floats(-3.0, 3.0))
def test_any_split_is_normalised(whole, frac):
    instant = Instant(whole, frac)
    assert instant.jd_whole % 1.0 == 0.5
    assert 0.0 <= instant.jd_frac < 1.0
    apart_days = (instant.jd_whole - whole) + (instant.jd_frac - frac)
    assert apart_days * 86400.0 == pytest.approx(0.0, abs=CLOCK_GRAIN_S)


def test_the_text_of_an_instant_never_shows_sixty_seconds():
    almost = Instant(2461366.5, np.nextafter(1.0, 0.0))
    assert almost.isoformat() == "2026-11-23T00:00:00Z"


@pytest.mark.parametrize(
    ("date", "ut1_minus_utc_s"),
    [
        # IERS finals2000A.all, Bulletin A column, edition of 2026-11-02.
        ("2004-04-06", -0.4399498),
        ("2017-01-01", 0.5912821),  # the day of the newest leap second
        ("2026-07-01", 0.0145099),
        ("2026-11-22", -0.0803739),  # a prediction; skyfield's built-in table is 0.166 s off here
    ],
)
def test_ut1_is_the_one_the_iers_published(date, ut1_minus_utc_s):
    assert skyfield_time(Instant.parse(date)).dut1 == pytest.approx(ut1_minus_utc_s, abs=1e-7)


def test_ut1_and_polar_motion_follow_the_iers_file(finals_path):
    rows = [line for line in finals_path.read_text().splitlines() if line[58:68].strip()]
    for row in rows[7000::997]:
        time = skyfield_time(Instant(2400000.5, float(row[7:15])))
        _, x_arcsec, y_arcsec = time.polar_motion_angles()
        assert time.dut1 == pytest.approx(float(row[58:68]), abs=1e-7)
        assert x_arcsec == pytest.approx(float(row[18:27]), abs=1e-6)
        assert y_arcsec == pytest.approx(float(row[37:46]), abs=1e-6)


@given(moments)
def test_skyfield_reads_the_same_utc(outside_timescale, geometry):
    ours = skyfield_time(Instant.from_datetime(geometry))
    theirs = outside_timescale.from_datetime(geometry)
    apart_days = (ours.whole - theirs.whole) + (ours.tt_fraction - theirs.tt_fraction)
    assert abs(apart_days) * 86400.0 < MICROSECOND_S


def test_many_instants_at_once_are_the_single_ones():
    instants = [Instant.parse(text) for text in ("1990-01-01", "2016-12-31", "2017-01-01")]
    together = skyfield_times(instants)
    for row, instant in enumerate(instants):
        assert together[row].tt == skyfield_time(instant).tt


def test_the_bounds_are_the_dates_told_to_people():
    assert FIRST_INSTANT.isoformat() == "1990-01-01T00:00:00Z"
    assert LAST_INSTANT.isoformat() == "2053-01-01T00:00:00Z"


def test_an_instant_needs_neither_skyfield_nor_numpy():
    script = (
        "import sys, orbitviz.orbits.timescale as t; t.Instant.parse('now'); "
        "print(sorted({'skyfield', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
