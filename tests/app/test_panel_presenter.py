"""What the panels ask of the worker: the needs of those in view, slow ones step by step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from orbitviz.analysis.answers.analyst import REPRESENTATIVE, TOTALS, TRANSIENT_SCENARIOS
from orbitviz.analysis.fleet import Fleet
from orbitviz.app.display.panel_presenter import PanelPresenter
from orbitviz.base.errors import Cancelled
from orbitviz.engine.engine import WorkTopic, snapshot_at
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.commands import (
    add_catalogue,
    edit_document,
    open_document,
    set_playback,
)
from orbitviz.model.design_edits import recolour, set_satellite_value
from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.selecting import select, select_satellites
from orbitviz.model.source import MAIN_DESIGN, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.ui.panels.analysis_panel import AnalysisPanel
from orbitviz.ui.panels.compute import COMPUTING
from orbitviz.ui.panels.heat import HEAT
from orbitviz.ui.panels.power import POWER
from orbitviz.ui.panels.registry import PANELS
from orbitviz.ui.panels.transients import TRANSIENTS
from tests.app.conftest import DESIGN
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of
from tests.ui.visible_texts import visible_texts


class Worker:
    """Stands for the engine: keeps jobs until they are run by hand."""

    def __init__(self):
        self.jobs = {}
        self.results = []
        self.given_up = []  # designs about which nobody wants to know any more

    def run(self, topic, job, done):
        self.jobs[topic] = (job, done)

    def is_busy(self, topic):
        return topic in self.jobs

    def check_of(self, design):
        def check():
            if design in self.given_up:
                raise Cancelled

        return check

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


@pytest.fixture(scope="module")
def document():
    return parse_design(DESIGN)


@pytest.fixture
def store(document):
    return Store(State.of(document, Playback(document.design.epoch_instant)))


SOLVED: list[Fleet] = []  # each design once for all tests


def new_snapshot(store, *, is_draft=False):
    """Return a snapshot of the present state, with a fleet that is another one each time."""
    state = store.state
    known = next((fleet for fleet in SOLVED if fleet.design == state.document.design), None)
    found = snapshot_at(state, state.playback.at, with_survey=False, known=known)
    if found.fleet is not known:
        SOLVED.append(found.fleet)
    return replace(found, fleet=replace(found.fleet, is_draft=is_draft))


@pytest.fixture
def snapshot(store):
    return new_snapshot(store)


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


def test_panels_are_about_the_satellites_that_are_selected_one_by_one(
    panels, worker, presenter, store, snapshot
):
    """And stay so, with the charts of before, through an edit of the satellite."""
    look_at(panels, POWER)
    panel = panels[POWER.id]
    store.do(select_satellites({MAIN_DESIGN: [0, 1, 2, 13]}))
    presenter.refresh(store.state, snapshot)
    found = worker.finish(WorkTopic.PANELS)
    assert found[TOTALS].satellites == 4
    assert panel.heading.text() == "4 satellites of Low"
    store.do(select({ShellKey(MAIN_DESIGN, 0)}))
    presenter.refresh(store.state, snapshot)
    assert worker.finish(WorkTopic.PANELS)[TOTALS].satellites == 60
    store.do(select_satellites({MAIN_DESIGN: [0, 1, 2, 13]}))
    presenter.refresh(store.state, snapshot)
    worker.finish(WorkTopic.PANELS)
    name = store.state.document.design.satellite_name(0)
    edited = set_satellite_value(store.state.document, name, ("array", "area_m2"), 500.0)
    store.do(edit_document(edited))
    presenter.refresh(store.state, new_snapshot(store))
    assert worker.finish(WorkTopic.PANELS)[TOTALS].satellites == 4
    assert presenter.is_comparing


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


def test_slow_answers_stay_after_an_edit_until_there_are_new_ones(
    panels, worker, presenter, store, snapshot
):
    look_at(panels, TRANSIENTS)
    panel, topic = panels[TRANSIENTS.id], TRANSIENT_SCENARIOS
    presenter.refresh(store.state, snapshot)
    worker.finish(WorkTopic.PANELS)
    worker.finish(topic)
    worker.finish(topic)
    assert (len(panel.charts), topic in worker.jobs) == (4, True)
    edit(store, 60.0)
    show(presenter, worker, store, is_draft=True)
    assert (len(panel.charts), panel.aside.text()) == (4, "draft…")
    worker.finish(topic)  # the step that was under way is about the design before
    assert (len(panel.charts), topic in worker.jobs) == (4, False)
    show(presenter, worker, store)
    before = panel._answers[0][topic]
    assert (panel.aside.text(), panel._card.isEnabled()) == ("updating…", False)
    counts, words = [], []
    while topic in worker.jobs:
        worker.finish(topic)
        counts.append(len(panel.charts))
        words.append(panel.aside.text())
    assert counts == [4, 4, 6, 8]
    assert words == ["updating…", "updating…", "", ""]
    assert panel._card.isEnabled()
    after = panel._answers[0][topic]  # of the edited design, all of them
    assert all(new is not old for new, old in zip(after, before, strict=False))


def test_of_a_catalogue_the_panels_say_that_it_has_no_power_model(
    panels, worker, presenter, store, snapshot
):
    look_at(panels, POWER, HEAT)
    catalogue = read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))
    store.do(add_catalogue(catalogue))
    presenter.refresh(store.state, snapshot)
    worker.finish(WorkTopic.PANELS)
    assert "no power model" not in " ".join(visible_texts(panels["power"]))
    heading = panels["power"].heading.text()
    objects = ShellKey(catalogue_id(0), 0)
    store.do(select({objects}))
    presenter.refresh(store.state, snapshot)
    assert worker.jobs == {}
    for name in ("power", "heat"):
        shown = visible_texts(panels[name])
        assert any("made has no power model" in text for text in shown)
        assert not any("60 satellites" in text or "Array power" in text for text in shown)
    # With a shell beside it, that is what the panels are about; then everything again.
    for shells in ({objects, ShellKey(MAIN_DESIGN, 0)}, set()):
        store.do(select(shells))
        presenter.refresh(store.state, snapshot)
        if worker.jobs:
            worker.finish(WorkTopic.PANELS)
        assert "no power model" not in " ".join(visible_texts(panels["power"]))
    assert panels["power"].heading.text() == heading


def edit(store, area_m2):
    """Give the radiators another area, as a slider does."""
    document = store.state.document
    name = document.design.satellite_name(0)
    edited = set_satellite_value(document, name, ("radiator", "area_m2"), area_m2)
    store.do(edit_document(edited), undo="Change area", merge=True)


def show(presenter, worker, store, *, is_draft=False):
    """Have the panels show the present state, by full maps or as if these were drafts."""
    snapshot = new_snapshot(store, is_draft=is_draft)
    presenter.refresh(store.state, snapshot, is_undone=store.redo_label is not None)
    while WorkTopic.PANELS in worker.jobs:
        worker.finish(WorkTopic.PANELS)


def faint_curves(panel):
    """Return the number of curves before the edits."""
    return sum(len(view.plot._faint) for view in panel.charts)


@pytest.fixture
def heat(panels, worker, presenter, store):
    look_at(panels, HEAT)
    show(presenter, worker, store)
    return panels[HEAT.id]


def ranges(panel):
    return [view.plot.getPlotItem().vb.viewRange() for view in panel.charts]


def test_ranges_stay_while_sliding_until_they_are_fitted(qtbot, heat, worker, presenter, store):
    heat.resize(400, 4000)  # every chart in view
    qtbot.waitExposed(heat)
    show(presenter, worker, store)
    before = ranges(heat)
    assert faint_curves(heat) == 0
    for area_m2 in (100.0, 80.0, 60.0):
        edit(store, area_m2)
        show(presenter, worker, store)
        qtbot.waitUntil(lambda: faint_curves(heat) > 0)
        assert ranges(heat) == before
    assert presenter.is_comparing
    assert not heat.range_note.isHidden()
    with qtbot.waitSignal(presenter.comparisonChanged):
        presenter.fit_ranges()
    qtbot.waitUntil(lambda: faint_curves(heat) == 0)
    assert heat.range_note.isHidden()
    assert ranges(heat) != before


def test_another_selection_or_design_ends_the_comparison(heat, worker, presenter, store):
    again = replace(store.state.document, opening=object())
    for area_m2, change in (
        (60.0, select({ShellKey(MAIN_DESIGN, 0)})),
        (50.0, open_document(again)),
    ):
        edit(store, area_m2)
        show(presenter, worker, store)
        assert presenter.is_comparing
        store.do(change)
        show(presenter, worker, store)
        assert not presenter.is_comparing


def test_undo_ends_the_comparison(heat, worker, presenter, store):
    edit(store, 60.0)
    show(presenter, worker, store)
    assert presenter.is_comparing
    store.undo()
    show(presenter, worker, store)
    assert not presenter.is_comparing


def test_a_colour_is_no_edit_of_the_satellites(heat, worker, presenter, store):
    store.do(edit_document(recolour(store.state.document, 0, "#abcdef")))
    show(presenter, worker, store)
    assert not presenter.is_comparing


def test_after_re_range_undo_shows_nothing_faint(heat, worker, presenter, store):
    edit(store, 60.0)
    show(presenter, worker, store)
    presenter.fit_ranges()
    store.undo()
    show(presenter, worker, store)
    assert not presenter.is_comparing
    assert heat.range_note.isHidden()
    assert faint_curves(heat) == 0
    edit(store, 50.0)  # the next edit is one
    show(presenter, worker, store)
    assert presenter.is_comparing
    assert not heat.range_note.isHidden()


def test_there_is_no_note_where_no_chart_can_be_compared(heat, worker, presenter, store):
    edit(store, 60.0)
    show(presenter, worker, store)
    answers, earlier = heat._answers
    heat._before_edits = (earlier, {})
    heat._draw(answers, earlier)
    assert heat.range_note.isHidden()


def test_the_charts_that_are_out_of_range_are_named(qtbot, heat, worker, presenter, store):
    edit(store, 1.0)
    show(presenter, worker, store)
    note = heat.range_note._label.text()
    assert note.endswith("Out of range: Mean through the year and 1 more, as marked.")
    heat.resize(400, 4000)  # every chart in view
    qtbot.waitUntil(
        lambda: (
            [view.chart.title for view in heat.charts if "out of range" in view._title.text()]
            == ["Mean through the year", "Chips now"]
        )
    )
    presenter.fit_ranges()
    edit(store, 0.999)
    show(presenter, worker, store)
    assert heat.range_note._label.text().startswith("Faint: before your edits")
    assert "Out of range" not in heat.range_note._label.text()


def values(panel):
    return [label.text() for label in panel._card._values]


def test_old_values_stay_marked_until_new_ones_are_there(heat, worker, presenter, store):
    before = values(heat)
    assert heat.aside.text() == ""
    snapshot = new_snapshot(store)
    presenter.refresh(store.state, snapshot)
    worker.finish(WorkTopic.PANELS)
    edit(store, 60.0)
    presenter.refresh(store.state, snapshot)  # the maps are still those before the edit
    assert (values(heat), heat.aside.text()) == (before, "updating…")
    assert not heat._card.isEnabled()
    show(presenter, worker, store, is_draft=True)
    assert values(heat) != before
    assert heat.aside.text() == "draft…"
    assert not heat._card.isEnabled()
    show(presenter, worker, store)
    assert heat.aside.text() == ""
    assert heat._card.isEnabled()
    snapshot = new_snapshot(store)
    store.do(edit_document(recolour(store.state.document, 0, "#abcdef")))
    presenter.refresh(store.state, snapshot)
    assert heat.aside.text() == ""
    store.do(select({ShellKey(MAIN_DESIGN, 0)}))
    presenter.refresh(store.state, snapshot)
    assert heat.aside.text() == "updating…"


def test_nothing_is_asked_between_an_edit_and_its_draft(panels, worker, presenter, store, snapshot):
    """The maps are still those before it; even a panel that came into view waits for its own."""
    store.do(set_playback(playing=True, now=store.state.playback.at))
    look_at(panels, TRANSIENTS)
    presenter.refresh(store.state, snapshot)
    worker.finish(WorkTopic.PANELS)

    def refresh(after_s):
        geometry = sky_geometry_at(snapshot.instant.plus_s(after_s))
        presenter.refresh(store.state, replace(snapshot, geometry=geometry))

    refresh(60.0)
    assert set(worker.jobs) == {WorkTopic.PANELS, TRANSIENT_SCENARIOS}  # under way
    edit(store, 60.0)
    look_at(panels, TRANSIENTS, HEAT)
    refresh(120.0)
    worker.finish(WorkTopic.PANELS)
    worker.finish(TRANSIENT_SCENARIOS)
    refresh(180.0)
    assert worker.jobs == {}
    show(presenter, worker, store, is_draft=True)
    assert panels[HEAT.id].aside.text() == "draft…"


@pytest.mark.parametrize("spec", [COMPUTING, POWER, HEAT], ids=lambda spec: spec.id)
def test_answers_that_take_seconds_end_with_an_edit(
    panels, worker, presenter, store, snapshot, spec
):
    """Losses, life, year: the draft of the edit would have to wait for them."""
    look_at(panels, spec)
    presenter.refresh(store.state, snapshot)
    worker.given_up.append(store.state.document.design)
    with pytest.raises(Cancelled):
        worker.finish(WorkTopic.PANELS)
    worker.given_up.clear()
    edit(store, 60.0)
    show(presenter, worker, store, is_draft=True)
    show(presenter, worker, store, is_draft=False)
    assert worker.results[-1].found.keys() == spec.quick_needs


def test_findings_are_of_full_runs_only(heat, worker, presenter, store):
    box = heat._findings
    edit(store, 1.0)
    show(presenter, worker, store, is_draft=True)
    assert box.isHidden()  # the draft has found something, but nothing was found before
    show(presenter, worker, store)
    assert not box.isHidden()
    found = box.text
    assert "before your edit" not in box.count_text
    edit(store, 2.0)
    show(presenter, worker, store, is_draft=True)
    assert not box.isHidden()
    assert box.text == found
    assert box.count_text.endswith(" before your edit")
    store.do(lambda state: replace(state, fleet_date=FleetDate(3.0)))
    show(presenter, worker, store, is_draft=True)
    assert "before your edit" not in box.count_text  # of its fleet at a date they never were
    store.do(lambda state: replace(state, fleet_date=None))
    store.do(select({ShellKey(MAIN_DESIGN, 0)}))
    show(presenter, worker, store, is_draft=True)
    assert box.isHidden()  # those were about another selection
    show(presenter, worker, store)
    assert box.text != found
    assert "before your edit" not in box.count_text


def test_what_is_flown_decides_what_an_edit_is(heat, worker, presenter, store):
    """A design that no group flies is no edit; another one for a group is."""
    document = store.state.document
    assert document.design.satellite_name(0) != "ai1"
    store.do(edit_document(set_satellite_value(document, "ai1", ("radiator", "area_m2"), 60.0)))
    show(presenter, worker, store)
    assert not presenter.is_comparing
    (group,) = document.design.groups
    groups = (group.model_copy(update={"satellite": "ai1"}),)
    design = document.design.model_copy(update={"groups": groups})
    store.do(edit_document(replace(document, design=design)))
    show(presenter, worker, store)
    assert presenter.is_comparing


def test_a_panel_opened_after_the_edit_is_compared_too(
    qtbot, panels, heat, worker, presenter, store
):
    edit(store, 60.0)
    show(presenter, worker, store)
    look_at(panels, POWER)
    show(presenter, worker, store)
    qtbot.waitUntil(lambda: faint_curves(panels[POWER.id]) > 0)


def test_a_design_opened_again_is_another_one():
    text = 'format = "orbitviz/1"\nname = "A"\nepoch = 2026-01-01\n'
    group = (
        '[[groups]]\npattern = "walker-delta"\naltitude_km = 550\ninclination_deg = 53\n'
        "planes = 1\nsatellites_per_plane = 1\n"
    )
    one, other = parse_design(text + group), parse_design(text + group)
    assert one.opening is not other.opening
    assert recolour(one, 0, "#abcdef").opening is one.opening
