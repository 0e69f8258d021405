"""Sizes and places of texts and legend on the picture."""

from __future__ import annotations

import math

import numpy as np
import pytest

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.engine.home import home_pose
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.overlay.callouts import leader, place_names
from orbitviz.scene.overlay.overlay import corner_reach, fitting_legend, text_scale
from orbitviz.scene.overlay.typesetting import Legend, LegendRow
from orbitviz.scene.view import view_of

AT = Instant.parse("2026-11-22T00:00:00Z")
ROWS = tuple(LegendRow((1.0, 0.5, 0.0), f"ODC 967-100{k} km SSO", "211,898") for k in range(6))


def view_of_size(size, pixel_ratio=1.0, camera=None):
    return view_of(camera or CameraPose(), sky_geometry_at(AT), size, pixel_ratio)


def test_texts_grow_with_the_picture():
    sizes = [(640, 360), (1280, 800), (1920, 1080), (3840, 2160)]
    scales = [text_scale(view_of_size(size)) for size in sizes]
    assert scales == sorted(scales)
    assert scales[:2] == [0.85, 1.0]
    assert scales[3] == pytest.approx(2.0 * scales[2])


def test_finer_pixels_are_not_a_larger_picture():
    assert text_scale(view_of_size((2560, 1600), 2.0)) == 2.0 * text_scale(
        view_of_size((1280, 800))
    )


@pytest.mark.parametrize("size", [(640, 360), (701, 512), (980, 580), (1182, 892), (3840, 2160)])
def test_the_legend_leaves_the_earth_free_as_it_is_seen_at_first(size):
    state = State.of(read_builtin(), Playback(AT))
    pose = home_pose(state, sky_geometry_at(AT))
    view = view_of_size(size, camera=pose)
    scale = text_scale(view)
    margin, over = round(14 * scale), round(44 * scale)
    reach = corner_reach(view, margin, over)
    panel = fitting_legend(scale, size, reach, Legend(title="Satellites", rows=ROWS))
    limb = math.tan(math.asin(EARTH_RADIUS_KM / pose.distance_km)) / math.tan(pose.fov_rad / 2)
    left, up = size[0] / 2 - margin - panel.width, size[1] / 2 - over - panel.height
    assert math.hypot(left, max(up, 0.0)) > limb * min(size) / 2


def test_a_legend_with_room_says_how_many():
    wide, narrow = ((2000.0, 2000.0, 10.0), (10.0, 10.0, 500.0))
    legend = Legend(title="Satellites", rows=ROWS)
    whole, brief = (fitting_legend(1.0, (900, 900), reach, legend) for reach in (wide, narrow))
    assert brief.width < whole.width


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize(
    ("at", "filled"),
    [
        ((300, 150), ()),
        ((590, 150), ()),  # at the right edge
        ((8, 150), ()),
        ((300, 4), ()),
        ((300, 150), ((310.0, 130.0, 600.0, 300.0),)),  # a legend at the right
    ],
)
def test_the_name_of_a_picked_satellite_keeps_clear_of_what_is_there(at, filled):
    (place,) = place_names({1: at}, {1: (120, 20)}, {1: 15.0}, filled, (600, 300), {}).values()
    left, top, right, bottom = place.box
    assert not place.is_apart
    assert (right - left, bottom - top) == (120, 20)
    assert left >= 0
    assert top >= 0
    assert right <= 600
    assert bottom <= 300
    assert not any(meet(place.box, box) for box in filled)
    # Beside its ring, never on it.
    assert abs((left + right) / 2 - at[0]) >= 74 or abs((top + bottom) / 2 - at[1]) >= 24


@pytest.mark.parametrize("spread", [4.0, 60.0, 200.0])
def test_names_of_twenty_satellites_never_meet(spread):
    random = np.random.default_rng(int(spread))
    size, held = (1024, 700), {}
    at = {k: (512 + spread * random.normal(), 350 + spread * random.normal()) for k in range(20)}
    sizes = {k: (90 + 8 * (k % 9), 18) for k in at}
    legend = (760.0, 480.0, 1024.0, 700.0)
    moved = 0
    for _ in range(12):
        rings = [(x - 11, y - 11, x + 11, y + 11) for x, y in at.values()]
        places = place_names(at, sizes, dict.fromkeys(at, 15.0), [legend, *rings], size, held)
        boxes = [place.box for place in places.values()]
        assert len(boxes) >= 18  # hardly ever without room
        for k, box in enumerate(boxes):
            assert not any(meet(box, other) for other in [legend, *rings, *boxes[k + 1 :]])
            assert 0 <= box[0] < box[2] <= 1024
            assert 0 <= box[1] < box[3] <= 700
        for key, place in places.items():
            x0, y0, x1, y1 = leader(at[key], place.box, 11.0)
            assert math.hypot(x0 - at[key][0], y0 - at[key][1]) == pytest.approx(11.0)
            assert place.box[0] <= x1 <= place.box[2]
            assert place.box[1] <= y1 <= place.box[3]
        moved += sum(places[key].number != number for key, number in held.items() if key in places)
        held = {key: place.number for key, place in places.items()}
        at = {k: (x + 0.5, y + 0.3) for k, (x, y) in at.items()}
    # As satellites fly on, names stay where they stand beside them.
    assert moved <= 12
    if spread == 4.0:
        assert any(place.is_apart for place in places.values())


def test_a_name_without_any_room_is_left_out():
    full = [(0.0, 0.0, 600.0, 300.0)]
    assert place_names({1: (300, 150)}, {1: (120, 20)}, {1: 15.0}, full, (600, 300), {}) == {}
