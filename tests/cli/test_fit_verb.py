"""The verb `fit` as a user meets it."""

from __future__ import annotations

import json
from functools import partial

import pytest

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import read_design
from orbitviz.orbits.timescale import Instant
from tests.analysis.fitted import builtin_catalogue, farthest_apart_km

NOW = Instant.parse("2026-11-22T00:00:00Z")


@pytest.fixture
def command(run):
    return partial(run, "fit")


@pytest.fixture(scope="module")
def kuiper(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fit")
    builtin_catalogue("kuiper", folder)
    return folder / "kuiper.tle"


def test_a_table_names_the_groups_and_how_well_they_fit(command, kuiper):
    status, out, err = command(kuiper)
    assert (status, err) == (0, "")
    assert "3 groups of 3,236 slots; 3,236 of 3,236 objects (100 %) hold one, 0 are empty" in out
    row = next(line for line in out.splitlines() if "610 km, 42.0°" in line)
    for text in ("walker-delta", "36", "11", "1,296"):
        assert text in row


def test_the_design_is_written_with_comments_and_opens(command, kuiper, tmp_path):
    file = tmp_path / "fitted.toml"
    status, out, _ = command(kuiper, "-o", file)
    assert status == 0
    assert out.startswith(f"{file}: 3 groups of")
    document = read_design(file)
    assert farthest_apart_km(document.constellation, read_builtin("kuiper").constellation, NOW) < 1
    text = file.read_text()
    assert "# Fitted to kuiper at 2026-11-22T00:00:00Z:" in text
    assert "# 784 objects, 784 of them on 784 slots" in text
    assert text.count("[[groups]]") == 3


def test_json_has_each_group_as_in_a_design_file_with_its_residuals(command, kuiper):
    status, out, _ = command(kuiper, "--where", "altitude > 600", "--json")
    assert status == 0
    found = json.loads(out)
    assert found["where"] == "altitude > 600"
    assert found["objects"] == found["placed"] == 1156 + 1296
    assert [one["group"]["planes"] for one in found["groups"]] == [36, 34]
    assert all(one["along_km"] < 0.1 for one in found["groups"])


def test_design_on_standard_output(command, kuiper):
    status, out, err = command(kuiper, "-o", "-")
    assert status == 0
    assert 'format = "orbitviz/1"' in out
    assert "3 groups" in err


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["--where", "altitude > 9999"], "--where: no object matches: there is nothing to fit"),
        (["--where", "height > 3"], "--where"),
        (["-o", "design.csv"], "allowed: a file name ending in .toml"),
        (["-o", "-", "--json"], "--json and -o - both print"),
        (["--at", "2049-01-01"], "(3,236 with stale elements)"),
        (["--at", "yesterday"], "yesterday"),
        (["--least", "2000"], "no 2,000 of the 3,236 objects in circular orbits share"),
    ],
)
def test_what_cannot_be_fitted_is_one_sentence(command, kuiper, arguments, wrong):
    status, out, err = command(kuiper, *arguments)
    assert (status, out) == (2, "")
    assert wrong in err
    assert err.count("\n") == 1


def test_a_design_is_no_catalogue(command):
    status, _, err = command("one-shell")
    assert status == 2
    assert "one-shell: is a design; allowed: a catalogue, TLE or OMM" in err


def test_one_object_is_too_few(command, tmp_path, kuiper):
    file = tmp_path / "one.tle"
    file.write_text("\n".join(kuiper.read_text().splitlines()[:3]) + "\n")
    status, _, err = command(file)
    assert status == 2
    assert "one: 1 object is too few for a shell; allowed: at least 4 objects" in err
