"""The verbs `film`, `tour` and `render --tour`: the same frames whatever the way they are made."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys

import numpy as np
import pytest

from orbitviz.base.errors import Cancelled, UserError

TOUR = """
format = "orbitviz-tour/1"
title = "A short one"
design = "one-shell"

[[shots]]
name = "Around"
duration_s = 1
turn_deg = 30
time.rate = 60
[[shots.captions]]
title = "One shell"

[[shots]]
name = "Near"
duration_s = 1
[[shots.camera]]
at_s = 0.8
shell = "550 km"
"""
SMALL = ("--size", "96x64", "--fps", "3", "--supersample", "1")


@pytest.fixture
def tour(tmp_path):
    path = tmp_path / "short.toml"
    path.write_text(TOUR, encoding="utf-8")
    return path


def _digests(folder) -> dict[str, str]:
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.glob("*.png")}


@pytest.mark.gl
def test_frames_are_the_same_however_they_are_made(run, tour, tmp_path):
    folders = [tmp_path / name for name in ("one", "again", "jobs")]
    for folder in folders:
        folder.mkdir()
    one, again, jobs = folders
    (one / "f-00007.png").touch()
    status, out, err = run("film", tour, "-o", one / "f.png", *SMALL)
    assert status == 0
    assert out.startswith(f"{one / 'f-00001.png'}\n")  # that is there, unlike f.png
    assert "f-00007.png and what follows it are of a longer film" in err
    (one / "f-00007.png").unlink()
    assert "6 frames, 2.00 s at 3 frames a second" in out
    run("film", tour, "-o", again / "f.png", *SMALL)
    run("film", tour, "-o", jobs / "f.png", "--jobs", "2", *SMALL)
    whole = _digests(one)
    assert len(set(whole.values())) == 6
    assert _digests(again) == whole
    assert _digests(jobs) == whole
    still = tmp_path / "still.png"
    run("render", "--tour", tour, "--shot", "2", "--at", 1 / 3, "-o", still,
        "--size", "96x64", "--supersample", "1")  # fmt: skip
    assert hashlib.sha256(still.read_bytes()).hexdigest() == whole["f-00005.png"]


@pytest.mark.gl
def test_a_film_that_was_interrupted_goes_on(run, tour, tmp_path, monkeypatch):
    from orbitviz.scene.films.film_maker import FilmMaker

    drawn, draw = [], FilmMaker.frame

    def frame(maker, number):
        if len(drawn) == 3:
            raise KeyboardInterrupt
        drawn.append(number)
        return draw(maker, number)

    monkeypatch.setattr(FilmMaker, "frame", frame)
    status, _, err = run("film", tour, "-o", tmp_path / "f.png", *SMALL)
    assert status == 130
    assert "cancelled; what is drawn is kept, and the same command goes on" in err
    assert len(_digests(tmp_path / "f.png.parts")) == 3
    monkeypatch.setattr(FilmMaker, "frame", draw)
    status, _, err = run("film", tour, "-o", tmp_path / "f.png", *SMALL)
    assert status == 0
    assert "3 of 6 frames are there already" in err
    assert len(_digests(tmp_path)) == 6
    assert not list(tmp_path.glob("*.parts"))


KILLED = """
import os, signal, sys
from orbitviz.app.command import main
from orbitviz.scene.films.film_maker import FilmMaker

draw = FilmMaker.frame

