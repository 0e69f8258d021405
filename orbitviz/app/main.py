"""Starts the program with a window."""

from __future__ import annotations

import os
import sys

from PySide6.QtWidgets import QApplication

from orbitviz.app.crash import CrashHandler
from orbitviz.app.graphics import (
    avoid_mixed_windowing,
    find_driver,
    request_surface,
    require_opengl,
    require_platform,
)
from orbitviz.app.settings import Settings
from orbitviz.base.collecting import collecting_paused, keep_for_good
from orbitviz.base.errors import UserError
from orbitviz.cli.verbs.window import WindowRequest
from orbitviz.ui.theme import apply_theme, load_fonts
from orbitviz.ui.widgets.plain_text import PlainBox

NO_OPENGL = 2  # exit status
_UNSEEN = ("offscreen", "minimal")  # platforms of Qt on which nobody answers a dialog


def run(request: WindowRequest) -> int:
    """Open the window on files or built-in designs; return the exit status."""
    avoid_mixed_windowing(os.environ)
    require_platform(os.environ)
    request_surface()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("orbitviz")
    app.setApplicationDisplayName("orbitviz")
    app.setDesktopFileName("orbitviz")
    settings = Settings()
    load_fonts()
    apply_theme(app, settings.view.theme)
    crash = CrashHandler()
    crash.install()
    try:
        require_opengl(find_driver())
    except UserError as error:
        return _report_no_opengl(str(error))
    with collecting_paused():
        import vispy

        vispy.use(app="pyside6", gl="gl2")
        # The session imports the scene, which must find the backend chosen.
        from orbitviz.app.session import Session

    keep_for_good()
    crash.install_qt_messages()
    session = Session(crash, settings, satellite_path=request.satellites)
    session.start(request.files)
    if request.tour:
        session.stage.part.present(request.tour, kiosk=request.kiosk)
    if request.measure_s is not None:
        from orbitviz.app.self_measure import SelfMeasure

        SelfMeasure(session, request.measure_s)
    try:
        return app.exec()
    finally:
        session.close()
        crash.uninstall()


def _report_no_opengl(sentence: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"orbitviz: {sentence}\n")
    if QApplication.platformName() in _UNSEEN:
        return NO_OPENGL
    box = PlainBox()
    box.setWindowTitle("orbitviz")
    box.setIcon(PlainBox.Icon.Critical)
    box.show_texts("orbitviz cannot draw here.", f"{sentence[:1].upper()}{sentence[1:]}.")
    box.exec()
    return NO_OPENGL
