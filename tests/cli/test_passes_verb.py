"""The verb `passes` as a user meets it."""

from __future__ import annotations

import json
import math
from contextlib import closing
from functools import partial

import numpy as np
import pytest
from sgp4 import exporter
from sgp4.api import WGS72, Satrec
from skyfield.api import EarthSatellite, load_file, wgs84
from skyfield.sgp4lib import TEME

from orbitviz.base.resources import asset_path
from orbitviz.cli.main import main
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant, skyfield_time, timescale
from tests.formats import element_sets as sets

DESIGN = """
format = "orbitviz/1"
name = "Small"
epoch = 2026-11-22T00:00:00Z
[[groups]]
name = "Low"
pattern = "walker-delta"
altitude_km = 550
inclination_deg = 53
planes = 2
satellites_per_plane = 3
[[groups]]
name = "Geo"
pattern = "planes"
altitude_km = 35786.2
inclination_deg = 0
planes = 1
raan_deg = 0.0
phase_deg = 75.0
satellites_per_plane = 2
[[groups]]
name = "Tilted"
pattern = "planes"
altitude_km = 35786.2
inclination_deg = 5
planes = 1
raan_deg = 75.0
phase_deg = 0.0
satellites_per_plane = 1
[[sites]]
name = "Our Dish"
lat_deg = 47.1
lon_deg = 14.2
"""
KEYS = {
    "rise", "culmination", "set", "max_elevation_deg", "rise_azimuth_deg", "set_azimuth_deg",
    "culmination_azimuth_deg", "range_km", "sunlit", "enters_shadow", "leaves_shadow",
    "sun_elevation_deg", "magnitude", "visible",
}  # fmt: skip


