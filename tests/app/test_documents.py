from __future__ import annotations

import errno
from contextlib import suppress
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from orbitviz.app.files import autosave as autosave_module
from orbitviz.app.files.autosave import Autosave
from orbitviz.app.files.documents import has_edits
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.status_caption import status_caption
from orbitviz.formats.designs.design_file import is_changed_outside, read_design
from orbitviz.model.commands import close_catalogue, edit_document
from orbitviz.model.design_edits import recolour
from orbitviz.model.selecting import select
from orbitviz.model.source import MAIN_DESIGN, ShellKey, catalogue_id
from tests.app.conftest import DESIGN
from tests.formats import element_sets as sets


def recoloured(store, colour="#abcdef"):
    store.do(edit_document(recolour(store.state.document, 0, colour)), undo="Change Colour")


def answer(monkeypatch, button):
    asked = []

    def execute(box):
        asked.append(box.text())
        return button

    monkeypatch.setattr(QMessageBox, "exec", execute)
    return asked


def wait_for(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=10_000)


def test_a_design_is_opened(qtbot, store, documents, jobs, settings, tmp_path):
    file = tmp_path / "other.toml"
    file.write_text(DESIGN.replace("Small", "Other"))
    store.do(select({ShellKey(MAIN_DESIGN, 0)}))
    documents.open_files([file])
    wait_for(qtbot, jobs)
    assert store.state.document.design.name == "Other"
    assert store.state.document.path == file
    assert store.state.selection.shells == frozenset()
    assert settings.recent == (file.resolve(),)
    assert store.undo_label is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DESIGN.replace("planes = 6", "planes = 0"), "planes"),
        (DESIGN.replace("altitude_km = 500", "altitude_km = 90"), "120"),
        (DESIGN.replace("colour", "colur"), "colour"),
        ("this is = = not toml", "TOML"),
        ("", "allowed"),
    ],
)
def test_a_wrong_file_gets_one_sentence_and_leaves_what_is_open(
    qtbot, store, window, documents, jobs, crashes, tmp_path, text, words
):
    file = tmp_path / "wrong.toml"
    file.write_text(text)
    before = store.state
    documents.open_files([file])
    wait_for(qtbot, jobs)
    (sentence,) = window.notices.messages
    assert "wrong.toml" in sentence
    assert words in sentence
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    assert store.state is before
    assert crashes == []


def test_a_missing_file_gets_one_sentence(qtbot, store, window, documents, jobs, tmp_path):
    before = store.state
    documents.open_files([tmp_path / "nowhere.toml"])
    wait_for(qtbot, jobs)
    assert "nowhere.toml" in window.notices.messages[0]
    assert store.state is before


def test_a_built_in_design_is_opened(qtbot, store, documents, jobs):
    identifier, title = documents.builtins()[-1]
    documents.open_builtin(identifier)
    wait_for(qtbot, jobs)
    assert store.state.document.design.name == title
    assert store.state.document.path is None


def test_names_on_the_command_line_are_files_or_built_in_designs(
    qtbot, store, documents, jobs, tmp_path
):
    file = tmp_path / "other.toml"
    file.write_text(DESIGN.replace("Small", "Other"))
    documents.open_names([str(file)])
    wait_for(qtbot, jobs)
    assert store.state.document.design.name == "Other"
    identifier, title = documents.builtins()[0]
    documents.open_names([identifier])
    wait_for(qtbot, jobs)
    assert store.state.document.design.name == title


def test_control_characters_of_a_name_are_escaped_in_the_title(store, window, documents):
    design = store.state.document.design.model_copy(update={"name": "\x1b[31mRED"})
    store.do(edit_document(replace(store.state.document, design=design)))
    assert window.windowTitle().startswith("\\x1b[31mRED")


def test_saving_keeps_comments_and_ends_the_edit(store, window, documents, tmp_path):
    recoloured(store)
    assert window.isWindowModified()
    file = tmp_path / "saved.toml"
    assert documents.save_to(file)
    assert "# kept by saving" in file.read_text()
    assert read_design(file).design.groups[0].colour == "#abcdef"
    assert not window.isWindowModified()
    assert "saved.toml" in window.windowTitle()


def test_a_design_without_a_file_asks_for_one(monkeypatch, store, documents, tmp_path):
    chosen = tmp_path / "chosen"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    assert documents.save()
    assert store.state.document.path == tmp_path / "chosen.toml"
    assert (tmp_path / "chosen.toml").is_file()


