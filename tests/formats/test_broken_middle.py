"""A file that is broken in its middle gives what is good before the break and after it."""

from __future__ import annotations

import pytest

from orbitviz.formats import text_file
from tests.formats import element_sets as sets
from tests.formats.element_sets import read_catalogue

JSON = sets.as_json()
XML = sets.as_xml()
CSV = sets.as_csv()
BREAKS = {
    "a brace that is missing in JSON": (JSON.replace("}, {", ", {", 1), [2, 3, 4], "not JSON"),
    "a comma that is missing in JSON": (JSON.replace("}, {", "} {", 1), [0, 1, 2, 3, 4], "','"),
    "a colon that is missing in JSON": (
        JSON.replace('"OBJECT 2"', '"OBJECT "2"'),
        [0, 1, 3, 4],
        "not JSON",
    ),
    "JSON that is cut": (JSON[:-200], [0, 1, 2, 3], "not JSON"),
    "records in JSON one a line": (JSON[1:-1].replace("}, {", "}\n{"), [0, 1, 2, 3, 4], "Extra"),
    "nesting in JSON": (
        JSON.replace('"OBJECT 2"', "[" * 5000 + "]" * 5000),
        [0, 1, 3, 4],
        "nested too deeply",
    ),
    "a tag that is not closed in XML": (
        XML.replace("<OBJECT_NAME>OBJECT 2</", "<OBJECT_NAME>OBJECT 2<", 1),
        [0, 1, 3, 4],
        "mismatched tag",
    ),
    "a segment that is not closed in XML": (
        XML.replace("</segment>", "", 1),
        [1, 2, 3, 4],
        "the segment is not closed",
    ),
    "XML that is cut in a segment": (XML[:-200], [0, 1, 2, 3], "the segment is not closed"),
    "XML that is cut at its end": (XML[:-9], [0, 1, 2, 3, 4], "ends within a tag"),
    "nesting in XML": (
        XML.replace("OBJECT 2", "<a>" * 5000 + "</a>" * 5000),
        [0, 1, 3, 4],
        "nested too deeply",
    ),
    "a quote that is not closed in CSV": (
        CSV.replace("OBJECT 2", '"OBJECT 2'),
        [0, 1, 3, 4],
        "a quote is not closed",
    ),
    "the last quote that is not closed in CSV": (
        CSV.replace("OBJECT 4", '"OBJECT 4'),
        [0, 1, 2, 3],
        "a quote is not closed",
    ),
    "a line without end in CSV": (
        CSV.replace("OBJECT 2", '"' + "x" * 200_000 + '"'),
        [0, 1, 3, 4],
        "field larger than field limit",
    ),
}


@pytest.mark.parametrize("chunk_bytes", [101, 1 << 18])
@pytest.mark.parametrize("kind", BREAKS)
def test_what_is_good_before_and_after_a_break_is_read(tmp_path, monkeypatch, kind, chunk_bytes):
    monkeypatch.setattr(text_file, "CHUNK_BYTES", chunk_bytes)
    content, ids, reason = BREAKS[kind]
    path = tmp_path / "objects.txt"
    path.write_text(content)
    catalogue = read_catalogue(path)
    assert catalogue.object_id.tolist() == [70_000 + k for k in ids]
    assert any(reason in refusal.reason for refusal in catalogue.refused), catalogue.refused
    assert all(refusal.place for refusal in catalogue.refused)


def test_the_line_of_a_break_in_xml(tmp_path):
    path = tmp_path / "objects.xml"
    path.write_text(XML.replace("OBJECT 3", "OBJECT & 3"))
    (refusal,) = read_catalogue(path).refused
    assert refusal.place == "line 6"  # after the declaration and the root: one message a line
    assert "not well-formed" in refusal.reason


def test_segments_in_comments_are_none(tmp_path):
    path = tmp_path / "objects.xml"
    path.write_text(XML.replace("<ndm>", "<!-- <segment> --><ndm>", 1))
    catalogue = read_catalogue(path)
    assert (len(catalogue), catalogue.refused) == (5, ())


def test_a_name_of_two_lines_in_quotes_and_an_inch_in_a_name(tmp_path):
    path = tmp_path / "objects.csv"
    path.write_text(CSV.replace("OBJECT 1", '"OBJECT\n1"').replace("OBJECT 3", '5" DISC'))
    catalogue = read_catalogue(path)
    assert list(catalogue.object_name)[1] == "OBJECT\n1"
    assert list(catalogue.object_name)[3] == '5" DISC'
    assert (len(catalogue), catalogue.refused) == (5, ())
