"""The ends of the ruler: by name, and through changes of what is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model import commands
from orbitviz.model.ruler import EarthCentre, Ruler
from orbitviz.model.ruler_ends import end_name, end_named, ground_end, ruler_named
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, catalogue_id
from orbitviz.model.state import Playback, State
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of

DESIGN = """format = "orbitviz/1"
name = "Small"
epoch = 2026-11-22T00:00:00Z
[[groups]]
name = "{name}"
pattern = "walker-delta"
altitude_km = 500
inclination_deg = 53
planes = {planes}
satellites_per_plane = 10
[[sites]]
name = "Home"
lat_deg = 40
lon_deg = 20
alt_m = 100
"""


def small(name="Low", planes=6):
    return parse_design(DESIGN.format(name=name, planes=planes))


@pytest.fixture
def state():
    document = small()
    catalogue = read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))
    return State.of(document, Playback(document.design.epoch_instant), (catalogue,))


def test_ends_by_name(state):
    satellite = SatelliteKey(MAIN_DESIGN, 13)
    assert end_named(state, satellite_name(state, satellite)) == satellite
    item = SatelliteKey(catalogue_id(0), 1)
    assert end_named(state, str(state.catalogues[catalogue_id(0)].object_id[1])) == item
    for word in ("centre", " Center ", "Earth's centre"):
        assert end_named(state, word) == EarthCentre()
    home = end_named(state, "home")
    assert (home.lat_deg, home.lon_deg, home.alt_m, home.name) == (40.0, 20.0, 100.0, "Home")
    place = end_named(state, "-33.9, 151.2")
    assert (place.lat_deg, place.lon_deg) == (-33.9, 151.2)
    assert end_name(state, place) == "33.90° S, 151.20° E"
    assert end_name(state, EarthCentre()) == "Earth's centre"
    assert end_name(state, satellite).endswith("p002 s0004")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nowhere at all", "there is no satellite or place named"),
        ("", "there is no satellite or place named"),
        ("Berlim", 'did you mean "Berlin"'),
        ("95,10", "the latitude is 95 degrees"),
        ("10,999", "the longitude is 999 degrees"),
        ("p099 s0001", "there is no satellite or place named"),
    ],
)
def test_what_is_no_end_is_said(state, text, words):
    with pytest.raises(UserError, match=words):
        end_named(state, text)


def test_a_ruler_needs_two_ends(state):
    with pytest.raises(UserError, match="begin and end at Berlin"):
        ruler_named(state, "Berlin", "berlin")
    assert ruler_named(state, "Berlin", "centre").other == EarthCentre()


def test_a_ruler_goes_with_what_it_measures(state):
    of_design = Ruler(SatelliteKey(MAIN_DESIGN, 13), ground_end(1.0, 2.0))
    of_catalogue = Ruler(EarthCentre(), SatelliteKey(catalogue_id(0), 1))
    of_ground = Ruler(EarthCentre(), ground_end(1.0, 2.0))

    def left(ruler, command):
        return command(commands.set_ruler(ruler)(state)).ruler

    other = commands.open_document(read_builtin("kuiper"))
    assert left(of_design, other) is None
    assert left(of_catalogue, other) == of_catalogue
    close = commands.close_catalogue(catalogue_id(0))
    assert left(of_catalogue, close) is None
    assert left(of_design, close) == of_design
    assert left(of_ground, close) == of_ground
    assert left(of_ground, commands.set_ruler(None)) is None


def test_a_ruler_follows_its_satellite_through_a_changed_file(state):
    measured = commands.set_ruler(Ruler(SatelliteKey(MAIN_DESIGN, 13), EarthCentre()))(state)
    name = satellite_name(state, SatelliteKey(MAIN_DESIGN, 13))
    more = commands.reload_document(small(planes=8))(measured)
    assert satellite_name(more, more.ruler.one) == name
    assert commands.reload_document(small(planes=1))(measured).ruler is None
    assert commands.reload_document(small(name="Renamed"))(measured).ruler is None
