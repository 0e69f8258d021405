"""Every script of this folder starts, prints what it promises and ends well, on small sizes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest

from tests.analysis.fitted import builtin_catalogue
from tests.bench.peers import c_loop, orbitviz_sums
from tests.bench.peers.million import read_million, write_million
from tests.formats.element_sets import as_tle

ROOT = Path(__file__).resolve().parents[2]


def run_module(module, *arguments, told=""):
    """Run `python -m tests.bench.<module>` without a screen and return what it printed."""
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    answer = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}", *map(str, arguments)],
        cwd=ROOT,
        env={**environment, "EGL_PLATFORM": "surfaceless"},
        input=told,
        capture_output=True,
        text=True,
        timeout=120.0,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@pytest.mark.parametrize("way", [(), ("near",)], ids=["any", "near"])
def test_map_accuracy(way):
    assert run_module("map_accuracy", 2, *way).startswith("2 cases\nsolved: ")


def test_fitting(tmp_path):
    builtin_catalogue("one-shell", tmp_path)
    printed = run_module("fitting", tmp_path / "one-shell.tle")
    assert printed.startswith("one-shell.tle: 480 objects, 1 groups, 100.0% explained, fitted in ")


@pytest.mark.gl
def test_film_speed(tmp_path):
    tour = tmp_path / "short.toml"
    tour.write_text(
        'format = "orbitviz-tour/1"\ntitle = "Short"\ndesign = "one-shell"\n'
        '[[shots]]\nname = "One"\nduration_s = 1\n',
        encoding="utf-8",
    )
    printed = run_module("film_speed", tour, "--size", "160x90", "--frames", 3, "--many", 8)
    assert [line.split()[0] for line in printed.splitlines()] == ["160x90,", "as", "as", "320x180,"]


@pytest.mark.skipif(sys.platform == "win32", reason="kills of POSIX")
def test_kill_saves():
    assert run_module("kill_saves", 2).startswith("2 kills, ")


@pytest.mark.gl
@pytest.mark.sweep
@pytest.mark.skipif(sys.platform == "win32", reason="wait4 of POSIX")
def test_large_designs():
    assert run_module("large_designs", 1_000).count(" MB") == 16


def test_routing():
    printed = run_module("routing", 2, "shell")
    assert printed.startswith("shell: 10,020 satellites\n")
    assert printed.count(" hops, ") == 3


def test_selected_panels():
    printed = run_module("selected_panels", "one-shell", 5)
    assert printed.startswith("5 satellites: first ")
    assert " ms, then " in printed


def test_picking():
    printed = run_module("picking", "--clicks", 2)
    assert " on the satellite" in printed
    assert ", 0 behind the Earth" in printed


def test_outlines():
    assert run_module("outlines", "--times", 1).count(" satellites, ") == 5


def test_recolouring():
    printed = run_module("recolouring", "one-shell", "--count", 100, "--times", 1)
    assert printed.count("100 selected: ") == 2


def test_predicates():
    printed = run_module("predicates", "one-shell")
    assert printed.startswith("480 satellites")
    assert printed.count(" match ") == 8


def test_years_of_a_plan():
    printed = run_module("plan_years", "one-shell", 3)
    assert printed.count(" ms ") == 6
    assert "satellites hold" in printed


def test_searching():
    printed = run_module("searching", "one-shell")
    assert "Satellite" in printed
    assert printed.count(" ms at ") == 14


def test_load_million():
    printed = run_module("load_million", 20_000)
    assert printed.startswith("20,000 records")
    for word in ("load: ", "cancel heard after", "keyframes: ", "survey: ", "a short job waits"):
        assert word in printed


def test_one_satellite():
    printed = run_module("one_satellite", 2, "one-shell")
    assert printed.startswith("480 satellites\neverything ")
    assert printed.count(" ms, worst ") == 9


def test_passes_against_skyfield(tmp_path):
    path = tmp_path / "made.tle"
    path.write_text(as_tle(3))
    printed = run_module("passes_against_skyfield", path, "--days", 0.5)
    assert printed.startswith("5 objects, 3 sites, 0.5 days from ")
    assert "only ours: 0" in printed


def test_sky():
    printed = run_module("sky", 1)
    assert printed.startswith("1,000,000: median ")
    assert printed.count(" above the horizon") == 2


def test_coverage():
    printed = run_module("coverage", "one-shell")
    assert printed.startswith("one-shell: 480 satellites")
    assert printed.count(" s: ") == 3


def test_world_map():
    printed = run_module("world_map", 1, "one-shell")
    assert printed.count("480 one-shell by shell") == 2
    assert printed.count(" ms, click ") == 2


@pytest.mark.gl
def test_slider_latency():
    printed = run_module("slider_latency", 1, "one-shell")
    assert printed.count("panel ") == 5


@pytest.mark.gl
def test_views():
    printed = run_module("views", "--frames", 1, "far")
    assert "far 960 x 600: " in printed
    assert printed.count(" ms, ") == 2


@pytest.fixture(scope="module")
def small_million(tmp_path_factory):
    """A folder with the satellites of a small design for the contestants."""
    folder = tmp_path_factory.mktemp("million")
    write_million(folder, "one-shell")
    return folder


@pytest.mark.gl
@pytest.mark.parametrize(
    "contestant", [("orbitviz_sums",), ("vispy_points",), ("vispy_markers",)], ids=lambda c: c[0]
)
def test_peers(small_million, contestant):
    module, *way = contestant
    printed = run_module(f"peers.{module}", small_million, *way, told="frames 0 1\npicture -\n")
    renderer, times, lit = map(json.loads, printed.splitlines())
    assert renderer["renderer"]
    assert [len(times[name]) for name in ("full", "bare")] == [1, 1]
    assert lit["lit"] > 0


@pytest.mark.gl
@pytest.mark.skipif(not shutil.which("cc"), reason="no compiler")
def test_the_loop_in_c_adds_up_the_light_that_orbitviz_does(gl_canvas, monkeypatch, tmp_path):
    """All of the built-in design; they round places to pixels otherwise."""
    monkeypatch.setattr(sys, "argv", ["c_loop", str(tmp_path), "light"])
    monkeypatch.setattr(c_loop, "ENV", tmp_path)
    monkeypatch.setattr(orbitviz_sums, "gl_context", nullcontext)
    write_million(tmp_path)
    design = read_million(tmp_path)
    in_c, ours = c_loop.CLoop(*design), orbitviz_sums.OrbitvizSums(*design)
    for contestant in (in_c, ours):
        contestant.draw(0.0, with_satellites=True)
    sums = ours._drawing.sums().reshape(-1, 3).sum(axis=0, dtype=np.float64)
    assert in_c._images[0, :-1].sum(axis=0, dtype=np.float64) == pytest.approx(sums, rel=0.005)
    assert np.float64(2.0**-1050) * 0.5 > 0.0  # in this process there are subnormal numbers still


def test_peers_tell_what_they_can_do():
    assert "--pictures" in run_module("peers", "--help")
