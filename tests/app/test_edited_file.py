"""The file of a design in an editor: opened, watched, read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from orbitviz.app.files.edited_file import EditedFile
from orbitviz.model.commands import edit_document, set_time, set_visible
from orbitviz.model.design_edits import recolour
from orbitviz.model.selecting import select
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey
from orbitviz.ui.window import MainWindow
from tests.app.conftest import DESIGN
from tests.app.test_documents import answer, wait_for

SECOND = DESIGN[DESIGN.index("[[groups]]") :].replace("Low", "High").replace("500", "900")


@pytest.fixture
def edited(store, window: MainWindow, jobs, documents):
    made = EditedFile(store, window, jobs, documents)
    store.watch(lambda state: state.document, made.follow)
    return made


@pytest.fixture
def file(qtbot, edited, documents, jobs, tmp_path) -> Path:
    path = tmp_path / "design.toml"
    path.write_text(DESIGN + SECOND)
    documents.open_files([path])
    wait_for(qtbot, jobs)
    return path


@pytest.fixture
def opened(monkeypatch):
    """Return the files that an editor was asked to open."""
    found = []

    def open_url(url):
        found.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


def recoloured(store):
    store.do(edit_document(recolour(store.state.document, 0, "#abcdef")), undo="Change Colour")


def reload(qtbot, edited, jobs):
    edited.reload()
    wait_for(qtbot, jobs)


def test_a_saved_design_is_opened_in_the_editor(monkeypatch, edited, file, opened):
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    edited.edit()
    assert opened == [str(file)]
    assert asked == []


def test_a_design_without_a_file_is_saved_first(monkeypatch, edited, opened, tmp_path):
    target = tmp_path / "new.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    edited.edit()
    assert "Small" in asked[0]
    assert opened == []
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    edited.edit()
    assert opened == [str(target)]
    assert target.is_file()


def test_edits_are_saved_before_the_editor_opens(monkeypatch, edited, file, store, opened):
    recoloured(store)
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    edited.edit()
    assert "#abcdef" in file.read_text()
    assert opened == [str(file)]


def test_a_desktop_without_an_editor_is_told(monkeypatch, edited, file, window):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    edited.edit()
    (sentence,) = window.notices.messages
    assert str(file) in sentence


def test_reloading_keeps_time_and_what_still_has_its_name(qtbot, edited, file, store, jobs):
    """Though the shell has another number, and the satellite another row."""
    last = SatelliteKey(MAIN_DESIGN, len(store.state.document.constellation) - 1)
    later = store.state.playback.at.plus_s(3600.0)
    store.do(set_time(later))
    store.do(select({ShellKey(MAIN_DESIGN, 0), ShellKey(MAIN_DESIGN, 1)}, {last}))
    store.do(set_visible({ShellKey(MAIN_DESIGN, 1)}, False))
    head = DESIGN[: DESIGN.index("[[groups]]")]
    file.write_text(head + SECOND.replace("High", "First") + SECOND)  # and no "Low"
    reload(qtbot, edited, jobs)
    state = store.state
    assert state.document.design.group_names == ("First", "High")
    assert state.playback.at == later
    assert state.selection.shells == {ShellKey(MAIN_DESIGN, 1)}
    assert state.selection.satellites == {SatelliteKey(MAIN_DESIGN, 119)}
    assert state.hidden == {ShellKey(MAIN_DESIGN, 1)}
    assert store.undo_label is None


def test_a_satellite_that_is_there_no_more_is_not_selected(qtbot, edited, file, store, jobs):
    rows = {SatelliteKey(MAIN_DESIGN, row) for row in (0, 9, 59)}
    store.do(select({ShellKey(MAIN_DESIGN, 0)}, rows))
    fewer = DESIGN.replace("planes = 6", "planes = 3").replace("plane = 10", "plane = 5")
    file.write_text(fewer)
    reload(qtbot, edited, jobs)
    assert store.state.selection.satellites == {SatelliteKey(MAIN_DESIGN, 0)}


def test_a_file_that_cannot_be_read_leaves_the_design(qtbot, edited, file, store, window, jobs):
    before = store.state
    file.write_text(DESIGN.replace("planes = 6", "planes = 0"))
    reload(qtbot, edited, jobs)
    assert store.state is before
    assert any("planes: is 0" in text for text in window.notices.messages)


def test_unsaved_edits_are_asked_about_before_reloading(
    qtbot, monkeypatch, edited, file, store, jobs
):
    recoloured(store)
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    reload(qtbot, edited, jobs)
    assert "Small" in asked[0]
    assert store.state.document.design.groups[0].colour == "#abcdef"
    answer(monkeypatch, QMessageBox.StandardButton.Discard)
    reload(qtbot, edited, jobs)
    assert store.state.document.design.groups[0].colour == "#112233"


@pytest.mark.parametrize("by_another_file", [False, True])
def test_a_file_that_has_changed_offers_to_reload(
    qtbot, edited, file, store, window, jobs, by_another_file
):
    for colour in ("#00ff00", "#0000ff"):  # watched again after each change
        text = (DESIGN + SECOND).replace("#112233", colour)
        if by_another_file:  # as editors do
            other = file.with_suffix(".tmp")
            other.write_text(text)
            os.replace(other, file)
        else:
            file.write_text(text)
        qtbot.waitUntil(lambda: bool(window.notices.messages), timeout=10_000)
        (message,) = window.notices._messages
        assert message.text == "design.toml has been changed by another program."
        buttons = message.findChildren(QPushButton)
        next(button for button in buttons if button.text() == "Reload").click()
        wait_for(qtbot, jobs)
        assert store.state.document.design.groups[0].colour == colour
        assert window.notices.messages == ()


def test_what_was_saved_here_is_no_change(edited, file, store, window, documents):
    recoloured(store)
    assert documents.save()
    edited.check()
    assert window.notices.messages == ()


def test_what_was_said_of_a_file_goes_with_it(edited, file, window, documents, tmp_path):
    file.write_text(DESIGN)
    edited.check()
    assert len(window.notices.messages) == 1
    assert documents.save_to(tmp_path / "other.toml")
    assert window.notices.messages == ()
