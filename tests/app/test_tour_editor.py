"""The editor of tours: from nothing to a saved tour of three shots and its film, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from orbitviz.app.files import questions
from orbitviz.app.tour_editor import tour_files
from orbitviz.cli.main import main
from orbitviz.formats.tours.tour_file import read_tour
from orbitviz.ui.tour_editor.timeline_layout import Hit, Part
from tests.few_pixels import few_pixels

pytestmark = pytest.mark.gl
SMALL = ("--size", "64x48", "--fps", "1", "--supersample", "1")


@pytest.fixture
def session(new_session, qtbot, tmp_path, monkeypatch):
    from orbitviz.formats.designs.design_file import read_design
    from orbitviz.model.commands import open_document
    from tests.app.conftest import DESIGN

    (tmp_path / "small.toml").write_text(DESIGN, encoding="utf-8")
    made = new_session()
    made.store.do(open_document(read_design(tmp_path / "small.toml")))
    made.start([])
    qtbot.waitExposed(made.window)
    qtbot.waitUntil(lambda: bool(made.canvas.renderer), timeout=20_000)
    made.window.actions_by_id["pause"].trigger()
    # Nobody would answer what to do with the edits of a test that has ended.
    monkeypatch.setattr(tour_files, "ask_about_edits", lambda *_: questions.Answer.DISCARD)
    return made


@pytest.fixture
def saved_as(monkeypatch, tmp_path):
    file = tmp_path / "mine.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(file), "")))
    return file


def do(session, name):
    session.window.actions_by_id[name].trigger()


def look(session, qtbot, name):
    """Go to a named view, and wait until the camera is there."""
    do(session, name)
    qtbot.waitUntil(lambda: not session.canvas.input.is_moving, timeout=10_000)


def three_shots(session, qtbot):
    do(session, "add_shot")
    look(session, qtbot, "view_pole")
    do(session, "add_shot")
    look(session, qtbot, "view_equator")
    do(session, "add_shot")
    return session.tour.part


def ready(qtbot, desk):
    qtbot.waitUntil(lambda: desk.looks.moments is not None, timeout=20_000)
    return desk.looks.moments


def test_from_nothing_to_a_film(session, qtbot, saved_as, tmp_path, monkeypatch):
    do(session, "panel_tour")
    assert session.window.tour.part.isVisible()
    assert not session.window.actions_by_id["save_tour"].isEnabled()
    desk = three_shots(session, qtbot)
    assert desk.edits.chosen == Hit(Part.SHOT, 2)
    assert session.stage.part.entries()[0].text == "Present “Small”"
    form = desk.panel.form
    form.name.setFocus()
    form.name.selectAll()
    QTest.keyClicks(form.name, "Along the equator")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    do(session, "save_tour")
    text = saved_as.read_text(encoding="utf-8")
    assert text == (
        'format = "orbitviz-tour/1"\ntitle = "Small"\ndesign = "small.toml"\n\n'
        '[[shots]]\nname = "Shot 1"\nduration_s = 8\ntime.rate = 0\n\n'
        '[[shots.camera]]\nview = "home"\n\n'
        '[[shots]]\nname = "Shot 2"\nduration_s = 8\ntime.rate = 0\n\n'
        '[[shots.camera]]\nat_s = 4\nview = "pole"\n\n'
        '[[shots]]\nname = "Along the equator"\nduration_s = 8\ntime.rate = 0\n\n'
        '[[shots.camera]]\nat_s = 4\nview = "equator"\n'
    )
    assert not desk.history.is_edited
    moments = ready(qtbot, desk)
    qtbot.waitUntil(lambda: len(desk.looks.thumbnails()) == 3, timeout=20_000)
    assert moments.duration_s == 24.0
    monkeypatch.setattr("orbitviz.scene.films.film_maker.load_images", few_pixels, raising=False)
    monkeypatch.setattr("orbitviz.scene.offscreen.load_images", few_pixels)
    with pytest.raises(SystemExit) as leaving:
        main(lambda *_: None, ["film", str(saved_as), "-o", str(tmp_path / "f.png"), *SMALL])
    assert leaving.value.code == 0
    assert len(list(tmp_path.glob("f-*.png"))) == 24


def test_its_keys_move_copy_remove_and_undo(session, qtbot):
    desk = three_shots(session, qtbot)
    timeline = desk.panel.timeline
    first = desk.edits.draft
    keys, ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
    timeline.setFocus()
    QTest.keyClick(timeline, keys.Key_Home)
    assert desk.edits.chosen.shot == 0
    QTest.keyClick(timeline, keys.Key_Right, ctrl)
    assert [shot.name for shot in desk.edits.shots] == ["Shot 2", "Shot 1", "Shot 3"]
    assert desk.edits.shots[0].camera[0].at_s == 0.0  # it has nothing to fly from
    QTest.keyClick(timeline, keys.Key_D, ctrl)
    assert len(desk.edits.shots) == 4
    QTest.keyClick(timeline, keys.Key_Delete)
    QTest.keyClick(timeline, keys.Key_Delete)
    assert len(desk.edits.shots) == 2
    for _ in range(4):
        QTest.keyClick(timeline, keys.Key_Z, ctrl)
    assert desk.edits.draft.text == first.text
    assert session.store.redo_label is None  # the design's own edits are others
    QTest.keyClick(timeline, keys.Key_Y, ctrl)
    assert [shot.name for shot in desk.edits.shots] == ["Shot 2", "Shot 1", "Shot 3"]


def test_an_edge_is_dragged_as_one_edit(session, qtbot):
    desk = three_shots(session, qtbot)
    timeline = desk.panel.timeline
    before = desk.edits.draft.text
    layout = timeline.layout_of_tour
    edge = layout.shot_rect(1).right() + 1
    begin = QPointF(edge, 50.0).toPoint()
    per_s = layout.px_per_s
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=begin)
    for seconds in (1, 2, 3):
        QTest.mouseMove(timeline, begin + QPointF(-seconds * per_s, 0).toPoint())
    QTest.mouseRelease(
        timeline, Qt.MouseButton.LeftButton, pos=begin + QPointF(-3 * per_s, 0).toPoint()
    )
    assert desk.edits.shots[1].duration_s == pytest.approx(5.0, abs=0.2)
    do(session, "undo_tour")
    assert desk.edits.draft.text == before


def test_a_preview_leaves_everything_as_it_was(session, qtbot):
    desk = three_shots(session, qtbot)
    ready(qtbot, desk)
    before, pose = session.store.state, session.canvas.input.goal
    desk.scrub(12.0)
    qtbot.waitUntil(lambda: abs(session.canvas.input.pose.elevation_rad - 1.569) < 0.01)
    assert desk.preview.is_on
    do(session, "preview_tour")
    assert desk.preview.is_playing
    do(session, "preview_tour")
    assert not desk.preview.is_playing
    assert desk.preview.is_on
    desk.preview.end()
    assert not desk.preview.is_on
    assert session.store.state is before
    assert session.canvas.input.pose == pose
    desk.scrub(12.0)
    do(session, "next_look")  # a change of the window is seen there
    assert not desk.preview.is_on


def test_a_shot_is_updated_from_what_the_preview_has_become(session, qtbot):
    desk = three_shots(session, qtbot)
    ready(qtbot, desk)
    desk.edits.choose(Hit(Part.SHOT, 1))
    desk.scrub(12.0)
    qtbot.waitUntil(lambda: desk.preview.shown is not None)
    desk.preview.look_freely()
    turned = replace(session.canvas.input.pose, azimuth_rad=0.5, elevation_rad=0.25)
    session.canvas.input.set(turned)
    do(session, "update_shot")
    assert desk.edits.shots[1].camera[0].view.startswith("28.")
    assert desk.edits.shots[1].camera[0].at_s == 4.0


def test_an_edit_that_changes_nothing_leaves_the_preview(session, qtbot):
    desk = three_shots(session, qtbot)
    moments = ready(qtbot, desk)
    desk.edits.change({("duration_s",): 8.0})
    assert desk.looks.moments is moments


def test_a_wrong_value_is_told_and_stays_typed(session, qtbot):
    desk = three_shots(session, qtbot)
    field, before = desk.panel.form.duration, desk.edits.draft.text
    field.start_editing()
    QTest.keyClicks(field, "-3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "shot 3, duration_s: is -3 s" in session.window.notices.messages[-1]
    assert field.text() == "-3"
    assert desk.edits.draft.text == before
    do(session, "add_caption")
    number = desk.panel.form.parts.cards["captions"][0].number
    number.start_editing()
    QTest.keyClicks(number, "total.satelites")
    QTest.keyClick(number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.looks.faulty), timeout=20_000)
    assert desk.looks.faulty == {2}
    assert 'did you mean "satellites"' in session.window.notices.messages[-1]
    do(session, "undo_tour")
    ready(qtbot, desk)
    assert not desk.looks.faulty


def test_words_charts_and_moving_values_are_added_and_typed(session, qtbot):
    desk = three_shots(session, qtbot)
    ready(qtbot, desk)
    for name in ("add_callout", "add_chart", "add_value"):
        do(session, name)
    shot, cards = desk.edits.shot, desk.panel.form.parts.cards
    assert shot.callouts[0].shell == "Low"
    assert shot.charts[0].kind == "sunlit-year"
    assert shot.values[0].key == "radiator.area_m2"
    card = cards["values"][0]
    card.keys.start_editing()
    QTest.keyClicks(card.keys, "0: 5, 6s: 2.5")
    QTest.keyClick(card.keys, Qt.Key.Key_Return)
    assert desk.edits.shot.values[0].values == (5.0, 2.5)
    assert desk.edits.shot.values[0].at_s == (0.0, 6.0)
    card.keys.start_editing()
    QTest.keyClicks(card.keys, "five")
    QTest.keyClick(card.keys, Qt.Key.Key_Return)
    assert '"five" is not seconds and values' in session.window.notices.messages[-1]
    assert card.keys.text() == "five"
    words = cards["callouts"][0].first
    words.start_editing()
    QTest.keyClicks(words, "Here they fly")
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert desk.edits.shot.callouts[0].text == "Here they fly"
    desk.edits.choose(Hit(Part.CHART, 2, 0))
    QTest.keyClick(desk.panel.timeline, Qt.Key.Key_Delete)
    assert desk.edits.shot.charts == ()
    desk.edits.drag(Hit(Part.CALLOUT, 2, 0, edge=1), -3.0, False, False)
    assert desk.edits.shot.callouts[0].end_s == 5.0
    desk.edits.drag(Hit(Part.END, 2), -6.0, False, False)  # what came later is at the end now
    assert desk.edits.shot.callouts[0].end_s is None
    ready(qtbot, desk)
    assert not desk.looks.faulty


def enter(field, text):
    """Type a text into a field and press Enter."""
    field.start_editing()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def choose(box, value):
    """Choose a value of a list, as a click does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_a_shot_becomes_a_map_and_a_sky_and_fades(session, qtbot):
    desk = three_shots(session, qtbot)
    rows = desk.panel.form.picture
    choose(rows.picture, "map")
    choose(rows.map_projection, "polar")
    enter(rows.zoom, "2")
    enter(rows.middle, "Nairobi")
    shot = desk.edits.shot
    assert (shot.picture, shot.map.projection, shot.map.zoom) == ("map", "polar", 2.0)
    assert shot.map.site == "Nairobi"
    choose(rows.picture, "sky")
    assert desk.edits.shot.picture == "map"  # no sky without a place
    assert rows.site.isVisibleTo(rows)
    rows.site.editingFinished.emit()  # left without one
    assert rows.picture.currentData() == "map"
    choose(rows.picture, "sky")
    enter(rows.site, "Lima")
    enter(rows.fade_in, "1.5")
    enter(rows.azimuth, "270")
    shot = desk.edits.shot
    assert (shot.picture, shot.sky.site, shot.sky.azimuth_deg) == ("sky", "Lima", 270.0)
    assert shot.fade_in_s == 1.5
    enter(rows.fov, "500")
    assert desk.edits.shot.sky.fov_deg == 120.0
    assert "20 to 150" in session.window.notices.messages[-1]
    choose(rows.picture, "globe")
    assert desk.edits.shot.picture == "globe"
    assert ready(qtbot, desk) is not None


