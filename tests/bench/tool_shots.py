"""Pictures of every tool of the window, driven by keys and pointer as people do.

    python -m tests.bench.tool_shots FOLDER [SIZE-THEME...] [-- SCENE...]

Starts a virtual screen for each size and theme, such as 1024x700-dark or 2048x1400@2-light (all of
RUNS unless some are named), plays the scenes of `tool_scenes.py` whose names contain one of the
words after `--`, and saves FOLDER/SIZE-THEME-SCENE.png. Time stands still at the epoch of the
design, and each scene begins from the first layout, so that runs can be compared. Needs xdotool.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tests.bench.tool_scenes import SCENES
from tests.bench.virtual_screen import virtual_screen

RUNS = tuple(
    f"{size}-{theme}"
    for size in ("1024x700", "1600x1000", "2048x1400@2")
    for theme in ("dark", "light")
)
_SETTLED_S, _MOST_S, _KEY_S = 1.2, 20.0, 0.1
_MOST_TABS = 80
_MOST_OPEN = 3  # dialogs and menus above one another


def main() -> None:
    """Start a screen and a process for every size and theme."""
    folder, *rest = sys.argv[1:]
    split = rest.index("--") if "--" in rest else len(rest)
    Path(folder).mkdir(parents=True, exist_ok=True)
    for run in rest[:split] or RUNS:
        size, _, theme = run.partition("-")
        with virtual_screen(size) as environment:
            subprocess.run(
                [sys.executable, "-m", "tests.bench.tool_shots", "--one", f"{folder}/{run}", theme,
                 *rest[split + 1 :]],
                env=environment,
                check=True,
            )  # fmt: skip


def play(prefix: str, theme: str, *words: str) -> None:
    """Open the window on the present screen and play the scenes."""
    from PySide6.QtCore import QCoreApplication, QPoint, Qt
    from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

    from orbitviz.app.graphics import request_surface

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    request_surface()
    app = QApplication([])
    import vispy

    vispy.use(app="pyside6", gl="gl2")
    from orbitviz.app.crash import CrashHandler
    from orbitviz.app.session import Session
    from orbitviz.app.settings import Settings
    from orbitviz.formats.designs.builtin import read_builtin
    from orbitviz.model.commands import set_theme
    from orbitviz.model.state import Playback, State
    from orbitviz.model.view import Theme
    from orbitviz.ui.find_popup import FindPopup
    from orbitviz.ui.palette import Palette
    from orbitviz.ui.theme import apply_theme, load_fonts

    scratch = Path(tempfile.mkdtemp(prefix="tool-shots-"))
    os.chdir(scratch)  # where dialogs propose to save
    load_fonts()
    apply_theme(app, Theme(theme))
    session = Session(
        CrashHandler(scratch), Settings(scratch / "window.toml"), scratch / "autosave"
    )
    window, store, globe = session.window, session.store, session.canvas.native

    def wait(seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            app.processEvents()
            time.sleep(0.01)

    def settle() -> None:
        begin = time.monotonic()
        wait(_SETTLED_S)
        while time.monotonic() - begin < _MOST_S and (
            not session.engine.wait(0.0) or session.map.part.is_busy
        ):
            wait(0.2)

    def xdotool(*words: str) -> None:
        if app.activeWindow() is None and app.activePopupWidget() is None:
            window.activateWindow()  # no window manager does, once a dialog is closed
            wait(_KEY_S)
        subprocess.run(["xdotool", *words], check=True)
        wait(_KEY_S)

    def place(x: str, y: str) -> tuple[str, str]:
        inside = QPoint(int(globe.width() * float(x)), int(globe.height() * float(y)))
        at = globe.mapToGlobal(inside) * window.devicePixelRatioF()
        return str(at.x()), str(at.y())

    def take(step: str) -> None:
        verb, _, rest = step.partition(" ")
        if step.startswith("'"):
            xdotool("type", "--delay", "5", step[1:])
        elif verb == "wait":
            wait(float(rest))
        elif verb == "open":
            store.do(lambda _: first_of(rest))
            settle()
        elif verb == "catalogue":
            session.documents.open_files([Path(rest)])
            settle()
        elif verb == "command":
            xdotool("key", "ctrl+k")
            xdotool("type", "--delay", "5", rest)
            wait(0.2)
            xdotool("key", "Return")
        elif verb == "tab-to":
            passed: list[str] = []
            while (at := app.focusWidget()) and at.accessibleName() != rest:
                passed.append(at.accessibleName() or type(at).__name__)
                assert len(passed) < _MOST_TABS, f"Tab does not reach {rest}: {passed}"
                xdotool("key", "Tab")
            print(f"Tab to {rest} passes {passed}", flush=True)
        elif verb in ("click", "move", "menu"):
            xdotool("mousemove", *place(*rest.split()[:2]))
            xdotool("mousemove_relative", "1", "1")
            if verb != "move":
                xdotool("click", "3" if verb == "menu" else "1")
        elif verb == "drag":
            points = [place(x, y) for x, y in zip(*[iter(rest.split())] * 2, strict=True)]
            xdotool("mousemove", *points[0])
            xdotool("mousedown", "1")
            for point in points[1:]:
                xdotool("mousemove", *point)
        elif verb == "release":
            xdotool("mouseup", "1")
        else:
            for key in step.split():
                xdotool("key", key)

    def still_open() -> list[QWidget]:
        tops = (QDialog, QMenu, FindPopup, Palette)
        return [top for top in app.topLevelWidgets() if isinstance(top, tops) and top.isVisible()]

    def first_of(name: str) -> State:
        document = read_builtin(name)
        playback = Playback(document.design.epoch_instant, 1.0, playing=False)
        view = replace(first.view, theme=Theme(theme))
        return State.of(document, playback, view=view)

    window.setGeometry(app.primaryScreen().geometry())
    session.start([])
    store.do(set_theme(Theme(theme)))
    window.setGeometry(app.primaryScreen().geometry())
    begin = time.monotonic()
    while time.monotonic() - begin < _MOST_S and not session.display.frames.mean_ms:
        wait(0.1)
    wait(4.0)
    first = store.state
    opened = ""
    for scene in SCENES:
        if words and not any(word in scene.name for word in words):
            continue
        if opened != scene.design:
            take(f"open {scene.design}")
            opened = scene.design
        xdotool("mouseup", "1", "mousemove", "1", "1")
        store.do(lambda _, name=scene.design: first_of(name))
        window.find_popup.part.field.clear()
        window.reset_layout()
        window.map_place.show_in_centre(False)
        globe.setFocus()
        settle()
        for step in scene.steps:
            take(step)
        settle()
        app.primaryScreen().grabWindow(0).save(f"{prefix}-{scene.name}.png")
        focus = app.focusWidget()
        print(f"{prefix}-{scene.name}: focus {focus and focus.accessibleName()!r} "
              f"of {type(focus).__name__}", flush=True)  # fmt: skip
        for _ in range(_MOST_OPEN):
            if still_open():
                xdotool("key", "Escape")
        for left in still_open():
            print(f"{prefix}-{scene.name}: Escape does not close {left!r}", flush=True)
            left.close()
    session.close()
    os._exit(0)  # some drivers crash while they are unloaded


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        play(*sys.argv[2:])
    else:
        main()
