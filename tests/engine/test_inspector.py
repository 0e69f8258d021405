"""The record of one satellite against tables, sums of panels and motion."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from skyfield.api import EarthSatellite, wgs84

from orbitviz.analysis.census import take_census
from orbitviz.analysis.figures import figures
from orbitviz.base.constants import TAU
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.inspector import inspected
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.one_satellite.json_satellite import quantity_key, satellite_values
from orbitviz.formats.tables.export_table import export_states
from orbitviz.model.blank_document import blank_document
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant, skyfield_time, timescale
from orbitviz.subsystems.quantities.orbit import BETA, GROUP, LOCAL_TIME, NODE, SUNLIGHT
from orbitviz.subsystems.quantities.registry import ALL, SUMS, TABLES
from orbitviz.subsystems.quantities.work import LIMIT
from tests.designs import dawn_dusk, design_of, walker
from tests.formats.chunks import chunks_of
from tests.visual.catalogue import shell_of_objects

NOW = Instant.parse("2026-11-25T07:10:00Z")
OBJECTS = catalogue_id(0)
COLUMNS = tuple(quantity for quantity in ALL if quantity not in (GROUP, SUNLIGHT))
ISS = """ISS (ZARYA)
1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991
2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482
"""


@pytest.fixture(scope="module")
def flown():
    state = State.of(
        read_builtin("starlink-gen1"), Playback(NOW, playing=False), (shell_of_objects(60, NOW),)
    )
    return state, snapshot_at(state, NOW, with_survey=False)


@pytest.fixture(scope="module")
def tables(flown, tmp_path_factory):
    """What `export` writes, frame by frame; row by row of the design, then of the catalogue."""
    path = tmp_path_factory.mktemp("tables") / "states.csv"
    found = {}
    for frame in Frame:
        chosen = COLUMNS if frame is Frame.TEME else ()
        export_states(flown[0], NOW, path, frame, quantities=chosen)
        with path.open() as stream:
            found[frame] = list(csv.DictReader(stream))
    return found


def keys_of(state, count):
    rows = np.random.default_rng(6).choice(len(state.document.constellation), count, replace=False)
    objects = [SatelliteKey(OBJECTS, row) for row in range(0, 60, 7)]
    return [SatelliteKey(MAIN_DESIGN, row) for row in rows.tolist()] + objects


def has_computers(state, group):
    design = state.document.design
    return design.satellite_of(design.group_names.index(group)).compute.rated_kw > 0.0


@pytest.mark.parametrize("count", [40, pytest.param(200, marks=pytest.mark.sweep)])
def test_values_are_those_that_export_writes(flown, tables, count):
    state, snapshot = flown
    designed = len(state.document.constellation)
    for key in keys_of(state, count):
        values = satellite_values(inspected(state, snapshot, key))
        number = key.row if key.source.is_design else designed + key.row
        for frame in Frame:
            row = tables[frame][number]
            r_km, v_km_s = values[frame.lower()].values()
            assert r_km == pytest.approx([float(row[f"{axis}_km"]) for axis in "xyz"], abs=2e-6)
            written = [float(row[f"v{axis}_km_s"]) for axis in "xyz"]
            assert v_km_s == pytest.approx(written, abs=2e-9)
        row = tables[Frame.TEME][number]
        for name in ("name", "group", "shell"):
            assert (values[name] or "") == row[name]
        assert values["number" if not key.source.is_design else "slot"]
        for name, tolerance in (("lat_deg", 1e-7), ("lon_deg", 1e-7), ("alt_km", 1e-6)):
            assert values[name] == pytest.approx(float(row[name]), abs=tolerance)
        assert values["sunlit"] == pytest.approx(float(row["sunlit"]), abs=1e-4)
        for quantity in TABLES:
            found, told = values[quantity_key(quantity)], row[quantity.column]
            if not key.source.is_design:
                assert (found, told) == (None, "")
            elif quantity is LIMIT:
                word = LIMIT.categories[int(float(told))].word
                assert found == (word if has_computers(state, row["group"]) else None)
            else:
                assert found == pytest.approx(float(told), rel=1e-8, abs=1e-12)
        if key.source.is_design:
            angles = {BETA: "beta_deg", LOCAL_TIME: "ltan_h"}
            for quantity, name in angles.items():
                told = float(quantity.shown(np.array(float(row[quantity.column]))))
                assert values[name] == pytest.approx(told, abs=1e-6)
            raan_deg = np.degrees(float(row[NODE.column]))
            assert values["elements"]["raan_deg"] == pytest.approx(raan_deg, abs=1e-6)


def test_all_satellites_together_are_the_sums_of_the_panels():
    document = design_of(
        walker(600, 53, 5, 7, satellite="ai1"),
        dawn_dusk(900, 11, planes=1, ltan_h=18, satellite="bus-500kg"),
    )
    state = State.of(document, Playback(NOW, playing=False))
    snapshot = snapshot_at(state, NOW, with_survey=False)
    everything = np.ones(state.document.constellation.shell_count, bool)
    panel = figures(take_census(snapshot.fleet, snapshot.geometry, everything))
    total = dict.fromkeys(SUMS, 0.0)
    for row in range(5 * 7 + 11):
        one = inspected(state, snapshot, SatelliteKey(MAIN_DESIGN, row), 0)
        for quantity in SUMS:
            total[quantity] += one.quantities[quantity]
    for quantity in SUMS:
        assert total[quantity] == pytest.approx(panel.total(quantity), rel=1e-6, abs=1e-3)


def test_curves_pass_through_the_present_and_go_on_as_the_maps_do(flown):
    """An orbit later the record is what the curves said of it, but for the Sun's distance."""
    state, snapshot = flown
    for key in keys_of(state, 12)[:12]:
        one = inspected(state, snapshot, key, 0)
        curves = one.curves
        seconds = curves.seconds.ravel()
        assert np.all(np.diff(seconds) >= 0.0)
        assert seconds[0] <= 0.0 <= curves.seconds[0, -1] + 60.0
        period_s = one.elements.nodal_period_s
        assert seconds[-1] == pytest.approx(seconds[0] + 3.0 * period_s, rel=0.02)
        later = snapshot_at(
            state, NOW.plus_s(1.3 * period_s), with_survey=False, known=snapshot.fleet
        )
        for snap, at_s in ((snapshot, 0.0), (later, 1.3 * period_s)):
            there = inspected(state, snap, key, 0)
            for quantity in TABLES:
                if quantity is LIMIT:
                    continue
                curve = curves.values[quantity]
                told = np.interp(at_s, seconds, curve.ravel())
                scale = float(np.abs(curve).max()) or 1.0
                assert abs(told - there.quantities[quantity]) < 0.02 * scale, quantity.key


