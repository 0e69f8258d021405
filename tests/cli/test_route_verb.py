"""The verb `route` as a user meets it."""

from __future__ import annotations

import json

import pytest

from orbitviz.model.design.links import Links


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    path = tmp_path_factory.mktemp("route") / "small.toml"
    path.write_text("""
        format = "orbitviz/1"
        name = "Small"
        epoch = 2026-11-22T00:00:00Z
        [[groups]]
        name = "Low"
        pattern = "walker-delta"
        altitude_km = 1000
        inclination_deg = 53
        planes = 16
        satellites_per_plane = 16
        links = { pattern = "+grid" }
        [[sites]]
        name = "Our Dish"
        lat_deg = 47.1
        lon_deg = 14.2
        min_elevation_deg = 10
    """)
    return path


def test_a_route_as_json(run, small):
    code, out, err = run("route", small, "--from", "our dish", "--to", "40.7,-74", "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["path"][0] == "Our Dish"
    assert found["path"][-1] == "40.7,-74"
    assert found["hops"] == len(found["path"]) - 1
    assert found["rtt_ms"] == pytest.approx(2.0 * found["one_way_ms"])
    assert found["one_way_ms"] == pytest.approx(found["length_km"] / 299.792458)
    assert found["fibre_rtt_ms"] > 60.0
    assert found["why_none"] is None


def test_a_route_over_time_has_null_where_there_is_none(run, small):
    ends = ("--from", "Our Dish", "--to", "New York")
    code, out, _ = run(
        "route", small, *ends, "--over", 6000, "--step", 300, "--min-elevation", 65, "--json"
    )
    found = json.loads(out)
    assert code == 0
    assert len(found["times"]) == len(found["rtt_ms"]) == 21
    assert found["times"][1] == "2026-11-22T00:05:00Z"
    assert None in found["rtt_ms"]
    assert any(found["rtt_ms"])
    without = found["rtt_ms"].index(None)
    assert found["why_none"][without]
    assert found["hops"][without] is None


def test_a_route_in_words(run, small):
    code, out, _ = run("route", small, "--from", "Our Dish", "--to", "New York")
    assert code == 0
    assert "Our Dish to New York, 2026-11-22T00:00:00Z" in out
    assert "ms there and back" in out
    assert "Fibre: " in out
    code, out, _ = run("route", small, "--from", "Our Dish", "--to", "88,0", "--over", 60)
    assert "No route from 2026-11-22T00:00:00Z to 2026-11-22T00:01:00Z: no linked satellite" in out


def test_a_pattern_for_groups_without_links(run):
    ends = ("--from", "London", "--to", "New York")
    code, _, err = run("route", "guowang", *ends)
    assert code == 2
    assert 'links = { pattern = "+grid" } in its groups' in err
    code, out, _ = run("route", "guowang", *ends, "--links", "+grid", "--json")
    assert code == 0
    assert json.loads(out)["hops"] >= 3
    assert Links(pattern="+grid").terminals_taken == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "London"), "--to is missing"),
        (("--to", "London"), "--from is missing"),
        (("--from", "London", "--to", "london"), "London and London are the same place"),
        (("--from", "London", "--to", "Lundon"), 'did you mean "London"'),
        (("--from", "London", "--to", "91,0"), "the latitude is 91 degrees"),
        (("--from", "London", "--to", "Rome", "--over", -5), "--over is -5"),
        (("--from", "London", "--to", "Rome", "--over", 60, "--step", 0), "--step is 0"),
        (("--from", "London", "--to", "Rome", "--step", 5), "--step is 5; allowed: with --over"),
        (("--from", "London", "--to", "Rome", "--over", 1e9, "--step", 0.1), "steps; allowed"),
        (("--from", "London", "--to", "Rome", "--min-elevation", 95), "--min-elevation is 95"),
        (("--from", "London", "--to", "Rome", "--links", "+gird"), 'did you mean "+grid"'),
        (("--from", "London", "--to", "Rome", "--links", "cluster"), "says no size"),
    ],
)
def test_wrong_input_is_one_clear_sentence(run, small, arguments, words):
    code, out, err = run("route", small, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.strip().splitlines()) == 1


def test_a_catalogue_has_no_links(run):
    code, _, err = run("route", "docs/examples/two.tle", "--from", "London", "--to", "Rome")
    assert code == 2
    assert "two is a catalogue, which has no links" in err
