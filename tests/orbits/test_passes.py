"""Passes against skyfield, and against plain sampling of designs."""

from __future__ import annotations

import numpy as np
import pytest
from skyfield.api import EarthSatellite

from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.observer import observer_at
from orbitviz.orbits.passes import find_passes
from orbitviz.orbits.propagate import states_at_times
from orbitviz.orbits.sgp4.batch import elements_of
from orbitviz.orbits.sgp4.chosen import ChosenObjects
from orbitviz.orbits.sky_span import SkySpan
from orbitviz.orbits.timescale import Instant, timescale
from tests.orbits.skyfield_passes import (
    SITES,
    made_objects,
    skyfield_altitudes,
    skyfield_events,
)

START = Instant.parse("2026-08-29T06:00:00Z")  # the epoch of made_objects
DAY_S = 86_400.0
MILLISECOND_S = 1e-3
CULMINATION_S = 0.05  # to which samples of the altitude of a slow satellite tell the highest one
NO_DEGREE = 1e-5


def place(site):
    return observer_at(np.radians(site[0]), np.radians(site[1]), site[2] / 1e3)


def object_positions(satellites, span_s, start=START):
    objects = ChosenObjects(elements_of(satellites), range(len(satellites)))
    sky = SkySpan.over(start, span_s)
    return lambda rows, seconds: sky.to_itrs(objects.positions(rows, start, seconds)[0], seconds)


def check_against_skyfield(count, days):
    """Compare passes with skyfield's; return how many of them."""
    satellites, span_s, compared = made_objects(count), days * DAY_S, 0
    positions = object_positions(satellites, span_s)
    for site in SITES:
        observer = place(site)
        found = find_passes(positions, count, observer, span_s, np.radians(10.0))
        highest = observer.look_angles(positions(found.row, found.culmination_s)).elevation_rad
        for k, satellite in enumerate(satellites):
            theirs = EarthSatellite.from_satrec(satellite, timescale())
            ours = found.row == k
            mine_s = np.column_stack((found.rise_s, found.culmination_s, found.set_s))[ours]
            altitudes = skyfield_altitudes(theirs, site, START)
            crossings_s = mine_s[:, [0, 2]][~np.isnan(mine_s[:, [0, 2]])]
            assert altitudes(crossings_s) == pytest.approx(10.0, abs=NO_DEGREE)
            theirs_s = skyfield_events(theirs, site, START, span_s, 10.0)
            compared += check_one(mine_s, np.degrees(highest[ours]), theirs_s, span_s)
    return compared


def check_one(mine_s, mine_deg, theirs_s, span_s):
    """Compare the passes (p, 3) of one satellite with events of skyfield; return how many."""
    rises_s, peaks_s, sets_s, peaks_deg = theirs_s
    for ours, others in ((mine_s[:, 0], rises_s), (mine_s[:, 2], sets_s)):
        for other in others:
            assert np.nanmin(np.abs(ours - other)) < MILLISECOND_S
    taken, compared = np.zeros(len(peaks_s), bool), 0
    for (rise_s, peak_s, set_s), peak_deg in zip(mine_s, mine_deg, strict=True):
        begin_s, end_s = np.nan_to_num(rise_s, nan=0.0), np.nan_to_num(set_s, nan=span_s)
        inside = (peaks_s > begin_s) & (peaks_s < end_s)
        taken |= inside
        if peak_s in (0.0, span_s):  # skyfield has no culmination there
            continue
        best = np.flatnonzero(inside)[peaks_deg[inside].argmax()]
        assert peak_deg == pytest.approx(peaks_deg[best], abs=NO_DEGREE)
        assert peak_s == pytest.approx(peaks_s[best], abs=CULMINATION_S)
        compared += 1
    assert taken.all()
    return compared


def test_passes_are_those_of_skyfield():
    assert check_against_skyfield(10, 1.0) > 60


@pytest.mark.sweep
def test_passes_of_many_objects_are_those_of_skyfield():
    assert check_against_skyfield(200, 2.0) > 2_000


def one_satellite(altitude_km, ecc, inc_deg, argp_deg=0.0, raan_deg=20.0):
    """Return a constellation of one satellite."""
    number = np.array([0], np.int32)
    return Constellation(
        epoch=START,
        group_name=("one",),
        shell_name=("one",),
        shell_group=number,
        sma_km=np.array([6378.137 + altitude_km]),
        ecc=np.array([ecc]),
        inc_rad=np.radians([inc_deg]),
        argp_rad=np.radians([argp_deg]),
        plane_shell=number,
        plane_raan_rad=np.radians([raan_deg]),
        plane_phase_rad=np.array([1.0]),
        plane_slots=np.array([1], np.int32),
        plane_index=number,
        slot_index=number,
    )


def design_positions(constellation, span_s):
    sky = SkySpan.over(START, span_s)
    from_epoch_s = START.seconds_since(constellation.epoch)
    return lambda rows, seconds: sky.to_itrs(
        states_at_times(constellation, rows, from_epoch_s + seconds)[0], seconds
    )


ORBITS = {
    "low": one_satellite(550.0, 0.0, 53.0),
    "lowest": one_satellite(160.0, 0.001, 97.0),
    "Molniya": one_satellite(20_180.0, 0.737, 63.4, 270.0),
    "steep": one_satellite(60_000.0, 0.9, 30.0, 40.0),
    "geosynchronous": one_satellite(35_786.0, 0.01, 40.0),
    "far": one_satellite(300_000.0, 0.1, 20.0),
}


