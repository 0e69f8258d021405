"""Satellites as light on the map: all of them, in their colours, and picked where they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.analysis.satellite_rows import OrbitRows
from orbitviz.base.progress import run_to_end
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import set_visible
from orbitviz.model.members import Members
from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.model.selecting import pick_satellite, select_satellites
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.view import Look, MapProjection
from orbitviz.scene.satellites.appearance import UNSELECTED_WEIGHT, shell_light
from orbitviz.scene.satellites.looks import DARK_COLOUR, LIT_COLOUR, LOOKS
from orbitviz.scene.world_map import world_map
from orbitviz.scene.world_map.dots import dot_rule
from orbitviz.scene.world_map.light import counted, over_ground, smoothed, summed_light
from orbitviz.scene.world_map.projection import MapFrame, MapView
from orbitviz.scene.world_map.satellites import MapSatellites
from orbitviz.scene.world_map.world_map import MapPainter
from orbitviz.subsystems.quantities.orbit import BETA, SUNLIGHT
from orbitviz.subsystems.quantities.power import ARRAY
from tests.formats.element_sets import as_tle, read_catalogue

WIDE = MapFrame(MapView(), (640, 320))
POLAR = MapFrame(MapView(MapProjection.POLAR), (640, 320))


@pytest.fixture(scope="module")
def state():
    document = read_builtin("starlink-gen1")
    return State.of(document, Playback(document.design.epoch_instant.plus_s(900.0)))


def coloured(state, quantity):
    return replace(state, view=replace(state.view, colour_mode=quantity.key))


def painted(state, frame=WIDE, ratio=1.0, **words):
    snapshot = snapshot_at(
        state, state.playback.at, with_survey=False, with_maps=state.view.colour.needs_map
    )
    return run_to_end(MapPainter().paint(state, snapshot, frame, ratio, **words))


@pytest.mark.parametrize("frame", [WIDE, POLAR])
def test_every_visible_satellite_is_counted_once(state, frame):
    (ours,) = painted(state, frame).satellites
    assert counted(frame, ours).sum() == len(state.document.constellation) == len(ours.rows)
    hidden = set_visible([ShellKey(MAIN_DESIGN, 1)], False)(state)
    hidden = replace(hidden, hidden_satellites=Members({MAIN_DESIGN: np.arange(5, 25)}))
    (shown,) = painted(hidden, frame).satellites
    shell = state.document.constellation.shell_first
    left = np.setdiff1d(
        np.arange(len(ours.rows)), [*range(5, 25), *range(int(shell[1]), int(shell[2]))]
    )
    assert shown.rows.tolist() == left.tolist()
    assert counted(frame, shown).sum() == len(left)


@pytest.mark.parametrize("frame", [WIDE, POLAR])
def test_the_light_on_the_picture_is_that_of_all_satellites(state, frame):
    (ours,) = painted(state, frame).satellites
    light = run_to_end(summed_light(frame, ours, 0.0))
    whole = (ours.colours[ours.ink] * ours.light[:, None]).sum(axis=0)
    assert light.sum(axis=(1, 2)) == pytest.approx(whole, rel=1e-4)
    for ratio in (1.0, 2.0):
        spread = smoothed(light, ratio)
        assert spread.sum(axis=(1, 2)) == pytest.approx(whole, rel=1e-4)
        assert spread.max() < light.max()


def test_zoomed_in_only_those_in_view_are_counted(state):
    frame = MapFrame(MapView(zoom=4.0, centre=(0.5, 0.3)), (640, 320))
    (ours,), (all_of_them,) = painted(state, frame).satellites, painted(state).satellites
    found = counted(frame, ours)
    lat, lon = WIDE.places(all_of_them.x.astype(float), all_of_them.y.astype(float))
    x, y = frame.pixels(lat, lon)
    inside = np.count_nonzero((x >= 0) & (x < 640) & (y >= 0) & (y < 320))
    assert found.sum() == pytest.approx(inside, abs=2)  # some are on the edge
    assert 0 < found.sum() < len(ours.rows)


@given(radius=st.floats(0.6, 5.0), x=st.floats(20.0, 40.0), y=st.floats(20.0, 40.0))
def test_a_dot_is_as_large_as_said_wherever_it_is(radius, x, y):
    frame = MapFrame(MapView(), (60, 60))
    one = replace(
        painted_dot(), x=np.array([x], np.float32), y=np.array([y], np.float32)
    )  # fmt: skip
    light = run_to_end(summed_light(frame, one, radius))[0]
    # A disc with an edge that falls from half a pixel inside to half a pixel outside.
    assert light.sum() == pytest.approx(np.pi * radius**2, rel=0.2, abs=0.5)
    columns, rows = np.meshgrid(np.arange(60) + 0.5, np.arange(60) + 0.5)
    assert (light * columns).sum() / light.sum() == pytest.approx(x, abs=0.25)
    assert (light * rows).sum() / light.sum() == pytest.approx(y, abs=0.25)


def painted_dot():
    zero = np.zeros(1, np.float32)
    ink, rows = np.zeros(1, np.int32), np.zeros(1, np.int32)
    return MapSatellites(MAIN_DESIGN, rows, zero, zero, ink, zero + 1.0, np.ones((1, 3)))


def test_few_satellites_are_dots_and_many_share_their_light(state):
    few = dot_rule(WIDE, 60, state.view, 1.0)
    many = dot_rule(WIDE, 1_000_000, state.view, 1.0)
    closeness = np.ones(1, np.float32)
    assert few.radius_px == pytest.approx(1.5)
    assert many.radius_px == 0.0
    assert few.energies(closeness)[0] == 1.0
    # 0.2 pixels each, of which a square pixel gives 0.3.
    assert many.energies(closeness)[0] == pytest.approx(0.3 * WIDE.earth_px / 1e6)
    assert dot_rule(WIDE, 60, state.view, 2.0).radius_px == pytest.approx(3.0)
    dots = dot_rule(WIDE, 10_000_000, replace(state.view, look=Look.DOTS), 1.0)
    assert dots.energies(closeness)[0] == 1.0


def test_colours_are_those_of_the_shells(state):
    (ours,) = painted(state).satellites
    colours, _ = shell_light(state)
    shell = state.document.constellation.plane_shell[state.document.constellation.plane_index]
    assert ours.colours[ours.ink] == pytest.approx(colours[shell])


def test_colours_by_sunlight_and_by_a_quantity_are_those_of_each_satellite(state):
    lit_state = coloured(state, SUNLIGHT)
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
    rows = np.arange(len(state.document.constellation))
    light = OrbitRows(state.document.constellation, snapshot.geometry, rows).sunlit
    (ours,) = painted(lit_state).satellites
    mixed = np.outer(light, LIT_COLOUR) + np.outer(1.0 - light, DARK_COLOUR)
    assert ours.colours[ours.ink] == pytest.approx(mixed, abs=0.04)
    assert 0.3 < light.mean() < 0.9
    (by_beta,) = painted(coloured(state, BETA)).satellites
    planes = state.document.constellation.plane_index
    for plane in (0, 40):  # all of a plane see the Sun under one angle
        assert len(np.unique(by_beta.ink[planes == plane])) == 1
    assert len(np.unique(by_beta.ink)) > 20
    (by_power,) = painted(coloured(state, ARRAY)).satellites
    assert by_power.ink[light == 0.0].max() == 0
    assert by_power.ink[light == 1.0].min() > 100


def test_selected_satellites_shine_and_all_others_are_dimmed(state):
    chosen = Members({MAIN_DESIGN: np.array([3, 9])})
    (ours,), (plain,) = (
        painted(one).satellites for one in (select_satellites(chosen)(state), state)
    )
    assert ours.rows[ours.light > 0.5 * plain.light].tolist() == [3, 9]
    others = ~np.isin(ours.rows, [3, 9])
    assert ours.light[others] == pytest.approx(UNSELECTED_WEIGHT * plain.light[others])


def test_satellites_of_a_set_have_its_colour_later_sets_over_earlier_ones(state):
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
    first, second = np.arange(100, 140), np.arange(120, 160)
    sets = (SatelliteSet("One", "#ff0000", Members({MAIN_DESIGN: first})),
            SatelliteSet("Two", "#00ff00", Members({MAIN_DESIGN: second})))  # fmt: skip
    steps = MapPainter().paint(state, replace(snapshot, sets=sets), WIDE)
    (ours,) = run_to_end(steps).satellites
    colours = ours.colours[ours.ink]
    assert colours[100:120] == pytest.approx(np.tile([1.0, 0.0, 0.0], (20, 1)))
    assert colours[120:160] == pytest.approx(np.tile([0.0, 1.0, 0.0], (40, 1)))
    plain, _ = shell_light(state)
    assert colours[160] == pytest.approx(plain[0])


@pytest.mark.parametrize("frame", [WIDE, POLAR])
def test_a_click_picks_the_satellite_at_the_pixel(state, frame):
    picture = painted(state, frame)
    (ours,) = picture.satellites
    at = np.column_stack((ours.x, ours.y)).astype(float)
    rng = np.random.default_rng(4)
    for row in rng.integers(0, len(at), 40):
        key = picture.satellite_at(tuple(at[row] + 0.2), 8.0)
        away = np.hypot(*(at - (at[row] + 0.2)).T)
        assert key.source == MAIN_DESIGN
        assert away[key.row] == pytest.approx(away.min(), abs=1e-4)
        assert picture.place_of(key) == pytest.approx(tuple(at[key.row]))
    assert picture.satellite_at((-500.0, -500.0), 8.0) is None
    gone = SatelliteKey(MAIN_DESIGN, len(at) + 5)
    assert picture.place_of(gone) is None


def test_objects_of_a_catalogue_are_picked_too(state, tmp_path):
    file = tmp_path / "five.tle"
    file.write_text(as_tle())
    catalogue = read_catalogue(file)
    both = State.of(state.document, Playback(catalogue.median_epoch), [catalogue])
    both = set_visible([ShellKey(MAIN_DESIGN, shell) for shell in range(
        state.document.constellation.shell_count)], False)(both)  # fmt: skip
    picture = painted(both)
    theirs = picture.satellites[1]
    assert not len(picture.satellites[0].rows)
    at = float(theirs.x[2]), float(theirs.y[2])
    assert picture.satellite_at(at, 3.0) == SatelliteKey(catalogue_id(0), int(theirs.rows[2]))
    hidden = set_visible([ShellKey(catalogue_id(0), 0)], False)(both)
    assert painted(hidden).satellite_at(at, 3.0) is None


def test_a_ring_is_drawn_around_a_picked_satellite(state):
    key = SatelliteKey(MAIN_DESIGN, 40)
    picked = pick_satellite(key)(state)
    bare = replace(picked, selection=replace(picked.selection, satellites=frozenset()))
    with_ring, without = painted(picked), painted(bare)
    x, y = with_ring.place_of(key)
    changed = np.argwhere((with_ring.pixels != without.pixels).any(axis=2))
    assert np.abs(changed - (y, x)).sum(axis=1).min() < 15


def test_light_hides_the_ground_and_keeps_its_hue():
    ground = np.full((1, 3, 3), 0.05, np.float32)
    light = np.zeros((3, 1, 3), np.float32)
    light[:, 0, 1] = (0.9, 0.3, 0.1)
    light[:, 0, 2] = (90.0, 30.0, 10.0)
    dark, lit, flooded = over_ground(ground, light, LOOKS[Look.DENSITY])[0].astype(int)
    assert dark[0] == dark[2]
    assert lit[0] > lit[1] > lit[2] > 0
    assert flooded[0] > 250
    assert flooded[1] < 170


def test_a_large_map_drawn_in_parts_has_no_seams(state, monkeypatch):
    whole = painted(state).pixels
    monkeypatch.setattr(world_map, "_MOST_PX", 640 * 100)
    parts = painted(state).pixels
    assert np.abs(parts.astype(int) - whole.astype(int)).max() <= 1


def test_corners_have_words_only_where_asked_for(state):
    plain, titled = painted(state).pixels, painted(state, heading=True).pixels
    legend = painted(state, legend=True).pixels
    changed = np.argwhere((titled != plain).any(axis=2))
    assert changed[:, 0].max() < 80
    told = np.argwhere((legend != plain).any(axis=2))
    assert told[:, 0].min() > 120