def test_elements_of_a_design_lead_back_to_its_position(flown):
    state, snapshot = flown
    for key in keys_of(state, 10)[:10]:
        one = inspected(state, snapshot, key, 0)
        elements, (r_km, _) = one.elements, one.place.states[Frame.TEME]
        u, raan, inc = elements.arglat_rad, elements.raan_rad, elements.inc_rad
        node = np.array([np.cos(raan), np.sin(raan), 0.0])
        ahead = np.array([-np.sin(raan) * np.cos(inc), np.cos(raan) * np.cos(inc), np.sin(inc)])
        place = elements.sma_km * (np.cos(u) * node + np.sin(u) * ahead)
        assert np.linalg.norm(place - r_km) < 1e-6
        later_s = elements.nodal_period_s
        r_later, _ = state_vectors(
            state.document.constellation, NOW.plus_s(later_s), np.array([key.row])
        )
        assert r_later[0, 2] == pytest.approx(r_km[2], abs=1e-3)


def test_phase_is_least_at_noon_and_grows_with_flight(flown):
    state, snapshot = flown
    sun = snapshot.geometry.sun_direction
    for key in keys_of(state, 20):
        one = inspected(state, snapshot, key, 0)
        r_km, v_km_s = one.place.states[Frame.TEME]
        beta, phase = one.sun.beta_rad, one.sun.phase_rad
        up = r_km / np.linalg.norm(r_km)
        # docs/pages/physics/sunlight.md
        assert up @ sun == pytest.approx(np.cos(beta) * np.cos(phase), abs=2e-6)
        ahead = v_km_s - (v_km_s @ up) * up
        forward = ahead @ sun / np.linalg.norm(ahead)
        assert forward == pytest.approx(-np.cos(beta) * np.sin(phase), abs=2e-3)


