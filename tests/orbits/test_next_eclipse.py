"""The next eclipse against a search in small steps with angles of its own, to a second."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import brentq
from sgp4 import exporter
from sgp4.api import WGS72, Satrec

from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.expand import expand
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.motion import motion_of_object, motion_of_satellite
from orbitviz.orbits.next_eclipse import last_position_s, next_eclipse
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sgp4.one_object import OneObject
from orbitviz.orbits.sun import sun_directions, sun_position_km
from orbitviz.orbits.timescale import Instant
from tests.formats.chunks import chunks_of

NOW = Instant.parse("2026-11-22T00:10:00Z")
DAY_S = 86_400.0
EARTH_KM, SUN_KM = 6378.137, 695_700.0
TOLERANCE_S = 1.0


def gaps(r_km, sun_km):
    """Return the angles by which the discs are apart from their outer and their inner touch."""
    to_sun, to_earth = sun_km - r_km, -r_km
    far_sun, far_earth = np.linalg.norm(to_sun, axis=-1), np.linalg.norm(to_earth, axis=-1)
    across = np.linalg.norm(np.cross(to_sun, to_earth), axis=-1)
    apart = np.arctan2(across, np.sum(to_sun * to_earth, axis=-1))
    sun, earth = np.arcsin(SUN_KM / far_sun), np.arcsin(EARTH_KM / far_earth)
    return np.stack([apart - earth - sun, apart - earth + sun])


def brute_force(position, positions, begin_s, end_s, step_s, now=NOW):
    """Return begin, end, umbra begin and end of the first eclipse that ends after 0, None if none.

    position     s -> r_km (3,), exact
    positions    s (m,) -> r_km (m, 3), to find about where
    """

    def exact(seconds, which):
        instant = now.plus_s(seconds)
        return gaps(position(seconds), sun_position_km(instant, Frame.TEME))[which]

    seconds = np.arange(begin_s, end_s, step_s)
    hours = np.arange(begin_s - 3600.0, end_s + 7200.0, 3600.0)
    days = np.arange(hours[0], hours[-1] + DAY_S, DAY_S)
    far_km = [np.linalg.norm(sun_position_km(now.plus_s(day), Frame.TEME)) for day in days.tolist()]
    sun_km = sun_directions([now.plus_s(hour) for hour in hours.tolist()])
    sun_km *= np.interp(hours, days, far_km)[:, None]
    suns = np.stack([np.interp(seconds, hours, sun_km[:, k]) for k in range(3)], axis=1)
    is_dim, is_dark = gaps(positions(seconds), suns) < 0.0
    lit_again = np.flatnonzero(is_dim[:-1] & ~is_dim[1:] & (seconds[1:] > 0.0))
    if not len(lit_again):
        return None
    last = int(lit_again[0])
    first = int(np.flatnonzero(~is_dim[:last])[-1]) + 1

    def edge(before, which):
        return brentq(exact, seconds[before], seconds[before + 1], (which,), xtol=1e-3)

    dark = first + np.flatnonzero(is_dark[first : last + 1])
    umbra = (edge(dark[0] - 1, 1), edge(dark[-1], 1)) if len(dark) else (None, None)
    return edge(first - 1, 0), edge(last, 0), *umbra


def seen_until_s(found, end_s):
    """Return how far to search: past an eclipse that was found, it is not asked for others."""
    return end_s if found is None else min(end_s, found.end_s + 3600.0)


def agree(found, expected):
    assert (found is None) == (expected is None)
    if found is None:
        return
    for ours, theirs in zip(found, expected, strict=True):
        assert (ours is None) == (theirs is None)
        assert ours is None or abs(ours - theirs) < TOLERANCE_S


def check_design(constellation, row, end_s, step_s, now=NOW):
    """Compare one satellite; return what was found."""
    found = next_eclipse(motion_of_satellite(constellation, row, now), now, end_s)

    def position(seconds):
        return state_vectors(constellation, now.plus_s(seconds), np.array([row]))[0][0]

    def positions(seconds):
        return motion_of_satellite(constellation, row, now)(seconds)[0]

    until_s = seen_until_s(found, end_s)
    agree(found, brute_force(position, positions, -7200.0, until_s, step_s, now))
    return found


@pytest.mark.parametrize("name", ["starlink-gen1", "spacex-odc", "suncatcher-81"])
def test_eclipses_of_random_satellites_begin_and_end_when_they_do(name):
    constellation = read_builtin(name).constellation
    rng = np.random.default_rng(5)
    running = 0
    for row in rng.integers(len(constellation), size=12).tolist():
        found = check_design(constellation, row, 3.0 * 7200.0, 15.0)
        running += found is not None and found.begin_s <= 0.0
    assert running >= (name == "starlink-gen1")


@pytest.mark.parametrize(
    ("shell", "day", "least_days"),
    [(17, "2027-03-10", 50), (47, "2027-04-01", 50), (80, "2026-11-22", 15)],
)
def test_eclipses_that_are_weeks_away_are_found(shell, day, least_days):
    """Dawn-dusk shells: their seasons begin with a graze of some seconds."""
    constellation = read_builtin("blue-origin-sunrise").constellation
    row = int(constellation.shell_first[shell])
    begun = Instant.parse(f"{day}T00:10:00Z")
    found = check_design(constellation, row, 120.0 * DAY_S, 4.0, begun)
    assert found.begin_s > least_days * DAY_S
    assert found.end_s - found.begin_s < 90.0


def test_orbits_that_are_always_sunny_have_none_in_400_days():
    """Boley et al. 2026, equation 3: dawn-dusk orbits above about 1,391 km."""
    constellation = read_builtin("blue-origin-sunrise").constellation
    shell = int(np.argmax(constellation.sma_km))
    row = int(constellation.shell_first[shell])
    assert check_design(constellation, row, 400.0 * DAY_S, 60.0) is None


def elliptic(altitude_km, ecc, inclination_deg, argp_deg):
    """Return a constellation of one plane on ellipses."""
    group = {
        "pattern": "walker-delta", "altitude_km": altitude_km, "eccentricity": ecc,
        "argp_deg": argp_deg, "inclination_deg": inclination_deg, "planes": 4,
        "satellites_per_plane": 3, "satellite": "ai1",
    }  # fmt: skip
    epoch = datetime(2026, 11, 22, tzinfo=UTC)
    values = {"format": "orbitviz/1", "name": "e", "epoch": epoch, "groups": [group]}
    return expand(Design.model_validate(values))


@pytest.mark.parametrize(
    "orbit",
    [(20_184.0, 0.72, 63.4, 270.0), (18_000.0, 0.73, 20.0, 90.0), (35_786.0, 0.0, 0.0, 0.0),
     (380_000.0, 0.3, 5.0, 0.0)],
    ids=["molniya", "transfer", "geostationary", "far"],
)  # fmt: skip
def test_eclipses_of_high_and_of_eccentric_orbits(orbit):
    constellation = elliptic(*orbit)
    for row in (0, 7):
        check_design(constellation, row, 130.0 * DAY_S, 60.0)


def element_set(revolutions, ecc, inclination_deg, raan_deg, argp_deg):
    satellite = Satrec()
    satellite.sgp4init(
        WGS72, "i", 70_000, 28_084.5, 2e-5, 0.0, 0.0, ecc, np.radians(argp_deg),
        np.radians(inclination_deg), 1.0, np.pi / 720.0 * revolutions, np.radians(raan_deg),
    )  # fmt: skip
    satellite.intldesg, satellite.classification = "26001A", "U"
    satellite.elnum, satellite.revnum = 1, 1
    return exporter.export_tle(satellite)


@pytest.mark.parametrize(
    "orbit",
    [(15.2, 0.001, 51.6, 20.0, 90.0), (14.2, 0.002, 98.6, 150.0, 10.0),
     (2.0, 0.72, 63.4, 40.0, 280.0), (1.0027, 0.0003, 0.05, 80.0, 30.0),
     (2.3, 0.7, 7.0, 300.0, 100.0)],
    ids=["low", "dawn-dusk", "molniya", "geostationary", "transfer"],
)  # fmt: skip
def test_eclipses_of_catalogue_objects_by_sgp4_itself(orbit):
    lines = element_set(*orbit)
    catalogue = read_tle(chunks_of("\n".join(lines) + "\n")).catalogue(Path("one.tle"))
    satellite = Satrec.twoline2rv(*lines)
    end_s = 260.0 * DAY_S

    def positions(seconds):
        whole = np.full(len(seconds), NOW.jd_whole)
        return satellite.sgp4_array(whole, NOW.jd_frac + seconds / DAY_S)[1]

    def position(seconds):
        return positions(np.array([seconds]))[0]

    motion = motion_of_object(OneObject(catalogue.elements, 0), NOW)
    found = next_eclipse(motion, NOW, end_s)
    assert found is not None
    until_s = seen_until_s(found, end_s)
    agree(found, brute_force(position, positions, -12.0 * 3600.0, until_s, 20.0))


@pytest.mark.parametrize("lost_s", [40.0, 900.0, 3_000.0, 5_000.0, 1.5 * DAY_S])
def test_a_motion_that_is_lost_within_an_orbit_is_searched_as_far_as_it_goes(lost_s):
    constellation = read_builtin("blue-origin-sunrise").constellation
    for shell in (2, 100):  # with an eclipse each orbit, and without
        whole = motion_of_satellite(constellation, int(constellation.shell_first[shell]), NOW)

        def motion(seconds, whole=whole):
            r_km, v_km_s = whole(seconds)
            r_km[seconds > lost_s] = v_km_s[seconds > lost_s] = np.nan
            return r_km, v_km_s

        found, known = (next_eclipse(one, NOW, 2.0 * DAY_S) for one in (motion, whole))
        if known is None or known.begin_s > lost_s:
            assert found is None
        else:
            assert found.begin_s == pytest.approx(known.begin_s, abs=1e-3)
            assert found.end_s == pytest.approx(min(known.end_s, lost_s), abs=1e-3)


def test_where_a_motion_ends_the_search_does():
    def motion(seconds):
        r_km = np.tile([7000.0, 0.0, 0.0], (len(seconds), 1))
        r_km[seconds > 10.5 * DAY_S] = np.nan
        return r_km, np.tile([0.0, 0.0, 7.5], (len(seconds), 1))

    assert last_position_s(motion, 400.0 * DAY_S) == 10.0 * DAY_S
    assert last_position_s(motion, 9.0 * DAY_S) is None
