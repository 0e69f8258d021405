"""What an earlier run left behind may be spoilt: it is offered, skipped or reset, never fatal."""

from __future__ import annotations

import os
import random
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QPushButton

from orbitviz.app.crash import CrashHandler, crash_box
from orbitviz.app.files.autosave import Autosave
from orbitviz.app.settings import Settings
from orbitviz.base.errors import UserError
from orbitviz.model.commands import edit_document
from orbitviz.model.design_edits import recolour
from orbitviz.model.view import Theme, ViewOptions

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="paths are bytes")

SPOILT = [
    b"x [[[",
    b"",
    b"\xff\xfe\x00",
    b"name = 7",
    b'name = ""',
    b"name = [[1]]",
    b"a = " + b"[" * 5_000,
    b"a = " + b"9" * 6_000,
    b'name = "' + b"n" * 5_000 + b'"',
]


def left_behind(root, name, content):
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "design.toml").write_bytes(content)
    return folder


def buttons(window, text):
    found = window.notices.findChildren(QPushButton)
    return [
        button for button in found if button.text() == text and not button.parentWidget().isHidden()
    ]


@pytest.mark.parametrize("content", SPOILT)
def test_a_spoilt_autosave_without_origin_is_offered(window, documents, crashes, tmp_path, content):
    left_behind(tmp_path / "autosave", "a", content)
    documents.offer_recovery()
    (text,) = window.notices.messages
    assert len(text) < 200
    (restore,) = buttons(window, "Restore")
    restore.click()
    (told,) = window.notices.messages
    assert "design.toml" in told
    assert crashes == []


def test_a_spoilt_autosave_can_be_discarded(window, documents, tmp_path):
    folder = left_behind(tmp_path / "autosave", "a", b"x [[[")
    documents.offer_recovery()
    buttons(window, "Discard")[0].click()
    assert not folder.exists()
    assert window.notices.messages == ()


def test_what_is_no_autosave_is_skipped(window, documents, tmp_path):
    root = tmp_path / "autosave"
    left_behind(root, "a", b"x").joinpath("design.toml").unlink()
    (root / "b").write_text("a file")
    (root / "c" / "design.toml").mkdir(parents=True)
    (root / "d").symlink_to(root / "d")
    (root / "e").mkdir()
    (root / "e" / "design.toml").symlink_to("/dev/zero")
    documents.offer_recovery()
    assert window.notices.messages == ()


def test_an_autosave_folder_that_is_a_file_offers_nothing(tmp_path):
    root = tmp_path / "autosave"
    root.write_text("a file")
    autosave = Autosave(root)
    assert autosave.recoverable() == []


def test_a_folder_that_cannot_be_written_is_told_once(store, window, documents, tmp_path):
    (tmp_path / "autosave").write_text("a file")
    store.do(edit_document(recolour(store.state.document, 0, "#abcdef")))
    documents.autosave()
    (text,) = window.notices.messages
    assert text.startswith("Edits are not autosaved: ")
    window.notices._dismiss(window.notices._messages[0])
    documents.autosave()
    assert window.notices.messages == ()


def test_every_offer_can_be_reached_the_latest_first(window, documents, tmp_path):
    for age in range(6):
        folder = left_behind(tmp_path / "autosave", f"{age}", f'name = "N{age}"'.encode())
        os.utime(folder / "design.toml", (1e9 - age, 1e9 - age))
    documents.offer_recovery()
    seen = []
    while window.notices.messages:
        (text,) = window.notices.messages
        seen.append(text[text.index("“") + 1 : text.index("”")])
        assert ("more in File" in text) == (len(seen) < 6)
        buttons(window, "Discard")[0].click()
    assert seen == ["N0", "N1", "N2", "N3", "N4", "N5"]


def test_two_windows_do_not_offer_the_same(tmp_path):
    left_behind(tmp_path / "autosave", "a", b'name = "A"')
    first = Autosave(tmp_path / "autosave").recoverable()
    assert len(first) == 1
    assert Autosave(tmp_path / "autosave").recoverable() == []
    first.clear()  # the first window has gone
    assert len(Autosave(tmp_path / "autosave").recoverable()) == 1


