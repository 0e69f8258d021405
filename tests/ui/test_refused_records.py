"""The card of a catalogue lists the records that were left out."""

from __future__ import annotations

from orbitviz.formats.open_file import open_file
from orbitviz.model.source import catalogue_id
from orbitviz.ui.panels.catalogue_card import catalogue_card
from tests.formats import element_sets as sets


def test_the_card_counts_refused_records_and_names_the_first(tmp_path):
    path = tmp_path / "objects.csv"
    rows = sets.records() + [sets.records()[0] | {"INCLINATION": "999"}] * 30
    path.write_text(sets.as_csv(rows))
    (catalogue,) = open_file(path).catalogues
    card = catalogue_card(catalogue, catalogue_id(0), None)
    facts = {fact.name: fact.value for fact in card.facts}
    assert (facts["Objects"], facts["Refused"]) == ("5", "30")
    assert card.notes[0] == "line 7: INCLINATION is '999'; allowed: a number from 0 to 180"
    assert card.notes[-1] == f"and {30 - (len(card.notes) - 1)} more records refused"
    assert len(card.notes) < 30


def test_the_card_of_a_file_without_faults_has_no_such_line(tmp_path):
    path = tmp_path / "objects.csv"
    path.write_text(sets.as_csv())
    card = catalogue_card(open_file(path).catalogues[0], catalogue_id(0), None)
    assert "Refused" not in {fact.name for fact in card.facts}
    assert card.notes == ()
