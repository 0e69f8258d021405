"""The verb `satellite`."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from orbitviz.cli.main import main

DESIGN = """
format = "orbitviz/1"
name = "Small"
epoch = 2026-11-22T00:00:00Z
[[groups]]
name = "One, two"
pattern = "walker-delta"
altitude_km = 550
inclination_deg = 53
planes = {planes}
satellites_per_plane = {slots}
"""
LOW = """OBJECT LOW
1 90001U 24101A   26326.00000000  .00001234  00000-0  12345-4 0  999
2 90001  53.2000 120.5000 0012000  80.1000 280.0000 15.05000000 1234
"""
DECAYING = """OBJECT DOWN
1 90010U 22151A   25058.12407234  .09435527  24934+0  44853-1 0  9995
2 90010  98.5849 110.9278 0014449 269.2407  90.7207 15.92146194 26684
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "small.toml").write_text(DESIGN.format(planes=4, slots=5))
    (tmp_path / "one.toml").write_text(DESIGN.format(planes=1, slots=1))
    (tmp_path / "objects.tle").write_text(LOW + DECAYING)
    return tmp_path


@pytest.fixture
def command(capsys, files, monkeypatch):
    monkeypatch.chdir(files)

    def run(*arguments):
        with pytest.raises(SystemExit) as leaving:
            main(lambda *_: None, ["satellite", *arguments])
        out, err = capsys.readouterr()
        return leaving.value.code, out, err

    return run


def test_a_satellite_of_a_design_is_told_in_groups_with_units(command):
    status, out, err = command("small.toml", "p003 s0002", "--at", "2026-11-22T06:00:00Z")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    for title in ("Satellite", "Position", "Sun", "State", "State vectors"):
        assert title in lines
    assert "Mean elements at 2026-11-22T06:00:00Z" in lines
    words = dict(re.split(r"\s{2,}", line.strip(), maxsplit=1) for line in lines if line[:1] == " ")
    assert words["Plane, slot"] == "3, 2"
    assert words["Keplerian period"] == "95.650 min"
    for name, unit in (
        ("Altitude", " km"), ("Speed", " km/s"), ("Latitude", "°"), ("Beta angle", "°"),
        ("Array power", "W"), ("Chip temperature", " °C"), ("State of charge", " %"),
    ):  # fmt: skip
        text = next(line for line in lines if line.startswith(f"  {name} "))
        assert text.endswith(unit), text
    assert sum("the same" in line for line in lines) == 8
    assert lines[-1].startswith("8 of the 8 nearest fly in its shell.")


def test_json_has_every_key_with_its_value(command):
    status, out, _ = command("small.toml", "objects.tle", "p003 s0002", "--json")
    values = json.loads(out)
    assert status == 0
    asked = (
        "name, group, shell, plane, slot, lat_deg, lon_deg, alt_km, speed_km_s, beta_deg, "
        "phase_deg, sunlit, next_eclipse_start, next_eclipse_end, array_w, soc, radiator_k, "
        "chip_k, flops_delivered, limited_by, elements, teme, gcrs, itrs, neighbours"
    )
    assert set(asked.split(", ")) <= set(values)
    assert (values["name"], values["group"]) == ("One, two p003 s0002", "One, two")
    assert (values["plane"], values["slot"], values["number"]) == (3, 2, None)
    assert values["file"] == "small.toml"
    start, end = (
        datetime.fromisoformat(values[f"next_eclipse_{side}"]) for side in ("start", "end")
    )
    assert 0.0 < (end - start).total_seconds() < 40.0 * 60.0
    assert datetime.fromisoformat(values["time"]) < end
    assert [len(values[frame]["r_km"]) for frame in ("teme", "gcrs", "itrs")] == [3, 3, 3]
    distances = [one["distance_km"] for one in values["neighbours"]]
    assert distances == sorted(distances)
    assert len(distances) == 8
    assert "orbits" not in values