def test_a_spoilt_lock_does_not_hide_an_offer(tmp_path):
    lock = left_behind(tmp_path / "autosave", "a", b'name = "A"') / "lock"
    lock.write_bytes(b"\xff nonsense")
    assert Autosave(tmp_path / "autosave").recoverable() == []  # it may be being written
    os.utime(lock, (1e9, 1e9))
    assert len(Autosave(tmp_path / "autosave").recoverable()) == 1


@linux_only
def test_the_origin_need_not_be_utf_8(store, tmp_path):
    origin = Path(os.fsdecode(b"/data/gr\xf6\xdfe.toml"))
    document = recolour(store.state.document, 0, "#abcdef")
    from dataclasses import replace

    autosave = Autosave(tmp_path / "autosave")
    autosave.save(replace(document, path=origin))
    autosave.unlock()
    (left,) = Autosave(tmp_path / "autosave").recoverable()
    assert left.read().path == origin
    left.discard()
    autosave.clear()


@pytest.mark.parametrize("origin", [b"", b"\n", b"a\0b"])
def test_an_origin_that_is_no_path_is_none(store, tmp_path, origin):
    folder = left_behind(tmp_path / "autosave", "a", b'name = "A"')
    (folder / "origin.txt").write_bytes(origin)
    (left,) = Autosave(tmp_path / "autosave").recoverable()
    assert left.origin is None
    with pytest.raises(UserError):
        left.read()


# Settings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        *SPOILT,
        b"[General]\ntheme=purple\n",  # an ini file, as 0.1 wrote it
        b'theme = "purple"\nrecent = 7\nfolder = 1.5\ngeometry = "***"\ndocks = [1]',
        b'recent = ["a\\u0000b", "x%00y", 7, ["z"], {}]\nfolder = "\\u0000"',
        b'geometry = "AAAA"\n' + b"#" * 2_000_000,
        b"[theme]\na = 1\n[unknown]\nb = 2\n",
        b"sky = 7\n",
        b"[sky]\nmin_elevation_deg = 200.0\n",
        b"[sky]\nmin_elevation_deg = nan\nprojection = 'cube'\n",
        b"[sky.site]\nname = 'off the Earth'\nlat_deg = 95\nlon_deg = 0\n",
    ],
)
def test_spoilt_settings_are_reset(qapp, tmp_path, content):
    file = tmp_path / "window.toml"
    file.write_bytes(content)
    settings = Settings(file)
    assert settings.view == ViewOptions()
    assert settings.recent == ()
    assert settings.last_folder == ""
    assert all(part.isEmpty() for part in settings.layout)
    settings.add_recent(tmp_path / "a.toml")
    assert Settings(file).recent == ((tmp_path / "a.toml").resolve(),)


def test_one_spoilt_value_costs_no_other(tmp_path):
    file = tmp_path / "window.toml"
    file.write_text('theme = "light"\nquality = "best"\nrecent = ["/a.toml", 7, "/b.toml"]\n')
    settings = Settings(file)
    assert settings.view.theme is Theme.LIGHT
    assert settings.view.quality is ViewOptions().quality
    assert settings.recent == (Path("/a.toml"), Path("/b.toml"))


def test_settings_hold_plain_types_only(tmp_path):
    """An ini file of Qt may hold pickled objects of Python, which run code when read."""
    file = tmp_path / "window.toml"
    settings = Settings(file)
    settings.layout = (QByteArray(b"\x00geometry"), QByteArray(b"\xffdocks"))
    settings.add_recent(tmp_path / "a.toml")
    data = tomllib.loads(file.read_text())
    assert {type(value) for value in data.values()} == {str, list, dict}
    assert {type(value) for value in data["sky"].values()} == {str, float}
    folder = Path(sys.modules["orbitviz"].__file__).parent
    assert not [file for file in folder.rglob("*.py") if "QSettings" in file.read_text()]


