"""Single satellites that are hidden, selected or in a set, by both renderers and in catalogues."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from vispy import gloo

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.members import Members
from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.model.selecting import select_satellites, toggle_selected
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Layers, SatellitePath
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.propagate import position_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.satellites.appearance import UNSELECTED_WEIGHT, light_of, rgb
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.renderer_choice import RendererChoice
from orbitviz.scene.satellites.satellite_layer import SatelliteLayer
from orbitviz.scene.satellites.styles import NO_STYLES, Styles, style_defines, styles_of
from orbitviz.scene.view import view_of

SIZE = (640, 400)
PATHS = [SatellitePath.COMPUTE, SatellitePath.POINTS]


@pytest.fixture(scope="module")
def state():
    document = read_builtin("starlink-gen1")
    return State.of(document, Playback(document.design.epoch_instant))


def own(rows):
    return Members({MAIN_DESIGN: np.asarray(rows)})


def decoded(words):
    """Return weight, whether in focus, whether coloured, and colour, as style.glsl reads them."""
    shades = int(style_defines()["STYLE_SHADES"])
    levels = int(style_defines()["STYLE_LEVELS"])
    word = words.astype(np.int64)
    root = np.stack([word // shades**k % shades for k in range(3)], axis=-1) / (shades - 1.0)
    level = word // shades**3 % levels
    weight = np.array([0.0, style_defines()["STYLE_UNSELECTED_WEIGHT"], 1.0, 1.0])[level]
    return weight, level == 3, word // shades**3 // levels, root**2


def test_words_say_what_state_and_sets_say(state):
    size = len(state.document.constellation)
    sets = (
        SatelliteSet("a", "#e08020", own(range(10))),
        SatelliteSet("b", "#2080e0", own(range(5, 30))),
    )
    chosen = select_satellites(own(range(20)))(state)
    hidden = replace(chosen, hidden_satellites=own([0, 7, 100]))
    styles = styles_of(hidden, sets)
    weight, focus, coloured, colour = decoded(styles.words[MAIN_DESIGN])
    expected = np.full(size, UNSELECTED_WEIGHT)
    expected[:20] = 1.0
    expected[[0, 7, 100]] = 0.0
    assert np.array_equal(weight, expected)
    assert np.flatnonzero(focus).tolist() == [k for k in range(20) if k not in (0, 7)]
    assert np.flatnonzero(coloured).tolist() == list(range(30))
    for rows, one in ((slice(5), sets[0]), (slice(5, 30), sets[1])):
        assert np.allclose(np.sqrt(colour[rows]), np.sqrt(light_of(rgb(one.colour))), atol=0.008)
    assert styles.closeness == (size - 3) / 18
    assert styles_of(hidden, sets) is styles


def test_without_a_difference_there_are_no_styles(state):
    assert styles_of(state, ()) is NO_STYLES
    sets = (SatelliteSet("a", "#e08020", own([1])),)
    off = replace(state, view=replace(state.view, layers=Layers(satellite_sets=False)))
    assert styles_of(off, sets) is NO_STYLES
    assert styles_of(state, sets).closeness == len(state.document.constellation)


def light_of_styles(state, styles: Styles, path, view, *, spread_thin=True):
    """Return (h, w, 3) light of the satellites, each on one pixel, all white but those of sets."""
    constellation = state.document.constellation
    geometry = sky_geometry_at(constellation.epoch)
    buffer = LightBuffer(exact=True)
    layer = SatelliteLayer(constellation)
    shells = constellation.shell_count
    layer.set_colours(np.ones((shells, 3), np.float32), np.ones(shells, np.float32))
    layer.set_styles(styles.words.get(MAIN_DESIGN), styles.closeness)
    # Without neighbours each has full light; with very many it has the less.
    light = PointLight(0.0 if spread_thin else 1.0, point_px=0.1)
    request = layer.request(view, geometry, light)
    choice = RendererChoice(buffer)
    renderer = choice.choose(path, geometry, constellation)
    assert choice.path is path
    renderer.accumulate(buffer, request, exclusive=False)
    with buffer.accumulating(SIZE, clear=False):
        return np.asarray(gloo.read_pixels((0, 0, *SIZE), out_type="float")[..., :3])


def expected_light(constellation, view, of_each):
    """Return (h, w, 3): the light (n, 3) of satellites, each in the middle of its pixel."""
    r_km = position_vectors(constellation, constellation.epoch, np.arange(len(constellation)))
    pixels = view.project(r_km)[0]
    column, row = np.floor(pixels).astype(int).T
    seen = ~hidden_by_earth(view.eye_km, r_km)
    seen &= (column >= 0) & (column < SIZE[0]) & (row >= 0) & (row < SIZE[1])
    out = np.zeros((SIZE[1], SIZE[0], 3))
    np.add.at(out, (row[seen], column[seen]), of_each[seen])
    return out


@pytest.mark.gl
@pytest.mark.parametrize("path", PATHS)
def test_each_satellite_shines_as_its_style_says(gl_canvas, state, path):
    constellation = state.document.constellation
    rng = np.random.default_rng(5)
    rows = rng.permutation(len(constellation))
    sets = (
        SatelliteSet("a", "#ff2000", own(rows[:300])),
        SatelliteSet("b", "#0040ff", own(rows[200:500])),
    )
    chosen = select_satellites(own(rows[100:400]))(state)
    chosen = replace(chosen, hidden_satellites=own(rows[:1000:7]))
    styles = styles_of(chosen, sets)
    weight, _, coloured, colour = decoded(styles.words[MAIN_DESIGN])
    each = np.where(coloured[:, None] > 0, colour, 1.0) * weight[:, None]
    view = view_of(CameraPose(), sky_geometry_at(constellation.epoch), SIZE)
    expected = expected_light(constellation, view, each)
    found = light_of_styles(chosen, styles, path, view)
    wrong = np.abs(found - expected).max(axis=-1) > 0.01
    # Those at the edge of a pixel may fall into the next one.
    assert np.count_nonzero(expected.max(axis=-1)) > 500
    assert np.count_nonzero(wrong) <= 0.01 * np.count_nonzero(expected.max(axis=-1))
    plain = light_of_styles(chosen, NO_STYLES, path, view).sum()
    all_alike = expected_light(constellation, view, np.ones((len(rows), 3))).sum()
    assert plain == pytest.approx(all_alike, rel=0.001)


@pytest.mark.gl
@pytest.mark.parametrize("path", PATHS)
def test_few_that_are_selected_shine_as_if_they_were_alone(gl_canvas, state, path):
    constellation = state.document.constellation
    view = view_of(CameraPose(), sky_geometry_at(constellation.epoch), SIZE)
    few = select_satellites(own([3]))(state)
    dim = light_of_styles(state, NO_STYLES, path, view, spread_thin=False).max()
    styles = styles_of(few, ())
    bright = light_of_styles(few, styles, path, view, spread_thin=False).max()
    assert styles.closeness == len(constellation)
    assert bright > 5.0 * dim


@pytest.mark.gl
@pytest.mark.parametrize("path", PATHS)
def test_another_selection_is_uploaded(gl_canvas, state, path):
    """The buffers of one layer follow: what was hidden shows again."""
    constellation = state.document.constellation
    view = view_of(CameraPose(), sky_geometry_at(constellation.epoch), SIZE)
    everything = select_satellites(own(range(len(constellation))))(state)
    hidden = toggle_selected(everything)
    assert light_of_styles(hidden, styles_of(hidden, ()), path, view).sum() == 0.0
    assert light_of_styles(state, styles_of(everything, ()), path, view).sum() > 0.0