def test_a_file_that_the_dialog_did_not_ask_about_is_not_replaced_unasked(
    monkeypatch, store, documents, tmp_path
):
    recoloured(store)
    (tmp_path / "chosen.toml").write_text("another")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "chosen"), ""))
    buttons = QMessageBox.StandardButton
    asked = answer(monkeypatch, buttons.Cancel)
    assert not documents.ask_save_as()
    assert "“chosen.toml” already exists" in asked[0]
    assert (tmp_path / "chosen.toml").read_text() == "another"
    answer(monkeypatch, buttons.Save)
    assert documents.ask_save_as()
    assert (tmp_path / "chosen.toml").read_text() != "another"


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_lost(
    store, window, documents, tmp_path
):
    recoloured(store)
    before = store.state
    assert not documents.save_to(tmp_path / "no-such-folder" / "x.toml")
    assert "no-such-folder" in window.notices.messages[0]
    assert store.state is before


def test_edits_that_were_undone_are_no_edits(store, window):
    recoloured(store)
    assert has_edits(store.state.document)
    store.undo()
    assert not has_edits(store.state.document)


def test_unsaved_edits_are_asked_about(monkeypatch, store, documents, tmp_path):
    buttons = QMessageBox.StandardButton
    asked = answer(monkeypatch, buttons.Cancel)
    assert documents.maybe_save()
    assert asked == []
    recoloured(store)
    assert not documents.maybe_save()
    assert "Small" in asked[0]
    answer(monkeypatch, buttons.Discard)
    assert documents.maybe_save()
    answer(monkeypatch, buttons.Save)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert not documents.maybe_save()
    target = tmp_path / "kept.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    assert documents.maybe_save()
    assert target.is_file()


def test_opening_another_design_asks_first(monkeypatch, qtbot, store, documents, jobs, tmp_path):
    file = tmp_path / "other.toml"
    file.write_text(DESIGN.replace("Small", "Other"))
    recoloured(store)
    answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    documents.open_files([file])
    wait_for(qtbot, jobs)
    assert store.state.document.design.name == "Small"
    assert store.state.document.design.groups[0].colour == "#abcdef"


def test_edits_are_kept_aside_and_offered_at_the_next_start(
    qtbot, store, window, documents, autosaved, tmp_path
):
    recoloured(store)
    documents.autosave()
    # The run that kept them still lives: nobody else is offered its edits.
    assert list(Autosave(tmp_path / "autosave").recoverable()) == []
    autosaved.unlock()  # as when the process has died
    (left,) = Autosave(tmp_path / "autosave").recoverable()
    document = left.read()
    assert document.design.groups[0].colour == "#abcdef"
    assert document.edited
    left.discard()
    assert list(Autosave(tmp_path / "autosave").recoverable()) == []


def test_what_was_left_can_be_restored_from_its_message(qtbot, store, window, documents, tmp_path):
    from PySide6.QtWidgets import QPushButton

    other = Autosave(tmp_path / "autosave")
    other.save(recolour(store.state.document, 0, "#00ff00"))
    other.unlock()
    documents.offer_recovery()
    (text,) = window.notices.messages
    assert "before edits" in text
    restore = next(
        button for button in window.notices.findChildren(QPushButton) if button.text() == "Restore"
    )
    restore.click()
    assert store.state.document.design.groups[0].colour == "#00ff00"
    assert store.state.document.edited
    assert window.notices.messages == ()


def test_what_is_restored_is_kept_aside_until_this_run_has_its_own_copy(
    store, window, documents, autosaved, monkeypatch, tmp_path
):
    """A full disk: the old copy is the only one."""
    other = Autosave(tmp_path / "autosave")
    other.save(recolour(store.state.document, 0, "#00ff00"))
    other.unlock()

    def is_full(_document):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(autosaved, "save", is_full)
    documents.offer_recovery()
    from PySide6.QtWidgets import QPushButton

    found = window.notices.findChildren(QPushButton)
    next(button for button in found if button.text() == "Restore").click()
    assert store.state.document.design.groups[0].colour == "#00ff00"
    (kept,) = (tmp_path / "autosave").glob("*/design.toml")
    assert "#00ff00" in kept.read_text()


def test_a_copy_never_stands_with_the_path_of_another_design(store, tmp_path, monkeypatch):
    """Killed after any of its writes, the copy of the second design is whole or missing."""
    first = replace(recolour(store.state.document, 0, "#00ff00"), path=tmp_path / "a.toml")
    second = replace(recolour(store.state.document, 0, "#0000ff"), path=tmp_path / "b.toml")
    write = autosave_module.write_atomically
    for allowed in range(4):
        root = tmp_path / str(allowed)
        autosaved = Autosave(root)
        autosaved.save(first)
        left = [allowed]

        def write_some(path, content, left=left):
            if not left[0]:
                raise OSError("killed")
            left[0] -= 1
            write(path, content)

        with monkeypatch.context() as patched:
            patched.setattr(autosave_module, "write_atomically", write_some)
            with suppress(OSError):
                autosaved.save(second)
        autosaved.unlock()
        found = [(each.origin.name, each.read()) for each in Autosave(root).recoverable()]
        colours = {name: document.design.groups[0].colour for name, document in found}
        assert colours in ({}, {"b.toml": "#0000ff"})
        assert (allowed == 3) == bool(colours)


