"""Sizes and places of texts and legend on the picture."""

from __future__ import annotations

import math

import pytest

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.engine.home import home_pose
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.overlay.marks import place_of_name
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
    view = view_of_size((600, 300))
    width, height = 120, 20
    left, bottom = place_of_name(view, at, (width, height), 15, filled)
    top = 300 - bottom - height
    assert 0 <= left <= 600 - width
    assert 0 <= top <= 300 - height
    for box in filled:
        clear = left >= box[2] or left + width <= box[0] or top >= box[3] or top + height <= box[1]
        assert clear
    # Beside its ring, never on it.
    assert abs(left + width / 2 - at[0]) >= width / 2 + 14 or abs(bottom - at[1]) >= 14
