"""One offscreen renderer draws many pictures, none of which depends on those before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from orbitviz.analysis.fleet import solve_fleet
from orbitviz.engine import engine
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.blank_document import blank_document
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Layers, SatellitePath, ViewOptions
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.labels import atlas
from orbitviz.scene.offscreen import Renderer, render_picture
from orbitviz.scene.overlay import block
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of

pytestmark = pytest.mark.gl

START = Instant.parse("2026-09-01T12:00:00Z")
SIZE = (200, 140)


def frames():
    """Return name -> (state, instant): pictures that share layers, and pictures that share none."""
    document = read_builtin("starlink-gen1")
    catalogue = read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))
    state = State.of(document, Playback(START), view=ViewOptions())

    def viewed(state, **options):
        return replace(state, view=replace(state.view, **options))

    turned = CameraPose(azimuth_rad=CameraPose().azimuth_rad + 1e-4)
    ringed = viewed(state, layers=Layers(orbit_rings=True))
    ringed = replace(ringed, selection=Selection(frozenset({ShellKey(MAIN_DESIGN, 1)})))
    with_catalogue = replace(state, catalogues={catalogue_id(0): catalogue})
    alone = State.of(blank_document("none", START), Playback(START), (catalogue,))
    points, compute = SatellitePath.POINTS, SatellitePath.COMPUTE
    return {
        "start": (state, START),
        "a moment later": (state, START.plus_s(0.3)),  # less than a window redraws its layers for
        "a second later": (state, START.plus_s(1.0)),
        "nudged": (
            viewed(state, camera=turned),
            START,
        ),
        "rings": (ringed, START),
        "charge": (viewed(state, colour_mode="charge"), START),
        "charge in a month": (viewed(state, colour_mode="charge"), START.plus_s(3e6)),
        "beta": (viewed(state, colour_mode="beta"), START),
        "sunlight": (viewed(state, colour_mode="sunlight"), START),
        "points": (viewed(state, satellite_path=points), START),
        "points, charge": (
            viewed(state, satellite_path=points, colour_mode="charge"),
            START,
        ),
        "compute": (viewed(state, satellite_path=compute), START),
        "catalogue": (with_catalogue, START),
        "catalogue a moment later": (with_catalogue, START.plus_s(0.3)),
        "catalogue by altitude": (viewed(with_catalogue, colour_mode="altitude"), START),
        "catalogue, points": (viewed(with_catalogue, satellite_path=points), START),
        "catalogue alone": (alone, START),
        "bare": (viewed(state, layers=Layers(satellites=False, clouds=False)), START),
    }


@pytest.mark.parametrize("tile_px", [2048, 150], ids=["one tile", "two tiles"])
def test_pictures_do_not_depend_on_those_before(tile_px):
    requests = frames()
    names = list(requests)
    with Renderer(tile_px=tile_px) as renderer:

        def drawn(order):
            return {
                name: renderer.render(*requests[name], SIZE, supersample=1).pixels for name in order
            }

        forwards, backwards = drawn(names), drawn(reversed(names))
        again = renderer.render(*requests[names[0]], SIZE, supersample=1).pixels
        twice = renderer.render(*requests[names[0]], SIZE, supersample=1).pixels
    for name in names:
        assert np.array_equal(forwards[name], backwards[name]), name
    assert np.array_equal(again, forwards[names[0]])
    assert np.array_equal(again, twice)
    # They are different pictures, but for the two paths, which draw the same one.
    different = {pixels.tobytes() for pixels in forwards.values()}
    assert len(different) >= len(names) - 3


@pytest.mark.parametrize("name", ["start", "catalogue, points"])
def test_a_picture_is_that_of_a_new_renderer(name):
    state, instant = frames()[name]
    with Renderer() as renderer:
        renderer.render(*frames()["charge"], (90, 60), supersample=2)
        used = renderer.render(state, instant, SIZE, supersample=1)
    fresh = render_picture(state, instant, SIZE, 1)
    assert np.array_equal(used.pixels, fresh.pixels)
    assert used.status_caption == fresh.status_caption


def test_a_renderer_that_was_not_entered_says_so():
    state, instant = frames()["start"]
    with pytest.raises(RuntimeError, match="with statement"):
        Renderer().render(state, instant, SIZE)


def test_operating_maps_are_solved_where_colours_need_them_and_once(monkeypatch):
    solved, requests = [], frames()
    monkeypatch.setattr(engine, "solve_fleet", lambda *a: solved.append(a) or solve_fleet(*a))
    with Renderer() as renderer:
        for name, so_far in (("start", 0), ("charge", 1), ("sunlight", 1), ("points, charge", 1)):
            renderer.render(*requests[name], (40, 30), supersample=1)
            assert len(solved) == so_far
        renderer.render(*requests["charge in a month"], (40, 30), supersample=1)
        assert len(solved) == 2  # the Sun is farther away or nearer


def test_texts_too_large_for_a_texture_are_painted_smaller_and_enlarged(monkeypatch):
    only_texts = Layers(
        satellites=False, stars=False, milky_way=False, sun=False, moon=False, earth_maps=False,
        clouds=False, atmosphere=False, night_lights=False,
    )  # fmt: skip
    view = ViewOptions(layers=only_texts)
    state = State.of(read_builtin("starlink-gen1"), Playback(START), view=view)
    without = replace(state, view=replace(view, layers=replace(only_texts, names=False)))
    size = (900, 600)

    def drawn():
        with Renderer() as renderer:
            of_both = [renderer.render(one, START, size, supersample=1).pixels.astype(float)
                       for one in (state, without)]  # fmt: skip
        return of_both[0], of_both[0] - of_both[1]

    whole, names = drawn()
    monkeypatch.setattr(block, "_LARGEST_TEXTURE", 100)
    monkeypatch.setattr(atlas, "_LARGEST_SCALE", 0.7)
    enlarged, enlarged_names = drawn()
    assert np.abs(whole - enlarged).max() > 30.0  # not as sharp
    for one, other in ((whole, enlarged), (names, enlarged_names)):
        light, of_other = one.clip(0.0), other.clip(0.0)
        assert of_other.sum() == pytest.approx(light.sum(), rel=0.2)
        for axis in (0, 1):  # and its middle at the same place, to 1 % of the picture
            places = np.arange(one.shape[axis])
            means = [
                (picture.sum(axis=(1 - axis, 2)) * places).sum() / picture.sum()
                for picture in (light, of_other)
            ]
            assert means[0] == pytest.approx(means[1], abs=8.0)
