"""The Starlinks since 2019 by the model of a fleet, beside what is published of them.

Every published figure stands with its source in starlink_record; most are secondary.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from orbitviz.analysis.deployment import starlink_record as record
from orbitviz.analysis.deployment.starlink import failures_per_year, starlink_check

PAGE = Path(__file__).parents[3] / "docs/pages/guide/years.md"
TOLERANCE = 0.10  # of the published figure


@pytest.fixture(scope="module")
def check():
    return starlink_check()


def test_launches_of_every_year_are_those_flown(check):
    assert [row.model for row in check.launches] == [2, 14, 17, 34, 63, 89, 123]
    assert all(row.difference == 0.0 for row in check.launches)


def test_launched_in_orbit_and_working_are_within_a_tenth(check):
    rows = (*check.launched, *check.in_orbit, check.working)
    assert len(rows) == 5 + 8 + 1
    assert {row.name: row.difference for row in rows if abs(row.difference) > TOLERANCE} == {}
    assert check.working.published == 11_114


def test_those_that_re_entered_by_july_2026_are_within_a_tenth(check):
    assert check.reentered.published == 1_717
    assert abs(check.reentered.difference) < TOLERANCE


def test_five_years_of_work_leave_far_more_in_orbit(check):
    working, down = check.if_at_work
    assert abs(working.difference) < TOLERANCE
    assert down.difference < -0.3


def test_the_record_adds_up():
    in_orbit = dict(record.IN_ORBIT)
    down = {year: count - in_orbit[year] for year, count in record.LAUNCHED}
    # GCAT's 679 of 2025 are the difference of two counts of the same author.
    assert down[2025] - down[2024] == 679
    # PCMag, January 2025: 817 down, 87 of them in that month; two prototypes are left out here.
    assert down[2024] == 817 - 87 - 2
    # 4,445 of the kind that is still launched.
    counted = sum(one.launched or 0 for one in record.GENERATIONS) + 4_445
    assert counted == record.LAUNCHED_BY_THEN
    by_table = record.LAUNCHED_BY_THEN - record.DOWN_BY_THEN
    assert in_orbit[2025] < by_table == 10_881 < record.IN_ORBIT_ON_LAST_DAY


def test_failures_a_year_are_failed_over_years_of_satellites():
    # 163 failed in the 28,700 years between the counts, half a per cent a year.
    assert failures_per_year() == pytest.approx(163 / 28_680, rel=0.01)


def test_the_same_is_told_each_time(check):
    starlink_check.cache_clear()
    again = starlink_check()
    assert again.rows == check.rows
    assert np.array_equal(again.years.reentered, check.years.reentered)


def test_the_page_has_the_figures_of_the_check(check):
    page = PAGE.read_text()
    rows = check.rows[len(check.launches) :]  # those flown are in a sentence
    for row in rows:
        assert f"| {row.name} | {row.model:,.0f} | {row.published:,.0f} |" in page
    assert ", ".join(f"{row.model:.0f}" for row in check.launches) in page
