"""The verb `find` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from functools import partial

import pytest

from tests.cli.test_main import SMALL

TWO = """ISS (ZARYA)
1 25544U 98067A   26320.50000000  .00001764  00000-0  38792-4 0  9999
2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482
1 00005U 58002B   26320.50000000  .00000023  00000-0  28098-4 0  4753
2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667
"""


@pytest.fixture
def command(run):
    return partial(run, "find")


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    return path


@pytest.fixture
def two(tmp_path):
    path = tmp_path / "two.tle"
    path.write_text(TWO)
    return path


def test_a_table_has_the_values_that_the_predicate_names(command, small):
    where = 'plane = 2 and charge > 5 % and elevation("Berlin") > -90 and altitude < 1000'
    status, out, _ = command(small, "--where", where)
    assert status == 0
    first, *lines = out.splitlines()
    assert first == "5 of 20 satellites match at 2026-11-22T00:00:00Z"
    heading = next(line for line in lines if "Name" in line)
    for word in ("Plane", "State of charge, %", "Elevation at Berlin, °", "Altitude, km"):
        assert word in heading
    (row,) = [line for line in lines if "p002 s0003" in line]
    assert "One, two p002 s0003" in row
    assert "550.0" in row
    assert sum("p002" in line for line in lines) == 5


def test_few_rows_are_printed_and_the_others_counted(command, small):
    status, out, _ = command(small, "--where", "altitude > 0", "--limit", 3)
    assert status == 0
    assert out.count(" p001 ") == 3
    assert out.rstrip().endswith("and 17 more (--limit shows more)")
    assert "match" in command(small, "--where", "altitude > 0", "--limit", 0)[1].splitlines()[0]
    status, out, _ = command(small, "--where", "altitude < 0")
    assert (status, out.strip()) == (0, "0 of 20 satellites match at 2026-11-22T00:00:00Z")


def test_json_has_keys_with_units_and_says_what_objects_lack(command, small, two):
    where = 'radiator > 0 K or altitude > 0 and range("52.5,13.4") > 0 or limit = "nothing"'
    status, out, err = command(small, two, "--where", where, "--json", "--limit", 100)
    assert status == 0
    found = json.loads(out)
    assert (found["matches"], found["total"], len(found["rows"])) == (22, 22, 22)
    assert found["where"] == where
    assert found["time"] == "2026-11-22T00:00:00Z"
    assert found["lacking"] == [{"of": "two", "objects": 2, "names": ["radiator", "limit"]}]
    first, *_, station, vanguard = found["rows"]
    assert first["name"] == "One, two p001 s0001"
    assert first["altitude_km"] == pytest.approx(550)
    assert 150 < first["radiator_k"] < 400
    assert first["limited_by"] in ("nothing", "workload", "array", "battery")
    assert first["range_km(52.5,13.4)"] > 550
    assert (station["id"], station["name"], station["group"]) == (25544, "ISS (ZARYA)", "two")
    assert (first["shell"], station["shell"]) == ("One, two", None)
    assert station["radiator_k"] is None
    assert station["limited_by"] is None
    assert 400 < station["altitude_km"] < 450
    assert (vanguard["id"], vanguard["name"]) == (5, "")
    assert "2 objects of two have no radiator or limit: no comparison" in err


def test_a_file_has_all_rows_and_the_same_columns(command, small, two, tmp_path):
    path = tmp_path / "found.csv"
    where = 'slot > 2 and (latitude > -90 or elevation("52.5,13.4") > 0) or charge > 0'
    status, out, _ = command(small, two, "--where", where, "-o", path)
    assert status == 0
    assert out == f"{path}: 20 of 22 satellites match at 2026-11-22T00:00:00Z\n"
    with path.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 20
    assert list(rows[0]) == [
        "id", "name", "group", "shell", "slot", "lat_deg", "elevation_deg(52.5,13.4)", "soc"
    ]  # fmt: skip
    assert rows[6]["name"] == "One, two p002 s0002"
    assert rows[6]["slot"] == "2"
    status, out, err = command(two, "--where", "altitude > 0", "-o", "-", "--limit", 1)
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["name"] == "ISS (ZARYA)"
    assert "-: 2 of 2 satellites match" in err


def test_nothing_is_solved_that_is_not_asked_for(command, small, monkeypatch):
    def solve(*_):
        raise AssertionError("the operating maps were solved")

    monkeypatch.setattr("orbitviz.cli.matching.fleet_at", solve)
    for where in ("altitude > 0", "sunlit", "beta > 0", 'elevation("Berlin") > 0', 'name ~ "*"'):
        assert command(small, "--where", where)[0] == 0


def test_the_time_is_that_of_the_option(command, small):
    earlier, later = (
        json.loads(command(small, "--where", "latitude > -90", "--json", *at)[1])
        for at in ((), ("--at", "2026-11-22T00:10:00Z"))
    )
    assert later["time"] == "2026-11-22T00:10:00Z"
    # Ten minutes are a tenth of an orbit.
    assert abs(earlier["rows"][0]["lat_deg"] - later["rows"][0]["lat_deg"]) > 10


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--where is missing; allowed: such as 'sunlit and altitude > 900'"),
        (("--where", " "), "--where is missing"),
        (("--where", "sunlit", "--json", "-o", "-"), "--json and -o - both print"),
        (("--where", "charge >"), "--where, column 9: the predicate ends too early"),
        (("--where", "chrge > 1"), '--where, column 1: there is nothing named "chrge"'),
        (("--where", "charge > 1 kW"), '--where, column 12: the unit "kW" does not fit'),
        (("--where", 'range("Berlim") < 1'), 'column 7: there is no site named "Berlim"'),
        (("--where", 'group = "One"'), 'column 9: no group is "One"; allowed: "One, two", or *'),
        (("--where", 'limit = "x"'), '--where, column 9: no limit is "x"; allowed: "nothing"'),
        (("--where", "sunlit", "--limit", "-1"), '--limit: is "-1"; allowed: 0 or more'),
        (("--where", "sunlit", "--limit", "few"), '--limit: is "few"; allowed: a whole number'),
        (("--where", "sunlit", "--at", "noon"), "noon"),
        (("--where", "sunlit", "--at", "2190-01-01"), "outside the ephemeris"),
        (("--where", "sunlit", "-o", "x.xls"), 'the ending ".xls" is not that of a table'),
        (("--where", "sunlit", "-o", "none/x.csv"), "none does not exist"),
    ],
)
def test_wrong_input_gets_a_sentence_and_status_2(
    command, small, tmp_path, monkeypatch, arguments, words
):
    monkeypatch.chdir(tmp_path)
    status, out, err = command(small, *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
