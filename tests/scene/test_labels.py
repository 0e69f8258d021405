"""Names on the globe: they never meet, never stand behind the limb, and stay while they fit."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Layers, Reference, ViewOptions
from orbitviz.orbits.geodesy import geodetic
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.labels import lettering, styles
from orbitviz.scene.labels.atlas import Atlas
from orbitviz.scene.labels.candidates import grid_names, load_places
from orbitviz.scene.labels.labels_layer import LabelsLayer
from orbitviz.scene.labels.placement import MOST, Placer, Seen, place
from orbitviz.scene.labels.sight import ground_in_sight, space_in_sight
from orbitviz.scene.labels.space_names import SpaceNamer
from orbitviz.scene.labels.styles import Label
from orbitviz.scene.offscreen import Renderer
from orbitviz.scene.overlay import faces
from orbitviz.scene.overlay.overlay import text_scale
from orbitviz.scene.view import view_of

NOON = Instant.parse("2026-03-20T12:00:00Z")
MOMENT = sky_geometry_at(NOON)
SIZE = (1000, 700)
PLACES, GRID = load_places(), grid_names()
NOTHING = Layers(**dict.fromkeys(Layers.__dataclass_fields__, False))
STYLES = [styles.OCEAN, styles.CITY, styles.COUNTRY, styles.SHELL, styles.LINE]


def width_of(label):
    return 7.0 * len(label.text), 14.0


def meet(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def seen_from(view, names=(PLACES, GRID)):
    parts = []
    for one in names:
        keys = [(label.text, k) for k, label in enumerate(one.labels)]
        seen = ground_in_sight(one, view, MOMENT, text_scale(view))
        parts.append(Seen(one.labels, keys, *seen))
    return parts


def placed(view, names=(PLACES, GRID)):
    return place(seen_from(view, names), width_of, view.size, (), {}, text_scale(view))


def held_of(chosen):
    return {name.key: name.side for name in chosen}


@st.composite
def random_names(draw):
    count = draw(st.integers(0, 60))
    numbers = st.floats(-80.0, 1.1 * max(SIZE))
    rows = draw(
        st.lists(
            st.tuples(numbers, numbers, st.floats(0.0, 1.0), st.floats(0.0, 9.0), st.booleans()),
            min_size=count,
            max_size=count,
        )
    )
    labels = [
        Label(draw(st.text("abcdef ", min_size=1, max_size=12)), draw(st.sampled_from(STYLES)))
        for _ in rows
    ]
    keys = [(label.text, k) for k, label in enumerate(labels)]
    columns = [np.array(column, float) for column in zip(*rows, strict=True)] or [np.zeros(0)] * 5
    return Seen(labels, keys, *columns[:4], columns[4].astype(bool))


@st.composite
def views(draw):
    distance = EARTH_RADIUS_KM + 10.0 ** draw(st.floats(2.3, 5.0))
    angles = st.floats(-math.pi, math.pi)
    aside = draw(st.floats(0.0, 0.9)) * EARTH_RADIUS_KM
    turn = draw(angles)
    pose = CameraPose(
        reference=Reference.EARTH,
        target_km=(aside * math.cos(turn), aside * math.sin(turn), 0.0),
        distance_km=distance,
        azimuth_rad=draw(angles),
        elevation_rad=draw(st.floats(-1.5, 1.5)),
    )
    return view_of(pose, MOMENT, draw(st.sampled_from([SIZE, (400, 800), (1920, 1080)])))


@settings(max_examples=200, deadline=None)
@given(random_names(), st.sampled_from([1.0, 2.5]))
def test_no_two_names_meet_and_all_are_in_the_picture(seen, scale):
    taken = [(0.0, 0.0, 300.0, 60.0), (700.0, 500.0, 990.0, 690.0)]
    chosen = place([seen], width_of, SIZE, taken, {}, scale)
    boxes = [name.box for name in chosen]
    for k, box in enumerate(boxes):
        assert min(box) >= 0
        assert (box[2] <= SIZE[0]) & (box[3] <= SIZE[1])
        assert not any(meet(box, other) for other in [*boxes[:k], *taken])
    texts = [name.label.text for name in chosen]
    assert len(set(texts)) == len(texts)
    # Chosen again from what is there, nothing changes: the tiles of a picture agree.
    again = place([seen], width_of, SIZE, taken, held_of(chosen), scale)
    assert {(n.key, n.box) for n in again} == {(n.key, n.box) for n in chosen}


@settings(max_examples=150, deadline=None)
@given(views())
def test_no_name_stands_behind_the_limb(view):
    eye = MOMENT.teme_to_itrs @ view.eye_km
    for names in (PLACES, GRID):
        by_key = {(label.text, k): k for k, label in enumerate(names.labels)}
        rows = [by_key[name.key] for name in placed(view, names=(names,))]
        # A hair above the ground, which would hide itself.
        assert not hidden_by_earth(eye, names.r_km[rows] * 1.0001).any()


@pytest.mark.parametrize("elevation", [-0.4, 0.0, 0.8])
def test_names_neither_flicker_nor_jump_while_the_globe_turns(elevation):
    """Half a turn in steps of some pixels: none comes back at once, few change their side."""
    pose = CameraPose(reference=Reference.EARTH, distance_km=14_000.0, elevation_rad=elevation)
    placer, before, gone = Placer(), {}, {}
    came = jumps = 0
    for step in range(600):
        view = view_of(replace(pose, azimuth_rad=0.005 * step), MOMENT, SIZE)
        chosen = placer.place(seen_from(view), width_of, SIZE, (), text_scale(view))
        shown = held_of(chosen)
        assert not [key for key in shown if step - gone.get(key, -99) < 25]
        came += len(shown.keys() - before.keys())
        jumps += sum(before.get(key, side) != side for key, side in shown.items())
        gone |= dict.fromkeys(before.keys() - shown.keys(), step)
        before = shown
    assert came > 50
    assert jumps < 0.3 * came


def test_what_is_near_has_more_names_than_what_is_far():
    counts = []
    for distance in (400_000.0, 26_000.0, 9_000.0):
        pose = CameraPose(reference=Reference.EARTH, distance_km=distance, azimuth_rad=0.3,
                          elevation_rad=0.7)  # fmt: skip
        counts.append(len(placed(view_of(pose, MOMENT, SIZE), names=(PLACES,))))
    assert counts[0] == 0
    assert 4 <= counts[1] < counts[2]


def test_the_degrees_of_the_grid_are_those_of_their_place():
    latitude, longitude, _ = geodetic(GRID.r_km)
    for label, lat, lon in zip(GRID.labels, latitude, longitude, strict=True):
        value = float(label.text.split("°")[0]) * (-1.0 if label.text[-1] in "SW" else 1.0)
        angle = math.degrees(lat if label.text[-1] in "NS" else lon)
        if label.text == "0°":
            assert min(abs(math.degrees(lat)), abs(math.degrees(lon))) < 1e-9
        else:
            assert math.isclose(math.remainder(angle - value, 360.0), 0.0, abs_tol=1e-9)


def test_places_of_the_file_are_where_they_are_known_to_be():
    """Two cities against published coordinates (Natural Earth's own points), and all in range."""
    latitude, longitude, _ = geodetic(PLACES.r_km)
    at = {label.text: k for k, label in enumerate(PLACES.labels)}
    for name, lat, lon in (("London", 51.5, -0.12), ("Sydney", -33.9, 151.2), ("Peru", -9, -75)):
        away = math.hypot(
            math.degrees(latitude[at[name]]) - lat, math.degrees(longitude[at[name]]) - lon
        )
        assert away < (6.0 if name == "Peru" else 0.3)
    assert len(PLACES.labels) > 400


def test_every_letter_of_the_names_is_in_the_font():
    letters = {letter for label in PLACES.labels for letter in label.text.upper() + label.text}
    assert not [letter for letter in letters - {"\n"} if faces._font_name(letter) != ""]


@pytest.mark.parametrize("style", STYLES)
def test_a_painted_name_fits_the_size_that_is_kept_free(style):
    for scale in (1.0, 2.7):
        label, margin = Label("South\nPacific", style), lettering.margin_px(scale)
        picture = lettering.painted(label, scale)
        width, height = lettering.text_size(label, scale)
        assert picture.size == (width + 2 * margin, height + 2 * margin)
        ink = np.asarray(picture.convert("RGBA")).astype(int)
        bright = np.argwhere((ink[..., 3] > 200) & (ink[..., :3].min(axis=2) > 120))
        top, left = bright.min(axis=0)
        bottom, right = bright.max(axis=0)
        assert margin - 2 <= left < right < margin + width + 2
        assert margin - 1 <= top < bottom < margin + height + 1


def state_with(selected=(), **layers):
    document = read_builtin("kuiper")
    view = ViewOptions(layers=replace(Layers(), **layers))
    selection = Selection(shells=keys_of_shells(selected))
    return State.of(document, Playback(NOON, playing=False), view=view, selection=selection)


def test_a_selected_shell_is_named_on_its_orbit():
    state = state_with((1,), moon=False)
    names = SpaceNamer().names(state, MOMENT)
    constellation = state.document.constellation
    assert {label.text for label in names.labels} == {constellation.shell_name[1]}
    radius = np.linalg.norm(names.r_km, axis=1)
    assert np.allclose(radius, constellation.sma_km[1], rtol=0.01)
    highest_km = constellation.sma_km[1] * math.sin(constellation.inc_rad[1])
    assert np.isclose(np.abs(names.r_km[:, 2]).max(), highest_km, rtol=0.01)
    assert SpaceNamer().names(state_with(moon=False), MOMENT) is None
    assert SpaceNamer().names(state_with((1,), orbit_rings=False, moon=False), MOMENT) is None
    assert len(SpaceNamer().names(state_with(axes=True, moon=False), MOMENT).labels) == 3


def test_the_moon_is_named_where_it_is():
    (label,), r_km, _ = SpaceNamer().names(state_with(), MOMENT)
    assert label.text == "Moon"
    assert 356_000.0 < np.linalg.norm(r_km[0]) < 407_000.0


def test_points_behind_the_earth_or_the_camera_are_not_seen():
    view = view_of(CameraPose(), MOMENT, SIZE)
    out = view.eye_km / np.linalg.norm(view.eye_km)
    points = np.stack([7000.0 * out, -7000.0 * out, 50_000.0 * out])
    x, y, strength = space_in_sight(points, view)
    assert strength.tolist() == [1.0, 0.0, 0.0]
    assert (x[0], y[0]) == pytest.approx((SIZE[0] / 2, SIZE[1] / 2))


@pytest.mark.gl
def test_names_are_drawn_once_and_are_the_same_in_tiles():
    camera = CameraPose(reference=Reference.EARTH, distance_km=9_000.0, azimuth_rad=0.3,
                        elevation_rad=0.7)  # fmt: skip
    base = state_with()

    def pixels(renderer, **layers):
        view = replace(base.view, camera=camera, layers=replace(NOTHING, **layers))
        return renderer.render(replace(base, view=view), NOON, (500, 400), supersample=1).pixels

    with Renderer() as whole, Renderer(tile_px=150) as tiled:
        plain, named = pixels(whole), pixels(whole, names=True)
        plain_in_tiles, in_tiles = pixels(tiled), pixels(tiled, names=True)
    shown = np.abs(named.astype(int) - plain).max(axis=2) > 60
    assert 400 < np.count_nonzero(shown) < 0.2 * shown.size
    # The globe itself may differ at a seam by a step of 8 bits.
    added = (one.astype(int) - other for one, other in ((named, plain), (in_tiles, plain_in_tiles)))
    assert np.abs(np.subtract(*added)).max() <= 2


@pytest.mark.gl
def test_names_of_a_film_stay_where_those_of_single_pictures_would_go(monkeypatch):
    """The globe turns a little: another choice of names would now be made than is shown."""
    shown, choose = [], Placer.place
    monkeypatch.setattr(Placer, "place", lambda *a: shown.append(choose(*a)) or shown[-1])
    pose = CameraPose(reference=Reference.EARTH, distance_km=14_000.0, elevation_rad=0.6)
    base = state_with()
    with Renderer(tile_px=250) as renderer:
        for azimuth, follows in ((1.0, False), (1.05, True), (1.05, False)):
            camera = replace(pose, azimuth_rad=azimuth)
            view = replace(base.view, camera=camera, layers=replace(NOTHING, names=True))
            state = replace(base, view=view)
            renderer.render(state, NOON, (400, 300), supersample=1, follows=follows)
    first, film, alone = (held_of(chosen) for chosen in shown)  # once, whatever the tiles
    assert film.keys() - alone.keys()
    assert film.keys() - alone.keys() <= first.keys()
    assert all(film[key] == side for key, side in first.items() if key in film)


@pytest.mark.gl
@pytest.mark.parametrize("scale", [1.0, 2.0, 2.5, 10.8])
def test_a_picture_of_any_size_has_room_for_its_names(gl_canvas, scale):
    """10.8 is the scale of a picture of 8K, supersampled. The largest names there are."""
    atlas = Atlas(scale)
    largest = sorted(
        set(PLACES.labels), key=lambda label: -math.prod(lettering.text_size(label, 1.0))
    )[:MOST]
    assert all(atlas.place_of(label) is not None for label in largest)


@pytest.mark.gl
def test_names_that_did_not_change_are_not_chosen_again(gl_canvas, monkeypatch):
    state = state_with()
    snapshot = snapshot_at(state, NOON, with_maps=False)
    layer, calls = LabelsLayer(), []
    choose = LabelsLayer._choose
    monkeypatch.setattr(LabelsLayer, "_choose", lambda *a: calls.append(a) or choose(*a))
    view = view_of(CameraPose(), snapshot.geometry, SIZE)
    layer.draw(view, state, snapshot, [])
    layer.draw(view.part((0, 0, 100, 100)), state, snapshot, [])
    assert len(calls) == 1
    layer.draw(view, state, snapshot, [(0.0, 0.0, 900.0, 690.0)])
    assert len(calls) == 2
    assert layer._is_empty  # no room is left
    layer.draw(view, state_with(names=False), snapshot, [])
    assert len(calls) == 2


@pytest.mark.gl
def test_names_that_had_to_go_come_back_in_a_view_that_rests(gl_canvas):
    state = state_with()
    snapshot = snapshot_at(state, NOON)
    layer = LabelsLayer()
    view = view_of(CameraPose(), snapshot.geometry, SIZE)
    layer.draw(view, state, snapshot, [])
    first = set(layer._placer._held)
    layer.draw(view, state, snapshot, [(0.0, 0.0, 900.0, 690.0)])
    layer.draw(view, state, snapshot, [])
    assert first.isdisjoint(layer._placer._held)  # not at once, or they would flicker
    pictures = 0
    while layer.is_incomplete and pictures < 60:
        layer.draw(view, state, snapshot, [])
        pictures += 1
    assert pictures < 60
    # Those that came instead keep their places.
    assert len(layer._placer._held) >= 0.7 * len(first)
    assert first & set(layer._placer._held)
