"""Exported CSV: one record stays one record, whatever is in its name."""

from __future__ import annotations

import csv
import json
import re

import pytest

from orbitviz.formats.open_file import open_file
from orbitviz.formats.tables.export_table import export_states
from orbitviz.model.blank_document import blank_document
from orbitviz.model.state import Playback, State
from orbitviz.orbits.timescale import Instant
from tests.formats import element_sets as sets

NOW = Instant.parse("2026-09-01T12:00:00Z")
NAMES = ("A\nB", "A\rB", "A\r\nB", 'A "B"', "A,B", "A\u2028B", "A\n\nB", "plain")
# A record by RFC 4180: fields without quotes, commas and line breaks, or quoted.
FIELD = r'(?:[^",\r\n]*|"(?:[^"]|"")*")'
RECORD = re.compile(rf"{FIELD}(?:,{FIELD}){{13}}\n")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", ["OTHER", "=1+1"])  # formulas take another way to the file
def test_a_name_is_one_field_of_one_record(tmp_path, name, other):
    records = sets.records()
    for record, given in zip(records, (name, other), strict=False):
        record["OBJECT_NAME"] = given
    source, table = tmp_path / "names.json", tmp_path / "states.csv"
    source.write_text(json.dumps(records))
    catalogues = open_file(source).catalogues
    state = State.of(blank_document("", NOW), Playback(NOW, playing=False), catalogues)
    written = export_states(state, NOW, table)
    text = table.read_bytes().decode()
    assert RECORD.sub("", text) == ""
    assert len(RECORD.findall(text)) == 1 + written == 1 + len(records)
    with table.open(newline="", encoding="utf-8") as stream:
        _, first, second, *_ = csv.reader(stream, strict=True)
    assert (first[1], second[1]) == (name, other if other == "OTHER" else f"'{other}")