@pytest.fixture
def design(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(DESIGN)
    return path


@pytest.fixture
def objects(tmp_path):
    """A catalogue in which one object comes down after a few days."""
    falling = Satrec()
    falling.sgp4init(
        WGS72, "i", 70_010, 28_000.25, 5e-3, 0.0, 0.0, 0.001, 0.0, 1.0, 0.0,
        15.8 * 2.0 * math.pi / 1440.0, 0.0,
    )  # fmt: skip
    falling.intldesg, falling.classification, falling.elnum, falling.revnum = "26010A", "U", 1, 1
    path = tmp_path / "made.tle"
    last = "\n".join(("FALLING", *exporter.export_tle(falling)))
    twin = sets.as_tle(3).split("\n")[:3]
    path.write_text(sets.as_tle(3) + last + "\n" + "\n".join(
        ("OBJECT 0", *(line[:68].replace("70000", "70011") for line in twin[1:]))
    ))  # fmt: skip
    return path


@pytest.fixture
def command(run):
    return partial(run, "passes")


def test_passes_as_json_are_where_skyfield_sees_the_object(command, objects):
    status, out, err = command(
        objects, "--site", "-24.6275,-70.4044,2635", "--satellite", "70001", "--json", "--days", 5
    )
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert set(told) == {"site", "satellite", "from", "to", "passes", "remarks"}
    assert told["site"]["alt_m"] == 2635.0
    assert told["satellite"] == {
        "name": "OBJECT 1", "number": 70_001, "designator": "2026-002A",
    }  # fmt: skip
    satellite = EarthSatellite.from_satrec(sets.satellites()[1], timescale())
    there = satellite - wgs84.latlon(-24.6275, -70.4044, 2635.0)
    assert len(told["passes"]) > 10
    for one in told["passes"]:
        assert set(one) == KEYS
        assert one["magnitude"] is None
        for key, azimuth in (("rise", "rise_azimuth_deg"), ("set", "set_azimuth_deg")):
            if one[key] is None:
                assert one[azimuth] is None
                continue
            altitude, direction, _ = there.at(skyfield_time(Instant.parse(one[key]))).altaz()
            assert altitude.degrees == pytest.approx(10.0, abs=1e-4)
            assert direction.degrees == pytest.approx(one[azimuth], abs=1e-3)
        time = skyfield_time(Instant.parse(one["culmination"]))
        altitude, direction, distance = there.at(time).altaz()
        assert altitude.degrees == pytest.approx(one["max_elevation_deg"], abs=1e-4)
        assert distance.km == pytest.approx(one["range_km"], abs=0.1)
        turn = (direction.degrees - one["culmination_azimuth_deg"] + 180.0) % 360.0 - 180.0
        assert abs(turn) * np.cos(altitude.radians) < 1e-2


def test_the_table_has_the_passes_of_a_satellite_of_the_design(command, design):
    arguments = (design, "--site", "our dish", "--satellite", "p001 s0002", "--days", 2)
    status, out, err = command(*arguments)
    assert (status, err) == (0, "")
    assert "Low p001 s0002 over Our Dish, 47.10° N, 14.20° E, 0 m, above 10 degrees" in out
    assert "times are UTC" in out
    rows = [line for line in out.splitlines() if "2026-11-2" in line and "│" in line]
    told = json.loads(command(*arguments, "--json")[1])["passes"]
    assert len(rows) == len(told) > 3
    for row, one in zip(rows, told, strict=True):
        assert f"{one['max_elevation_deg']:.0f}°" in row
        assert ("visible" in row) == one["visible"]
        shadow = one["enters_shadow"] + one["leaves_shadow"]
        assert ("shadow" in row) == (bool(shadow) or not one["sunlit"])
        assert all(one["rise"] <= time <= one["set"] for time in shadow)
        before = [(time, time in one["leaves_shadow"]) for time in shadow]
        before = [lit for time, lit in sorted(before) if time < one["culmination"]]
        assert one["sunlit"] in before[-1:] or not before
    assert any(one["enters_shadow"] or one["leaves_shadow"] for one in told)
    higher = json.loads(command(*arguments, "--json", "--min-elevation", 40)[1])["passes"]
    assert len(higher) == sum(one["max_elevation_deg"] > 40.0 for one in told)


@pytest.mark.parametrize(
    ("satellite", "sentence"),
    [
        ("Geo p001 s0001", "stands at 35.9 degrees all the time."),
        ("Geo p001 s0002", "stands at −48.6 degrees all the time, which is below 10 degrees."),
        (
            "Tilted p001 s0001",
            "stands above 10 degrees all the time, between 30.4 and 41.4 degrees.",
        ),
    ],
)
def test_of_a_satellite_that_does_not_set_a_sentence_says_where_it_stands(
    command, design, satellite, sentence
):
    status, out, _ = command(design, "--site", "Our Dish", "--satellite", satellite)
    assert status == 0
    assert out.splitlines()[1:] == [f"{satellite} {sentence}"]
    told = json.loads(command(design, "--site", "Our Dish", "--satellite", satellite, "--json")[1])
    assert told["remarks"] == [f"{satellite} {sentence}".removesuffix(".")]
    for one in told["passes"]:
        assert (one["rise"], one["set"]) == (None, None)
    assert len(told["passes"]) == ("below" not in sentence)


def test_a_satellite_that_never_rises_is_told(command, design):
    status, out, _ = command(
        design, "--site", "89.9,0", "--satellite", "p001 s0001", "--min-elevation", 5
    )
    assert status == 0
    assert "over 89.90° N, 0.00° E, 0 m, above 5 degrees" in out
    assert "Low p001 s0001 never rises above 5 degrees." in out
    assert "Culmination" not in out


def test_an_object_that_comes_down_has_passes_until_then(command, objects):
    status, out, _ = command(
        objects, "--site", "Nairobi", "--satellite", "falling", "--days", 40, "--json",
        "--from", "2026-08-29T06:00:00Z",
    )  # fmt: skip
    assert status == 0
    told = json.loads(out)
    (remark,) = told["remarks"]
    assert remark.startswith("FALLING has a position from 2026-08-29T06:00Z to 2026-")
    last = remark.partition(" to ")[2].partition(" only")[0]
    assert told["passes"]
    assert all(one["culmination"] < last for one in told["passes"])


def test_old_elements_are_remarked(command, objects):
    status, _, err = command(
        objects, "--site", "Berlin", "--satellite", "70000", "--from", "2026-10-01", "--days", 1
    )
    assert status == 0
    assert err == (
        "the elements of OBJECT 0 are up to 34 days away from the times shown, "
        "which are uncertain\n"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"--satellite": "objekt 3"}, ['did you mean "OBJECT 3"']),
        ({"--satellite": "object 0"}, ["70000 OBJECT 0 and 70011 OBJECT 0", "catalogue number"]),
        ({"--satellite": "xyzzy"}, ["no satellite named", "international designator"]),
        ({"--satellite": ""}, ["--satellite is missing; allowed: a name or number"]),
        ({"--satellite": "70010", "--from": "2027-08-29"}, ["FALLING has no position from 2027"]),
        ({"--site": "91,0"}, ["the latitude is 91 degrees"]),
        ({"--site": "Berlim"}, ['did you mean "Berlin"?']),
        ({"--site": " "}, ["--site is missing; allowed: a city"]),
        ({"--days": 0}, ["--days is 0", "more than 0 to 60 days"]),
        ({"--days": 1000}, ["--days is 1000", "more than 0 to 60 days"]),
        ({"--days": "nan"}, ["--days is nan"]),
        ({"--min-elevation": 90}, ["--min-elevation is 90", "0 to 89 degrees"]),
        ({"--from": "2060-01-01"}, ["outside the ephemeris"]),
        ({"--from": "2052-12-31"}, ["3 days from 2052-12-31", "outside the ephemeris"]),
        ({"--from": "yesterday"}, ["is not a date"]),
    ],
)
def test_wrong_input_is_told_in_a_sentence(command, objects, changes, words):
    asked = {"--site": "Berlin", "--satellite": "OBJECT 1"} | changes
    status, out, err = command(objects, *(part for pair in asked.items() for part in pair))
    assert (status, out) == (2, "")
    assert err.startswith("orbitviz: ")
    assert err.count("\n") == 1
    assert all(word in err for word in words), err


