from __future__ import annotations

import logging
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton

from orbitviz.app import graphics
from orbitviz.app.crash import CrashHandler, crash_box, versions
from orbitviz.app.graphics import (
    Driver,
    avoid_mixed_windowing,
    require_opengl,
    require_platform,
)
from orbitviz.app.settings import Settings
from orbitviz.base.errors import Cancelled, UserError
from orbitviz.model.view import Quality, SatellitePath, Theme, ViewOptions


@pytest.fixture
def crash(qapp, tmp_path, monkeypatch):
    import faulthandler

    monkeypatch.setattr(faulthandler, "enable", lambda **_: None)  # pytest's own stays
    monkeypatch.setattr(faulthandler, "disable", lambda: None)
    handler = CrashHandler(tmp_path)
    handler.install()
    yield handler
    handler.uninstall()


@pytest.mark.parametrize(
    "driver",
    [
        None,
        Driver("Intel", "GMA 950", "1.4.0 Build 8.14"),
        Driver("NVIDIA", "Tegra", "OpenGL ES 3.2 NVIDIA", is_es=True),
        Driver("Nobody", "Unknown", "no version at all"),
        Driver("ATI", "Rage", "2.1.0", has_framebuffers=False),
    ],
)
def test_too_old_opengl_names_the_driver_and_what_to_do(driver):
    with pytest.raises(UserError) as caught:
        require_opengl(driver)
    sentence = str(caught.value)
    assert "2.1" in sentence
    assert "driver" in sentence
    assert driver is None or driver.renderer in sentence


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="plugins of Linux")
def test_a_platform_plugin_that_cannot_load_is_named(tmp_path):
    require_platform({"DISPLAY": ":0"})  # that of this installation can
    require_platform({"QT_QPA_PLATFORM": "wayland;xcb"})
    (tmp_path / "libqxcb.so").write_bytes(b"\x7fELF, but no library")
    for environ in ({"DISPLAY": ":0"}, {"QT_QPA_PLATFORM": "xcb:screen=1"}):
        with pytest.raises(UserError, match=r"libqxcb\.so: .*; allowed: its libraries"):
            require_platform(environ, tmp_path)
    with pytest.raises(UserError, match='there is no "nonsense"'):
        require_platform({"QT_QPA_PLATFORM": "nonsense"})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="plugins of Linux")
@pytest.mark.parametrize("platform", ["eglfs", "eglfs:size=9x9", "linuxfb;xcb", "offscreen", "vnc"])
def test_a_platform_that_cannot_draw_the_window_is_refused_before_qt_starts(platform):
    with pytest.raises(
        UserError, match=r'is "\w+", on which .* allowed: xcb or wayland, or `orbit'
    ):
        require_platform({"QT_QPA_PLATFORM": platform, "QT_QPA_PLATFORM_PLUGIN_PATH": "/"})


def test_opengl_of_a_mac_is_enough():
    driver = Driver("Apple", "Apple M2", "2.1 Metal - 83.1")
    assert require_opengl(driver) is driver


@pytest.mark.parametrize(
    ("environ", "has_plugin", "expected"),
    [
        ({"DISPLAY": ":0"}, False, None),
        ({"WAYLAND_DISPLAY": "w"}, False, None),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, False, "xcb"),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0", "QT_QPA_PLATFORM": "wayland"}, False, "wayland"),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, True, None),
    ],
)
def test_x11_is_chosen_only_where_wayland_would_mix(monkeypatch, environ, has_plugin, expected):
    monkeypatch.setattr(graphics.sys, "platform", "linux")
    monkeypatch.setattr(graphics, "_has_wayland_plugin", lambda: has_plugin)
    avoid_mixed_windowing(environ)
    assert environ.get("QT_QPA_PLATFORM") == expected


def test_an_exception_goes_to_the_log_and_to_the_user(qapp, qtbot, crash, capsys):
    with qtbot.waitSignal(crash.crashed) as told:
        crash.report(ValueError("boom"))
    assert "ValueError: boom" in told.args[0]
    for handler in logging.getLogger("orbitviz").handlers:
        handler.flush()
    assert "boom" in crash.log_file.read_text()
    boxes = []

    def shown():
        boxes[:] = [w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox)]
        return bool(boxes)

    qtbot.waitUntil(shown)
    assert "went wrong" in boxes[0].text()
    assert boxes[0].detailedText() == told.args[0]
    boxes[0].close()
    assert "boom" in capsys.readouterr().err


def test_an_exception_of_a_thread_is_caught(qtbot, crash, capsys, monkeypatch):
    monkeypatch.setattr(crash, "_show", lambda details: None)

    def fail():
        raise RuntimeError("in a thread")

    with qtbot.waitSignal(crash.crashed) as told:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert "in a thread" in told.args[0]


