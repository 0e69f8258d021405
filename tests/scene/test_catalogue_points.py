"""The objects of a catalogue on the GPU: where SGP4 puts them, uploaded in parts."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from vispy import gloo

from orbitviz.engine.keyframes import keyframes
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.model.blank_document import blank_document
from orbitviz.model.selection import Selection
from orbitviz.model.source import ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, ViewOptions
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.gl.upload_meter import metered
from orbitviz.scene.satellites.appearance import (
    altitudes,
    catalogue_light,
    mean_altitude_km,
)
from orbitviz.scene.satellites.appearance import (
    light_of as light_of_colour,
)
from orbitviz.scene.satellites.catalogue_layer import CatalogueLayer
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.view import view_of
from orbitviz.subsystems.quantities.orbit import ALTITUDE
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of

pytestmark = pytest.mark.gl

NOW = Instant.parse("2026-09-01T12:00:00Z")
WHITE = np.ones(3, np.float32)


@pytest.fixture(scope="module")
def catalogue():
    return read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))


@pytest.fixture
def light_of(gl_canvas):
    return partial(light_in, LightBuffer())


def light_in(buffer, layer, frames):
    """Return the light that a layer gives, (h, w, 3)."""
    geometry = sky_geometry_at(frames.begin)
    with buffer.accumulating((400, 300)):
        view = view_of(CameraPose(distance_km=60_000.0), geometry, (400, 300))
        layer.draw(view, geometry, PointLight(1e-9, point_px=0.3), frames)
        return gloo.read_pixels((0, 0, 400, 300), out_type="float")[..., :3]


def test_parts_add_up_to_what_is_uploaded_at_once(light_of, catalogue):
    now, later = (keyframes(catalogue, NOW.plus_s(s), 1.0) for s in (0.0, 3_000.0))
    whole = CatalogueLayer(len(catalogue))
    parts = CatalogueLayer(len(catalogue), chunk=2)
    for layer in (whole, parts):
        layer.set_colours(WHITE, 1.0)
    expected = light_of(whole, now)
    assert expected.sum() > 0.0
    assert not whole.is_incomplete
    for _ in range(2):  # of three parts
        assert light_of(parts, now).sum() == 0.0
        assert parts.is_incomplete
    assert np.array_equal(light_of(parts, now), expected)
    assert not parts.is_incomplete
    for _ in range(2):
        light_of(parts, later)
        assert parts.is_incomplete
    assert np.array_equal(light_of(parts, later), light_of(whole, later))


def test_what_has_begun_to_come_is_shown_before_what_is_newer(light_of, catalogue):
    """Else nothing would ever be complete where new states come often."""
    frames = [keyframes(catalogue, NOW.plus_s(s), 1.0) for s in (0.0, 60.0, 120.0)]
    layer = CatalogueLayer(len(catalogue), chunk=2)
    for new in frames:
        light_of(layer, new)
    assert layer.keyframes is frames[0]


def test_a_new_weight_or_colour_uploads_no_object(light_of, catalogue):
    layer = CatalogueLayer(len(catalogue))
    frames = keyframes(catalogue, NOW, 1.0)
    layer.set_colours(WHITE, 1.0)
    bright = light_of(layer, frames)
    with metered() as uploads:
        layer.set_colours(WHITE * np.float32(0.5), 0.5)
        dim = light_of(layer, frames)
    assert uploads.data == 0
    assert dim.sum() == pytest.approx(0.25 * bright.sum(), rel=0.01)


def test_objects_may_have_a_colour_each(light_of, catalogue):
    layer, frames = CatalogueLayer(len(catalogue)), keyframes(catalogue, NOW, 1.0)
    red = np.tile(np.array([1.0, 0.0, 0.0], np.float32), (len(catalogue), 1))
    layer.set_colours(red, 1.0)
    light = light_of(layer, frames)
    assert light[..., 0].sum() > 0.0
    assert light[..., 1:].sum() == 0.0
    with metered() as uploads:
        layer.set_colours(red, 1.0)
        light_of(layer, frames)
    assert uploads.data == 0
    layer.set_colours(WHITE, 1.0)
    assert np.array_equal(light_of(layer, frames)[..., 1], light[..., 0])


def test_light_by_altitude_is_that_of_the_map(catalogue):
    view = ViewOptions(colour_mode=ALTITUDE.key)
    state = State.of(blank_document("x", NOW), Playback(NOW), (catalogue,), view=view)
    light, weight = catalogue_light(state, catalogue_id(0))
    exact = light_of_colour(altitudes(state).colours(mean_altitude_km(catalogue)))
    assert weight == 1.0
    assert np.abs(light - exact).max() < 0.01
    chosen = replace(state, selection=Selection(frozenset({ShellKey(catalogue_id(0), 0)})))
    assert catalogue_light(chosen, catalogue_id(0))[0] is light
