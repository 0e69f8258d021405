"""The option --where of `report` and `export`: exactly the satellites that `find` names."""

from __future__ import annotations

import csv
import json

import pytest

from tests.cli.test_find import TWO
from tests.cli.test_main import SMALL

MIXED = (
    SMALL
    + """
[[groups]]
name = "High"
pattern = "walker-star"
altitude_km = 1200
inclination_deg = 87.9
planes = 3
satellites_per_plane = 8
"""
)


@pytest.fixture
def command(run):
    return run


@pytest.fixture
def mixed(tmp_path):
    path = tmp_path / "mixed.toml"
    path.write_text(MIXED)
    return path


@pytest.fixture
def two(tmp_path):
    path = tmp_path / "two.tle"
    path.write_text(TWO)
    return path


def table(path):
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    "where",
    [
        "not sunlit and slot > 2",
        "charge > 0",
        pytest.param("sunlit", marks=pytest.mark.sweep),
        pytest.param('group = "High" and plane = 2', marks=pytest.mark.sweep),
    ],
)
def test_export_writes_the_rows_that_find_names(command, mixed, tmp_path, where):
    every, some = tmp_path / "every.csv", tmp_path / "some.csv"
    assert command("export", mixed, "-o", every, "--quantities", "array,radiator")[0] == 0
    status, out, _ = command(
        "export", mixed, "-o", some, "--quantities", "array,radiator", "--where", where
    )
    assert status == 0
    status, found, _ = command("find", mixed, "--where", where, "--json", "--limit", 100)
    named = {row["name"] for row in json.loads(found)["rows"]}
    rows = table(some)
    assert rows == [row for row in table(every) if row["name"] in named]
    assert f"{len(named)} rows at" in out
    assert 0 < len(named) <= 44


def test_the_maps_are_solved_once_for_predicate_and_columns(command, mixed, tmp_path, monkeypatch):
    path, where = tmp_path / "a.csv", ("--where", "charge > 0")
    monkeypatch.setattr("orbitviz.formats.tables.state_table.fleet_at", None)
    assert command("export", mixed, "-o", path, "--quantities", "charge", *where)[0] == 0
    assert all(float(row["soc"]) > 0.0 for row in table(path))


def test_objects_of_catalogues_are_exported_too(command, mixed, two, tmp_path):
    path = tmp_path / "some.csv"
    where = 'name ~ "ISS*" or radiator > 0 K and slot = 1'
    status, out, err = command("export", mixed, two, "-o", path, "--where", where)
    assert (status, "8 rows" in out) == (0, True)
    rows = table(path)
    assert [row["name"] for row in rows][-1] == "ISS (ZARYA)"
    assert all(row["name"].endswith("s0001") for row in rows[:-1])
    assert "2 objects of two have no radiator or slot" in err


def test_without_a_match_the_table_is_empty(command, mixed, tmp_path):
    path = tmp_path / "none.csv"
    status, out, _ = command("export", mixed, "-o", path, "--where", "altitude > 5000")
    assert (status, "0 rows" in out) == (0, True)
    assert table(path) == []


@pytest.mark.parametrize(
    "where",
    [
        "not sunlit",
        pytest.param("sunlit", marks=pytest.mark.sweep),
        pytest.param("slot in 2..4 and plane > 1", marks=pytest.mark.sweep),
    ],
)
def test_a_report_sums_over_the_rows_that_export_writes(command, mixed, tmp_path, where):
    path = tmp_path / "some.csv"
    quantities = "array,load,charge,radiator,compute,rejected"
    command("export", mixed, "-o", path, "--quantities", quantities, "--where", where)
    rows = table(path)
    status, out, _ = command("report", mixed, "--json", "--where", where)
    assert status == 0
    found = json.loads(out)
    total = found["total"]
    assert (found["where"], total["satellites"]) == (where, len(rows))

    def column(name):
        return [float(row[name]) for row in rows]

    for key, name in (
        ("array_w", "array_w"), ("load_w", "load_w"), ("rejected_w", "rejected_w"),
        ("flops_delivered", "flops"),
    ):  # fmt: skip
        assert total[key] == pytest.approx(sum(column(name)), rel=1e-5), key
    assert total["soc_mean"] == pytest.approx(sum(column("soc")) / len(rows), rel=1e-5)
    assert total["radiator_k_mean"] == pytest.approx(sum(column("radiator_k")) / len(rows))
    assert total["sunlit_now"] == pytest.approx(sum(column("sunlit")) / len(rows), abs=1e-6)
    by_group = {group["name"]: group["satellites"] for group in found["groups"]}
    assert by_group == {
        name: sum(row["group"] == name for row in rows)
        for name in ("One, two", "High")
        if any(row["group"] == name for row in rows)
    }


def test_a_report_says_of_which_satellites_it_is(
    command, mixed, tmp_path, small_images, monkeypatch
):
    monkeypatch.setattr("orbitviz.cli.verbs.report._PICTURE", (160, 90))
    where = 'group ~ "*igh" and altitude < 2000'
    status, out, _ = command("report", mixed, "--where", where)
    assert status == 0
    assert f"24 satellites where {where}" in out
    assert "One, two" not in out
    page = tmp_path / "page.html"
    assert command("report", mixed, "--where", where, "-o", page)[0] == 0
    text = page.read_text()
    assert "24 satellites where group ~ &#34;*igh&#34; and altitude &lt; 2000" in text
    assert "The satellites matched, coloured by group." in text or "No picture" in text
    assert json.loads(command("report", mixed, "--json")[1])["where"] is None


def test_a_report_of_one_satellite_is_in_the_singular(command, mixed):
    where = 'group = "High" and plane = 1 and slot = 1'
    status, out, _ = command("report", mixed, "--where", where)
    assert (status, f"1 satellite where {where}" in out) == (0, True)


def test_shells_and_a_predicate_hold_together(command, mixed):
    status, out, _ = command("report", mixed, "--json", "--shells", "High", "--where", "slot = 1")
    assert status == 0
    found = json.loads(out)
    assert found["total"]["satellites"] == 3
    assert [group["name"] for group in found["groups"]] == ["High"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--where", ""), "--where: the predicate is empty"),
        (("--where", "charge >"), "--where, column 9: the predicate ends too early"),
        (("--where", "chrge > 1"), '--where, column 1: there is nothing named "chrge"'),
        (("--where", "charge > 1 kW"), '--where, column 12: the unit "kW" does not fit'),
        (("--where", 'group = "One"'), '--where, column 9: no group is "One"'),
    ],
)
@pytest.mark.parametrize("verb", ["report", "export"])
def test_wrong_predicates_get_a_sentence_and_status_2(
    command, mixed, tmp_path, monkeypatch, verb, arguments, words
):
    monkeypatch.chdir(tmp_path)
    status, out, err = command(verb, mixed, *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
    assert not (tmp_path / "orbitviz.csv").exists()


@pytest.mark.parametrize(
    "arguments",
    [("--where", "altitude > 5000"), ("--where", "altitude < 600", "--shells", "High")],
)
def test_there_is_no_report_of_no_satellites(command, mixed, arguments):
    status, out, err = command("report", mixed, *arguments)
    assert (status, out) == (2, "")
    assert "--where: no satellite matches at 2026-11-22T00:00:00Z" in err
