"""Satellites in view as colour over the ground: on the globe, on the map, and in the legend."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.base.progress import run_to_end
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import set_layers, set_min_elevation
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Layers
from orbitviz.orbits.geodesy import itrs_position_km
from orbitviz.scene.backdrop.coverage import CoverageLayer
from orbitviz.scene.cover_colours import cover_rgba
from orbitviz.scene.overlay.legends import legend_of
from orbitviz.scene.overlay.typesetting import legend_panel
from orbitviz.scene.view import view_of
from orbitviz.scene.world_map.projection import MapFrame, MapView
from orbitviz.scene.world_map.world_map import MapPainter
from tests.scene.test_background import pixels_of

SIZE = (320, 240)
PLAIN = Layers(satellites=False, earth_maps=False, names=False, legend=False)


@pytest.fixture(scope="module")
def state():
    document = read_builtin("one-shell")
    made = State.of(document, Playback(document.design.epoch_instant))
    return set_layers(replace(PLAIN, coverage=True))(set_min_elevation(np.radians(25.0))(made))


@pytest.fixture(scope="module")
def snapshot(state):
    return snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)


@pytest.mark.gl
def test_the_globe_has_the_colours_of_the_grid(gl_canvas, snapshot):
    view = view_of(CameraPose(), snapshot.geometry, SIZE)
    layer = CoverageLayer()
    pixels = pixels_of(lambda: layer.draw(view, snapshot.geometry, snapshot.cover), SIZE)
    texture = cover_rgba(snapshot.cover)
    rows, columns = texture.shape[:2]
    row, column = np.meshgrid(np.arange(4, rows - 4), np.arange(columns), indexing="ij")
    lat = (0.5 - (row + 0.5) / rows) * np.pi
    lon = ((column + 0.5) / columns - 0.5) * 2.0 * np.pi
    r_km = itrs_position_km(lat.ravel(), lon.ravel(), 0.0) @ snapshot.geometry.teme_to_itrs
    faces = np.einsum("ij,ij->i", view.eye_km - r_km, r_km) > 0.5 * 6378.0 * 20_000.0
    places, _ = view.project(r_km[faces])
    drawn = pixels[places[:, 1].astype(int), places[:, 0].astype(int), :3].astype(int)
    expected = texture[row.ravel()[faces], column.ravel()[faces], :3].astype(int)
    off = np.abs(drawn - expected).max(axis=1)
    # A pixel is as wide as a cell: colours lie between those of neighbours.
    assert np.median(off) < 12
    bare = (expected.max(axis=1) == 0).mean()
    assert 0.0 < bare < 0.5
    assert pixels[0].max() == 0  # nothing beside the Earth


def test_the_map_is_coloured_where_someone_is_in_view(state, snapshot):
    frame = MapFrame(MapView(), (360, 180))
    plain = replace(snapshot, cover=None)
    with_colour, without = (
        run_to_end(MapPainter().paint(state, one, frame)).pixels.astype(int)
        for one in (snapshot, plain)
    )
    differs = np.abs(with_colour - without).max(axis=2) > 4
    assert differs[90].mean() > 0.95  # along the equator
    assert not differs[:20].any()  # north of 70 degrees nobody is 25 degrees up
    assert not differs[-20:].any()


def test_the_legend_tells_elevation_and_scale(state, snapshot):
    legend = legend_of(state, snapshot)
    assert legend.ground.title == "In view above 25°, satellites"
    assert (legend.ground.low, legend.ground.high) == ("none: clear", f"{snapshot.cover.top:,}")
    with_scale = legend_panel(legend, 1.0, (400, 400))
    without = legend_panel(replace(legend, ground=None), 1.0, (400, 400))
    assert with_scale.height > without.height + 40
    assert legend_of(state, replace(snapshot, cover=None)).ground is None
