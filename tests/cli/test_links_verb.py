"""The verb `links` as a user meets it."""

from __future__ import annotations

import json

import pytest


def test_lengths_of_a_grid_now_and_over_an_orbit(run, tmp_path):
    # 72 planes of 22, half a slot from plane to plane: 1,972.0 km and 1,350.4 to 1,434.0 km.
    path = tmp_path / "grid.toml"
    path.write_text("""
        format = "orbitviz/1"
        name = "Grid"
        epoch = 2026-11-22T00:00:00Z
        [[groups]]
        name = "550"
        pattern = "walker-delta"
        altitude_km = 550
        inclination_deg = 53
        planes = 72
        satellites_per_plane = 22
        phasing = 36
        links = { pattern = "+grid", range_km = 1960 }
    """)
    code, out, err = run("links", path, "--json")
    assert (code, err) == (0, "")
    (shell,) = json.loads(out)["shells"]
    assert shell["in_plane_km"] == pytest.approx([1972.0, 1972.0], abs=0.05)
    assert shell["over_orbit_km"] == pytest.approx([1350.4, 1434.0], abs=0.06)
    low, high = shell["cross_plane_km"]
    assert shell["over_orbit_km"][0] <= low <= high <= shell["over_orbit_km"][1]
    assert (shell["count"], shell["seam"]) == (3168, 0)
    assert (shell["too_long"], shell["blocked"]) == (1584, 0)
    assert shell["longest_km"] == 1960.0
    code, out, _ = run("links", path)
    assert "1,972.0" in out


def test_no_longest_link_is_told_of_eccentric_orbits(run, tmp_path):
    path = tmp_path / "molniya.toml"
    path.write_text("""
        format = "orbitviz/1"
        name = "Molniya"
        epoch = 2026-11-22T00:00:00Z
        [[groups]]
        pattern = "walker-delta"
        altitude_km = 20181
        inclination_deg = 63.4
        eccentricity = 0.72
        planes = 3
        satellites_per_plane = 8
        links = { pattern = "in-plane" }
    """)
    (shell,) = json.loads(run("links", path, "--json")[1])["shells"]
    assert (shell["longest_km"], shell["over_orbit_km"]) == (None, None)
    assert run("links", path)[0] == 0


def test_a_design_without_links_is_refused(run):
    code, _, err = run("links", "one-shell")
    assert code == 2
    assert "no group of One shell has links" in err
    code, out, _ = run("links", "one-shell", "--links", "+grid")
    assert code == 0
    assert "+grid" in out
