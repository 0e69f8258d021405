"""Films: parts joined into files that others read, and what cannot be written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from orbitviz.base.errors import UserError
from orbitviz.formats.films.content import FilmShape
from orbitviz.formats.films.film_file import FilmParts, film_format
from orbitviz.formats.films.frames import frame_path

av = pytest.importorskip("av")
SIZE = (64, 48)


def _frame(number: int, step: int = 1) -> np.ndarray:
    """Return a frame whose grey tells its number."""
    return np.full((SIZE[1], SIZE[0], 3), 16 + step * number, np.uint8)


def _film(path: Path, codec: str, count: int, fps: int = 30, step: int = 1) -> Path:
    form, shape = film_format(path), FilmShape(SIZE, fps, codec)
    form.check(shape, path)
    parts = FilmParts(form=form, shape=shape, count=count, path=path)
    for part in parts.begin("test"):
        frames = (_frame(k, step) for k in parts.frames(part))
        form.write_part(frames, shape, parts.file(part))
    parts.finish()
    return path


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.mp4", ""), ("a.mp4", "av1"), ("a.mkv", "h264"), ("a.webm", "vp9"), ("a.webm", "av1")],
)
def test_a_film_of_parts_has_every_frame_in_order(name, codec, tmp_path):
    count = 137  # two parts and a shorter one
    path = _film(tmp_path / name, codec, count)
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate) == (*SIZE, 30)
        frames = list(film.decode(video=0))
        assert film.duration / 1e6 == pytest.approx(count / 30, abs=1 / 30)
    assert len(frames) == count
    times_s = np.array([frame.time for frame in frames])
    assert np.diff(times_s) == pytest.approx(1 / 30, abs=2e-3)
    grey = np.array([frame.to_ndarray(format="rgb24").mean() for frame in frames])
    assert np.abs(grey - 16 - np.arange(count)).max() < 2.5
    assert not list(tmp_path.glob("*.parts"))


@pytest.mark.parametrize(
    ("ending", "codec"),
    [("mp4", "h264"), ("mp4", "av1"), ("webm", "vp9"), ("mkv", "h264"), ("webp", ""), ("gif", "")],
)
def test_the_same_frames_give_the_same_bytes(ending, codec, tmp_path):
    one, other = (_film(tmp_path / f"{k}.{ending}", codec, 70).read_bytes() for k in "ab")
    assert one == other


@pytest.mark.parametrize("ending", ["webp", "gif"])
def test_a_loop_has_every_frame_and_lasts_as_long(ending, tmp_path):
    count, step = 50, 4  # WebP takes frames that differ less for the same
    path = _film(tmp_path / f"a.{ending}", "", count, step=step)
    with Image.open(path) as film:
        assert (film.n_frames, film.info["loop"], film.size) == (count, 0, SIZE)
        greys, times_ms = [], []
        for k in range(count):
            film.seek(k)
            film.load()  # its duration is known from then on
            times_ms.append(film.info["duration"])
            greys.append(np.asarray(film.convert("L")).mean())
    assert np.abs(np.array(greys) - 16 - step * np.arange(count)).max() < 2.0
    assert sum(times_ms) == pytest.approx(count / 30 * 1e3, abs=10)
    assert set(times_ms) == ({30, 40} if ending == "gif" else {33, 34})
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_loop_that_is_too_long_is_refused_before_it_is_drawn(tmp_path):
    path = tmp_path / "a.gif"
    parts = FilmParts(
        form=film_format(path), shape=FilmShape((1920, 1080), 30), count=900, path=path
    )
    with pytest.raises(UserError, match=r"GIF of 900 frames is too long .*: 144 frames of this"):
        parts.begin("one")
    assert not list(tmp_path.iterdir())


def test_what_fails_while_parts_are_joined_leaves_them(tmp_path, monkeypatch):
    path = tmp_path / "a.png"
    form, shape = film_format(path), FilmShape(SIZE, 30)
    parts = FilmParts(form=form, shape=shape, count=3, path=path)
    for part in parts.begin("one"):
        form.write_part(iter([_frame(part)]), shape, parts.file(part))
    moved = os.replace

    def full(source, target):
        if target.name.endswith("2.png"):
            raise OSError(28, "No space left on device")
        moved(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UserError, match=r"a\.png: cannot be written \(no space left on device\)"):
        parts.finish()
    monkeypatch.undo()
    assert parts.begin("one") == []  # though one frame is in its place already
    parts.finish()
    assert len(list(tmp_path.glob("a-*.png"))) == 3
    assert not parts.folder.exists()


def test_frames_of_another_film_of_that_name_are_not_taken_for_it(tmp_path):
    path = _film(tmp_path / "a.png", "", 2)
    parts = FilmParts(form=film_format(path), shape=FilmShape(SIZE, 30), count=2, path=path)
    assert parts.begin("another") == [0, 1]


def test_a_sequence_is_numbered_from_one(tmp_path):
    path = _film(tmp_path / "shot.png", "", 3)
    assert not path.exists()
    assert [frame_path(path, k).name for k in range(3)] == sorted(
        file.name for file in tmp_path.glob("*.png")
    )
    assert frame_path(path, 0).name == "shot-00001.png"


def test_what_is_done_is_kept_and_other_films_are_not_taken_for_it(tmp_path):
    path = tmp_path / "a.mp4"
    form, shape = film_format(path), FilmShape(SIZE, 30, "")
    parts = FilmParts(form=form, shape=shape, count=150, path=path)
    assert parts.begin("one") == [0, 1, 2]
    form.write_part(iter([_frame(0)]), shape, parts.file(1))
    assert parts.begin("one") == [0, 2]
    assert parts.begin("another") == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "size", "codec", "expected"),
    [
        ("a.mp4", (63, 48), "", "a video of 63x48 pixels has an odd side; allowed: even numbers"),
        ("a.mp4", (64, 48), "vp9", "--codec vp9 does not go into .mp4; allowed: h264, av1"),
        ("a.webm", (64, 48), "h264", "--codec h264 does not go into .webm"),
        ("a.png", (63, 48), "h264", "--codec h264 does not go into .png; allowed: a name in .mp4"),
        ("a.gif", (63, 48), "vp9", "--codec vp9 does not go into .gif; allowed: a name in .mp4"),
    ],
)
def test_a_film_that_cannot_be_is_refused_before_it_is_drawn(name, size, codec, expected, tmp_path):
    path = tmp_path / name
    with pytest.raises(UserError) as caught:
        film_format(path).check(FilmShape(size, 30, codec), path)
    assert expected in str(caught.value)


@pytest.mark.parametrize("name", ["a.png", "a.gif"])
def test_a_quality_goes_only_where_something_is_lost(name, tmp_path):
    path = tmp_path / name
    with pytest.raises(UserError, match=r"--quality 40 does not go into \.\w+; allowed: .*\.webp"):
        film_format(path).check(FilmShape(SIZE, 25, quality=40), path)


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "b.webp"])
def test_a_lower_quality_makes_a_smaller_film(name, tmp_path):
    sizes = []
    for quality in (5, 95):
        path = tmp_path / f"{quality}-{name}"
        form, shape = film_format(path), FilmShape((128, 96), 25, quality=quality)
        noise = np.random.default_rng(4).integers(0, 255, (96, 128, 3), np.uint8)
        parts = FilmParts(form=form, shape=shape, count=2, path=path)
        for part in parts.begin("one"):
            form.write_part(iter([noise] * len(parts.frames(part))), shape, parts.file(part))
        parts.finish()
        sizes.append(path.stat().st_size)
    assert 0 < sizes[0] < 0.7 * sizes[1]


def test_a_gif_that_browsers_would_slow_down_is_refused(tmp_path):
    path = tmp_path / "a.gif"
    with pytest.raises(UserError, match=r"60 frames a second is shown slower .* allowed: 1 to 50"):
        film_format(path).check(FilmShape(SIZE, 60), path)


def test_another_ending_is_refused():
    with pytest.raises(UserError, match=r"is not the name of a film; allowed: .mp4, .webm"):
        film_format(Path("film.avi"))


def test_without_the_package_its_installation_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "av", None)
    with pytest.raises(UserError, match=r"\.webp, .*, or to install it: .* -m pip install av"):
        film_format(tmp_path / "a.mp4").check(FilmShape(SIZE, 30, ""), tmp_path / "a.mp4")


def test_a_full_disk_is_told_before_a_frame_is_drawn(monkeypatch, tmp_path):
    path = tmp_path / "a.mp4"
    parts = FilmParts(form=film_format(path), shape=FilmShape(SIZE, 30, ""), count=90, path=path)
    missing = parts.begin("one")
    parts.check_room(missing)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 90, 10))
    with pytest.raises(UserError, match=r"the film needs about .* GB and the disk has"):
        parts.check_room(missing)


@pytest.mark.parametrize(("name", "count", "parts"), [
    ("a.mp4", 1, 1), ("a.mp4", 60, 1), ("a.mp4", 61, 2), ("a.png", 7, 7),
    ("a.png", 10**9, 10**9),  # as many as a tour can have: nothing is listed to find one of them
])  # fmt: skip
def test_every_frame_is_in_one_part(name, count, parts, tmp_path):
    path = tmp_path / name
    film = FilmParts(form=film_format(path), shape=FilmShape(SIZE, 30), count=count, path=path)
    assert len(film.numbers) == parts
    assert film.frames(parts - 1)[-1] == count - 1
    if count < 100:
        assert [k for part in film.numbers for k in film.frames(part)] == list(range(count))