def test_saved_edits_are_no_longer_kept_aside(store, documents, tmp_path):
    recoloured(store)
    documents.autosave()
    documents.save_to(tmp_path / "saved.toml")
    assert list((tmp_path / "autosave").glob("*/design.toml")) == []


def test_recent_files_stand_in_the_menu(qtbot, window, documents, jobs, settings, tmp_path):
    files = []
    for number in range(2):
        files.append(tmp_path / f"design{number}.toml")
        files[-1].write_text(DESIGN)
        documents.open_files([files[-1]])
        wait_for(qtbot, jobs)
    texts = [action.text() for action in window.menus["Open Recent"].actions()]
    assert texts[:2] == ["design1.toml", "design0.toml"]
    window.menus["Open Recent"].actions()[-1].trigger()
    assert settings.recent == ()
    assert not window.menus["Open Recent"].isEnabled()


@pytest.mark.parametrize("name", ["", "n" * 300, "caf\udce9"])
def test_names_that_are_none_are_told(qtbot, window, documents, jobs, crashes, name):
    documents.open_names([name])
    wait_for(qtbot, jobs)
    assert crashes == []
    assert len(window.notices.messages) == 1


def test_what_was_said_about_a_file_goes_when_the_next_one_is_opened(
    qtbot, window, documents, jobs, tmp_path
):
    wrong = [tmp_path / "first.toml", tmp_path / "second.toml"]
    for file in wrong:
        file.write_text(DESIGN.replace("planes = 6", "planes = 0"))
    documents.open_files(wrong)
    wait_for(qtbot, jobs)
    assert len(window.notices.messages) == 2  # of one request all are told
    right = tmp_path / "right.toml"
    right.write_text(DESIGN)
    documents.open_files([right])
    wait_for(qtbot, jobs)
    assert window.notices.messages == ()


def test_the_mistakes_beyond_the_first_can_be_opened(qtbot, window, documents, jobs, tmp_path):
    file = tmp_path / "wrong.toml"
    text = DESIGN.replace("planes = 6", "planes = 0").replace(
        "altitude_km = 500", "altitude_km = 5"
    )
    file.write_text(text.replace("colour", "colur"))
    documents.open_files([file])
    wait_for(qtbot, jobs)
    (message,) = window.notices._messages
    assert message.text.endswith("(and 2 more mistakes)")
    assert "planes" not in message.label.text()
    opener = next(b for b in message.findChildren(QPushButton) if b.text() == "Show All")
    opener.click()
    message.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == [message.text, *message.details.model().stringList()]
    assert len(lines) == 3
    assert not message.details.isHidden()
    assert [line.partition(",")[0] for line in lines[1:]] == ["line 10", "line 12"]
    assert "planes: is 0" in lines[1]
    assert "colur" in lines[2]
    opener.click()
    assert message.details.isHidden()
    message.copy()
    assert QGuiApplication.clipboard().text() == message.text


def test_very_many_mistakes_are_all_listed_in_little_room(qtbot, window):
    others = tuple(f"line {k}, groups[{k}].planes: is 0" for k in range(1, 100_001))
    message = window.notices.show_error(UserError("planes is 0", others=others))
    next(b for b in message.findChildren(QPushButton) if b.text() == "Show All").click()
    assert message.details.model().stringList() == list(others)
    assert 50 < message.details.height() < 200
    message.copy()
    assert QGuiApplication.clipboard().text().splitlines()[1:] == list(others)


def test_records_left_out_of_a_catalogue_are_told_and_listed(
    qtbot, window, documents, jobs, store, tmp_path
):
    file = tmp_path / "objects.csv"
    rows = sets.records()
    file.write_text(sets.as_csv([*rows, *[rows[0] | {"INCLINATION": "999"}] * 30]))
    documents.open_files([file])
    wait_for(qtbot, jobs)
    message = window.notices._messages[0]
    assert message.text == (
        f"30 records of {file} left out, the first at line 7: INCLINATION is '999'; "
        "allowed: a number from 0 to 180."
    )
    next(b for b in message.findChildren(QPushButton) if b.text() == "Show All").click()
    lines = message.details.model().stringList()
    assert [line.partition(":")[0] for line in lines] == [f"line {k}" for k in range(7, 37)]
    snapshot = snapshot_at(store.state, store.state.playback.at, with_survey=False, with_maps=False)
    assert "30 left out as wrong" in status_caption(store.state, snapshot)
    file.write_text(sets.as_csv())
    store.do(close_catalogue(catalogue_id(0)))
    documents.open_files([file])  # without faults there is nothing to say
    wait_for(qtbot, jobs)
    assert not any("left out" in text for text in window.notices.messages)
    snapshot = snapshot_at(store.state, store.state.playback.at, with_survey=False, with_maps=False)
    assert "left out" not in status_caption(store.state, snapshot)


