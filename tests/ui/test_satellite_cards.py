"""The facts of one satellite, against its record and the eclipse that it tells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from orbitviz.base.errors import UserError
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.inspector import inspected
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.selecting import pick_satellite
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.ui.panels.satellite_cards import satellite_cards
from orbitviz.ui.panels.selection_facts import cards_of, title_of
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of

KEY = SatelliteKey(MAIN_DESIGN, 40)
DOCUMENT = read_builtin("one-shell")
NOW = DOCUMENT.design.epoch_instant.plus_s(1000.0)


@pytest.fixture(scope="module")
def state():
    catalogue = read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))
    return State.of(DOCUMENT, Playback(NOW, playing=False), (catalogue,))


@pytest.fixture(scope="module")
def snapshot(state):
    return snapshot_at(state, NOW, with_survey=False)


def facts_of(cards):
    return {card.title: {fact.name: fact.value for fact in card.facts} for card in cards}


def test_values_are_those_of_the_record(state, snapshot):
    record = inspected(state, snapshot, KEY)
    facts = facts_of(satellite_cards(state, snapshot, KEY))
    place = record.place
    assert facts["Position"]["Latitude"] == f"{np.degrees(place.lat_rad):.3f}°".replace("-", "−")
    assert facts["Position"]["Altitude"] == f"{place.alt_km:,.2f} km"
    assert facts["Power, heat, compute"]["State of charge"] == CHARGE.text(
        record.quantities[CHARGE]
    )
    assert facts["Neighbours"]["Nearest"] == f"{record.neighbours[0].distance_km:.2f} km"
    x, y, z = facts["State vectors"]["ITRS r, km"].replace("−", "-").replace(",", "").split("\n")
    r_teme, _ = state_vectors(DOCUMENT.constellation, NOW, np.array([KEY.row]))
    itrs = snapshot.geometry.teme_to_itrs @ r_teme[0]
    assert [float(x), float(y), float(z)] == pytest.approx(itrs, abs=0.006)


def test_the_eclipse_is_counted_down_and_then_out(state):
    """Every minute of two orbits, against the light from the satellite's position."""
    told = {}
    for minute in range(0, 190, 5):
        at = NOW.plus_s(60.0 * minute)
        cards = satellite_cards(
            state, snapshot_at(state, at, with_survey=False, with_maps=False), KEY
        )
        r_km, _ = state_vectors(DOCUMENT.constellation, at, np.array([KEY.row]))
        share = float(sunlit(r_km, sky_geometry_at(at).sun_teme_km)[0])
        text = facts_of(cards)["Sun"]["Eclipse"]
        assert text.startswith("in " if share == 1.0 else "now, ")
        told[share == 1.0] = text
    assert len(told) == 2


def test_an_object_has_its_number_and_age_and_no_power(state, snapshot):
    key = SatelliteKey(catalogue_id(0), 3)
    cards = facts_of(satellite_cards(state, snapshot, key))
    catalogue = state.catalogues[key.source]
    assert cards["Object"]["Catalogue number"] == str(catalogue.object_id[3])
    assert cards["Object"]["Age of elements"].endswith(" days")
    assert "Power, heat, compute" not in cards


def test_a_satellite_without_a_position_says_why(state, snapshot):
    def refuse(*_):
        raise UserError('"OBJECT DOWN" (90010) has no position')

    (card,) = satellite_cards(state, snapshot, SatelliteKey(catalogue_id(0), 0), refuse)
    assert card.notes == ('"OBJECT DOWN" (90010) has no position',)


def test_a_click_shows_the_satellite_and_a_second_one_the_shells(state, snapshot):
    one = pick_satellite(KEY)(state)
    assert title_of(one) == satellite_name(state, KEY)
    assert cards_of(one, snapshot)[0].title == "Satellite"
    two = pick_satellite(SatelliteKey(catalogue_id(0), 3), more=True)(one)
    assert cards_of(two, snapshot)[0].title == "Fleet"
    assert cards_of(one, None)[0].title == "Fleet"  # before the first snapshot


def test_cards_keep_their_widgets_while_time_passes(state):
    shapes = set()
    for hours in (0.0, 0.5, 1.0):
        snapshot = snapshot_at(state, NOW.plus_s(3600.0 * hours), with_survey=False)
        cards = satellite_cards(state, snapshot, KEY)
        shapes.add(tuple((card.title, *(fact.name for fact in card.facts)) for card in cards))
    assert len(shapes) == 1
