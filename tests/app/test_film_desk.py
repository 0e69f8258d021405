"""Films from the window: chosen, made beside it, cancelled, gone on with."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from PIL import Image

from orbitviz.ui.film_dialog import FilmChoice, TourToFilm
from tests.app.conftest import DESIGN

pytestmark = pytest.mark.gl

TOUR = """
format = "orbitviz-tour/1"
title = "A short one"
design = "small.toml"

[[shots]]
name = "Around"
duration_s = 1
turn_deg = 30
time.rate = 60
"""
SIZE, SPAN_S = (64, 36), (0.0, 1.0)


@pytest.fixture
def tour(tmp_path):
    (tmp_path / "small.toml").write_text(DESIGN, encoding="utf-8")
    path = tmp_path / "tour.toml"
    path.write_text(TOUR, encoding="utf-8")
    return TourToFilm("A short one", path, (0.0, 1.0), ("All",))


@pytest.fixture
def session(new_session, qtbot, tour, tmp_path):
    session = new_session()
    session.start([str(tmp_path / "small.toml")])
    qtbot.waitUntil(lambda: not session.jobs.is_busy)
    session.window.actions_by_id["pause"].trigger()  # or drawing it would take turns with the film
    qtbot.waitExposed(session.window)
    return session


def test_a_film_is_chosen_made_and_told(qtbot, session, tour, tmp_path, monkeypatch):
    session.window.actions_by_id["export_film"].trigger()
    desk = session.film.part
    dialog = desk.dialog
    assert dialog.isVisible()
    assert dialog.tour_box.itemText(0) == "A million satellites"
    path = tmp_path / "film.mp4"
    ask = "PySide6.QtWidgets.QFileDialog.getOpenFileName"
    monkeypatch.setattr(ask, lambda *_: (str(tour.tour), ""))
    dialog.file_button.click()
    assert dialog.choice.tour.title == "A short one"
    assert dialog.length.text() == "1 s, 30 frames"
    assert dialog.part_box.count() == 2
    dialog.tour_box.setCurrentIndex(0)
    dialog.part_box.setCurrentIndex(2)  # the second shot of the million
    assert dialog.choice.span_s == dialog.choice.tour.begins_s[1:3]
    dialog.tour_box.setCurrentIndex(dialog.tour_box.count() - 1)
    assert dialog.choice.span_s == SPAN_S
    dialog.rate_box.setCurrentIndex(0)
    assert dialog.length.text() == "1 s, 24 frames"
    asked = []

    def choose(_parent, _title, start, filters):
        asked.append((Path(start).name, filters))
        return str(path), ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", choose)
    exported = []
    monkeypatch.setattr(desk, "export", lambda *arguments: exported.append(arguments))
    dialog.export_button.click()
    assert asked[0][0] == "a-short-one.mp4"
    assert "WebP (*.webp)" in asked[0][1]
    assert exported == [(FilmChoice(dialog.choice.tour, SPAN_S, (1920, 1080), 24, 1), path)]
    monkeypatch.undo()
    desk.export(FilmChoice(tour, SPAN_S, SIZE, 5, 1), tmp_path / "loop.gif")
    qtbot.waitUntil(lambda: not desk.jobs.is_busy, timeout=60_000)
    assert session.window.notices.messages == (
        f"Film of 5 frames, 1.0 s, saved as {tmp_path / 'loop.gif'}",
    )
    with Image.open(tmp_path / "loop.gif") as film:
        assert film.size == SIZE


def test_a_cancelled_film_is_kept_and_goes_on(qtbot, session, tour, tmp_path):
    from orbitviz.ui.widgets.notices import JobBar, Message

    desk, window, path = session.film.part, session.window, tmp_path / "f.png"
    desk.export(FilmChoice(tour, SPAN_S, SIZE, 60, 4), path)
    [bar] = [one for one in window.findChildren(JobBar) if one.label.text().startswith("Film")]
    qtbot.waitUntil(lambda: bar.label.text().startswith("Film f.png: frame 2"), timeout=60_000)
    bar.cancel.click()
    qtbot.waitUntil(lambda: not desk.jobs.is_busy, timeout=60_000)
    assert window.notices.messages == (
        "f.png is not finished; what is drawn of it is kept beside it",
    )
    done = len(list((tmp_path / "f.png.parts").glob("*.png")))
    assert 0 < done < 60
    assert not list(tmp_path.glob("f-*.png"))
    [message] = window.findChildren(Message)
    [button] = [one for one in message.findChildren(type(bar.cancel)) if one.text() == "Go On"]
    button.click()
    qtbot.waitUntil(lambda: not desk.jobs.is_busy, timeout=60_000)
    assert len(list(tmp_path.glob("f-*.png"))) == 60


def test_a_film_of_which_nothing_is_drawn_leaves_nothing(qtbot, session, tour, tmp_path):
    from orbitviz.ui.widgets.notices import JobBar

    desk, window, path = session.film.part, session.window, tmp_path / "f.mp4"
    desk.export(FilmChoice(tour, SPAN_S, SIZE, 60, 8), path)
    [bar] = [one for one in window.findChildren(JobBar) if one.label.text().startswith("Film")]
    bar.cancel.click()
    qtbot.waitUntil(lambda: not desk.jobs.is_busy, timeout=60_000)
    [message] = window.notices.messages
    assert message == "f.mp4 was cancelled before two seconds of it were drawn"
    assert not list(tmp_path.glob("f.mp4*"))


@pytest.mark.parametrize(
    ("name", "size", "expected"),
    [
        ("f.mp4", (65, 36), "a video of 65x36 pixels has an odd side; allowed: even numbers"),
        ("f.avi", SIZE, "f.avi: is not the name of a film; allowed: .mp4"),
        ("nowhere/f.mp4", SIZE, "nowhere/f.mp4: the folder"),
    ],
)
def test_what_cannot_be_filmed_is_told_at_once(session, tour, tmp_path, name, size, expected):
    session.film.part.export(FilmChoice(tour, SPAN_S, size, 30, 1), tmp_path / name)
    [message] = session.window.notices.messages
    assert expected in message


def test_a_tour_that_is_wrong_is_told_with_its_line(qtbot, session, tour, tmp_path):
    tour.tour.write_text(TOUR.replace("small.toml", "smal.toml"), encoding="utf-8")
    desk = session.film.part
    desk.export(FilmChoice(tour, SPAN_S, SIZE, 30, 1), tmp_path / "f.png")
    qtbot.waitUntil(lambda: not desk.jobs.is_busy, timeout=60_000)
    [message] = session.window.notices.messages
    assert "tour.toml, line 4" in message
    assert not list(tmp_path.glob("f*"))


def test_closing_the_window_ends_the_film_and_keeps_what_is_drawn(qtbot, session, tour, tmp_path):
    desk = session.film.part
    desk.export(FilmChoice(tour, SPAN_S, SIZE, 60, 8), tmp_path / "f.png")
    parts = tmp_path / "f.png.parts"
    qtbot.waitUntil(lambda: bool(list(parts.glob("*.png"))), timeout=60_000)
    desk.stop()
    assert not multiprocessing.active_children()
    assert 0 < len(list(parts.glob("*.png"))) < 60