def test_a_stale_catalogue_offers_to_go_to_its_epoch(
    qtbot, store, window, documents, jobs, tmp_path
):
    file = tmp_path / "old.tle"
    file.write_text(sets.as_tle(3))  # epochs of late August 2026, the design's is in November
    documents.open_files([file])
    wait_for(qtbot, jobs)
    (message,) = window.notices._messages
    assert "old: its elements are of 2026-" in message.text
    (button,) = (b for b in message.findChildren(QPushButton) if b.text() == "Go to Its Epoch")
    button.click()
    (catalogue,) = store.state.catalogues.values()
    assert store.state.playback.at == catalogue.median_epoch
    assert not catalogue.is_stale(store.state.playback.at)
    assert window.notices.messages == ()
    documents.open_files([file])  # at its epoch there is nothing to offer
    wait_for(qtbot, jobs)
    assert window.notices.messages == ()


def test_what_was_said_of_a_stale_catalogue_goes_once_it_does_not_hold(
    qtbot, store, window, documents, jobs, tmp_path
):
    file = tmp_path / "old.tle"
    file.write_text(sets.as_tle(3))
    documents.open_files([file])
    wait_for(qtbot, jobs)
    (catalogue,) = store.state.catalogues.values()
    documents.review_offers(store.state.playback.at)
    assert len(window.notices.messages) == 1
    documents.review_offers(catalogue.median_epoch.plus_s(86_400.0))
    assert window.notices.messages == ()
    documents.open_files([file])
    wait_for(qtbot, jobs)
    assert len(window.notices.messages) == 1
    for source in list(store.state.catalogues):
        store.do(close_catalogue(source))
    documents.review_offers(store.state.playback.at)
    assert window.notices.messages == ()


def test_an_offer_to_go_to_an_epoch_stands_beside_what_is_said_of_later_files(
    qtbot, window, documents, jobs, tmp_path
):
    file = tmp_path / "old.tle"
    file.write_text(sets.as_tle(3))
    documents.open_files([file])
    wait_for(qtbot, jobs)
    (offer,) = window.notices.messages
    for name in ("one", "two", "three", "four"):
        wrong = tmp_path / f"{name}.toml"
        wrong.write_text(DESIGN.replace("planes = 6", "planes = 0"))
        documents.open_files([wrong])
        wait_for(qtbot, jobs)
        assert offer in window.notices.messages
    for k in range(4):
        window.notices.show_message(f"message {k}")
        assert offer in window.notices.messages


def _opened(qtbot, documents, jobs, store, file):
    file.write_text(DESIGN)
    documents.open_files([file])
    wait_for(qtbot, jobs)
    recoloured(store)


@pytest.mark.parametrize(
    ("button", "is_saved"),
    [(QMessageBox.StandardButton.Save, True), (QMessageBox.StandardButton.Cancel, False)],
)
def test_a_file_changed_outside_asks_before_it_is_overwritten(
    qtbot, monkeypatch, store, documents, jobs, tmp_path, button, is_saved
):
    file = tmp_path / "design.toml"
    _opened(qtbot, documents, jobs, store, file)
    file.write_text(DESIGN + "# by another program\n")
    asked = answer(monkeypatch, button)
    assert documents.save() == is_saved
    assert len(asked) == 1
    assert "design.toml" in asked[0]
    assert ("another program" in file.read_text()) != is_saved
    assert ("#abcdef" in file.read_text()) == is_saved
    assert documents.save() == is_saved  # asked again only if it is still so
    assert len(asked) == (1 if is_saved else 2)


def test_a_file_that_is_as_it_was_opened_does_not_ask(
    qtbot, monkeypatch, store, documents, jobs, tmp_path
):
    file = tmp_path / "design.toml"
    _opened(qtbot, documents, jobs, store, file)
    file.write_text(DESIGN)  # later, but the same
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    assert documents.save()
    recoloured(store, "#123456")
    store.undo()  # a file saved is what it was saved as, whatever is undone
    assert documents.save()
    file.unlink()
    assert documents.save()
    assert asked == []


def test_restored_edits_ask_if_the_file_has_changed_meanwhile(
    qtbot, monkeypatch, store, documents, jobs, tmp_path
):
    file = tmp_path / "design.toml"
    _opened(qtbot, documents, jobs, store, file)
    autosave = Autosave(tmp_path / "autosave")
    autosave.save(store.state.document)
    autosave.unlock()
    (left,) = Autosave(tmp_path / "autosave").recoverable()
    restored = left.read()
    assert not is_changed_outside(restored)
    file.write_text(DESIGN + "# by another program\n")
    assert is_changed_outside(restored)
    left.discard()
    autosave.clear()
