"""Catalogue files: the same objects from every format, and a sentence for every fault."""

from __future__ import annotations

import os
import re
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.errors import Cancelled, UserError
from orbitviz.formats.catalogues.tle_columns import catalogue_number, checksum
from orbitviz.formats.open_file import open_file
from orbitviz.model.state import Document
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant
from tests.formats import element_sets as sets
from tests.formats.element_sets import read_catalogue

NOON = Instant.parse("2026-09-01T12:00:00Z")
# A TLE holds angles to 1e-4 degrees: both formats hold the same digits here.
ONE_MILLIMETRE_KM = 1e-6

FORMATS = {
    "two lines": sets.as_tle(2),
    "three lines": sets.as_tle(3),
    "three lines with 0": sets.as_tle(3, zero=True),
    "lines ended by CRLF": sets.as_tle(3, end="\r\n"),
    "csv": sets.as_csv(),
    "csv by CRLF": sets.as_csv().replace("\n", "\r\n"),
    "json": sets.as_json(),
    "one json record": sets.as_json()[1:-1].split("}, ")[0] + "}",
    "xml": sets.as_xml(),
    "kvn": sets.as_kvn(),
}


@pytest.fixture
def written(tmp_path):
    def write(content: str | bytes, name: str = "objects.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def opened_catalogue(path: Path) -> Catalogue:
    (catalogue,) = open_file(path).catalogues
    return catalogue


def sentence(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        open_file(path)
    text = str(caught.value)
    assert str(path) in text
    assert "\n" not in text
    return text


def faults(path: Path) -> str:
    """Return what the catalogue lists as refused, or the error where nothing is good."""
    try:
        (catalogue,) = open_file(path).catalogues
    except UserError as error:
        return str(error)
    return "\n".join(f"{one.place}: {one.reason}" for one in catalogue.refused)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_objects(written, name):
    catalogue = opened_catalogue(written(FORMATS[name]))
    assert isinstance(catalogue, Catalogue)
    reference = sets.satellites()[: len(catalogue)]
    assert catalogue.object_id.tolist() == [s.satnum for s in reference]
    assert catalogue.designator[0] == "2026-001A"
    if name != "two lines":
        assert catalogue.object_name[0] == "OBJECT 0"
    r_km, _, error = catalogue.propagate(NOON)
    assert not error.any()
    for row, satellite in enumerate(reference):
        _, r, _ = satellite.sgp4(NOON.jd_whole, NOON.jd_frac)
        assert np.abs(r_km[row] - r).max() < ONE_MILLIMETRE_KM


def test_a_name_may_look_like_a_number(written):
    text = sets.as_tle(3).replace("OBJECT 1", "1 KUNS-PF")
    assert opened_catalogue(written(text)).object_name[1] == "1 KUNS-PF"


def test_catalogue_numbers_may_have_nine_digits_or_be_missing(written):
    rows = sets.records()
    rows[0]["NORAD_CAT_ID"] = "799500123"
    rows[1]["NORAD_CAT_ID"] = ""
    catalogue = opened_catalogue(written(sets.as_json(rows)))
    assert catalogue.object_id[0] == 799_500_123
    assert catalogue.object_id[1] < 0


@given(st.integers(0, 339_999))
def test_alpha_5_is_read_as_python_sgp4_writes_it(number):
    from sgp4.alpha5 import to_alpha5

    assert catalogue_number(to_alpha5(number)) == number


@given(st.text("0123456789-+. ABC", min_size=68, max_size=68))
def test_the_checksum_counts_digits_and_minus_signs(line):
    assert (
        checksum(line)
        == sum({"-": 1}.get(c, int(c) if c in "0123456789" else 0) for c in line) % 10
    )


def test_a_checksum_may_be_missing(written):
    text = "\n".join(line[:68] for line in sets.as_tle().splitlines())
    assert len(opened_catalogue(written(text))) == 5


def changed(line: int, old: str, new: str) -> str:
    lines = sets.as_tle().splitlines()
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    return "\n".join(lines)


def with_checksum(text: str) -> str:
    return "\n".join(line[:68] + str(checksum(line)) for line in text.splitlines())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (changed(3, "70001", "70011"), ["line 3", "checksum"]),
        ("\n".join([*sets.as_tle().splitlines()[:3], "2 70001  17.2"]), ["line 4", "13 columns"]),
        (with_checksum(changed(2, "15.0", "15.X")), ["line 2", "mean motion", "columns 53 to 63"]),
        (with_checksum(changed(4, "70001", "70002")), ["line 4", "70002", "70001"]),
        ("\n".join(sets.as_tle().splitlines()[:3]), ["line 3", "ends in the middle"]),
        ("\n".join(sets.as_tle().splitlines()[::-1]), ["line 1", "line 1 of an element set"]),
        (
            with_checksum("\n".join(
                line[:62] + "4" + line[63:] if line.startswith("1") else line
                for line in sets.as_tle().splitlines()
            )),
            ["line 1", "SGP4-XP"],
        ),
        ("", ["empty"]),
        (b"\x7fELF\0\0\0\1" * 100, ["binary"]),
        ("Dear Sir or Madam,\nplease find attached\n" * 50, ["neither a design nor a catalogue"]),
        ("[" + sets.as_json(), ["record 1", "not an OMM record"]),
        ("[1, 2]", ["record 1", "not an OMM record"]),
        ("[]", ["no element sets"]),
        (sets.as_xml()[:-9], ["not XML", "line"]),
        (sets.as_kvn() + "what is this\n", ["what is this", "line"]),
        (sets.as_csv() + "\n1,2,3", ["line 7", "3 fields", "17"]),
    ],
)  # fmt: skip
def test_a_faulty_file_is_told_with_its_place(written, content, words):
    text = faults(written(content))
    assert all(word in text for word in words), text