def test_two_windows_keep_each_others_settings(tmp_path):
    one, two = Settings(tmp_path / "window.toml"), Settings(tmp_path / "window.toml")
    one.add_recent(tmp_path / "a.toml")
    two.last_folder = str(tmp_path)
    assert Settings(tmp_path / "window.toml").recent == ((tmp_path / "a.toml").resolve(),)


@linux_only
def test_recent_files_need_not_be_utf_8(window, documents, settings, tmp_path):
    file = tmp_path / os.fsdecode(b"gr\xf6\xdfe & caf\xc3\xa9.toml")
    settings.add_recent(file)
    settings.last_folder = str(file.parent)
    again = Settings(tmp_path / "window.ini")
    assert again.recent == (file.resolve(),)
    assert again.last_folder == str(file.parent)
    documents.show_recent()
    assert "&&" in window.menus["Open Recent"].actions()[0].text()


def test_settings_that_cannot_be_written_hold_for_the_run(tmp_path):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    settings = Settings(tmp_path / "blocked" / "window.toml")
    settings.add_recent(tmp_path / "a.toml")
    assert settings.recent == ((tmp_path / "a.toml").resolve(),)


def test_a_spoilt_layout_never_reaches_qt(qapp, tmp_path):
    """QMainWindow.restoreState of Qt 6.11 crashes on some layouts with a few bytes changed."""
    chance = random.Random(7)
    file = tmp_path / "window.toml"
    good = QByteArray(bytes(range(200)))
    Settings(file).layout = (good, good)
    text = file.read_text()
    assert Settings(file).layout == (good, good)
    begin, end = text.index("docks"), len(text)
    for _ in range(200):
        spoilt = list(text)
        spoilt[chance.randrange(begin, end)] = chance.choice("Ax9+ ")
        file.write_text("".join(spoilt))
        assert Settings(file).layout[1] in (good, QByteArray())


# Logs --------------------------------------------------------------------------------------


@pytest.fixture
def no_faulthandler(monkeypatch):
    import faulthandler

    monkeypatch.setattr(faulthandler, "enable", lambda **_: None)  # pytest's own stays
    monkeypatch.setattr(faulthandler, "disable", lambda: None)


def test_a_log_that_cannot_be_written_is_done_without(qapp, tmp_path, no_faulthandler):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    crash = CrashHandler(tmp_path / "blocked")
    crash.install()
    assert crash.log_refused
    crash.uninstall()


def test_the_dialog_says_that_there_is_no_log(qtbot):
    box = crash_box("Traceback: boom", None)
    qtbot.addWidget(box)
    assert "No log" in box.informativeText()


def test_the_faults_of_the_last_run_are_kept(qapp, tmp_path, no_faulthandler):
    (tmp_path / "faults.log").write_text("Fatal Python error: Aborted")
    crash = CrashHandler(tmp_path)
    crash.install()
    crash.uninstall()
    assert "Aborted" in (tmp_path / "faults.log.1").read_text()


def test_the_faults_of_the_last_five_runs_are_kept(qapp, tmp_path, no_faulthandler):
    for run in range(7):
        (tmp_path / "faults.log").write_text(f"fault {run}")
        crash = CrashHandler(tmp_path)
        crash.install()
        crash.uninstall()
    kept = {file.name: file.read_text() for file in tmp_path.glob("faults.log*")}
    assert kept == {"faults.log": ""} | {f"faults.log.{k}": f"fault {7 - k}" for k in range(1, 6)}


def test_offers_that_other_messages_push_out_stay_in_the_menu(window, documents, tmp_path):
    for name in "ABC":
        left_behind(tmp_path / "autosave", name, f'name = "{name}"'.encode())
    documents.offer_recovery()
    for k in range(3):
        window.notices.show_message(f"other {k}")
    menu = window.menus["Open Recent"]

    def entries():
        menu.aboutToShow.emit()
        return [entry for entry in menu.actions() if "Recover" in entry.text()]

    assert menu.isEnabled()
    assert len(entries()) == 3
    documents.report_failure(UserError("another"))
    window.notices.show_message("x").dismissed.emit()
    entries()[0].trigger()  # it is no design: told, and still there
    assert any("format" in text for text in window.notices.messages)
    assert len(entries()) == 3