def test_an_object_is_where_skyfield_has_it_and_has_the_elements_of_its_set():
    catalogue = read_tle(chunks_of(ISS)).catalogue(path := Path("iss.tle"))
    now = Instant.parse("2019-12-10T12:00:00Z")
    state = State.of(blank_document("iss", now), Playback(now, playing=False), (catalogue,))
    snapshot = snapshot_at(state, now, with_survey=False, with_maps=False)
    one = inspected(state, snapshot, SatelliteKey(OBJECTS, 0))
    name, *lines = ISS.splitlines()
    theirs = EarthSatellite(*lines, name, timescale()).at(skyfield_time(now))
    r_km, v_km_s = one.place.states[Frame.GCRS]
    assert np.linalg.norm(r_km - theirs.position.km) < 1e-5
    assert np.linalg.norm(v_km_s - theirs.velocity.km_per_s) < 1e-6
    below = wgs84.geographic_position_of(theirs)
    assert one.place.lat_rad == pytest.approx(below.latitude.radians, abs=1e-8)
    assert one.place.lon_rad == pytest.approx(below.longitude.radians, abs=1e-8)
    assert one.place.alt_km == pytest.approx(below.elevation.km, abs=1e-5)
    who = one.identity
    assert (who.number, who.designator, who.file) == (25544, "1998-067A", path)
    assert (who.shell, who.plane, one.curves, dict(one.quantities)) == (None, None, None, {})
    assert who.epoch.to_datetime().timetuple().tm_yday == 343
    elements = one.elements
    assert np.degrees(elements.inc_rad) == pytest.approx(51.6439)
    assert np.degrees(elements.raan_rad) == pytest.approx(211.2001)
    assert np.degrees(elements.argp_rad) == pytest.approx(17.6667)
    assert np.degrees(elements.arglat_rad) == pytest.approx(17.6667 + 85.6398)
    assert elements.kepler_period_s == pytest.approx(86_400.0 / 15.50103472, rel=2e-3)
    assert (one.neighbours, one.neighbours_in_shell) == ((), None)


def test_an_object_that_has_decayed_has_no_record():
    drag = ISS.replace(" 38792-4 0  9991", " 38792-2 0  999")
    catalogue = read_tle(chunks_of(drag)).catalogue(Path("iss.tle"))
    now = Instant.parse("2020-06-10T12:00:00Z")
    state = State.of(blank_document("iss", now), Playback(now, playing=False), (catalogue,))
    snapshot = snapshot_at(state, now, with_survey=False, with_maps=False)
    with pytest.raises(UserError, match=r'"ISS \(ZARYA\)" \(25544\) has no position at 2020-06-10'):
        inspected(state, snapshot, SatelliteKey(OBJECTS, 0))


def test_without_maps_the_rest_is_there(flown):
    state, _ = flown
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    one = inspected(state, snapshot, SatelliteKey(MAIN_DESIGN, 17))
    assert (dict(one.quantities), one.curves) == ({}, None)
    assert len(one.neighbours) == 8
    assert 0.0 <= one.elements.raan_rad < TAU
    values = satellite_values(one, with_orbits=True)
    assert (values["array_w"], values["limited_by"], values["orbits"]) == (None, None, [])


def test_at_the_end_of_the_ephemeris_the_search_for_eclipses_ends():
    now = Instant.parse("2052-12-31T00:00:00Z")
    state = State.of(read_builtin("blue-origin-sunrise"), Playback(now, playing=False))
    snapshot = snapshot_at(state, now, with_survey=False, with_maps=False)
    row = int(state.document.constellation.shell_first[-2])
    one = inspected(state, snapshot, SatelliteKey(MAIN_DESIGN, row), 1)
    assert one.eclipse.note == "no eclipse until 2053-01-01, the end of the ephemeris"
    assert one.eclipse.begin is None
