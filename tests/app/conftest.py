from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from orbitviz.analysis.fleet import Fleet, solve_fleet
from orbitviz.app.crash import CrashHandler
from orbitviz.app.files.autosave import Autosave
from orbitviz.app.files.documents import Documents
from orbitviz.app.files.jobs import Jobs
from orbitviz.app.settings import Settings
from orbitviz.base.progress import no_check
from orbitviz.engine import engine
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.commands import open_document
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store
from orbitviz.subsystems.stations import Fineness
from orbitviz.ui.window import MainWindow
from tests.few_pixels import few_pixels

DESIGN = """# kept by saving
format = "orbitviz/1"
name = "Small"
epoch = 2026-11-22T00:00:00Z
[[groups]]
name = "Low"
pattern = "walker-delta"
altitude_km = 500
inclination_deg = 53
planes = 6
satellites_per_plane = 10
colour = "#112233"
"""


def make_small(window: MainWindow) -> None:
    """Give a window few pixels, which are drawn fast; the window manager would fill the screen."""
    window.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint)
    window.resize(1000, 560)


@pytest.fixture
def small_images(monkeypatch) -> None:
    """Have sessions show images with few pixels, read once."""
    from orbitviz.app import session

    monkeypatch.setattr(session, "load_images", few_pixels)


@pytest.fixture(scope="session")
def _first_solved() -> dict[tuple[float, Fineness], Fleet]:
    return {}


@pytest.fixture
def solved_once(monkeypatch, _first_solved) -> None:
    """Have sessions start with the maps that the first of them solved, where these are theirs."""

    def solve(document, sun_km, before=None, *, fineness=Fineness.FULL, check=no_check):
        first = _first_solved.get((sun_km, fineness))
        if first is not None and first.design.flies_the_same(document.design):
            before = first
        fleet = solve_fleet(document, sun_km, before, fineness=fineness, check=check)
        _first_solved.setdefault((sun_km, fineness), fleet)
        return fleet

    monkeypatch.setattr(engine, "solve_fleet", solve)


@pytest.fixture
def mistakes() -> list[str]:
    """What went wrong unexpectedly: a test with a session fails if there is any."""
    return []


@pytest.fixture
def new_session(qtbot, small_images, solved_once, tmp_path, mistakes):
    """Return a function that builds a session with a small window on the text of a design."""
    # The scene, which it imports, must find the backend chosen.
    from orbitviz.app.session import Session

    made = []

    def build(design: str = DESIGN) -> Session:
        crash = CrashHandler(tmp_path)
        crash.crashed.disconnect()
        crash.crashed.connect(mistakes.append)
        session = Session(crash, Settings(tmp_path / "window.ini"), tmp_path / "autosave")
        made.append(session)
        # Nobody would answer what to do with the edits of a test that has failed.
        qtbot.addWidget(
            session.window,
            before_close_func=lambda _: setattr(session.documents, "maybe_save", lambda: True),
        )
        make_small(session.window)
        session.store.do(open_document(parse_design(design)))
        return session

    yield build
    for session in made:
        session.close()
    assert mistakes == []


@pytest.fixture
def store() -> Store:
    document = parse_design(DESIGN)
    return Store(State.of(document, Playback(document.design.epoch_instant)))


@pytest.fixture
def window(qtbot, store):
    made = MainWindow(store, store.state.playback.at)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(tmp_path / "window.ini")


@pytest.fixture
def jobs(window):
    made = Jobs(window.notices)
    yield made
    made.close()


@pytest.fixture
def crashes() -> list[Exception]:
    return []


@pytest.fixture
def autosaved(tmp_path):
    made = Autosave(tmp_path / "autosave")
    yield made
    made.clear()


@pytest.fixture
def documents(store, window, jobs, settings, autosaved, crashes) -> Documents:
    made = Documents(store, window, jobs, settings, autosaved, crashes.append)
    store.watch(lambda state: state.document, made.show_title)
    return made
