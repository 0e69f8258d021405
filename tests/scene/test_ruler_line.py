"""The line of the ruler: where it is drawn, what of it is hidden, what is written beside it."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import numpy as np
import pytest

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.ruler import end_km, ruler_reading
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.ruler import EarthCentre, Ruler
from orbitviz.model.ruler_ends import ground_end
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Layers, Reference, ViewOptions
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.offscreen import Renderer
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.overlay.ruler_line import line_points
from orbitviz.scene.view import view_of

AT = Instant.parse("2026-11-22T06:00:00Z")
SATELLITE = SatelliteKey(MAIN_DESIGN, 40)
NOTHING = Layers(**dict.fromkeys((field.name for field in fields(Layers)), False))
SIZE = (800, 600)


def state_with(ruler, camera=None):
    view = ViewOptions(camera=camera or CameraPose(), layers=NOTHING)
    return State.of(read_builtin("starlink-gen1"), Playback(AT), view=view, ruler=ruler)


def reading_at(ruler, instant):
    state = state_with(ruler)
    return ruler_reading(state, snapshot_at(state, instant, with_survey=False, with_maps=False))


def test_the_reading_is_live():
    ruler = Ruler(SATELLITE, ground_end(50.0, 10.0))
    readings = [reading_at(ruler, AT.plus_s(60.0 * k)) for k in range(3)]
    assert len({reading.between.distance_km for reading in readings}) == 3
    # The ground turns with the Earth: 60 s are 0.2507 degrees of a sidereal turn.
    one, other = (reading.r_km[1] for reading in readings[:2])
    turned = math.atan2(*other[1::-1]) - math.atan2(*one[1::-1])
    assert math.degrees(turned) % 360.0 == pytest.approx(60.0 * 360.0 / 86164.0905, abs=1e-4)
    assert len(readings[0].lines) == 4


def test_words_of_the_reading():
    quarter = Ruler(ground_end(0.0, 0.0), ground_end(0.0, 90.0))
    lines = reading_at(quarter, AT).lines
    assert lines == (
        "0.00° N, 0.00° E – 0.00° N, 90.00° E",
        "9,020.05 km, light 30.1 ms",
        "90.00° at the Earth's centre",
        "No line of sight: the Earth is between",
    )
    to_centre = reading_at(Ruler(EarthCentre(), ground_end(0.0, 0.0)), AT).lines
    assert to_centre == ("Earth's centre – 0.00° N, 0.00° E", "6,378.14 km, light 21.3 ms")
    near = reading_at(Ruler(ground_end(0.0, 0.0), ground_end(0.0, 0.001)), AT).lines
    assert near[1].startswith("111.3 m,")


def test_ends_without_a_place_have_no_reading():
    state = state_with(None)
    snapshot = snapshot_at(state, AT, with_survey=False, with_maps=False)
    assert ruler_reading(state, snapshot) is None
    gone = SatelliteKey(MAIN_DESIGN, 10**7)
    closed = SatelliteKey(catalogue_id(3), 0)
    for end in (gone, closed):
        assert end_km(state, snapshot, end) is None
        assert ruler_reading(replace(state, ruler=Ruler(end, EarthCentre())), snapshot) is None


def seen_from(**pose):
    pose = {"elevation_rad": 0.0, "azimuth_rad": 0.0, "distance_km": 20_000.0, **pose}
    return view_of(CameraPose(reference=Reference.INERTIAL, **pose), sky_geometry_at(AT), SIZE)


def test_the_earth_hides_what_is_behind_it_and_in_it():
    view = seen_from()  # on the x axis
    before, behind = np.array([9000.0, 0.0, 0.0]), np.array([-9000.0, 100.0, 0.0])
    _, hidden = line_points(view, before, behind)
    assert not hidden[0]
    assert hidden[-1]
    assert np.count_nonzero(hidden[1:] != hidden[:-1]) == 1
    _, in_sight = line_points(view, np.array([0.0, -9000.0, 0.0]), np.array([0.0, -9000.0, 3000.0]))
    assert not in_sight.any()
    on_ground = np.array([EARTH_RADIUS_KM, 0.0, 0.0])
    _, hidden = line_points(view, on_ground, before)
    assert not hidden.any()


def test_points_lie_on_the_line_within_the_picture():
    view = seen_from()
    random = np.random.default_rng(3)
    drawn = 0
    for _ in range(200):
        one, other = random.normal(size=(2, 3)) * 15_000.0
        found = line_points(view, one, other)
        # Brute force: is any point of the line in the picture?
        r_km = one + np.linspace(0.0, 1.0, 5001)[:, None] * (other - one)
        pixels, depth = view.project(r_km)
        inside = (depth > 10.0) & (pixels >= 0).all(axis=1) & (pixels <= SIZE).all(axis=1)
        if inside.any():
            drawn += 1
            points = found[0]
            for pixel in pixels[inside][:: 1 + np.count_nonzero(inside) // 20]:
                steps = np.linalg.norm(np.diff(points, axis=0), axis=1).max()
                assert np.linalg.norm(points - pixel, axis=1).min() <= steps
        if found is not None:
            assert np.isfinite(found[0]).all()
            assert np.abs(found[0] - np.array(SIZE) / 2.0).max() <= 0.56 * max(SIZE)
    assert drawn > 30


def test_what_is_behind_the_camera_is_not_drawn():
    view = seen_from()
    assert line_points(view, np.array([30_000.0, 0, 0]), np.array([25_000.0, 9.0, 0])) is None


@pytest.mark.gl
def test_the_picture_shows_the_line_and_its_reading():
    ruler = Ruler(ground_end(60.0, 100.0), ground_end(-20.0, 60.0))
    camera = CameraPose(reference=Reference.EARTH, azimuth_rad=math.radians(80.0))
    states = [state_with(one, camera) for one in (None, ruler)]
    snapshot = snapshot_at(states[1], AT, with_survey=False, with_maps=False)
    assert captions(states[0], snapshot, "").ruler is None
    reading = captions(states[1], snapshot, "").ruler
    assert reading.lines[0].startswith("60.00° N, 100.00° E – 20.00° S")
    with Renderer(tile_px=250) as renderer:
        without, whole = (renderer.render(one, AT, SIZE, supersample=1).pixels for one in states)
    with Renderer() as renderer:
        in_one = renderer.render(states[1], AT, SIZE, supersample=1).pixels
    assert np.abs(whole.astype(int) - in_one).max() <= 2  # tiles have no seams
    changed = (whole != without).any(axis=2)
    view = view_of(camera, snapshot.geometry, SIZE)
    points, hidden = line_points(view, *ruler_reading(states[1], snapshot).r_km)
    assert hidden[5:-5].all()  # within the Earth: dashed
    lit = [changed[round(y) - 1 : round(y) + 2, round(x) - 1 : round(x) + 2].any()
           for x, y in points.tolist()]  # fmt: skip
    assert 0.4 < np.mean(lit) < 0.95
