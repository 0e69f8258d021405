"""Where things stand on the map: points below satellites and the Sun, against skyfield."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from skyfield.api import EarthSatellite, load, wgs84
from skyfield.jpllib import SpiceKernel
from skyfield.positionlib import Geocentric

from orbitviz.base.progress import run_to_end
from orbitviz.base.resources import asset_path
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.orbits.frames import Frame, rotation
from orbitviz.orbits.propagate import position_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant, skyfield_time
from orbitviz.scene.world_map.annotations import sub_solar_point, terminator
from orbitviz.scene.world_map.projection import MapFrame, MapView
from orbitviz.scene.world_map.satellites import sub_points
from orbitviz.scene.world_map.tracks import track_of
from orbitviz.scene.world_map.world_map import MapPainter
from tests.formats.element_sets import as_tle, read_catalogue

AU_KM = 149_597_870.7
INSTANTS = ("2026-03-20T12:00:00Z", "2026-06-21T03:10:00Z", "2026-11-22T00:00:00Z")


@pytest.fixture(scope="module")
def bodies():
    kernel = SpiceKernel(str(asset_path("time/de421_excerpt.bsp")))
    yield kernel
    kernel.close()


def sun_itrs(instant):
    geometry = sky_geometry_at(instant)
    return geometry.teme_to_itrs @ geometry.sun_direction


def turned(angle):
    """Return an angle within half a turn of 0."""
    return (angle + np.pi) % (2.0 * np.pi) - np.pi


def test_points_below_satellites_are_skyfields():
    instant = Instant.parse("2026-12-01T07:30:00Z")
    constellation = read_builtin("starlink-gen1").constellation
    rows = np.array([0, 700, 1500, 3000, 4000])
    r_km = position_vectors(constellation, instant, rows)
    lat, lon = sub_points(r_km, sky_geometry_at(instant).teme_to_itrs)
    in_gcrs = r_km @ rotation(Frame.TEME, Frame.GCRS, instant).T
    for k, r_gcrs_km in enumerate(in_gcrs):
        position = Geocentric(r_gcrs_km / AU_KM, t=skyfield_time(instant), center=399)
        point = wgs84.subpoint_of(position)
        assert lat[k] == pytest.approx(point.latitude.radians, abs=1e-8)
        assert turned(lon[k] - point.longitude.radians) == pytest.approx(0.0, abs=1e-8)


def test_a_catalogue_on_the_map_is_where_skyfield_sees_it(tmp_path):
    file = tmp_path / "five.tle"
    file.write_text(as_tle())
    catalogue = read_catalogue(file)
    instant = catalogue.median_epoch.plus_s(600.0)
    state = State.of(read_builtin("one-shell"), Playback(instant), [catalogue])
    snapshot = snapshot_at(state, instant, with_survey=False, with_maps=False)
    frame = MapFrame(MapView(), (2000, 1000))
    picture = run_to_end(MapPainter().paint(state, snapshot, frame))
    lines = file.read_text().split("\n")
    ours = {one.source: one for one in picture.satellites}[catalogue_id(0)]
    assert len(ours.rows) == len(catalogue) > 3
    for row, x, y in zip(ours.rows, ours.x, ours.y, strict=True):
        satellite = EarthSatellite(*lines[2 * row : 2 * row + 2], ts=load.timescale(builtin=True))
        point = wgs84.subpoint_of(satellite.at(skyfield_time(instant)))
        place = frame.pixels(np.array(point.latitude.radians), np.array(point.longitude.radians))
        assert (x, y) == pytest.approx(tuple(map(float, place)), abs=0.01)


@pytest.mark.parametrize("time", INSTANTS)
def test_the_sun_is_in_the_zenith_of_its_point_and_on_the_horizon_of_the_terminator(time, bodies):
    instant = Instant.parse(time)
    at = skyfield_time(instant)
    sun, earth = bodies["sun"], bodies["earth"]
    lat, lon = np.degrees(sub_solar_point(sun_itrs(instant)))
    overhead = (earth + wgs84.latlon(lat, lon)).at(at).observe(sun).apparent(deflectors=())
    assert overhead.altaz()[0].degrees == pytest.approx(90.0, abs=0.01)
    edge = np.degrees(np.array(terminator(sun_itrs(instant))))
    for lat, lon in edge.T[::30]:
        seen = (earth + wgs84.latlon(lat, lon)).at(at).observe(sun).apparent(deflectors=())
        assert seen.altaz()[0].degrees == pytest.approx(0.0, abs=0.01)


def test_it_is_night_where_the_sun_is_down():
    document = read_builtin("one-shell")
    state = State.of(document, Playback(document.design.epoch_instant))
    layers = replace(state.view.layers, satellites=False, night_lights=False)
    state = replace(state, view=replace(state.view, layers=layers))
    frame = MapFrame(MapView(), (720, 360))
    painter, seen = MapPainter(), {}
    noon_at_greenwich = Instant.parse("2026-03-20T12:00:00Z")
    for hours in (0.0, 12.0):
        instant = noon_at_greenwich.plus_s(3_600.0 * hours)
        snapshot = snapshot_at(state, instant, with_survey=False, with_maps=False)
        seen[hours] = run_to_end(painter.paint(state, snapshot, frame)).pixels.astype(float)
    # Land within 55 degrees of the two meridians that are at noon and at midnight.
    for lat_deg, lon_deg, is_near in ((22, 10, True), (-23, 20, True), (-22, 134, False),
                                      (-25, 120, False)):  # fmt: skip
        column, row = (int(value) for value in frame.pixels(*np.radians((lat_deg, lon_deg))))
        day, night = (seen[hours][row - 2 : row + 3, column - 2 : column + 3].mean()
                      for hours in ((0.0, 12.0) if is_near else (12.0, 0.0)))  # fmt: skip
        assert day > 1.7 * night, (lat_deg, lon_deg)
        assert night > 5.0  # the ground is seen under the stars


def test_the_track_begins_at_the_satellite_and_its_edge_lies_around_it():
    document = read_builtin("starlink-gen1")
    instant = document.design.epoch_instant.plus_s(5_000.0)
    state = State.of(document, Playback(instant))
    geometry = sky_geometry_at(instant)
    key = SatelliteKey(MAIN_DESIGN, 77)
    track = track_of(state, geometry, key)
    r_km = position_vectors(document.constellation, instant, np.array([77]))
    lat, lon = (float(one[0]) for one in sub_points(r_km, geometry.teme_to_itrs))
    for end in ((part[-1] for part in track.behind), (part[0] for part in track.ahead)):
        assert list(end) == pytest.approx([lat, lon], abs=1e-7)
    # A turn later the Earth has moved on below: 95 minutes, about 24 degrees.
    drift = turned(track.ahead[1][-1] - lon)
    assert np.degrees(drift) == pytest.approx(-23.9, abs=0.6)
    around = [np.cos(lat) * np.cos(track.edge[0]) * np.cos(track.edge[1] - lon)
              + np.sin(lat) * np.sin(track.edge[0])]  # fmt: skip
    reach = np.degrees(np.arccos(np.array(around)))
    horizon = np.degrees(np.arccos(6371.0 / np.linalg.norm(r_km)))
    assert reach == pytest.approx(horizon, abs=0.4)


def test_an_object_without_a_position_has_no_track(tmp_path):
    file = tmp_path / "five.tle"
    file.write_text(as_tle())
    catalogue = read_catalogue(file)
    state = State.of(read_builtin("one-shell"), Playback(catalogue.median_epoch), [catalogue])
    late = catalogue.median_epoch.plus_s(20 * 365.0 * 86_400.0)
    keys = [SatelliteKey(catalogue_id(0), row) for row in range(len(catalogue))]
    geometry = sky_geometry_at(late)
    found = [track_of(state, geometry, key) for key in keys]
    alive = catalogue.propagate(late)[2] == 0
    assert [track is not None for track in found] == alive.tolist()
    selected = replace(state, selection=Selection(state.all_shells, frozenset(keys)))
    snapshot = snapshot_at(selected, late, with_survey=False, with_maps=False)
    steps = MapPainter().paint(selected, snapshot, MapFrame(MapView(), (200, 100)))
    assert run_to_end(steps).pixels.shape == (100, 200, 3)
