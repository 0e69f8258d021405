"""Where two designs stand in one picture: every column is of one of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.model.camera import half_tangents
from orbitviz.model.view import Comparing, ViewOptions
from orbitviz.scene.sides import half_width, line_width, seen_at, sides
from orbitviz.scene.view import View

SIZES = st.tuples(st.integers(40, 400), st.integers(30, 300))
TILES = st.tuples(st.integers(-40, 380), st.integers(1, 440))
SHARES = st.floats(0.0, 1.0)
FOV_RAD = 0.7


def whole(size):
    axes = np.eye(3)
    return View(
        eye_km=np.array([20_000.0, 0.0, 0.0]),
        right=axes[1],
        up=axes[2],
        forward=-axes[0],
        tan_half=half_tangents(FOV_RAD, size[0] / size[1]),
        size=size,
        tile=(0, 0, *size),
    )


def columns(side):
    """Return the columns of the drawn tile that a side fills, and those of its own picture."""
    here = [side.at + k for k in range(side.left, side.right)]
    own = [side.view.tile[0] + k for k in range(side.left, side.right)]
    return here, own


@given(SIZES, TILES)
def test_tiles_side_by_side_show_what_the_whole_does(size, tile):
    view = whole(size)
    left, width = tile
    first, second = sides(view.part((left, 0, width, size[1])), ViewOptions())
    half, gap = half_width(view), size[0] - 2 * half_width(view)
    assert line_width(view) <= gap <= line_width(view) + 1
    for side, start in ((first, 0), (second, size[0] - half)):
        here, own = columns(side)
        assert [left + k for k in here] == [start + k for k in own]
        assert side.view.size == (half, size[1])
        assert all(0 <= k < width for k in here)
    seen = len(columns(first)[0]) + len(columns(second)[0])
    hidden = [k for k in range(left, left + width) if half <= k < size[0] - half]
    assert seen == width - len(hidden)


@given(SIZES, TILES, SHARES)
def test_a_wiped_tile_has_every_column_once(size, tile, share):
    view = whole(size).part((tile[0], 0, tile[1], size[1]))
    options = replace(ViewOptions(), comparing=Comparing.WIPE, wipe_share=share)
    first, second = sides(view, options)
    assert columns(first)[0] + columns(second)[0] == list(range(tile[1]))
    assert first.view is second.view


@given(SIZES, st.floats(0.0, 1.0), st.sampled_from(Comparing))
def test_a_place_is_seen_in_the_half_that_it_lies_in(size, along, comparing):
    view, x = whole(size), along * size[0]
    options = replace(ViewOptions(), comparing=comparing, wipe_share=0.5)
    seen = seen_at(view, options, x, 10.0)
    assert seen.is_other is (x > round(0.5 * size[0]))
    away = size[0] - half_width(view) if comparing is Comparing.SIDE_BY_SIDE else 0
    assert seen.x == (x - away if seen.is_other else x)


def test_halves_see_as_far_around_as_a_picture_of_their_size():
    half = sides(whole((300, 200)), ViewOptions())[0].view
    assert np.allclose(half.tan_half, half_tangents(FOV_RAD, half.size[0] / 200.0))