@pytest.fixture
def ephemeris():
    with closing(load_file(asset_path("time/de421_excerpt.bsp"))) as opened:
        yield opened


def test_the_magnitude_is_that_of_a_diffuse_sphere_through_the_air(design, ephemeris, capsys):
    """Boley et al. 2026, equation 2, by skyfield's Sun and the range and elevation told."""
    text = DESIGN.replace('name = "Low"\n', 'name = "Low"\nsatellite = "ai1"\n')
    design.write_text(text)
    arguments = ["passes", str(design), "--site", "Our Dish", "--satellite", "p001 s0001", "--json"]
    with pytest.raises(SystemExit, match="0"):
        main(lambda *_: None, [*arguments, "--days", "4"])
    passes = json.loads(capsys.readouterr().out)["passes"]
    constellation = parse_design(text).constellation
    sun = ephemeris["sun"] - ephemeris["earth"]
    assert {one["magnitude"] is None for one in passes} == {True, False}
    for one in passes:
        assert (one["magnitude"] is None) == (not one["sunlit"])
        if one["magnitude"] is None:
            continue
        at = Instant.parse(one["culmination"])
        time = skyfield_time(at)
        r_gcrs = state_vectors(constellation, at, np.array([0]))[0][0] @ TEME.rotation_at(time)
        to_eye = wgs84.latlon(47.1, 14.2).at(time).position.km - r_gcrs
        to_sun = sun.at(time).position.km - r_gcrs
        phase = math.acos(to_eye @ to_sun / np.linalg.norm(to_eye) / np.linalg.norm(to_sun))
        elevation = one["max_elevation_deg"]
        zeta = 0.2 * 840.0  # of the array of AI1
        light = 2.0 * zeta / (3.0 * math.pi**2)
        light *= (math.pi - phase) * math.cos(phase) + math.sin(phase)
        air = 1.0 / (math.sin(math.radians(elevation)) + 0.50572 * (elevation + 6.07995) ** -1.6364)
        wanted = -26.77 - 2.5 * math.log10(light) + 5.0 * math.log10(1e3 * one["range_km"])
        assert one["magnitude"] == pytest.approx(wanted + 0.15 * air, abs=0.002)
