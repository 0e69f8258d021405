"""Map and sky in place of the globe: each picture depends on its own moment alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.engine.on_stage import MapLook, OnStage, ShownCaption, SkyLook
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.sites import site_named
from orbitviz.model.sky_options import SkyOptions
from orbitviz.model.state import Playback, State
from orbitviz.model.view import ViewOptions
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.offscreen import Renderer

pytestmark = pytest.mark.gl

DUSK = Instant.parse("2026-11-22T17:30:00Z")
SIZE = (160, 90)
MAP = OnStage(flat=MapLook(1.0, 0.0, 0.0))
SOUTH = OnStage(flat=SkyLook("outlook", np.pi, 2.0))
WHOLE = OnStage(flat=SkyLook("fisheye", 0.0, 2.0))
WORDS = (ShownCaption("Title", "", "", "", "lower-left", 1.0),)


@pytest.fixture(scope="module")
def state():
    view = ViewOptions(sky=SkyOptions(site=site_named("London")))
    return State.of(read_builtin("one-shell"), Playback(DUSK), view=view)


def test_a_picture_depends_on_its_own_moment_alone(state):
    asked = [(MAP, 0.0), (SOUTH, 0.0), (SOUTH, 5.0), (WHOLE, 5.0), (MAP, 60.0)]
    with Renderer() as renderer:
        first, back = (
            {
                at: renderer.render(state, DUSK.plus_s(at[1]), SIZE, stage=at[0]).pixels
                for at in order
            }
            for order in (asked, asked[::-1])
        )
    for at in asked:
        assert np.array_equal(first[at], back[at])
    assert len({picture.tobytes() for picture in first.values()}) == len(asked)


def test_tiles_make_the_same_picture(state):
    with Renderer() as renderer, Renderer(tile_px=64) as tiled:
        for stage in (MAP, replace(SOUTH, captions=WORDS)):
            whole, parts = (one.render(state, DUSK, SIZE, stage=stage).pixels
                            for one in (renderer, tiled))  # fmt: skip
            assert np.array_equal(whole, parts)


def test_the_ground_is_dark_and_captions_stay_while_the_picture_is_faded(state):
    with Renderer() as renderer:
        south = renderer.render(state, DUSK, SIZE, stage=SOUTH).pixels
        assert south[-3:, :20].max() < 40
        assert south[: SIZE[1] // 2].max() > 120  # stars
        black = renderer.render(state, DUSK, SIZE, stage=replace(MAP, darkness=1.0)).pixels
        assert black.max() == 0
        words = replace(MAP, darkness=1.0, captions=WORDS)
        assert renderer.render(state, DUSK, SIZE, stage=words).pixels.max() > 200