def keys_in(value):
    """Yield every key of a JSON value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner)


def test_every_key_is_described_in_the_guide(command):
    guide = (Path(__file__).parents[2] / "docs/pages/guide/one-satellite.md").read_text()
    told = set(re.findall(r"`([a-z_]+)`", guide))
    values = json.loads(command("small.toml", "p003 s0002", "--orbits")[1])
    assert set(keys_in(values)) - told == set()


def test_nothing_limits_a_satellite_without_computers(command, files):
    bare = "[satellites.bare.compute]\nrated_kw = 0\n"
    design = DESIGN.format(planes=1, slots=1) + 'satellite = "bare"\n'
    head, _, groups = design.partition("[[groups]]")
    (files / "bare.toml").write_text(f"{head}{bare}[[groups]]{groups}")
    values = json.loads(command("bare.toml", "p001 s0001", "--json")[1])
    assert (values["flops_delivered"], values["limited_by"]) == (0.0, None)
    assert "Limiting factor" not in command("bare.toml", "p001 s0001")[1]


def test_an_object_has_null_where_only_a_design_says_something(command):
    status, out, err = command("objects.tle", "OBJECT LOW", "--json", "--at", "2026-11-23")
    values = json.loads(out)
    assert status == 0
    assert (values["number"], values["designator"]) == (90001, "2024-101A")
    assert values["age_days"] == pytest.approx(1.0)
    for key in ("shell", "plane", "slot", "satellite", "array_w", "soc", "limited_by"):
        assert values[key] is None
    assert values["neighbours"] == []
    assert values["neighbours_in_shell"] is None
    assert values["elements"]["inc_deg"] == pytest.approx(53.2)
    assert values["elements"]["at"] == "2026-11-22T00:00:00.000Z"
    assert values["next_eclipse_start"] is not None
    assert "have no position" in " ".join(err.split())
    by_number = command("objects.tle", "90001", "--json", "--at", "2026-11-23")[1]
    assert by_number == out


def test_orbits_come_as_arrays(command):
    status, out, _ = command("small.toml", "p001 s0001", "--orbits", "--neighbours", "0")
    values = json.loads(out)
    assert status == 0
    assert values["neighbours"] == []
    assert len(values["orbits"]) == 3
    for orbit in values["orbits"]:
        count = len(orbit["after_s"])
        assert count > 100
        assert len(orbit["array_w"]) == len(orbit["limited_by"]) == count
        assert max(orbit["array_w"]) > 0.0


def test_a_satellite_that_is_alone_has_no_neighbours(command):
    status, out, _ = command("one.toml", "p001 s0001")
    assert status == 0
    assert out.splitlines()[-1] == "No neighbours: no other satellite is open."


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["small.toml", "p009 s0001"],
         ['no satellite named "p009 s0001"; allowed: p001 to p00', 'in "One, two"']),
        (["small.toml", "Nine p001 s0001"],
         ['no satellite named "Nine p001 s0001"', '"One, two p001 s0001"']),
        (["objects.tle", "OBJECT HIGH"], ['"OBJECT HIGH"', "international designator"]),
        (["objects.tle", "OBJECT DOWN", "--at", "2026-11-22"],
         ['"OBJECT DOWN" (90010) has no position at 2026-11-22T00:00:00Z', "2025-02-27"]),
        (["small.toml", "p001 s0001", "--at", "2061-01-01"],
         ["lies outside the ephemeris", "1990-01-01 to 2053-01-01"]),
        (["small.toml", "p001 s0001", "--at", "soon"], ['"soon" is not a date']),
        (["small.toml", "p001 s0001", "--neighbours", "-1"], ["--neighbours", "0 or more"]),
        (["small.toml", "one.toml", "p001 s0001"], ['"one.toml" is a second design']),
        (["missing.toml", "p001 s0001"], ["missing.toml"]),
        (["small.toml"], ['the satellite is missing after "small.toml"']),
        (["oneweb"], ['the satellite is missing after "oneweb"']),
        (["nowhere.toml"], ['no satellite named "nowhere.toml"']),
        ([], ["name"]),
    ],
)  # fmt: skip
def test_wrong_input_is_told_in_a_sentence(command, arguments, words):
    status, out, err = command(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("orbitviz: ")
    assert err.count("\n") == 1
    assert all(word in err for word in words), err