def frame(maker, number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return draw(maker, number)

FilmMaker.frame = frame
main()
"""


@pytest.mark.gl
@pytest.mark.skipif(sys.platform == "win32", reason="kills of POSIX")
def test_a_film_that_was_killed_at_half_becomes_the_same(run, tour, tmp_path):
    killed = tmp_path / "killed.png"
    command = [sys.executable, "-c", KILLED, "film", tour, "-o", killed, *SMALL]
    answer = subprocess.run(list(map(str, command)), timeout=60, check=False)
    assert answer.returncode == -signal.SIGKILL
    assert not list(tmp_path.glob("killed-*.png"))  # nothing half
    status, _, err = run("film", tour, "-o", killed, *SMALL)
    assert status == 0
    assert "of 6 frames are there already" in err
    run("film", tour, "-o", tmp_path / "whole.png", *SMALL)
    frames = _digests(tmp_path)
    assert len(frames) == 12
    for number in range(1, 7):
        assert frames[f"killed-{number:05d}.png"] == frames[f"whole-{number:05d}.png"]
    assert not list(tmp_path.glob("*.parts"))


@pytest.fixture
def job(tour, tmp_path):
    from orbitviz.engine.films.film_job import FilmOrder
    from orbitviz.formats.films.content import FilmShape

    return FilmOrder(tour=tour, path=tmp_path / "f.png", shape=FilmShape((96, 64), 30),
                     supersample=1).job()  # fmt: skip


@pytest.mark.gl
@pytest.mark.skipif(sys.platform == "win32", reason="kills of POSIX")
def test_a_process_that_is_killed_is_told_in_one_sentence(job):
    from orbitviz.engine.films.frame_report import FrameReport
    from orbitviz.scene.films.processes import make_in_processes

    def kill(_done, _label):
        if len(job.begin()) < len(missing):  # a part is done: more than its first frame
            os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)

    missing = job.begin()
    with pytest.raises(UserError, match=r"f\.png: a process that draws was ended; allowed: the"):
        make_in_processes(job, missing, 2, FrameReport(len(missing), kill))
    assert not multiprocessing.active_children()
    assert 0 < len(job.begin()) < len(missing)


@pytest.mark.gl
def test_processes_stop_when_the_film_is_cancelled(job):
    from orbitviz.engine.films.frame_report import FrameReport
    from orbitviz.scene.films.processes import make_in_processes

    def cancel(_done, _label):
        if len(job.begin()) < len(missing):
            raise Cancelled

    missing = job.begin()
    with pytest.raises(Cancelled):
        make_in_processes(job, missing, 1, FrameReport(len(missing), cancel), is_background=True)
    assert not multiprocessing.active_children()
    assert 0 < len(job.begin()) < len(missing)


@pytest.mark.gl
def test_what_fails_in_a_process_is_told_as_it_is_here(job):
    from orbitviz.engine.films.frame_report import FrameReport
    from orbitviz.scene.films.processes import make_in_processes

    missing = job.begin()
    shutil.rmtree(job.parts.folder)
    with pytest.raises(UserError, match=r"part-.*png: cannot be written \(no such file"):
        make_in_processes(job, missing, 1, FrameReport(len(missing), lambda *_: None))


@pytest.mark.gl
def test_a_film_of_a_part_of_the_tour(run, tour, tmp_path):
    status, out, _ = run("film", tour, "-o", tmp_path / "f.mp4", "--from", "0.5", "--to", "1.5",
                         "--motion-blur", "2", *SMALL)  # fmt: skip
    assert status == 0
    assert "3 frames, 1.00 s" in out


def test_a_tour_is_listed_and_checked(run, tour):
    status, out, _ = run("tour", tour, "--check")
    assert status == 0
    assert "A short one, 2 s" in out
    assert "2  Near" in out


def test_built_in_tours_are_listed(run):
    status, out, _ = run("tour")
    assert status == 0
    assert "A million satellites" in out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["film", "{tour}", "-o", "f.avi"], "f.avi: is not the name of a film"),
        (["film", "{tour}", "-o", "f.mp4", "--size", "97x64"], "has an odd side"),
        (["film", "{tour}", "-o", "f.mp4", "--codec", "mpeg2"], '--codec is "mpeg2"'),
        (["film", "{tour}", "-o", "f.png", "--from", "3"], "allowed: a span within the tour"),
        (["film", "{tour}", "-o", "f.png", "--fps", "0"], "--fps"),
        (["film", "milion"], '"milion" is neither a file nor a built-in tour'),
        (["film", "missing.toml"], "missing.toml"),
        (["film", "{tour}", "-o", "nowhere/f.mp4"], "the folder"),
        (["tour", "missing.toml"], "missing.toml"),
        (["render", "--tour", "{tour}", "--shot", "3"], "there is no shot 3; allowed: 1 to 2"),
        (["render", "--tour", "{tour}", "--shot", "1", "--at", "2"], "--at is 2 s; allowed: 0 to"),
        (["render", "--tour", "{tour}", "--at", "noon"], '--at is "noon"; allowed: seconds'),
        (["render", "one-shell", "--tour", "{tour}"], "beside --tour"),
        (["render", "--tour", "{tour}", "--view", "pole"], "--view is given beside --tour, which"),
        (["render", "--tour", "{tour}", "--no-overlays"], "--overlays is given beside --tour"),
        (["render", "--tour", "{tour}", "--color", "sunlight"], "--color is given beside --tour"),
        (["render", "one-shell", "--shot", "1"], "--shot is given without --tour"),
        (["schema", "tours"], "tours"),
    ],
)
def test_wrong_input_is_one_sentence(run, tour, tmp_path, monkeypatch, arguments, expected):
    monkeypatch.chdir(tmp_path)
    status, _, err = run(*(argument.format(tour=tour) for argument in arguments))
    assert status == 2
    assert expected in err
    assert "Traceback" not in err
    assert not list(tmp_path.glob("f*"))


@pytest.mark.gl
def test_blurred_motion_is_a_mean_of_light(tour, tmp_path):
    from orbitviz.engine.films.film_job import FilmOrder
    from orbitviz.formats.films.content import FilmShape
    from orbitviz.scene.films.film_maker import FilmMaker
    from orbitviz.scene.light import light_of, mean_pixels

    def frames(blur, fps, numbers):
        order = FilmOrder(tour=tour, path=tmp_path / "f.mp4", shape=FilmShape((96, 64), fps),
                          supersample=1, blur=blur)  # fmt: skip
        with FilmMaker(order.job()) as maker:
            return [maker.frame(number) for number in numbers]

    # The shutter is open for half of a frame's time: two pictures are a quarter of it apart.
    [blurred], sharp = frames(2, 3, [4]), frames(1, 12, [16, 17])
    assert not np.array_equal(*sharp)
    assert np.array_equal(blurred, mean_pixels(light_of(sharp[0]) + light_of(sharp[1]), 2))


@pytest.mark.gl
def test_the_shutter_is_closed_at_a_cut(tmp_path):
    from orbitviz.engine.films.film_job import FilmOrder
    from orbitviz.formats.films.content import FilmShape
    from orbitviz.scene.films.film_maker import FilmMaker

    file = tmp_path / "cut.toml"
    view = 'time.rate = 0\ncamera = [{ view = "{view}" }]\n'
    file.write_text(
        'format = "orbitviz-tour/1"\ntitle = "T"\ndesign = "one-shell"\n'
        + "".join(
            f'[[shots]]\nname = "{name}"\nduration_s = 1.1\n' + view.replace("{view}", name)
            for name in ("sun", "night")
        )
    )
    frames = []
    for blur in (1, 4):
        order = FilmOrder(tour=file, path=tmp_path / "f.mp4", shape=FilmShape((96, 64), 1),
                          supersample=1, blur=blur)  # fmt: skip
        with FilmMaker(order.job()) as maker:
            frames.append(maker.frame(1))  # at 1 s, open until 1.5 s
    assert np.abs(frames[0].astype(int) - frames[1]).max() <= 1