def test_a_design_without_a_file_is_told(new_session, qtbot):
    made = new_session()
    made.start([])
    qtbot.waitExposed(made.window)
    do(made, "add_shot")
    assert "has no file that a tour could name" in made.window.notices.messages[-1]
    assert made.tour.part.edits.draft is None


def test_files_are_opened_asked_about_and_kept(session, qtbot, tmp_path, monkeypatch):
    file = tmp_path / "open.toml"
    file.write_text(
        '# Mine.\nformat = "orbitviz-tour/1"\ntitle = "Open"\ndesign = "small.toml"\n'
        '[[shots]]\nname = "All"  # of it\nduration_s = 5\n'
    )
    desk = session.tour.part
    assert desk.files.open(file)
    desk.edits.choose(Hit(Part.SHOT, 0))
    desk.edits.change({("duration_s",): 6.0})
    asked = []
    monkeypatch.setattr(
        tour_files,
        "ask_about_edits",
        lambda _, kind, name: asked.append((kind, name)) or questions.Answer.CANCEL,
    )
    assert not desk.files.close()
    assert asked == [("tour", "Open")]
    (tmp_path / "bad.toml").write_text('format = "orbitviz-tour/1"\ntitle = "x"\n')
    assert not desk.files.open(tmp_path / "bad.toml")
    assert 'key "design" is missing' in session.window.notices.messages[-1]
    assert desk.edits.draft.tour.title == "Open"
    do(session, "save_tour")
    assert file.read_text() == (
        '# Mine.\nformat = "orbitviz-tour/1"\ntitle = "Open"\ndesign = "small.toml"\n'
        '[[shots]]\nname = "All"  # of it\nduration_s = 6\n'
    )
    file.write_text(file.read_text().replace("6", "7"))
    monkeypatch.setattr(tour_files, "ask_about_changed_file", lambda *_: questions.Answer.CANCEL)
    desk.edits.change({("duration_s",): 9.0})
    do(session, "save_tour")
    assert read_tour(file).tour.shots[0].duration_s == 7.0


