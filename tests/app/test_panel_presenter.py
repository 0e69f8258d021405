"""What the panels ask of the worker: the needs of those in view, slow ones step by step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orbitviz.analysis.answers.analyst import REPRESENTATIVE, TRANSIENT_SCENARIOS
from orbitviz.app.display.panel_presenter import PanelPresenter
from orbitviz.engine.engine import WorkTopic, snapshot_at
from orbitviz.model.commands import select
from orbitviz.model.source import MAIN_DESIGN, ShellKey
from orbitviz.ui.panels.analysis_panel import AnalysisPanel
from orbitviz.ui.panels.compute import COMPUTING
from orbitviz.ui.panels.heat import HEAT
from orbitviz.ui.panels.power import POWER
from orbitviz.ui.panels.registry import PANELS
from orbitviz.ui.panels.transients import TRANSIENTS


class Worker:
    """Stands for the engine: keeps jobs until they are run by hand."""

    def __init__(self):
        self.jobs = {}
        self.results = []

    def run(self, topic, job, done):
        self.jobs[topic] = (job, done)

    def is_busy(self, topic):
        return topic in self.jobs

    def finish(self, topic):
        job, done = self.jobs.pop(topic)
        self.results.append(job())
        done(self.results[-1])
        return self.results[-1]


@pytest.fixture
def worker():
    return Worker()


@pytest.fixture
def panels(qtbot):
    made = {spec.id: AnalysisPanel(spec) for spec in PANELS}
    for panel in made.values():
        qtbot.addWidget(panel)
    return made


@pytest.fixture
def presenter(panels, worker):
    return PanelPresenter(worker, tuple(panels.values()), panels[POWER.id])


@pytest.fixture
def snapshot(store):
    return snapshot_at(store.state, store.state.playback.at, with_survey=False)


def look_at(panels, *specs):
    """Have some panels in view and no others."""
    for panel in panels.values():
        panel.setVisible(panel.spec in specs)


def test_the_worker_is_asked_for_what_the_panels_in_view_need(
    panels, worker, presenter, store, snapshot
):
    look_at(panels, POWER)
    presenter.refresh(store.state, snapshot)
    assert worker.finish(WorkTopic.PANELS).found.keys() == POWER.quick_needs
    look_at(panels, HEAT, COMPUTING)
    presenter.refresh(store.state, snapshot)
    found = worker.finish(WorkTopic.PANELS).found.keys()
    # Those of the same question before are kept.
    assert found == POWER.quick_needs | HEAT.quick_needs | COMPUTING.quick_needs
    assert all(panels[spec.id].charts for spec in (HEAT, COMPUTING))


def test_nothing_is_asked_twice(panels, worker, presenter, store, snapshot):
    look_at(panels, POWER)
    presenter.refresh(store.state, snapshot)
    presenter.refresh(store.state, snapshot)
    worker.finish(WorkTopic.PANELS)
    presenter.refresh(store.state, snapshot)
    assert worker.jobs == {}


def test_a_panel_that_came_into_view_meanwhile_is_answered_next(
    panels, worker, presenter, store, snapshot
):
    look_at(panels, POWER)
    presenter.refresh(store.state, snapshot)
    look_at(panels, HEAT)
    presenter.refresh(store.state, snapshot)
    worker.finish(WorkTopic.PANELS)
    assert HEAT.quick_needs <= worker.finish(WorkTopic.PANELS).found.keys()
    assert worker.jobs == {}


def test_slow_needs_come_step_by_step_and_not_while_dragging(
    panels, worker, presenter, store, snapshot
):
    look_at(panels, TRANSIENTS)
    panel = panels[TRANSIENTS.id]
    topic = TRANSIENT_SCENARIOS
    draft = replace(snapshot, fleet=replace(snapshot.fleet, is_draft=True))
    presenter.refresh(store.state, draft)
    assert list(worker.jobs) == [WorkTopic.PANELS]
    presenter.refresh(store.state, snapshot)
    assert REPRESENTATIVE in worker.finish(WorkTopic.PANELS).found
    counts = []
    while topic in worker.jobs:
        worker.finish(topic)
        counts.append(len(panel.charts))
    assert counts == [2, 4, 6, 8]  # two charts a scenario
    presenter.refresh(store.state, snapshot)
    assert topic not in worker.jobs


def test_a_step_about_another_selection_is_dropped(panels, worker, presenter, store, snapshot):
    look_at(panels, TRANSIENTS)
    presenter.refresh(store.state, snapshot)
    worker.finish(WorkTopic.PANELS)
    topic = TRANSIENT_SCENARIOS
    worker.finish(topic)
    store.do(select({ShellKey(MAIN_DESIGN, 0)}))
    presenter.refresh(store.state, snapshot)
    worker.finish(WorkTopic.PANELS)
    assert panels[TRANSIENTS.id].charts == ()
    worker.finish(topic)  # the one that was under way
    presenter.refresh(store.state, snapshot)
    worker.finish(topic)
    assert len(panels[TRANSIENTS.id].charts) == 2