def test_a_mistake_of_the_user_is_no_crash(qtbot, crash):
    told = []
    crash.userErrorOccurred.connect(lambda error: told.append(str(error)))
    with qtbot.assertNotEmitted(crash.crashed), qtbot.waitSignal(crash.userErrorOccurred):
        crash.report(UserError("is wrong", file="a.toml"))
    qtbot.waitUntil(lambda: told == ["a.toml: is wrong"])


def test_cancelling_is_neither(qtbot, crash):
    with qtbot.assertNotEmitted(crash.crashed), qtbot.assertNotEmitted(crash.userErrorOccurred):
        crash.report(Cancelled())


def test_details_can_be_copied(qtbot, tmp_path):
    box = crash_box("Traceback: boom", tmp_path / "orbitviz.log")
    qtbot.addWidget(box)
    copy = next(b for b in box.findChildren(QPushButton) if b.text() == "Copy details")
    copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "Traceback: boom" in copied
    assert versions() in copied


def test_hooks_are_given_back(qapp, tmp_path, monkeypatch):
    import faulthandler

    monkeypatch.setattr(faulthandler, "enable", lambda **_: None)
    monkeypatch.setattr(faulthandler, "disable", lambda: None)
    handler = CrashHandler(tmp_path)
    handler.install()
    assert sys.excepthook == handler.handle
    handler.uninstall()
    assert sys.excepthook is sys.__excepthook__


def test_settings_survive_a_restart(tmp_path):
    file = tmp_path / "window.ini"
    settings = Settings(file)
    view = replace(ViewOptions(), theme=Theme.LIGHT, quality=Quality.FULL)
    settings.view = replace(view, satellite_path=SatellitePath.POINTS)
    settings.layout = (QByteArray(b"geometry"), QByteArray(b"docks"))
    settings.add_recent(tmp_path / "a.toml")
    again = Settings(file)
    assert again.view == settings.view
    assert again.view.satellite_path is SatellitePath.POINTS
    assert again.layout == (QByteArray(b"geometry"), QByteArray(b"docks"))
    assert again.recent == ((tmp_path / "a.toml").resolve(),)


def test_settings_that_make_no_sense_are_left_out(tmp_path):
    file = tmp_path / "window.ini"
    file.write_text("[General]\ntheme=purple\ngeometry=7\n")
    settings = Settings(file)
    assert settings.view == ViewOptions()
    assert settings.layout[0].isEmpty()
    assert settings.recent == ()


def test_recent_files_are_few_and_each_once(tmp_path):
    settings = Settings(tmp_path / "window.ini")
    for number in range(20):
        settings.add_recent(tmp_path / f"{number}.toml")
    settings.add_recent(tmp_path / "15.toml")
    names = [file.name for file in settings.recent]
    assert names[:3] == ["15.toml", "19.toml", "18.toml"]
    assert len(names) == len(set(names)) == 12


# What the window shows at first. Anything else is on demand: see `base/on_demand.py`.
FOLDERS_AT_START = {
    "analysis", "analysis.answers", "analysis.bodies", "analysis.coverage", "analysis.density",
    "analysis.links", "analysis.one_satellite", "analysis.report", "app", "app.compare",
    "app.display", "app.files",
    "app.ground", "base", "engine",
    "formats", "formats.catalogues", "formats.designs", "model", "model.design",
    "orbits", "orbits.sgp4", "scene", "scene.backdrop", "scene.bodies", "scene.gl", "scene.labels",
    "scene.overlay", "scene.satellites", "scene.satellites.compute",
    "subsystems", "subsystems.quantities",
    "ui", "ui.charts", "ui.compare", "ui.cost", "ui.design", "ui.findings", "ui.panels", "ui.route",
    "ui.sets", "ui.shells", "ui.sky", "ui.stage", "ui.timeline", "ui.tour_editor", "ui.widgets",
    "ui.world_map", "ui.years",
}  # fmt: skip
MOST_AT_START = 557  # modules
LATER = {"av", "jinja2", "lark", "pyarrow", "pyqtgraph", "rich", "skyfield", "typer"}


@pytest.fixture(scope="module")
def at_start():
    """Return the modules that are loaded when the session is imported as `main` does it."""
    program = (
        "import sys, vispy\n"
        "vispy.use(app='pyside6', gl='gl2')\n"
        "import orbitviz.app.session\n"
        "print(*sys.modules)\n"
    )
    command = [sys.executable, "-c", program]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return answer.stdout.split()


def test_starting_loads_what_is_shown_at_first_and_no_more(at_start):
    own = [name.removeprefix("orbitviz.") for name in at_start if name.startswith("orbitviz.")]
    strange = {name for name in own if name.rpartition(".")[0] not in {"", *FOLDERS_AT_START}}
    assert strange == set()
    assert len(own) <= MOST_AT_START, "what has come can be built on demand, or the limit raised"


def test_starting_loads_no_library_that_only_a_tool_needs(at_start):
    assert LATER.isdisjoint(at_start)