def test_edits_outlive_a_crash(session, qtbot, tmp_path):
    desk = three_shots(session, qtbot)
    desk._autosave.save()
    (copy,) = (tmp_path / "autosaved-tours").iterdir()
    text = desk.edits.draft.text
    # As if that process had ended, and another one had come.
    desk._autosave._lock.unlock()
    desk._autosave._folder = tmp_path / "autosaved-tours" / "another"
    desk._autosave._lock, desk._autosave._kept = None, ""
    desk.history.open(None, is_saved=True)
    desk._autosave.offer()
    message = session.window.notices._messages[-1]
    assert message.text == "orbitviz closed before edits to the tour “Small” were saved."
    button = next(one for one in message.findChildren(QPushButton) if one.text() == "Restore")
    button.click()
    assert desk.edits.draft.text == text
    assert desk.history.is_edited
    assert not copy.exists()
    desk._autosave.clear()
    assert list((tmp_path / "autosaved-tours").iterdir()) == []


def test_a_tour_among_files_is_opened_where_tours_are_edited(session, qtbot, tmp_path):
    file = tmp_path / "open.toml"
    file.write_text(
        'format = "orbitviz-tour/1"\ntitle = "Open"\ndesign = "small.toml"\n'
        '[[shots]]\nname = "All"\nduration_s = 5\n'
    )
    design = session.store.state.document
    session.window.filesDropped.emit([file])
    assert session.tour.part.edits.draft.tour.title == "Open"
    assert session.store.state.document is design


def test_notes_that_are_being_typed_are_saved_with_their_shot(
    session, qtbot, saved_as, monkeypatch
):
    do(session, "add_shot")
    desk = session.tour.part
    notes = desk.panel.form.notes
    monkeypatch.setattr(notes, "hasFocus", lambda: True)  # shortcuts leave the keys there
    QTest.keyClicks(notes, "Say hello")
    do(session, "save_tour")
    assert read_tour(saved_as).tour.shots[0].notes == "Say hello"
    QTest.keyClicks(notes, " now")
    asked = []
    monkeypatch.setattr(tour_files, "ask_about_edits", lambda *_: asked.append(1))
    assert not desk.files.maybe_save()  # as closing the window does
    assert asked
    monkeypatch.setattr(tour_files, "ask_about_edits", lambda *_: questions.Answer.DISCARD)
    QTest.keyClicks(notes, "!")
    do(session, "add_shot")
    assert notes.toPlainText() == ""
    notes.settle()
    assert [shot.notes for shot in desk.edits.shots] == ["Say hello now!", ""]
