"""The verbs: what each changes, and that it leaves the rest the same object."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model import commands, selecting
from orbitviz.model.camera import HOME
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Layers, Ride, Theme
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant
from orbitviz.subsystems.quantities.orbit import SUNLIGHT

NOW = Instant.parse("2026-12-21T12:00:00Z")
SMALL = read_builtin("one-shell")


def catalogue(name):
    return SimpleNamespace(name=name)


def state(**changes):
    return State.of(**{"document": SMALL, "playback": Playback(NOW), **changes})


def test_opening_goes_to_the_epoch_and_forgets_the_old_shells():
    of_catalogue = ShellKey(catalogue_id(0), 0)
    before = state(
        catalogues=(catalogue("a"),),
        selection=Selection(frozenset({ShellKey(MAIN_DESIGN, 0), of_catalogue})),
        hidden=frozenset({ShellKey(MAIN_DESIGN, 0), of_catalogue}),
        playback=Playback(NOW, rate=60.0, playing=False),
    )
    document = read_builtin("oneweb")
    after = commands.open_document(document)(before)
    assert after.document is document
    assert after.playback == Playback(document.design.epoch_instant, 60.0, False)
    assert after.selection.shells == after.hidden == {of_catalogue}
    assert after.catalogues is before.catalogues
    assert after.view is before.view


def test_editing_changes_the_document_only():
    before = state(selection=Selection(frozenset({ShellKey(MAIN_DESIGN, 0)})))
    document = read_builtin("oneweb")
    after = commands.edit_document(document)(before)
    assert after.document is document
    assert after.playback is before.playback
    assert after.selection is before.selection


def test_catalogues_come_beside_and_go():
    a, b, c = (catalogue(name) for name in "abc")
    now = state()
    for one in (a, b, c):
        now = commands.add_catalogue(one)(now)
    first, second, third = (catalogue_id(k) for k in range(3))
    assert now.catalogues == {first: a, second: b, third: c}
    own = ShellKey(MAIN_DESIGN, 0)
    now = selecting.select([own, *(ShellKey(source, 0) for source in now.catalogues)])(now)
    now = commands.set_visible([ShellKey(third, 0)], False)(now)
    now = commands.close_catalogue(second)(now)
    # Each keeps its name; the closed one is selected no more.
    assert now.catalogues == {first: a, third: c}
    assert now.selection.shells == {own, ShellKey(first, 0), ShellKey(third, 0)}
    assert now.hidden == {ShellKey(third, 0)}


def test_selecting():
    keys = [ShellKey(MAIN_DESIGN, 0), ShellKey(MAIN_DESIGN, 2)]
    after = selecting.select(keys)(state())
    assert after.selection.shells == set(keys)
    assert selecting.select(reversed(keys))(after) is after


def test_hiding_and_showing():
    one, other = ShellKey(MAIN_DESIGN, 0), ShellKey(MAIN_DESIGN, 1)
    hidden = commands.set_visible([one, other], False)(state())
    assert hidden.hidden == {one, other}
    assert commands.set_visible([one], False)(hidden) is hidden
    assert commands.set_visible([one], True)(hidden).hidden == {other}


@pytest.mark.parametrize(
    ("command", "field", "value"),
    [
        (commands.set_camera, "camera", CameraPose(distance_km=1e5)),
        (commands.set_layers, "layers", Layers(clouds=False)),
        (commands.set_colour_mode, "colour_mode", SUNLIGHT.key),
        (commands.set_theme, "theme", Theme.LIGHT),
    ],
)
def test_view_commands_change_one_field(command, field, value):
    before = state()
    after = command(value)(before)
    assert getattr(after.view, field) == value
    changed = {
        key for key in vars(before.view) if getattr(before.view, key) != vars(after.view)[key]
    }
    assert changed == {field}
    assert after.document is before.document


def test_points_change_one_by_one():
    big = commands.set_points(point_scale=2.0)(state())
    assert (big.view.point_scale, big.view.brightness) == (2.0, 1.0)
    dim = commands.set_points(brightness=0.5)(big)
    assert (dim.view.point_scale, dim.view.brightness) == (2.0, 0.5)


def test_time_jumps_and_keeps_its_pace():
    at = NOW.plus_s(3600.0)
    after = commands.set_time(at)(state(playback=Playback(NOW, -5.0, False)))
    assert after.playback == Playback(at, -5.0, False)


def test_pausing_keeps_the_moment_and_the_rate():
    later = NOW.plus_s(10.0)
    after = commands.set_playback(now=later, playing=False)(state(playback=Playback(NOW, 60.0)))
    assert after.playback == Playback(later, 60.0, False)


@given(rate=st.floats(-1e9, 1e9))
def test_rates_stay_in_range(rate):
    kept = commands.set_playback(now=NOW, rate=rate)(state()).playback.rate
    assert -100_000 <= kept <= 100_000
    assert kept == rate or abs(rate) > 100_000


@pytest.mark.parametrize(("year", "shown"), [(1970, FIRST_INSTANT), (2070, LAST_INSTANT)])
def test_every_time_is_within_the_ephemeris(year, shown):
    instant = Instant.from_datetime(datetime(year, 1, 1, tzinfo=UTC))
    assert commands.set_time(instant)(state()).playback.at == shown
    assert commands.set_playback(now=instant)(state()).playback.at == shown


def test_a_camera_that_flew_to_what_was_closed_meanwhile_is_home():
    before = state()
    gone = SatelliteKey(MAIN_DESIGN, len(SMALL.constellation))
    assert not before.has(gone)
    for lost in (gone, SatelliteKey(catalogue_id(0), 0)):
        camera = commands.set_camera(CameraPose(distance_km=0.1, follows=lost))(before).view.camera
        assert camera == HOME
    there = CameraPose(distance_km=0.1, follows=SatelliteKey(MAIN_DESIGN, 3))
    assert commands.set_camera(there)(before).view.camera == there


def test_a_camera_faces_no_neighbour_of_a_catalogue_that_was_closed():
    camera = CameraPose(
        follows=SatelliteKey(MAIN_DESIGN, 3),
        ride=Ride.NEIGHBOUR,
        neighbour=SatelliteKey(catalogue_id(0), 5),
    )
    after = commands.close_catalogue(catalogue_id(0))(
        commands.set_camera(camera)(state())
    ).view.camera
    assert (after.follows, after.ride, after.neighbour) == (camera.follows, Ride.LOCAL, None)
