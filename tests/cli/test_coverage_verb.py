"""The verb `coverage` as a user meets it."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image
from sgp4 import exporter
from sgp4.api import WGS72, Satrec

from orbitviz.cli.verbs import coverage
from tests.formats.element_sets import as_tle, satellites


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    path = tmp_path_factory.mktemp("coverage") / "iridium.toml"
    path.write_text(
        'format = "orbitviz/1"\nname = "Iridium"\nepoch = 2026-11-22T00:00:00Z\n[[groups]]\n'
        'name = "Polar"\npattern = "planes"\naltitude_km = 780\ninclination_deg = 86.4\n'
        "planes = 6\nsatellites_per_plane = 11\nraan_deg = [0, 31.6, 63.2, 94.8, 126.4, 158]\n"
        "phase_deg = [0, 16.363636, 0, 16.363636, 0, 16.363636]\n"
        '[[groups]]\nname = "Nobody"\npattern = "planes"\naltitude_km = 900\ninclination_deg = 0\n'
        "planes = 1\nsatellites_per_plane = 1\n",
        encoding="utf-8",
    )
    return path


def test_iridium_in_json(run, small):
    status, out, _ = run(
        "coverage", small, "--select", "Polar", "--min-elevation", 8.2, "--site", "Quito", "--json"
    )
    found = json.loads(out)
    assert status == 0
    # 8.109 and 19.992 degrees from the convex hull; 1.28 and 6.69 in view at 0 and 80 degrees.
    assert found["worst_elevation_deg"] == pytest.approx(8.109, abs=0.001)
    assert found["worst_central_angle_deg"] == pytest.approx(19.992, abs=0.001)
    rows = {row["lat_deg"]: row for row in found["by_latitude"]}
    assert rows[0.0]["in_view_mean"] == pytest.approx(1.28, rel=0.01)
    assert rows[80.0]["in_view_mean"] == pytest.approx(6.69, rel=0.01)
    assert rows[0.0]["in_view_min"] == 1
    assert 8.2 < rows[0.0]["best_elevation_mean_deg"] < rows[80.0]["best_elevation_mean_deg"]
    assert set(found["by_latitude"][0]) == {
        "lat_deg", "in_view_mean", "in_view_min", "best_elevation_mean_deg",
    }  # fmt: skip
    site = found["site"]
    assert site["in_view_mean"] == pytest.approx(rows[0.0]["in_view_mean"], rel=0.05)
    assert (site["at_least"], site["step_s"]) == (1, None)


def test_text_names_the_worst_place_and_the_model(run, small):
    site = ("--site", "52.5,13.4", "--at-least", 2, "--days", 0.3)
    status, out, _ = run("coverage", small, "--select", "Polar", *site)
    assert status == 0
    assert "2 satellites in view for" in out
    assert "gaps, the longest of" in out
    assert "8.1° above the horizon" in out
    assert "spherical Earth" in out
    assert "Latitude" in out


def test_a_map_is_drawn_of_the_shells_chosen(run, small, tmp_path, monkeypatch):
    monkeypatch.setattr(coverage, "_MAP_PX", (192, 108))
    path = tmp_path / "cover.png"
    status, out, _ = run("coverage", small, "--select", "Polar", "--json", "-o", path)
    assert status == 0
    assert str(path) in out
    with Image.open(path) as picture:
        colours = np.asarray(picture.convert("RGB"), dtype=float)
    # Blue to green over Africa by the colour map, not the brown of the desert.
    red, green, blue = colours[40:60, 96:110].mean(axis=(0, 1))
    assert max(green, blue) > 1.2 * red


def test_objects_of_a_catalogue_are_sampled(run, tmp_path):
    path = tmp_path / "one.tle"
    path.write_text(as_tle(), encoding="utf-8")
    status, out, _ = run("coverage", path, "--min-elevation", 0, "--json")
    found = json.loads(out)
    assert status == 0
    assert found["satellites"] == len(satellites())
    mean = [row["in_view_mean"] for row in found["by_latitude"]]
    best = [row["best_elevation_mean_deg"] for row in found["by_latitude"]]
    # Five objects, none of them always in view, some of them over every latitude.
    assert 0.0 < min(mean) < max(mean) < 5.0
    assert -90.0 < min(best) < max(best) < 90.0


def test_a_catalogue_whose_objects_have_no_position_is_refused(run, tmp_path):
    low = Satrec()
    turns_a_minute = 2.0 * np.pi / 92.0
    low.sgp4init(WGS72, "i", 1, 28_000.0, 0.05, 0.0, 0.0, 1e-3, 0.0, 0.9, 0.0, turns_a_minute, 0.0)
    path = tmp_path / "one.tle"
    path.write_text("\n".join(exporter.export_tle(low)), encoding="utf-8")
    status, out, err = run("coverage", path, "--at", "2050-01-01T00:00:00Z")
    assert (status, out) == (2, "")
    assert "has a position at 2050-01-01" in err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["one-shell", "--min-elevation", "90"],
            "--min-elevation is 90; allowed: 0 to 89 degrees",
        ),
        (
            ["one-shell", "--min-elevation", "-1"],
            "--min-elevation is -1; allowed: 0 to 89 degrees",
        ),
        (["one-shell", "--min-elevation", "nan"], "--min-elevation is nan"),
        (["one-shell", "--select", "elsewhere"], 'there is no group or shell named "elsewhere"'),
        (["one-shell", "--site", "Nowhere at all"], 'there is no site named "Nowhere at all"'),
        (["one-shell", "--site", "91,0"], "the latitude is 91"),
        (["one-shell", "--days", "0"], "--days is 0; allowed: more than 0 to 30 days"),
        (["one-shell", "--days", "3"], "--days is 3; allowed: with --site"),
        (["one-shell", "--at-least", "2"], "--at-least is 2; allowed: with --site"),
        (["one-shell", "--at-least", "0"], "--at-least is 0; allowed: 1 or more satellites"),
        (["one-shell", "-o", "map.jpg"], "is not a PNG file"),
        (["one-shell", "--json", "-o", "-"], "--json and -o - both print"),
        (["one-shel"], 'did you mean "one-shell"?'),
    ],
)
def test_wrong_input_is_one_sentence(run, arguments, complaint):
    status, out, err = run("coverage", *arguments)
    assert (status, out) == (2, "")
    assert complaint in err
    assert "Traceback" not in err
