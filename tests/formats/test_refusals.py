"""What is good in a file is read, and what is not is listed with its place."""

from __future__ import annotations

import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.catalogues.catalogue_builder import MOST_REFUSED_FIRST
from tests.formats import element_sets as sets
from tests.formats.element_sets import read_catalogue

LINES = sets.as_tle(3).splitlines()  # name, 1, 2 of five objects


def read(tmp_path, text):
    path = tmp_path / "objects.txt"
    path.write_text(text)
    return read_catalogue(path)


def places(catalogue):
    return [refusal.place for refusal in catalogue.refused]


@pytest.mark.parametrize(
    ("lines", "ids", "refused"),
    [
        ([*LINES[:4], LINES[4][:68] + "x", *LINES[5:]], [0, 2, 3, 4], ["line 5"]),
        ([*LINES[:5], LINES[5][:40], *LINES[6:]], [0, 2, 3, 4], ["line 6"]),
        ([*LINES[:5], *LINES[6:]], [0, 2, 3, 4], ["line 6"]),
        ([*LINES[:4], *LINES[5:]], [0, 2, 3, 4], ["line 5"]),
        ([*LINES[:5], *LINES[8:]], [0, 3, 4], ["line 6"]),
        (LINES[:-1], [0, 1, 2, 3], ["line 14"]),
        (LINES[:-2], [0, 1, 2, 3], ["line 13"]),
        (["Bulletin", "", *LINES, "/EX"], [0, 1, 2, 3, 4], ["line 1", "line 18"]),
        (["```", *LINES, "```"], [0, 1, 2, 3, 4], ["line 1", "line 17"]),
    ],
)  # fmt: skip
def test_one_bad_set_costs_only_itself(tmp_path, lines, ids, refused):
    catalogue = read(tmp_path, "\n".join(lines))
    assert catalogue.object_id.tolist() == [70_000 + k for k in ids]
    assert list(catalogue.object_name) == [f"OBJECT {k}" for k in ids]
    assert sorted(places(catalogue), key=lambda place: int(place[5:])) == refused


def test_a_title_is_no_name_but_empty_lines_everywhere_part_nothing(tmp_path):
    titled = read(tmp_path, "Elements of today\n\n" + sets.as_tle(2))
    assert set(titled.object_name) == {""}
    assert places(titled) == ["line 1"]
    spaced = read(tmp_path, "\n\n".join(LINES))
    assert list(spaced.object_name) == [f"OBJECT {k}" for k in range(5)]
    assert not spaced.refused


def test_records_keep_their_numbers_after_one_that_is_refused(tmp_path):
    rows = sets.records() * 100
    for row in (3, 250, 499):
        rows[row] = rows[row] | {"INCLINATION": "999"}
    for text, expected in (
        (sets.as_json(rows), ["record 4", "record 251", "record 500"]),
        (sets.as_xml(rows), ["segment 4", "segment 251", "segment 500"]),
        (sets.as_csv(rows), ["line 5", "line 252", "line 501"]),
    ):
        catalogue = read(tmp_path, text)
        assert len(catalogue) == 497
        assert places(catalogue) == expected


def test_a_value_that_is_no_record_and_a_line_that_is_no_field(tmp_path):
    json = read(tmp_path, "[7, " + sets.as_json()[1:])
    assert (len(json), places(json)) == (5, ["record 1"])
    kvn = read(tmp_path, "CCSDS_OMM_VERS = 2.0\nwhat is this\n" + sets.as_kvn().split("\n", 1)[1])
    assert (len(kvn), places(kvn)) == (5, ["line 2"])


def test_a_file_with_nothing_good_is_refused_by_its_first_fault(tmp_path):
    rows = [row | {"MEAN_MOTION": "fast"} for row in sets.records() * (MOST_REFUSED_FIRST // 2)]
    with pytest.raises(UserError, match="line 2: MEAN_MOTION is 'fast'"):
        read(tmp_path, sets.as_csv(rows))


def test_a_field_of_the_standard_is_no_hint(tmp_path):
    """Without MEAN_MOTION, MEAN_MOTION_DOT is not what was meant; MEAN_MOTON is."""
    rows = sets.records()
    for row in rows:
        row.pop("MEAN_MOTION")
    path = tmp_path / "some.csv"
    path.write_text(sets.as_csv(rows))
    with pytest.raises(UserError) as caught:
        read_catalogue(path)
    assert "the field MEAN_MOTION is missing" in str(caught.value)
    assert "did you mean" not in str(caught.value)
    for row in rows:
        row["MEAN_MOTON"] = "15.0"
    path.write_text(sets.as_csv(rows))
    with pytest.raises(UserError, match='missing, did you mean "MEAN_MOTON"'):
        read_catalogue(path)
