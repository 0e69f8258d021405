from __future__ import annotations

import pytest

from orbitviz.app.files.autosave import Autosave
from orbitviz.app.files.documents import Documents
from orbitviz.app.files.jobs import Jobs
from orbitviz.app.settings import Settings
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store
from orbitviz.ui.window import MainWindow

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
