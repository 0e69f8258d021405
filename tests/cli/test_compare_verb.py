"""The verb `compare`: what it prints and writes, and what it refuses."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from orbitviz.cli.main import main

TLE = (
    "ISS (ZARYA)\n"
    "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927\n"
    "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n"
)


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main(lambda _files: 0, ["compare", *arguments])
    captured = capsys.readouterr()
    return left.value.code, captured.out, captured.err


def test_two_designs_are_compared_at_the_epoch_of_the_first(capsys):
    status, out, _ = run(capsys, "one-shell", "suncatcher-81", "--json")
    found = json.loads(out)
    rows = {row["key"]: row for row in found["rows"]}
    assert status == 0
    assert found["time"] == found["epoch_a"]
    assert rows["satellites"]["a"] == 480
    assert rows["satellites"]["difference"] == 81 - 480
    assert found["groups"][0]["matched_by"] == "place"


def test_the_same_design_twice_is_told(capsys):
    status, out, _ = run(capsys, "one-shell", "one-shell")
    assert status == 0
    assert "Nothing differs." in out
    assert "better (▲) in 0 figures and worse (▼) in 0" in out


def render(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main(lambda _files: 0, ["render", *arguments])
    return left.value.code, capsys.readouterr().err


@pytest.mark.gl
def test_a_picture_has_both_designs(tmp_path, capsys):
    file = tmp_path / "both.png"
    size = ("--size", "200x120", "--supersample", "1", "--no-overlays")
    status, _ = render(capsys, "one-shell", "--compare", "oneweb", *size, "-o", str(file))
    assert status == 0
    pixels = np.asarray(Image.open(file).convert("RGB")).astype(int)
    assert (pixels[:, 100] > 200).all()  # the line between the halves
    left, right = pixels[:, :98], pixels[:, 102:]
    assert not np.array_equal(left, right)
    assert left.max() > 60
    assert right.max() > 60


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["one-shell", "--wipe", "0.5"], "--wipe is 0.5; allowed: with --compare"),
        (["one-shell", "--compare", "one-shell", "--wipe", "1.5"], "allowed: 0 to 1"),
        (["one-shell", "--compare", "one-shel"], 'did you mean "one-shell"?'),
        (["one-shell", "--compare", "objects.tle"], "is a catalogue"),
        (["objects.tle", "--compare", "one-shell"], "has no design to compare with"),
    ],
)
def test_a_second_design_that_cannot_be_drawn_is_told(
    tmp_path, monkeypatch, capsys, arguments, words
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "objects.tle").write_text(TLE)
    status, err = render(capsys, *arguments)
    assert status == 2
    assert words in err
    assert not (tmp_path / "orbitviz.png").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["one-shell"], "B is missing"),
        (["one-shell", "one-shel"], 'did you mean "one-shell"?'),
        (["one-shell", "nowhere.toml"], "nowhere.toml"),
        (["one-shell", "objects.tle"], "is a catalogue"),
        (["broken.toml", "one-shell"], "broken.toml, line 1"),
        (["one-shell", "one-shell", "--at", "yesterday"], "yesterday"),
        (["one-shell", "one-shell", "-o", "x.pdf"], "allowed: .html or .json"),
    ],
)
def test_what_cannot_be_compared_is_told(tmp_path, monkeypatch, capsys, arguments, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.toml").write_text("name = \n")
    (tmp_path / "objects.tle").write_text(TLE)
    status, out, err = run(capsys, *arguments)
    assert status == 2
    assert not out
    assert words in err