@pytest.mark.parametrize("orbit", ORBITS)
@pytest.mark.parametrize("min_deg", [0.0, 10.0, 70.0])
def test_passes_are_where_plain_sampling_finds_the_satellite_up(orbit, min_deg):
    span_s = 2.0 * DAY_S
    positions = design_positions(ORBITS[orbit], span_s)
    seconds = np.arange(0.0, span_s + 1.0, 10.0)
    zeros = np.zeros(len(seconds), np.intp)
    for site in SITES:
        observer = place(site)
        found = find_passes(positions, 1, observer, span_s, np.radians(min_deg))
        sampled = observer.look_angles(positions(zeros, seconds)).elevation_rad
        begin_s, end_s = found.ends(span_s)
        inside = (seconds[:, None] >= begin_s) & (seconds[:, None] <= end_s)
        assert np.array_equal(inside.any(axis=1), sampled > np.radians(min_deg))
        assert (begin_s[1:] > end_s[:-1]).all()
        highest = observer.look_angles(positions(found.row, found.culmination_s)).elevation_rad
        for k in range(len(found)):
            assert (highest[k] >= sampled[inside[:, k]] - 1e-12).all()
            assert begin_s[k] <= found.culmination_s[k] <= end_s[k]
        for times in (found.rise_s, found.set_s):
            known = times[~np.isnan(times)]
            there = observer.look_angles(positions(np.zeros(len(known), np.intp), known))
            assert there.elevation_rad == pytest.approx(np.radians(min_deg), abs=1e-6)


@pytest.mark.parametrize("orbit", ["low", "Molniya"])
def test_a_pass_that_just_reaches_the_minimum_is_found_and_one_that_does_not_is_none(orbit):
    span_s = 3.0 * DAY_S
    positions = design_positions(ORBITS[orbit], span_s)
    grazing = 0
    for site in SITES:
        observer = place(site)
        found = find_passes(positions, 1, observer, span_s, np.radians(5.0))
        highest = observer.look_angles(positions(found.row, found.culmination_s)).elevation_rad
        for peak_rad, peak_s in zip(highest, found.culmination_s, strict=True):
            for above_rad, is_found in ((1e-5, True), (-1e-7, False)):
                again = find_passes(positions, 1, observer, span_s, peak_rad - above_rad)
                begin_s, end_s = again.ends(span_s)
                near = (begin_s <= peak_s) & (end_s >= peak_s)
                assert near.any() == is_found
                grazing += near.sum()
                if is_found and orbit == "low":
                    assert (end_s - begin_s)[near] < 20.0
    assert grazing > 5


def test_ends_of_the_span_cut_passes():
    positions = design_positions(ORBITS["low"], DAY_S)
    observer = place(SITES[0])
    whole = find_passes(positions, 1, observer, DAY_S, np.radians(10.0))
    second = slice(1, 2)
    middle = float(whole.culmination_s[1]) + 20.0
    before = find_passes(positions, 1, observer, middle, np.radians(10.0))
    assert np.isnan(before.set_s[-1])
    assert before.rise_s[-1] == pytest.approx(whole.rise_s[1], abs=MILLISECOND_S)
    assert before.culmination_s[-1] == pytest.approx(whole.culmination_s[1], abs=MILLISECOND_S)
    after = find_passes(
        lambda rows, seconds: positions(rows, seconds + middle),
        1,
        observer,
        DAY_S - middle,
        np.radians(10.0),
    )
    assert np.isnan(after.rise_s[0])
    assert after.culmination_s[0] == 0.0
    assert after.set_s[0] + middle == pytest.approx(whole.set_s[second][0], abs=MILLISECOND_S)


def test_a_satellite_that_loses_its_position_sets_with_it():
    positions = design_positions(ORBITS["low"], DAY_S)
    observer = place(SITES[0])
    whole = find_passes(positions, 1, observer, DAY_S, np.radians(10.0))
    lost_s = float(whole.culmination_s[1]) + 7.3

    def until_lost(rows, seconds):
        r_km = positions(rows, seconds)
        r_km[seconds > lost_s] = np.nan
        return r_km

    found = find_passes(until_lost, 1, observer, DAY_S, np.radians(10.0))
    assert len(found) == 2
    assert found.rise_s == pytest.approx(whole.rise_s[:2], abs=MILLISECOND_S)
    assert found.set_s[1] == pytest.approx(lost_s, abs=MILLISECOND_S)
    never = find_passes(lambda rows, seconds: positions(rows, seconds) * np.nan, 1, observer,
                        DAY_S, 0.1)  # fmt: skip
    assert len(never) == 0


def test_many_satellites_at_once_have_the_passes_of_each_alone():
    satellites = made_objects(12)
    observer = place(SITES[1])
    together = find_passes(
        object_positions(satellites, DAY_S), 12, observer, DAY_S, np.radians(10.0)
    )
    assert len(find_passes(object_positions(satellites, DAY_S), 0, observer, DAY_S, 0.1)) == 0
    for k, satellite in enumerate(satellites):
        alone = find_passes(
            object_positions([satellite], DAY_S), 1, observer, DAY_S, np.radians(10.0)
        )
        ours = together.row == k
        for name in ("rise_s", "culmination_s", "set_s"):
            assert getattr(alone, name) == pytest.approx(
                getattr(together, name)[ours], abs=MILLISECOND_S, nan_ok=True
            )
