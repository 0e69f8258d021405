"""The verb `density` as a user meets it."""

from __future__ import annotations

import csv
import json
from functools import partial

import numpy as np
import pytest
from PIL import Image

from orbitviz.scene.density_picture import WIDTH_PX
from tests.analysis.fitted import builtin_catalogue


@pytest.fixture
def command(run):
    return partial(run, "density")


def test_a_table_names_the_most_crowded_place_of_each_source(command, tmp_path):
    builtin_catalogue("one-shell", tmp_path)
    status, out, err = command("kuiper", tmp_path / "one-shell.tle")
    assert (status, err) == (0, "")
    first, second, *_ = out.splitlines()
    assert first.startswith("Kuiper, 3,236 satellites, 2026-11-22T00:00:00Z: most crowded at 615")
    assert "615 km, 41° north and south" in first
    assert second.startswith("one-shell, 480 satellites")
    row = next(line for line in out.splitlines() if "610 to 620" in line)
    assert "2.109e-07" in row


def test_orbits_whose_perigees_are_in_the_south_are_crowded_there_alone(command, tmp_path):
    design = tmp_path / "molniya.toml"
    design.write_text("""
        format = "orbitviz/1"
        name = "Molniya"
        epoch = 2026-11-22T00:00:00Z
        [[groups]]
        pattern = "walker-delta"
        altitude_km = 20181
        inclination_deg = 63.4
        eccentricity = 0.72
        argp_deg = 270
        planes = 3
        satellites_per_plane = 8
    """)
    assert "1,050 km, 63° south with" in command(design)[1]


def test_json_has_every_cell(command):
    status, out, _ = command("one-shell", "--bin", "5", "--json")
    assert status == 0
    found = json.loads(out)
    edges, lat = found["altitude_km"], found["lat_deg"]
    assert edges[1] - edges[0] == 5.0
    assert (lat[0], lat[-1]) == (-90.0, 90.0)
    (one,) = found["sources"]
    assert (one["name"], one["satellites"], one["outside"]) == ("One shell", 480, 0.0)
    assert len(one["per_km3"]) == len(one["by_altitude_per_km3"]) == len(edges) - 1
    assert one["altitude_peak"] == {
        "altitude_km": 552.5, "per_km3": pytest.approx(max(one["by_altitude_per_km3"])),
    }  # fmt: skip
    assert one["peak"]["lat_deg"] == pytest.approx(53.0)
    assert one["peak"]["per_km3"] == pytest.approx(max(map(max, one["per_km3"])))


def test_csv_has_a_row_for_each_cell(command, tmp_path):
    file = tmp_path / "density.csv"
    assert command("one-shell", "-o", file)[:2] == (0, f"{file}\n")
    with file.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    band = [row for row in rows if row["altitude_from_km"] == "550"]
    assert len(band) == 1 + 90
    assert band[0]["lat_from_deg"] == ""
    assert float(band[0]["per_km3"]) == pytest.approx(7.94e-8, rel=1e-2)


def test_a_picture_is_brightest_where_orbits_turn(command, tmp_path):
    builtin_catalogue("one-shell", tmp_path)
    file = tmp_path / "density.png"
    assert command("kuiper", tmp_path / "one-shell.tle", "-o", file)[0] == 0
    with Image.open(file) as picture:
        pixels = np.asarray(picture.convert("RGB"), int)
    assert pixels.shape[1] == WIDTH_PX
    brightness = pixels.sum(axis=2)[60:460, 120:1000]  # the cells of the first
    row, column = np.unravel_index(int(np.argmax(brightness)), brightness.shape)
    assert 2_000 - 1_800 * row / 400 == pytest.approx(615, abs=12)
    assert abs(column / 880 * 180 - 90) == pytest.approx(41, abs=2)


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["one-shell", "-o", "density.xls"], 'the ending ".xls"'),
        (["one-shell", "-o", "-", "--json"], "--json and -o - both print"),
        (["one-shell", "--bin", "0"], "--bin"),
        (["one-shell", "kuiper"], "is a second design"),
        (["nothing"], '"nothing" is neither'),
    ],
)
def test_wrong_input_is_one_sentence(command, arguments, wrong):
    status, out, err = command(*arguments)
    assert (status, out) == (2, "")
    assert wrong in err


def test_a_catalogue_that_has_decayed_is_told(command, tmp_path):
    file = tmp_path / "low.tle"
    file.write_text(
        "1 00005U 58002B   26320.50000000  .00000023  00000-0  28098-4 0  4753\n"
        "2 00005  34.2682 348.7242 0001667 331.7664  19.3264 17.40000000413669\n"
    )
    status, _, err = command(file)
    assert status == 2
    assert "low: no object has a position at that time" in err
