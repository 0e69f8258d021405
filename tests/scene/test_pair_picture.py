"""Two designs in one picture: each as it is alone, with one camera, sky and range of colours."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from vispy import gloo

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.home import home_pose
from orbitviz.engine.on_stage import OnStage, ShownCaption
from orbitviz.engine.positions import positions_km
from orbitviz.engine.status_caption import status_caption
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.compared import compare_with, other_side, stop_comparing
from orbitviz.model.selecting import pick_satellite
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import Playback, State
from orbitviz.model.view import Comparing, Layers
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.scene.colouring import colour_scale, shown_scale
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.overlay.typesetting import Legend, LegendRow
from orbitviz.scene.pair_picture import PairPicture
from orbitviz.scene.picture import Picture
from orbitviz.scene.satellites.appearance import altitudes
from orbitviz.scene.sides import half_width
from orbitviz.scene.view import view_of
from orbitviz.subsystems.quantities.orbit import ALTITUDE, GROUP
from orbitviz.subsystems.quantities.power import ARRAY
from tests.few_pixels import few_pixels

pytestmark = pytest.mark.gl

SIZE = (402, 240)
BARE = OverlayContent()


@pytest.fixture(scope="module")
def images():
    return few_pixels()


@pytest.fixture(scope="module")
def state():
    document = read_builtin("starlink-gen1")
    state = State.of(document, Playback(document.design.epoch_instant))
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
    view = replace(
        state.view,
        camera=home_pose(state, snapshot.geometry),
        overlays=False,
        colour_mode=GROUP.key,
    )
    return compare_with(read_builtin("one-shell"))(replace(state, view=view))


@pytest.fixture(scope="module")
def snapshot(state):
    return snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)


def drawn(picture, state, snapshot, size=SIZE, tile=None, texts=BARE):
    view = view_of(state.view.camera, snapshot.geometry, size)
    view = view.part(tile) if tile else view
    width, height = view.tile[2:]
    picture.apply(state)
    with gloo.FrameBuffer(gloo.Texture2D((height, width, 4), format="rgba")):
        picture.draw(view, state, snapshot, texts)
        return gloo.read_pixels((0, 0, width, height))[..., :3].astype(int)


def test_each_half_is_the_picture_of_its_design(gl_canvas, images, state, snapshot):
    view = view_of(state.view.camera, snapshot.geometry, SIZE)
    half = half_width(view)
    both = drawn(PairPicture(images), state, snapshot)
    alone = Picture(images)
    left = drawn(alone, state, snapshot, (half, SIZE[1]))
    right = drawn(alone, other_side(state), snapshot.other, (half, SIZE[1]))
    assert np.array_equal(both[:, :half], left)
    assert np.array_equal(both[:, -half:], right)
    assert not np.array_equal(left, right)


def test_a_wipe_shows_each_design_on_its_side_of_the_line(gl_canvas, images, state, snapshot):
    wiped = replace(state, view=replace(state.view, comparing=Comparing.WIPE, wipe_share=0.25))
    both = drawn(PairPicture(images), wiped, snapshot)
    alone = Picture(images)
    line, beside = round(0.25 * SIZE[0]), 2
    first, second = (
        drawn(alone, own, now)
        for own, now in ((state, snapshot), (other_side(state), snapshot.other))
    )
    assert np.array_equal(both[:, : line - beside], first[:, : line - beside])
    assert np.array_equal(both[:, line + beside :], second[:, line + beside :])


def test_a_wipe_has_names_and_marks_of_each_design_on_its_side_alone(
    gl_canvas, images, state, snapshot
):
    layers = Layers(**{f.name: f.name in {"satellites", "names"} for f in fields(Layers)})
    view = replace(state.view, comparing=Comparing.WIPE, overlays=True, layers=layers)
    pictures = []
    for picked in (None, *picked_on_both_sides(state, snapshot)):
        chosen = pick_satellite(picked)(state) if picked else state
        wiped = replace(chosen, view=replace(view, wipe_share=0.5))
        pictures.append(drawn(PairPicture(images), wiped, snapshot))
    bare, left, right = pictures
    line = SIZE[0] // 2
    assert np.abs(left - bare).max() > 50
    assert np.array_equal(left[:, line + 2 :], bare[:, line + 2 :])
    # What is at the right is of the other design, which has no such shell.
    assert np.array_equal(right[:, line + 2 :], bare[:, line + 2 :])


def picked_on_both_sides(state, snapshot):
    """Return a satellite that is seen at the left, and one at the right."""
    view = view_of(state.view.camera, snapshot.geometry, SIZE)
    rows = np.arange(len(state.document.constellation))
    r_km = positions_km(state, snapshot, MAIN_DESIGN, rows)
    pixels, _ = view.project(r_km)
    seen = ~hidden_by_earth(view.eye_km, r_km) & (np.abs(pixels[:, 1] - 120.0) < 60.0)
    for share in (0.25, 0.75):
        away = np.where(seen, np.abs(pixels[:, 0] - share * SIZE[0]), np.inf)
        yield SatelliteKey(MAIN_DESIGN, int(away.argmin()))


def test_the_caption_of_a_wipe_has_the_counts_of_both(state, snapshot):
    wiped = replace(state, view=replace(state.view, comparing=Comparing.WIPE))
    told = status_caption(wiped, snapshot)
    first, second = (len(one.constellation) for one in (state.document, other_side(state).document))
    assert f"A: {first:,} drawn of {first:,} modelled" in told
    assert f"B: {second:,} drawn of {second:,} modelled" in told
    assert "A: " not in status_caption(state, snapshot)


def test_tiles_make_the_same_picture(gl_canvas, images, state, snapshot):
    pair = PairPicture(images)
    whole = drawn(pair, state, snapshot)
    # Light reaches over the edges of tiles: they are drawn with a margin, which is cut off.
    tile = drawn(pair, state, snapshot, tile=(120, 0, 180, SIZE[1]))
    # Halo and dither follow the pixels of the tile: a few grey levels, where a shift would be many.
    off = [np.abs(tile[:, 40:-40] - whole[:, 160 + k : 260 + k]).mean() for k in (-1, 0, 1)]
    assert off[1] < 0.3 * min(off[0], off[2])


def test_words_of_a_tour_stand_at_the_same_place_in_every_tile(gl_canvas, images, state, snapshot):
    text = 5 * "words that take so much room "  # lines that reach over the middle, if they may
    caption = ShownCaption("Two designs", "", text, "", "lower-left", 1.0)
    layers = Layers(**{f.name: False for f in fields(Layers)})
    view = replace(state.view, overlays=True, layers=layers)
    staged, size = replace(state, view=view), (804, 640)
    rows = tuple(LegendRow((1.0, 1.0, 1.0), f"Shell number {k} of the first") for k in range(6))
    legend = Legend(title="Satellites", rows=rows)
    texts = OverlayContent(title="One", legend=legend, stage=OnStage(captions=(caption,)))
    words, whole = (
        drawn(PairPicture(images), staged, snapshot, size, texts=one)
        for one in (replace(texts, stage=None), texts)
    )
    assert (np.abs(whole - words) > 60).any()
    for left in (0, 402):
        tile = drawn(PairPicture(images), staged, snapshot, size, (left, 0, 402, 640), texts)
        assert (np.abs(tile - whole[:, left : left + 402]) > 60).mean() < 1e-3


def test_the_open_design_fills_the_picture_again(gl_canvas, images, state, snapshot):
    pair = PairPicture(images)
    drawn(pair, state, snapshot)
    alone = stop_comparing()(state)
    again = drawn(pair, alone, replace(snapshot, other=None))
    assert np.array_equal(again, drawn(Picture(images), alone, replace(snapshot, other=None)))


def test_both_have_colours_of_one_range(state):
    by_array = replace(state, view=replace(state.view, colour_mode=ARRAY.key))
    snapshot = snapshot_at(by_array, state.playback.at, with_survey=False)
    scale = shown_scale(by_array.view, snapshot)
    assert scale == shown_scale(by_array.view, snapshot.other)
    for one in (snapshot, snapshot.other):
        alone = colour_scale(by_array.view, one.fleet)
        assert scale.low <= alone.low
        assert scale.high >= alone.high
    by_altitude = replace(state, view=replace(state.view, colour_mode=ALTITUDE.key))
    assert altitudes(by_altitude) == altitudes(other_side(by_altitude))
