"""The verb `sky` as a user meets it: counts, nights, the picture, and sentences on wrong input."""

from __future__ import annotations

import json
from functools import partial

import pytest
from PIL import Image

from tests.cli.test_remarks import LINES

KEYS = {
    "sun_elevation_deg", "above_horizon", "above_min", "sunlit_above_horizon", "sunlit_above_min",
    "brighter_than", "stars_brighter_than", "site", "time",
}  # fmt: skip
DESIGN = """
format = "orbitviz/1"
name = "With a site"
epoch = 2026-11-22T00:00:00Z
[[groups]]
pattern = "walker-delta"
altitude_km = 550
inclination_deg = 53
planes = 4
satellites_per_plane = 5
[[sites]]
name = "My hill"
lat_deg = 10
lon_deg = 20
"""


@pytest.fixture
def command(run):
    return partial(run, "sky")


def test_one_instant_as_json(command):
    status, out, err = command(
        "starlink-gen1", "--site", "Berlin", "--at", "2026-12-21T17:10Z", "--json"
    )
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert set(found) >= KEYS
    assert found["time"] == "2026-12-21T17:10:00Z"
    assert found["site"]["name"] == "Berlin"
    assert list(found["brighter_than"]) == list(found["stars_brighter_than"]) == ["5", "6", "7"]
    assert found["sun_elevation_deg"] == pytest.approx(-19.2, abs=0.1)
    assert found["above_horizon"] > found["sunlit_above_horizon"] > found["sunlit_above_min"] > 0


def test_one_instant_as_text(command):
    status, out, _ = command("oneweb", "--site", "-24.6,-70.4,2635", "--min-elevation", "20")
    assert status == 0
    assert "24.60° S, 70.40° W, 2,635 m, 2026-11-22T00:00:00Z: the Sun" in out
    for words in ("above the horizon", "above 20°", "magnitude 6", "diffuse spheres",
                  "Brightness of oneweb: magnitude 7.18 at 1,000 km."):  # fmt: skip
        assert words in out


def test_by_day_it_says_that_none_is_seen(command):
    _, out, _ = command("oneweb", "--site", "Berlin", "--at", "2026-06-21T11:00Z")
    assert "The Sun is up" in out


def test_a_night_as_json_is_a_list(command):
    arguments = ("one-shell", "--site", "Berlin", "--night", "2026-11-22", "--step", "120")
    status, out, _ = command(*arguments, "--json")
    rows = json.loads(out)
    assert status == 0
    assert all(set(row) >= KEYS for row in rows)
    assert (rows[0]["event"], rows[-1]["event"]) == ("sunset", "sunrise")
    assert [row["time"] for row in rows] == sorted(row["time"] for row in rows)
    twilight = {row["event"]: row["sun_elevation_deg"] for row in rows}
    assert twilight["end of nautical dusk"] == pytest.approx(-12.0, abs=0.001)
    text = command(*arguments)[1]
    assert "end of nautical dusk" in text
    assert "stars < 6" in text


def test_where_the_sun_does_not_set_there_is_a_sentence_and_no_table(command):
    arguments = ("one-shell", "--site", "78.2,15.6", "--night", "2026-06-21")
    status, out, _ = command(*arguments)
    assert status == 0
    assert out.startswith("The Sun does not set at 78.2,15.6 in the night from 2026-06-21")
    assert "UTC" not in out
    _, out, err = command(*arguments, "--json")
    assert json.loads(out) == []
    assert err.startswith("The Sun does not set")


def test_where_the_sun_does_not_rise_there_is_both(command):
    _, out, _ = command(
        "one-shell", "--site", "78.2,15.6", "--night", "2026-12-21", "--step", "240"
    )
    assert "The Sun does not rise at 78.2,15.6" in out
    assert "UTC" in out


def test_sites_of_the_design_and_objects_of_catalogues(command, tmp_path):
    design, catalogue = tmp_path / "a.toml", tmp_path / "b.tle"
    design.write_text(DESIGN)
    catalogue.write_text(LINES.format(epoch="26326"))
    status, out, _ = command(design, catalogue, "--site", "my hill", "--json")
    assert status == 0
    assert json.loads(out)["site"]["lat_deg"] == 10
    status, out, _ = command(catalogue, "--site", "Berlin")
    assert status == 0
    assert "Brightness of" not in out  # of a design there is none


def test_the_picture(command, tmp_path):
    path = tmp_path / "sky.png"
    status, out, _ = command("one-shell", "--site", "Berlin", "-o", path)
    assert status == 0
    assert str(path) in out
    with Image.open(path) as picture:
        assert picture.size == (1400, 1400)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], '--site is missing; allowed: a city, or "52.5,13.4"'),
        (["--site", "Brelin"], 'did you mean "Berlin"?'),
        (["--site", "95,0"], "the latitude is 95 degrees; allowed: a number from -90 to 90"),
        (["--site", "5,0", "--at", "2080-01-01"], "outside the ephemeris of the Sun and Earth"),
        (["--site", "5,0", "--at", "soon"], '"soon" is not a date'),
        (["--site", "5,0", "--at", "now", "--night", "2026-01-01"], "--at and --night are given"),
        (
            ["--site", "5,0", "--year", "2027", "--night", "2027-01-01"],
            "--night and --year are given",
        ),
        (["--site", "5,0", "--year", "1066"], "1066 lies outside the ephemeris"),
        (["--site", "5,0", "--year", "soon"], '"soon" is not a year'),
        (["--site", "5,0", "--year", "2027", "-o", "a.png"], "-o draws one instant, not a year"),
        (["--site", "5,0", "--night", "1850-01-01"], "outside the ephemeris of the Sun"),
        (["--site", "5,0", "--night", "2026-02-30"], '"2026-02-30" is not a date'),
        (["--site", "5,0", "--min-elevation", "91"], "--min-elevation is 91; allowed: 0 to 89"),
        (["--site", "5,0", "--min-elevation", "nan"], "--min-elevation is nan"),
        (["--site", "5,0", "-o", "sky.jpg"], "is not a PNG file"),
        (["--site", "5,0", "-o", "no/such/sky.png"], "the folder"),
        (["--site", "5,0", "--night", "2026-01-01", "-o", "a.png"], "-o draws one instant"),
        (["--site", "5,0", "--json", "-o", "-"], "--json and -o - both print"),
        (["--site", "5,0", "--step", "0"], "--step"),
    ],
)
def test_wrong_input_is_told_in_a_sentence(command, arguments, sentence):
    status, out, err = command("one-shell", *arguments)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_the_dusks_of_a_year_are_a_table_and_json(command):
    status, out, _ = command("one-shell", "--site", "Berlin", "--year", "2027")
    assert status == 0
    assert "2027-01-01" in out
    assert "does not go down" not in out
    status, out, err = command("one-shell", "--site", "70,20", "--year", "2027", "--json")
    assert status == 0
    rows = json.loads(out)
    assert [row["date"] for row in rows[:2]] == ["2027-01-01", "2027-01-08"]
    assert len(rows) == 53
    assert rows[0]["dusk"]["sun_elevation_deg"] == pytest.approx(-12.0, abs=0.01)
    assert rows[25]["dusk"] is None
    assert "does not go down to 12° below the horizon from" in err
