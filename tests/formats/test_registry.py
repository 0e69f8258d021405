"""Formats are found by their content, and files are named by their endings."""

from __future__ import annotations

import re

import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin_index import builtin_path
from orbitviz.formats.open_file import OPEN_FILTER, READERS, SAVE_FILTER, open_file
from orbitviz.formats.registry import either, recognised, titles
from orbitviz.formats.tables.export_table import TABLES
from tests.formats import element_sets as sets

SAMPLES = {
    "TOML": builtin_path("one-shell").read_text(),
    "TLE or 3LE": sets.as_tle(3),
    "CSV": sets.as_csv(),
    "JSON": sets.as_json(),
    "XML": sets.as_xml(),
    "KVN": sets.as_kvn(),
}


@pytest.mark.parametrize("title", SAMPLES)
def test_the_content_names_the_format_in_whatever_order_formats_are_asked(title):
    for readers in (READERS, READERS[::-1]):
        found = recognised(SAMPLES[title], readers)
        assert found is not None
        assert found.title == title


def test_every_format_has_a_sample():
    assert {reader.title for reader in READERS} == set(SAMPLES)


def test_a_text_of_no_format_is_refused_with_all_that_are(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader,\n")
    with pytest.raises(UserError) as caught:
        open_file(path)
    assert caught.value.allowed == (
        "a design in TOML, or TLE or 3LE, or OMM in CSV, JSON, XML or KVN"
    )


def test_file_dialogs_offer_every_ending():
    assert OPEN_FILTER == (
        "Designs and catalogues (*.toml *.tle *.3le *.txt *.csv *.json *.xml *.kvn *.omm);;"
        "Designs (*.toml);;All files (*)"
    )
    assert SAVE_FILTER == "Designs (*.toml)"


def test_an_ending_that_no_writer_has_is_refused_with_all_that_are(tmp_path):
    assert TABLES.for_path(tmp_path / "x.CSV").title == "CSV"
    with pytest.raises(
        UserError, match=rf"x\.xls: the ending.*allowed: {re.escape(TABLES.endings)}"
    ):
        TABLES.for_path(tmp_path / "x.xls")


def test_words_of_a_choice():
    assert [either(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a or b",
        "a, b or c",
    ]
    assert titles(READERS[:1]) == "a design in TOML"
