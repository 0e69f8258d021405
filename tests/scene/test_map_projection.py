"""The projections of the map: there and back, what stays in place, and where things stand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orbitviz.model.view import MOST_MAP_ZOOM, MapProjection
from orbitviz.scene.world_map.projection import MapFrame, MapView
from orbitviz.scene.world_map.strokes import cover, graticule_deg, strokes

RECTANGLE, POLAR = MapProjection.EQUIRECTANGULAR, MapProjection.POLAR
LATITUDES = st.floats(-math.pi / 2, math.pi / 2)
LONGITUDES = st.floats(-math.pi, math.pi)
SIZES = st.tuples(st.integers(40, 3000), st.integers(40, 3000))


@st.composite
def frames(draw):
    view = MapView(
        draw(st.sampled_from(MapProjection)),
        draw(st.floats(1.0, MOST_MAP_ZOOM)),
        (draw(st.floats(-3.0, 3.0)), draw(st.floats(-1.5, 1.5))),
    )
    return MapFrame(view, draw(SIZES))


def at(frame, lat, lon):
    x, y = frame.pixels(np.array(lat), np.array(lon))
    return float(x), float(y)


def place(frame, x, y):
    lat, lon = frame.places(np.array(x), np.array(y))
    return float(lat), float(lon)


def apart_rad(one, other):
    """Return the angle between two places on a sphere."""
    vectors = [
        np.array([math.cos(a) * math.cos(o), math.cos(a) * math.sin(o), math.sin(a)])
        for a, o in (one, other)
    ]
    return float(np.linalg.norm(vectors[0] - vectors[1]))


@given(frame=frames(), lat=LATITUDES, lon=LONGITUDES)
def test_pixels_lead_back_to_their_places(frame, lat, lon):
    if frame.is_polar:
        assume(abs(lat) > 1e-6)  # the equator is on both halves
    else:
        # The line where the rectangle is cut is on both of its sides.
        assume(abs(math.remainder(lon - frame.view.centre[0], math.tau)) < math.pi - 1e-6)
        assume(abs(lat) < math.pi / 2 - 1e-6)
    assert apart_rad(place(frame, *at(frame, lat, lon)), (lat, lon)) < 1e-7


@given(frame=frames(), x=st.floats(0.0, 3000.0), y=st.floats(0.0, 3000.0))
def test_places_lead_back_to_their_pixels(frame, x, y):
    lat, lon = place(frame, x, y)
    assume(not math.isnan(lat))
    if frame.is_polar:
        assume(abs(lat) > 1e-6)
    else:
        assume(abs(math.remainder(lon - frame.view.centre[0], math.tau)) < math.pi - 1e-6)
    assert at(frame, lat, lon) == pytest.approx((x, y), abs=1e-4)


@given(size=SIZES, projection=st.sampled_from(MapProjection), lat=LATITUDES, lon=LONGITUDES)
def test_all_of_the_earth_is_in_view_at_first(size, projection, lat, lon):
    frame = MapFrame(MapView(projection), size)
    x, y = at(frame, lat, lon)
    assert -1e-6 <= x <= size[0] + 1e-6
    assert -1e-6 <= y <= size[1] + 1e-6


@pytest.mark.parametrize(
    ("projection", "lat", "lon", "x", "y"),
    [
        (RECTANGLE, 0, 0, 500, 250), (RECTANGLE, 90, 0, 500, 0), (RECTANGLE, 0, 90, 750, 250),
        (RECTANGLE, -45, -180, 0, 375),
        # North: Greenwich below the pole, and east is to the right of it, as in any atlas.
        (POLAR, 90, 0, 257.5, 250), (POLAR, 45, 0, 257.5, 367.5), (POLAR, 45, 90, 375.0, 250),
        (POLAR, -90, 0, 742.5, 250), (POLAR, -45, 0, 742.5, 132.5), (POLAR, -45, 90, 860.0, 250),
    ],
)  # fmt: skip
def test_known_places(projection, lat, lon, x, y):
    frame = MapFrame(MapView(projection), (1000, 500))
    assert at(frame, math.radians(lat), math.radians(lon)) == pytest.approx((x, y), abs=0.1)


@given(frame=frames(), step=st.floats(0.001, 0.02), lat=st.floats(-1.5, 1.5), lon=LONGITUDES)
def test_along_meridians_every_projection_has_the_same_scale(frame, step, lat, lon):
    assume(abs(lat) > step)
    x0, y0 = at(frame, lat, lon)
    x1, y1 = at(frame, lat + math.copysign(step, -lat), lon)
    assert math.hypot(x1 - x0, y1 - y0) == pytest.approx(step * frame.scale, rel=1e-6)


@given(
    frame=frames(),
    factor=st.floats(0.2, 5.0),
    x=st.floats(0.0, 1.0),
    y=st.floats(0.0, 1.0),
)
def test_zooming_leaves_the_place_under_the_pointer(frame, factor, x, y):
    pixel = x * frame.size[0], y * frame.size[1]
    frame = MapFrame(frame.within_limits, frame.size)
    view = frame.zoomed(factor, pixel)
    assert 1.0 <= view.zoom <= MOST_MAP_ZOOM
    before, zoomed = place(frame, *pixel), MapFrame(view, frame.size)
    assume(not math.isnan(before[0]))
    # Where an edge of the map would come into the picture, it is held there instead.
    free = MapFrame(view, frame.size)
    width, height = (pixels / free.scale for pixels in free.size)
    across, up = free._extent
    assume(width < across and height < up)
    assume(abs(view.centre[1]) < 0.5 * (up - height) - 1e-9)
    assume(not frame.is_polar or abs(view.centre[0]) < 0.5 * (across - width) - 1e-9)
    assert apart_rad(place(zoomed, *pixel), before) < 1e-6


def test_dragging_moves_places_with_the_hand_and_around_the_earth():
    frame = MapFrame(MapView(RECTANGLE, 2.0, (3.0, 0.1)), (800, 400))
    moved = MapFrame(frame.panned(-60.0, 20.0), frame.size)
    x, y = at(frame, 0.2, 3.1)
    assert at(moved, 0.2, 3.1) == pytest.approx((x - 60.0, y + 20.0))
    assert -math.pi <= moved.view.centre[0] <= math.pi
    far = MapFrame(frame.panned(0.0, 1e5), frame.size)
    assert at(far, math.pi / 2, 0.0)[1] == pytest.approx(0.0)  # the pole at the edge, not beyond
    corner, size = moved.place_of(frame)
    assert corner == pytest.approx((-60.0, 20.0))
    assert size == pytest.approx((800.0, 400.0))


@given(frame=frames(), lat=st.floats(-1.0, 1.0), lon=LONGITUDES)
def test_a_place_can_be_brought_to_the_middle(frame, lat, lon):
    view = frame.centred_on(lat, lon)
    frame = MapFrame(view, frame.size)
    assert view == frame.within_limits
    up = frame._extent[1]
    if not frame.is_polar and frame.size[1] / frame.scale < up - 2.0 * abs(lat):
        assert at(frame, lat, lon) == pytest.approx((frame.size[0] / 2, frame.size[1] / 2))


def test_a_line_over_the_date_line_comes_back_on_the_other_side():
    frame = MapFrame(MapView(RECTANGLE), (720, 360))
    lines = list(strokes(frame, np.radians([10.0, 10.0]), np.radians([170.0, -170.0])))
    ends = sorted((line[0, 0], line[1, 0]) for line in lines)
    assert np.array(ends) == pytest.approx(np.array([[-20.0, 20.0], [700.0, 740.0]]), abs=1e-6)


def test_a_line_over_the_equator_is_cut_between_the_halves():
    frame = MapFrame(MapView(POLAR), (1000, 500))
    north, south = strokes(frame, np.radians([20.0, -10.0]), np.radians([0.0, 30.0]))
    rim = 0.5 * math.pi * frame.scale
    for line, pole, end in ((north, frame.pole_px[0], -1), (south, frame.pole_px[1], 0)):
        assert math.hypot(*(line[end] - pole)) == pytest.approx(rim, rel=1e-6)
    assert math.hypot(*(north[0] - frame.pole_px[0])) == pytest.approx(rim * 70.0 / 90.0)


def test_gaps_are_not_drawn_over():
    frame = MapFrame(MapView(RECTANGLE), (720, 360))
    lat = np.radians([0.0, 1.0, np.nan, 3.0, 4.0])
    assert [len(line) for line in strokes(frame, lat, lat)] == [2, 2]


@pytest.mark.parametrize("projection", MapProjection)
def test_the_graticule_covers_its_pixels_alone(projection):
    frame = MapFrame(MapView(projection), (720, 360))
    found = cover(frame, graticule_deg(30), 1.0)
    assert found.shape == (360, 720)
    columns, rows = np.meshgrid(np.arange(720) + 0.5, np.arange(360) + 0.5)
    lat, lon = np.degrees(frame.places(columns, rows))
    off_parallel = np.abs(lat - 30.0 * np.rint(lat / 30.0))
    off_meridian = np.abs(lon - 30.0 * np.rint(lon / 30.0))
    if projection is POLAR:
        off_meridian *= np.radians(90.0 - np.abs(lat))
    pixel_deg = math.degrees(1.0 / frame.scale)
    near = np.fmin(off_parallel, off_meridian) < 0.51 * pixel_deg
    far = np.fmin(off_parallel, off_meridian) > 3.0 * pixel_deg
    inner = (np.abs(lat) < 70.0) & (np.abs(lon) < 179.0)
    assert found[near & inner & (np.abs(lat) > 1.0)].min() > 0.2
    assert found[far & inner].max() == 0.0
