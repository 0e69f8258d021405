"""Large catalogues are read piece by piece: the same objects, progress, and cancel at any time."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.errors import Cancelled
from orbitviz.formats import text_file
from orbitviz.formats.catalogues import omm_csv
from orbitviz.formats.catalogues.catalogue_builder import CatalogueBuilder
from orbitviz.formats.catalogues.omm import REQUIRED, OmmRecords, add_records
from orbitviz.formats.catalogues.omm_csv import read_csv
from orbitviz.formats.catalogues.omm_json import _Text, _values, read_json
from orbitviz.formats.text_file import Chunk, whole_lines
from orbitviz.orbits.timescale import Instant
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of
from tests.formats.element_sets import read_catalogue

NOON = Instant.parse("2026-09-01T12:00:00Z")


def many(count=3_000):
    """Return records as CelesTrak writes them, of low and high orbits, no two the same."""
    rng = np.random.default_rng(4)
    rows = []
    for k in range(count):
        row = dict(sets.records()[k % 5])
        row["NORAD_CAT_ID"] = str(100_000 + k)
        row["OBJECT_NAME"] = f"OBJECT {k} "
        row["MEAN_ANOMALY"] = f"{rng.uniform(0, 360):.4f}"
        row["MEAN_MOTION"] = f"{rng.uniform(0.9, 15.5):.8f}"
        row["BSTAR"] = f"{'-' if k % 7 == 0 else ''}.{rng.integers(10_000, 99_999)}E-{k % 6}"
        rows.append(row)
    return rows


MANY = many()
WRITERS = {
    "csv": sets.as_csv,
    "json": sets.as_json,
    "xml": sets.as_xml,
    "kvn": sets.as_kvn,
    "tle": lambda rows: sets.as_tle(3) * (len(rows) // 5),
}


def by_csv_module(text):
    """Return the objects as the csv module and float() read them, all at once."""
    head, *rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    columns = dict(zip([name.strip().upper() for name in head], zip(*rows), strict=True))  # noqa: B905
    builder = CatalogueBuilder()
    add_records(OmmRecords(columns, str, len(rows)), builder)
    return builder


def content(builder):
    """Return everything a catalogue holds, to the bit."""
    catalogue = builder.catalogue(text_file.Path("any"))
    elements = vars(catalogue.elements).values()
    r_km, v_km_s, error = catalogue.propagate(NOON)
    return (
        list(catalogue.object_name),
        list(catalogue.designator),
        catalogue.object_id.tolist(),
        [column.tobytes() for column in elements],
        r_km.tobytes(),
        v_km_s.tobytes(),
        error.tobytes(),
    )


@pytest.mark.parametrize("size", [300, 5_000, 1 << 18])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_piece_of_csv_is_read_as_the_csv_module_reads_the_whole(monkeypatch, size, end):
    monkeypatch.setattr(text_file, "CHUNK_BYTES", size)
    text = sets.as_csv(MANY).replace("\n", end)
    assert content(read_csv(chunks_of(text))) == content(by_csv_module(text))


def test_plain_records_are_read_by_numpy(monkeypatch):
    def refuse(*_):
        raise AssertionError("the csv module was asked")

    monkeypatch.setattr(omm_csv, "_records", refuse)
    assert len(read_csv(chunks_of(sets.as_csv(MANY)))) == len(MANY)


ODD = {
    "OBJECT_NAME": st.sampled_from(
        ["", " two  words ", "Ångström", 'a, "quoted" one', "two\nlines", "two\r\nlines", "tab\t"]
    ),
    "OBJECT_ID": st.sampled_from(["", "2026-001A", "UNKNOWN"]),
    "NORAD_CAT_ID": st.sampled_from(["", " 5", "000007", "999999999"]),
    "EPOCH": st.sampled_from([
        "2026-08-11T03:05:32.354880Z", "2026-08-11T03:05:32", "2026-223T03:05:32.35",
        "2026-08-11 03:05:32.1", "2024-02-29T23:59:59.999999",
    ]),
    "MEAN_MOTION": st.sampled_from(["1", "15.", " 15.5", "1.5e1", "+2.00273790"]),
    "ECCENTRICITY": st.sampled_from(["0", ".0", "0.70000000000000000001", "1E-7", "1.e-300"]),
    "INCLINATION": st.sampled_from(["180", "0", "98.123456789012345", "-0"]),
    "ARG_OF_PERICENTER": st.sampled_from(["-360", "+12.5", "360.0000"]),
    "BSTAR": st.sampled_from(["0", "-.1E-3", "1e-22", "1E-23", "12345678901234567890E-20"]),
    "EPHEMERIS_TYPE": st.sampled_from(["", "0", " 2", "0.0"]),
}  # fmt: skip
CHANGE = st.sampled_from(sorted(ODD)).flatmap(lambda name: st.tuples(st.just(name), ODD[name]))


@settings(deadline=None)
@given(
    st.dictionaries(st.integers(0, 39), CHANGE, max_size=4),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([200, 1_000, 1 << 18]),
)
def test_odd_values_are_read_as_the_csv_module_reads_them(changes, end, size):
    rows = [dict(row) for row in MANY[:40]]
    for row, (name, value) in changes.items():
        rows[row][name] = value
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    text = stream.getvalue()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_file, "CHUNK_BYTES", size)
        assert content(read_csv(chunks_of(text))) == content(by_csv_module(text))


@pytest.mark.parametrize("name", REQUIRED)
def test_a_fault_far_into_a_file_is_told_with_its_line(monkeypatch, name):
    monkeypatch.setattr(text_file, "CHUNK_BYTES", 4_000)
    rows = [dict(row) for row in MANY]
    rows[1_000]["OBJECT_NAME"] = '"two\nlines"'
    rows[2_000][name] = "twelve"
    fault = read_csv(chunks_of(sets.as_csv(rows))).first_refused
    assert fault.wrong == f"{name} is 'twelve'"
    assert fault.place == "line 2003"  # the head and the name in two lines come before


def test_a_quote_that_is_not_closed_is_told(monkeypatch):
    monkeypatch.setattr(text_file, "CHUNK_BYTES", 4_000)
    rows = [dict(row) for row in MANY]
    rows[10]["OBJECT_NAME"] = '"never closed'
    builder = read_csv(chunks_of(sets.as_csv(rows)))
    assert str(builder.first_refused).startswith("line 12: a quote is not closed")
    assert (len(builder), builder.taken) == (len(MANY) - 1, len(MANY))


@pytest.mark.parametrize("kind", WRITERS)
def test_progress_goes_on_to_the_end(monkeypatch, tmp_path, kind):
    monkeypatch.setattr(text_file, "CHUNK_BYTES", 1 << 14)
    path = tmp_path / "many"
    path.write_text(WRITERS[kind](MANY))
    heard = []
    catalogue = read_catalogue(path, lambda done, label="": heard.append((done, label)))
    shares = [done for done, _ in heard]
    assert len(catalogue) == len(MANY)
    assert shares == sorted(shares)
    assert shares[0] < 0.1
    assert shares[-1] == 1.0
    assert np.diff(shares).max() < 0.2
    assert [label for k, (_, label) in enumerate(heard) if label != heard[k - 1][1]] == [
        "reading element sets",
        "building the catalogue",
    ]


@pytest.mark.parametrize("kind", WRITERS)
def test_cancel_is_heard_at_every_stage(monkeypatch, tmp_path, kind):
    monkeypatch.setattr(text_file, "CHUNK_BYTES", 1 << 16)
    path = tmp_path / "many"
    path.write_text(WRITERS[kind](MANY[:2_000]))
    heard = []
    read_catalogue(path, lambda done, label="": heard.append(done))
    for stop in range(1, len(heard) + 1):
        calls = []

        def cancel(done, label="", calls=calls, stop=stop):
            calls.append(done)
            if len(calls) == stop:
                raise Cancelled

        with pytest.raises(Cancelled):
            read_catalogue(path, cancel)
        assert len(calls) == stop


@settings(deadline=None)
@given(st.text(), st.integers(1, 9))
def test_no_letter_is_lost_between_pieces(text, size):
    text = text.replace("\0", "").removeprefix("\ufeff").encode(errors="ignore").decode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_file, "CHUNK_BYTES", size)
        chunks = list(chunks_of(text))
        lines = list(whole_lines(chunks_of(text)))
    assert "".join(chunk.text for chunk in chunks) == text
    assert "".join(chunk.text for chunk in lines) == text
    assert all(chunk.text.endswith("\n") for chunk in lines[:-1])
    assert all(chunk.done == 1.0 for chunk in chunks[-1:])


def test_letters_that_are_not_utf_8_far_into_a_file_are_latin_1(monkeypatch, tmp_path):
    monkeypatch.setattr(text_file, "CHUNK_BYTES", 4_000)
    lines = sets.as_csv(MANY).encode().split(b"\n")
    lines[700] = lines[700].replace(b"OBJECT", b"\xc4BJECT")
    path = tmp_path / "latin.csv"
    path.write_bytes(b"\n".join(lines))
    catalogue = read_catalogue(path)
    assert len(catalogue) == len(MANY)
    assert catalogue.object_name[699].startswith("ÄBJECT")


def in_pieces(text, size):
    return [Chunk(text[k : k + size].encode(), 0.5) for k in range(0, len(text), size)]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.lists(JSON), st.integers(1, 40), st.sampled_from([None, 2]), st.booleans())
def test_json_in_pieces_is_the_same_json(values, size, indent, is_ascii):
    # A number that stands for itself may be cut; objects, which records are, may not.
    records = [{"value": value} for value in values]
    text = json.dumps(records, indent=indent, ensure_ascii=is_ascii)
    # Numbers stay the texts that they are in the file.
    expected = json.loads(text, parse_int=str, parse_float=str)
    assert list(_values(_Text(in_pieces(text, size)))) == expected


@settings(deadline=None)
@given(st.data(), st.integers(1, 60))
def test_wrong_json_is_told_as_the_json_module_tells_it(data, size):
    text = json.dumps(sets.records()[:2], indent=data.draw(st.sampled_from([None, 1])))
    at = data.draw(st.integers(1, len(text) - 1))
    instead = data.draw(st.sampled_from(["", "}", "]", "#", '"', ",", "\n:"]))
    text = text[:at] + instead + text[at + 1 :]
    error = json_error(text)
    if error is None:
        return
    builder = read_json(in_pieces(text, size))
    assert builder.first_refused is not None
    to_user_error = str(builder.first_refused)
    assert (
        "not JSON" in to_user_error
        or "is not an OMM record" in to_user_error
        or "missing" in to_user_error
    )
    if "Expecting" in error.msg and "not JSON" in to_user_error:
        assert f"line {error.lineno}, column {error.colno}" in to_user_error


def json_error(text):
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error
    return None
