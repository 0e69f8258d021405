"""Pictures of the window at the sizes, scales and themes that people have.

    python -m tests.bench.window_shots FOLDER [WORD] [SIZE...]

Starts a virtual screen for each size, such as 1024x700 or 1920x1080@1.5 (all of SIZES unless some
are named), opens the window on it in both themes and saves FOLDER/SIZE-THEME-WORD-PLACE.png: the
first layout, a sliding design, a status text and a job with endless names, and the list of keys.
Prints how much of the window is globe.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.virtual_screen import virtual_screen

SIZES = ("1024x700", "1366x768", "1920x1080", "1920x1080@1.5", "1920x1080@2", "3840x2160@1.5",
         "3840x2160@2")  # fmt: skip
THEMES = ("dark", "light")
ENDLESS = "a-very-long-name-of-a-file-" * 200
_SETTLED_S, _MOST_S = 4.0, 60.0


def main() -> None:
    """Start a screen and a process for every picture."""
    folder, word, *sizes = [*sys.argv[1:], "now"] if len(sys.argv) == 2 else sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    for size in sizes or SIZES:
        with virtual_screen(size) as environment:
            for theme in THEMES:
                subprocess.run(
                    [sys.executable, "-m", "tests.bench.window_shots", "--one", folder, word, size,
                     theme],
                    env=environment,
                    check=True,
                )  # fmt: skip


def take(folder: str, word: str, size: str, theme: str) -> None:
    """Open the window on the present screen and take its pictures."""
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtWidgets import QApplication, QLabel

    from orbitviz.app.graphics import request_surface

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    request_surface()
    app = QApplication([])
    import vispy

    vispy.use(app="pyside6", gl="gl2")
    from orbitviz.app.crash import CrashHandler
    from orbitviz.app.session import Session
    from orbitviz.app.settings import Settings
    from orbitviz.model.commands import edit_document, set_colour_mode, set_theme
    from orbitviz.model.design_edits import set_satellite_value
    from orbitviz.model.view import Theme
    from orbitviz.subsystems.quantities.heat import RADIATOR
    from orbitviz.ui.help import HelpDialog
    from orbitviz.ui.theme import apply_theme, load_fonts

    scratch = Path(tempfile.mkdtemp(prefix="window-shots-"))
    load_fonts()
    settings = Settings(scratch / "window.toml")
    apply_theme(app, Theme(theme))
    session = Session(CrashHandler(scratch), settings, scratch / "autosave")
    window, store = session.window, session.store
    window.setGeometry(app.primaryScreen().geometry())
    session.start([])
    store.do(set_theme(Theme(theme)))
    window.setGeometry(app.primaryScreen().geometry())

    def wait(seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            app.processEvents()
            time.sleep(0.01)

    def save(place: str) -> None:
        picture = app.primaryScreen().grabWindow(0)
        picture.save(f"{folder}/{size}-{theme}-{word}-{place}.png")
        globe, whole = session.canvas.native, window
        part = globe.width() * globe.height() / (whole.width() * whole.height())
        print(
            f"{size} {theme} {place}: window {whole.width()}x{whole.height()}, "
            f"globe {globe.width()}x{globe.height()}, {globe.width() / whole.width():.0%} of the "
            f"width, {part:.0%} of the area",
            flush=True,
        )

    begin = time.monotonic()
    panel = window.panels["power"]
    while time.monotonic() - begin < _MOST_S and not (
        session.display.frames.mean_ms and (panel.charts or not panel.is_in_view)
    ):
        wait(0.1)
    wait(_SETTLED_S)
    window.actions_by_id["pause"].trigger()
    save("first")
    if window.docks["panel_design"].visibleRegion().isEmpty():
        window.actions_by_id["panel_design"].trigger()
    store.do(set_colour_mode(RADIATOR.key))
    wait(3.0)
    name = store.state.document.design.satellite_name(0)
    for share in (0.9, 0.8, 0.7):
        old = store.state.document.design.satellite_of(0).radiator.area_m2
        edited = set_satellite_value(
            store.state.document, name, ("radiator", "area_m2"), old * share
        )
        store.do(edit_document(edited), undo="Change area", merge=True)
        wait(0.3)
    wait(4.0)
    save("design")
    if panel.is_in_view:
        panel.verticalScrollBar().setValue(panel.verticalScrollBar().maximum())
        wait(2.0)
        save("charts")
    store.undo()
    window.actions_by_id["help"].trigger()
    wait(1.0)
    save("help")
    window.findChild(HelpDialog).close()
    label = window.status.findChildren(QLabel)[0]
    job = window.notices.add_job(f"Opening {ENDLESS}")
    job.show_progress(0.4, "reading")
    window.notices.show_message(f"{ENDLESS}.tle: not a catalogue")
    label.setText(ENDLESS)
    wait(0.1)
    save("endless")
    session.close()
    os._exit(0)  # some drivers crash while they are unloaded


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        take(*sys.argv[2:])
    else:
        main()
