"""Counts through nights and years: against brute force and skyfield; polar day and night."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from orbitviz.analysis.chart import rows_of
from orbitviz.analysis.night_sky import sky_counts
from orbitviz.analysis.nights import day_of, dusk_on, night_of
from orbitviz.analysis.passes import pass_track, passes_over
from orbitviz.analysis.sky_charts import night_charts, year_charts
from orbitviz.analysis.sky_series import (
    Evening,
    night_rows,
    year_days,
    year_named,
    year_remark,
    year_rows,
)
from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.brightness import zeta_m2
from orbitviz.model.design.groups import Site
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import Playback, State
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from tests.analysis.brute_sky import brute_counts, sun_altitude_deg

BERLIN = Site(name="Berlin", lat_deg=52.52, lon_deg=13.40, alt_m=34.0)
DUNEDIN = Site(name="Dunedin", lat_deg=-45.87, lon_deg=170.5)
TROMSO = Site(name="Tromso", lat_deg=69.65, lon_deg=18.95)
POLE = Site(name="Pole", lat_deg=90.0, lon_deg=0.0)


@pytest.fixture(scope="module")
def oneweb():
    document = read_builtin("oneweb")
    return State.of(document, Playback(document.design.epoch_instant))


@pytest.fixture(scope="module")
def evenings(oneweb):
    return list(year_rows(oneweb, TROMSO, year_days(2027, 30), 10.0))


@pytest.mark.parametrize("site", [BERLIN, DUNEDIN, TROMSO], ids=lambda one: one.name)
@pytest.mark.parametrize("day", [date(2027, 1, 5), date(2027, 3, 20), date(2027, 10, 9)])
def test_dusk_is_when_skyfield_sees_the_sun_so_low(site, day):
    dusk = dusk_on(site, day, 12.0)
    assert sun_altitude_deg(site, dusk) == pytest.approx(-12.0, abs=0.002)
    assert sun_altitude_deg(site, dusk.plus_s(120.0)) < sun_altitude_deg(site, dusk)
    assert day_of(site, dusk) == day


def test_where_it_is_dark_all_day_noon_counts_and_where_it_is_never_dark_nothing():
    assert dusk_on(POLE, date(2027, 12, 20), 12.0) == Instant.parse("2027-12-20T12:00:00Z")
    assert dusk_on(POLE, date(2027, 6, 20), 12.0) is None
    assert dusk_on(BERLIN, date(2027, 6, 20), 18.0) is None  # 14.04 degrees at midnight
    assert dusk_on(BERLIN, date(2027, 6, 20), 14.03) is not None  # for some minutes only
    lowest = min(
        sun_altitude_deg(BERLIN, Instant.parse("2027-06-20T22:45:00Z").plus_s(120.0 * k))
        for k in range(30)
    )
    assert -14.05 < lowest < -14.03


def test_counts_in_the_year_are_those_of_brute_force(oneweb, evenings):
    constellation, design = oneweb.document.constellation, oneweb.document.design
    shell = constellation.plane_shell[constellation.plane_index]
    areas = np.array([zeta_m2(design.satellite_of(k)) for k in range(len(design.groups))])
    zetas = areas[constellation.shell_group[shell]]
    dark = [one for one in evenings if one.counts is not None]
    assert 5 < len(dark) < len(evenings) == 13
    for one in dark[::2]:
        instant = Instant.parse(one.counts.time)
        r_km, _ = state_vectors(constellation, instant)
        wanted, brighter = brute_counts(TROMSO, instant, r_km, zetas)
        assert {key: getattr(one.counts, key) for key in wanted} == wanted
        assert one.counts.brighter_than == brighter
        assert wanted["above_min"] > 5


def test_bright_nights_of_a_year_are_told_and_leave_a_gap_in_the_chart(evenings):
    remark = year_remark(TROMSO, evenings)
    bright = [one.day for one in evenings if one.counts is None]
    assert remark == (
        "At Tromso the Sun does not go down to 12° below the horizon from "
        f"{bright[0]:%d %b} to {bright[-1]:%d %b}."
    )
    for day in (bright[0], bright[-1]):
        noon = Instant.parse(f"{day.isoformat()}T11:00:00Z")
        heights = [sun_altitude_deg(TROMSO, noon.plus_s(600.0 * k)) for k in range(144)]
        assert min(heights) > -12.0
    for chart in year_charts(evenings):
        for curve in chart.curves:
            known = [one.counts is not None for one in evenings]
            assert np.isfinite(curve.values).tolist() == known
        assert len(rows_of(chart)) == len(evenings) + 1


def test_where_it_is_never_dark_a_sentence_says_so_and_no_chart_is_empty():
    bright = [Evening(date(2027, 6, day), None) for day in (1, 8, 15)]
    assert year_charts(bright) == ()
    assert year_remark(POLE, bright) == (
        "At Pole the Sun does not go down to 12° below the horizon in this year."
    )
    assert year_remark(POLE, []) == ""
    assert night_charts(()) == ()
    night = night_of(TROMSO, date(2027, 6, 21), 1200.0)
    assert "does not set at Tromso" in night.remark
    assert list(night_rows(None, TROMSO, night, 10.0)) == []
    polar = night_of(TROMSO, date(2027, 12, 21), 3600.0)
    assert "does not rise at Tromso" in polar.remark
    assert len(polar.moments) > 20


def test_charts_of_a_night_have_the_counts_at_their_times(oneweb):
    night = night_of(BERLIN, date(2027, 3, 20), 3600.0)
    rows = list(night_rows(oneweb, BERLIN, night, 25.0))
    by_time, bright, by_depression = night_charts(rows)
    assert by_time.title == "Satellites above 25°"
    for place in (0, 5, len(rows) - 1):
        at = by_time.time_axis.instant(float(by_time.x[place]))
        assert at.seconds_since(night.moments[place].instant) == pytest.approx(0.0, abs=1.0)
        again = sky_counts(oneweb, BERLIN, sky_geometry_at(night.moments[place].instant), 25.0)
        assert [curve.values[place] for curve in by_time.curves] == [
            again.above_min, again.sunlit_above_min,
        ]  # fmt: skip
        assert [curve.values[place] for curve in bright.curves] == [
            again.brighter_than["6"], again.stars_brighter_than["6"],
        ]  # fmt: skip
    (band,) = by_time.bands
    for end in band:
        sun = sun_altitude_deg(BERLIN, by_time.time_axis.instant(end))
        assert sun <= -17.99
    assert np.all(np.diff(by_depression.x) > 0.0)
    assert by_depression.x[0] == pytest.approx(0.0, abs=0.05)
    assert by_depression.x[-1] == pytest.approx(-min(row.sun_elevation_deg for row in rows))


def test_best_elevation_is_that_of_the_highest(oneweb):
    instant = Instant.parse("2027-03-20T18:00:00Z")
    r_km, _ = state_vectors(oneweb.document.constellation, instant)
    geometry = sky_geometry_at(instant)
    counts = sky_counts(oneweb, BERLIN, geometry)
    from tests.analysis.brute_sky import altitudes  # in GCRS

    highest = altitudes(BERLIN, instant, r_km @ geometry.gcrs_to_teme)[0].max()
    assert counts.best_elevation_deg == pytest.approx(highest, abs=1e-4)


@pytest.mark.parametrize("text", ["1066", "20271", "next", "", "2027.5", "-201", "2054"])
def test_a_wrong_year_is_told(text):
    with pytest.raises(UserError, match="such as 2027"):
        year_named(text)


def test_a_year_is_named_by_its_four_digits():
    assert year_named(" 2027 ") == 2027
    days = year_days(2028)
    assert (days[0], len(days), days[-1]) == (date(2028, 1, 1), 53, date(2028, 12, 30))


def test_the_track_of_a_pass_leads_from_its_rise_to_its_set(oneweb):
    begin = Instant.parse("2027-03-20T12:00:00Z")
    key = SatelliteKey(MAIN_DESIGN, 100)
    found = passes_over(oneweb, key, BERLIN, begin, 86_400.0, np.radians(10.0))
    one = next(one for one in found.passes if one.rise and one.set)
    azimuth, elevation = pass_track(oneweb, key, BERLIN, one.rise, one.set)
    assert np.degrees(elevation[[0, -1]]) == pytest.approx([10.0, 10.0], abs=1e-3)
    assert azimuth[[0, -1]] == pytest.approx([one.rise_az_rad, one.set_az_rad], abs=1e-4)
    assert elevation.max() == pytest.approx(one.max_elev_rad, abs=2e-3)
    assert elevation.max() <= one.max_elev_rad + 1e-9
