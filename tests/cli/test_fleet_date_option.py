"""The date of a fleet on the command line: pictures and reports of those that are there."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from tests.designs import design_text, walker

TAIL = "[deployment]\nsatellites_per_launch = 5\nlaunches_per_year = 4\ngrowth_per_year = 0\n"


@pytest.fixture
def fleet(tmp_path):
    path = tmp_path / "fleet.toml"
    path.write_text(design_text(walker(550, 53, 10, 10), tail=TAIL), encoding="utf-8")
    return path


def test_a_report_is_of_those_that_work_at_the_date(run, fleet):
    totals = {}
    for date in (None, "2028", "2040-06-15"):
        more = [] if date is None else ["--fleet-date", date]
        status, out, err = run("report", fleet, "--json", *more)
        assert (status, err) == (0, "")
        totals[date] = json.loads(out)["total"]["satellites"]
    assert 0 < totals["2028"] < totals["2040-06-15"] <= totals[None] == 100
    rows = json.loads(run("plan", fleet, "--json")[1])["years"]
    assert totals["2028"] == next(one["operational"] for one in rows if one["year"] == 2027)


@pytest.mark.gl
def test_a_picture_shows_those_that_are_there(run, fleet, tmp_path):
    light = {}
    for date in ("2026-11-22", "2028", "2045"):
        path = tmp_path / f"{date}.png"
        status, _, err = run(
            "render", fleet, "-o", path, "--size", "320x240", "--fleet-date", date,
            "--no-overlays", "--hide", "stars,milky-way,sun,moon,earth-maps,atmosphere,clouds",
            "--look", "dots",
        )  # fmt: skip
        assert (status, err) == (0, "")
        light[date] = np.asarray(Image.open(path).convert("L"), float).sum()
    assert light["2026-11-22"] < light["2028"] < light["2045"]


@pytest.mark.parametrize("verb", ["render", "report"])
@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("soon", '--fleet-date: "soon" is no date of the fleet; allowed: a year such as "2031"'),
        ("2031-02-30", '--fleet-date: "2031-02-30" is no date'),
        ("2100", "--fleet-date: 2100 is not within the plan; allowed: 2026-11-22 to 2046-01-01"),
        ("1999", "--fleet-date: 1999 is not within the plan"),
    ],
)
def test_a_wrong_date_is_one_sentence(run, fleet, tmp_path, verb, date, words):
    more = ["-o", tmp_path / "never.png"] if verb == "render" else []
    status, out, err = run(verb, fleet, "--fleet-date", date, *more)
    assert (status, out) == (2, "")
    assert words in err.replace("\n", " ")
    assert not (tmp_path / "never.png").exists()


def test_before_anything_works_there_is_nothing_to_report(run, fleet):
    status, _, err = run("report", fleet, "--fleet-date", "2026-12-01")
    assert status == 2
    assert "no satellite works on 2026-12-01" in err


def test_a_design_that_cannot_be_planned_says_why(run, tmp_path):
    path = tmp_path / "heavy.toml"
    tail = "[deployment]\npayload_t = 0.01\n"
    path.write_text(design_text(walker(550, 53, 10, 10), tail=tail), encoding="utf-8")
    status, _, err = run("report", path, "--fleet-date", "2030")
    assert status == 2
    assert "a launch carries 0.01 t" in err.replace("\n", " ")


def test_the_year_of_the_first_launch_is_its_beginning(run, fleet, tmp_path):
    status, _, err = run("report", fleet, "--fleet-date", "2026")
    assert status == 2
    assert "no satellite works on 2026" in err
    found = json.loads(run("report", fleet, "--fleet-date", "2029", "--json")[1])
    assert found["design"] == "Drawn up, fleet of 2029-01-01"
