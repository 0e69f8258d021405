"""The site and how its sky is shown: commands, and what is typed for them."""

from __future__ import annotations

import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.groups import Site
from orbitviz.model.sites import site_named, sites_typed
from orbitviz.model.sky_commands import elevation_typed, set_site, set_sky
from orbitviz.model.sky_options import SkyOptions, SkyProjection
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store

HOME = Site(name="Bernau", lat_deg=52.68, lon_deg=13.59)


@pytest.fixture
def state():
    document = read_builtin("one-shell")
    return State.of(document, Playback(document.design.epoch_instant))


def test_a_site_is_chosen_and_nothing_else_changes(state):
    berlin = site_named("Berlin")
    chosen = set_site(berlin)(state)
    assert chosen.view.sky == SkyOptions(site=berlin)
    assert chosen.document is state.document
    assert state.view.sky.site is None
    assert set_site(berlin)(chosen) is chosen
    assert set_site(None)(chosen).view.sky == SkyOptions()


def test_what_is_shown_of_a_sky_is_kept_with_another_site(state):
    panorama = set_sky(projection=SkyProjection.PANORAMA, min_elevation_deg=25.0)(state)
    sky = set_site(HOME)(panorama).view.sky
    assert (sky.projection, sky.min_elevation_deg) == (SkyProjection.PANORAMA, 25.0)


def test_a_site_is_no_edit_that_is_undone(state):
    store = Store(state)
    store.do(set_site(HOME))
    assert store.undo_label is None


@pytest.mark.parametrize(("text", "value"), [("10", 10.0), (" 12.5° ", 12.5), ("0", 0.0)])
def test_an_elevation_is_typed_with_or_without_its_sign(text, value):
    assert elevation_typed(text) == value


@pytest.mark.parametrize("text", ["", "high", "-1", "90", "nan", "inf", "1e999", "10\x00"])
def test_a_wrong_elevation_is_told_with_what_is_allowed(text):
    with pytest.raises(UserError) as told:
        elevation_typed(text)
    assert told.value.allowed == "0 to 89 degrees"
    assert "\x00" not in str(told.value)


def test_sites_are_found_while_they_are_typed():
    def names(text, most=5):
        return [site.name for site in sites_typed(text, [HOME], most)]

    assert names("ber")[:2] == ["Bernau", "Berlin"]  # that of the design first
    assert "Canberra DSN" in names("ber")
    assert names("BERLIN") == ["Berlin"]
    assert names("sao pau") == [site_named("sao paulo").name]
    assert len(names("a", 3)) == 3
    assert names("52.5,13.4") == ["52.5,13.4"]
    assert names("95,13.4") == names("qqqq") == names(" ") == []
    assert len(names("an", 50)) == len(set(names("an", 50))) == 50