FAULTS = [
    ({"MEAN_MOTION": None}, ["MEAN_MOTION", "missing"]),
    ({"BSTAR": None}, ["BSTAR", "missing"]),
    ({"EPOCH": None}, ["EPOCH", "missing"]),
    ({"EPHEMERIS_TYPE": "4"}, ["EPHEMERIS_TYPE", "SGP4-XP"]),
    ({"INCLINATION": "NaN"}, ["INCLINATION", "NaN", "0 to 180"]),
    ({"MEAN_ANOMALY": "inf"}, ["MEAN_ANOMALY", "inf"]),
    ({"ECCENTRICITY": "1.0"}, ["ECCENTRICITY", "below 1"]),
    ({"ECCENTRICITY": "-.1"}, ["ECCENTRICITY"]),
    ({"MEAN_MOTION": "fast"}, ["MEAN_MOTION", "fast"]),
    ({"EPOCH": "yesterday"}, ["EPOCH", "yesterday"]),
    ({"NORAD_CAT_ID": "T1"}, ["NORAD_CAT_ID", "T1", "nine digits"]),
]


@pytest.mark.parametrize(("fault", "words"), FAULTS)
@pytest.mark.parametrize(
    ("writer", "place"),
    [
        (sets.as_csv, "line 4"),
        (sets.as_json, "record 3"),
        (sets.as_xml, "segment 3"),
        (sets.as_kvn, "message at line"),
    ],
)
def test_a_faulty_record_is_told_with_its_place(written, writer, place, fault, words):
    rows = sets.records()
    for name, value in fault.items():
        rows[2][name] = "" if value is None else value
        if value is None and writer is not sets.as_csv:
            del rows[2][name]
    catalogue = opened_catalogue(written(writer(rows)))
    assert catalogue.object_id.tolist() == [70_000, 70_001, 70_003, 70_004]
    (refusal,) = catalogue.refused
    text = f"{refusal.place}: {refusal.reason}"
    assert place in text
    assert all(word in text for word in words), text


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("REF_FRAME = TEME", "REF_FRAME = GCRF", ["REF_FRAME", "GCRF", "TEME"]),
        ("TIME_SYSTEM = UTC", "TIME_SYSTEM = TAI", ["TIME_SYSTEM", "TAI"]),
        ("THEORY = SGP4", "THEORY = DSST", ["MEAN_ELEMENT_THEORY", "DSST"]),
    ],
)
def test_elements_that_are_not_meant_for_sgp4_are_refused(written, old, new, words):
    text = faults(written(sets.as_kvn().replace(old, new, 1)))
    assert all(word in text for word in words)


def test_a_missing_file_and_a_folder(tmp_path):
    assert "no such file" in sentence(tmp_path / "nothing.tle")
    assert "folder" in sentence(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(written):
    path = written(sets.as_tle())
    path.chmod(0)
    assert "cannot be read" in sentence(path)


def test_an_unreadable_file_by_the_word_of_the_system(written, monkeypatch):
    path = written(sets.as_tle())

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "cannot be read (permission denied)" in sentence(path)


def test_200_mb_of_rubbish_are_refused_by_their_beginning(tmp_path):
    path = tmp_path / "large.tle"
    with path.open("wb") as stream:
        stream.write(b"rubbish and more of it\n" * 5_000)
        stream.truncate(200_000_000)
    tracemalloc.start()
    assert "neither a design nor a catalogue" in sentence(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_progress_is_reported_and_cancel_passes_through(written):
    path = written(sets.as_csv(sets.records() * 5_000), "many.csv")
    seen = []

    def stop(done, label=""):
        seen.append(done)
        raise Cancelled

    with pytest.raises(Cancelled):
        read_catalogue(path, stop)
    assert len(seen) == 1
    heard = []
    assert len(read_catalogue(path, lambda done, label="": heard.append(done))) == 25_000
    assert heard == sorted(heard)
    assert len(heard) > 10
    assert heard[-1] == 1.0
    assert re.fullmatch("many", read_catalogue(path).name)


def test_a_design_is_told_from_a_catalogue_whatever_its_ending(written):
    from orbitviz.formats.designs.builtin_index import builtin_path

    text = builtin_path("one-shell").read_text()
    assert isinstance(open_file(written(text, "design.txt")).designs[0], Document)
    assert isinstance(open_file(written(text, "design.toml")).designs[0], Document)


def test_stale_elements_are_counted(written):
    catalogue = opened_catalogue(written(sets.as_csv()))
    epoch = Instant(float(catalogue.epoch_jd_whole[0]), float(catalogue.epoch_jd_frac[0]))
    assert not catalogue.stale(epoch).any()
    assert catalogue.stale(epoch.plus_s(15 * 86_400.0)).all()
    assert catalogue.stale(epoch.plus_s(-15 * 86_400.0)).all()
