"""Costs in the real window: priced while seen, moved by sliders, undone, saved."""

from __future__ import annotations

from threading import current_thread, main_thread

import numpy as np
import pytest
from PySide6.QtCore import Qt

from orbitviz.analysis.census import take_census
from orbitviz.analysis.cost.costing import cost_of
from orbitviz.analysis.cost.fleet_facts import delivering_fleet
from orbitviz.analysis.cost.inputs import Range
from orbitviz.analysis.deployment import planned_fleet
from orbitviz.analysis.deployment.from_design import DEFAULT_YEARS
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.analysis.fleet import fleet_at
from orbitviz.base.units import number_text
from orbitviz.cli.planning import years_of_fleet
from orbitviz.engine import engine
from orbitviz.formats.designs.design_file import parse_design, read_design
from orbitviz.formats.reports.cost_texts import crossing_text
from orbitviz.model.blank_document import blank_document
from orbitviz.model.commands import edit_document, open_document
from orbitviz.model.design_edits import set_satellite_value
from orbitviz.model.economics_edits import LIFE, set_cost_value
from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.fleet_date_commands import show_fleet_date
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.ui.cost.cost_actions import PANEL
from orbitviz.ui.widgets.plain_text import plain_tip
from tests.app.conftest import DESIGN

pytestmark = pytest.mark.gl

LAUNCH = ("economics", "launch_usd_per_kg")
TEXT = f"""{DESIGN}satellite = "ai1"

[economics]
scenario = "literature"  # to begin with
launch_usd_per_kg = [100, 400, 1000]  # our guess
"""


@pytest.fixture
def session(qtbot, new_session, tmp_path):
    file = tmp_path / "priced.toml"
    file.write_text(TEXT)
    made = new_session()
    made.store.do(open_document(read_design(file)))
    made.start([])
    qtbot.waitExposed(made.window)
    return made


def panel_of(qtbot, session):
    """Show the panel and wait for the costs by the full maps of what is open."""
    session.window.show_panel(PANEL)
    desk = session.cost.part

    def is_there():
        known, document = desk._known, session.store.state.document
        return (
            known is not None
            and known.is_of(document)
            and not known.is_draft
            and desk._shown == (document, known)
        )

    qtbot.waitUntil(is_there, timeout=60_000)
    return session.window.cost.part


def slide(row, *places):
    """Drag the slider of a row over some places."""
    row.slider.setSliderDown(True)
    for place in places:
        row.slider.setValue(place)
    row.slider.setSliderDown(False)


def assert_shows(qtbot, session, panel):
    """Assert that the panel has the numbers of `analysis.cost` of the design as it is now."""
    desk, document = session.cost.part, session.store.state.document
    qtbot.waitUntil(lambda: desk._shown == (document, desk._known))
    expected = cost_of(document.design, desk._known.answer, document.design.economics)
    mid = number_text(expected.ratio.mid)
    assert panel.head.heading.text() == f"Orbit costs {mid} × the ground"
    for unit, band in expected.orbit.items():
        low, middle, high = map(number_text, band)
        assert panel.bands.text_of(unit, "orbit") == f"{middle}, {low}–{high}"
    return expected


def test_a_slider_moves_every_number_at_once_and_a_drag_is_one_edit(qtbot, session):
    assert session.cost.built is None  # before the panel is first shown
    store, panel = session.store, panel_of(qtbot, session)
    before = assert_shows(qtbot, session, panel)
    row = panel.cards.row(LAUNCH)
    assert row.entry.text() == "400"
    slide(row, 700, 300, 100)
    price = store.state.document.design.economics.launch_usd_per_kg
    assert price[0] == price[1] < 100.0  # the low end gives way
    assert price[2] == 1_000.0  # that of before the drag, not of a place on its way
    after = assert_shows(qtbot, session, panel)
    assert after.ratio.mid < before.ratio.mid
    assert store.undo_label == "Change launch price"
    assert store.state.document.edited
    store.undo()
    assert store.undo_label is None
    assert not store.state.document.edited
    assert_shows(qtbot, session, panel)
    assert row.entry.text() == "400"


def test_what_is_typed_is_saved_and_comments_stay(qtbot, session):
    store, panel = session.store, panel_of(qtbot, session)
    for path, text in ((LAUNCH, "50, 80, 300"), (("economics", "discount_rate"), "10"),
                       (LIFE, "9"), (("economics", "ground", "pue"), "1.3")):  # fmt: skip
        entry = panel.cards.row(path).entry
        entry.start_editing()
        qtbot.keyClicks(entry, text)
        qtbot.keyClick(entry, Qt.Key.Key_Return)
    design = store.state.document.design
    assert design.economics.discount_rate == (0.08, 0.1, 0.1)  # the range of the literature
    assert design.life.years == 9.0
    expected = assert_shows(qtbot, session, panel)
    assert expected.fleet.life_years == 9.0
    assert session.documents.save()
    text = store.state.document.path.read_text()
    assert "# kept by saving" in text
    assert "launch_usd_per_kg = [50, 80, 300]  # our guess" in text
    assert parse_design(text).design == design
    assert not store.state.document.edited


def test_what_differs_is_listed_and_set_back(qtbot, session):
    store, panel = session.store, panel_of(qtbot, session)
    assert panel.change_list.texts == ["500 → 400 USD/kg"]
    panel.change_list.resetRequested.emit(LAUNCH)
    qtbot.waitUntil(lambda: panel.change_list.texts == [])
    assert store.state.document.design.economics.stated == {}
    store.undo()
    qtbot.waitUntil(lambda: panel.change_list.texts == ["500 → 400 USD/kg"])
    panel.change_list.resetAllRequested.emit()
    qtbot.waitUntil(lambda: panel.change_list.texts == [])
    assert panel.cards.row(LAUNCH).entry.text() == "500"


def test_a_place_on_the_map_is_one_edit_of_two_inputs(qtbot, session):
    store, panel = session.store, panel_of(qtbot, session)
    panel.pointChosen.emit({"launch_usd_per_kg": 200.0, "build_usd_per_kw": 9_000.0})
    economics = store.state.document.design.economics
    assert economics.launch_usd_per_kg == (100.0, 200.0, 1_000.0)
    assert economics.build_usd_per_kw[1] == 9_000.0
    assert_shows(qtbot, session, panel)
    store.undo()
    assert store.undo_label is None
    assert_shows(qtbot, session, panel)


def test_another_scenario_gives_its_numbers(qtbot, session):
    panel = panel_of(qtbot, session)
    panel.scenarioChosen.emit("deutsche-bank-2032")
    expected = assert_shows(qtbot, session, panel)
    assert expected.title == panel.scenario.currentText() == "Deutsche Bank, 2032"
    assert panel.change_list.texts == ["170 → 400 USD/kg"]
    panel.scenarioChosen.emit("nobody's")
    assert session.store.state.document.design.economics.scenario == "deutsche-bank-2032"
    assert "is not a built-in scenario" in session.window.notices.messages[0]


def test_costs_solve_no_maps_and_ask_no_panel_again(qtbot, session, monkeypatch):
    panel = panel_of(qtbot, session)
    fleet = session.display.snapshot.fleet
    solved = []
    monkeypatch.setattr(engine, "solve_fleet", lambda *args, **_: solved.append(args))
    slide(panel.cards.row(LAUNCH), 700, 650, 600)
    assert_shows(qtbot, session, panel)
    qtbot.wait(600)  # longer than a rest of the hand, after which full maps are asked for
    assert solved == []
    assert session.display.snapshot.fleet is fleet


def test_other_satellites_have_other_costs(qtbot, session):
    store, panel = session.store, panel_of(qtbot, session)
    before = panel.head.heading.text()
    known = session.cost.part._known
    store.do(edit_document(set_satellite_value(store.state.document, "ai1", ("mass_kg",), 9_000.0)))
    panel_of(qtbot, session)
    assert session.cost.part._known is not known
    assert panel.head.heading.text() != before
    assert float(panel.cards.row(("economics", "kg_per_kw")).entry.text()) > 30.0


def test_a_ground_for_nothing_is_told_and_its_sliders_stay(qtbot, session):
    panel = panel_of(qtbot, session)
    for name in ("ground_usd_per_kw", "energy_usd_per_kwh", "ground_staff_usd_per_kw_year"):
        panel.changeRequested.emit(name, Range.of(0.0), False)
    panel.changeRequested.emit("chips_usd_per_kw", Range.of(0.0), False)
    told = "nothing on the ground costs anything"
    qtbot.waitUntil(lambda: told in panel.head.heading.text())
    assert panel.cards.isVisible()
    answers = (panel.bands, panel.tornado, panel._parity, panel.map, *panel.charts)
    assert not any(part.isVisible() for part in answers)
    session.store.undo()
    assert_shows(qtbot, session, panel)
    assert panel.bands.isVisible()


def test_a_slider_moved_in_a_refused_scenario_writes_the_ends_of_that_scenario(qtbot, session):
    store, panel = session.store, panel_of(qtbot, session)
    for name in ("ground_usd_per_kw", "energy_usd_per_kwh", "ground_staff_usd_per_kw_year",
                 "chips_usd_per_kw"):  # fmt: skip
        panel.changeRequested.emit(name, Range.of(0.0), False)
    qtbot.waitUntil(lambda: not panel.bands.isVisible())
    panel.scenarioChosen.emit("mccalip")  # which has one value for satellites
    desk = session.cost.part
    qtbot.waitUntil(lambda: desk._shown == (store.state.document, desk._known))
    assert not panel.bands.isVisible()
    assert panel.scenario.currentData() == "mccalip"
    assert panel.usual("build_usd_per_kw") == Range.of(22_000.0)
    panel.changeRequested.emit("build_usd_per_kw", 20_000.0, False)
    assert store.state.document.design.economics.build_usd_per_kw == 20_000.0


def test_prices_learned_by_the_plan_are_those_of_the_verb(qtbot, session):
    learned = parse_design(f"{TEXT}launch_learning = 0.2\nlaunched_t = 400\n")
    session.store.do(open_document(learned))
    panel = panel_of(qtbot, session)
    plan = years_of_fleet(learned, DEFAULT_YEARS, seed=0)
    known = session.cost.part._known.answer
    expected = cost_of(learned.design, known, learned.design.economics, plan)
    mid = number_text(expected.ratio.mid)
    assert panel.head.heading.text() == f"Orbit costs {mid} × the ground"
    assert panel.head.crossing.toolTip() == plain_tip(crossing_text(expected))


def test_no_plan_is_simulated_where_the_window_is_drawn(qtbot, session, monkeypatch):
    """The million takes a second, and a slider asks for a plan at each place."""
    threads = []

    def simulate_and_note(*arguments):
        threads.append(current_thread())
        return simulate(*arguments)

    monkeypatch.setattr(planned_fleet, "simulate", simulate_and_note)
    panel_of(qtbot, session)
    learned = parse_design(f"{TEXT}launch_learning = 0.2\nlaunched_t = 400\n")
    session.store.do(edit_document(learned))
    panel_of(qtbot, session)
    shorter = set_cost_value(session.store.state.document, LIFE, 3.0)
    session.store.do(edit_document(shorter))
    panel = panel_of(qtbot, session)
    assert len(threads) >= 2
    assert main_thread() not in threads
    document = session.store.state.document
    plan = years_of_fleet(document, DEFAULT_YEARS, seed=0)
    expected = cost_of(
        document.design, session.cost.part._known.answer, document.design.economics, plan
    )
    assert panel.bands.text_of("usd_per_kw_year", "orbit").startswith(
        number_text(expected.orbit["usd_per_kw_year"].mid)
    )


def test_at_a_date_of_the_fleet_its_costs_are_those_of_the_design(qtbot, session):
    store = session.store
    store.do(show_fleet_date(FleetDate(3.0)))
    qtbot.waitUntil(lambda: session.display.snapshot.fleet_at_date is not None, timeout=60_000)
    panel_of(qtbot, session)
    document = store.state.document
    geometry = sky_geometry_at(document.design.epoch_instant)
    everything = np.ones(document.constellation.shell_count, bool)
    census = take_census(fleet_at(document, geometry), geometry, everything)
    expected = delivering_fleet(document, census).delivered_flops
    known = session.cost.part._known.answer
    assert known.delivered_flops == pytest.approx(expected, rel=1e-4)


def test_catalogues_alone_have_no_costs(qtbot, session):
    panel = panel_of(qtbot, session)
    session.store.do(open_document(blank_document("objects", session.store.state.playback.at)))
    qtbot.waitUntil(lambda: "only catalogues" in panel.head.heading.text())
    assert not panel.cards.isVisible()


def test_satellites_without_computers_are_told(qtbot, session):
    store, panel = session.store, panel_of(qtbot, session)
    store.do(
        edit_document(set_satellite_value(store.state.document, "ai1", ("compute", "rated_kw"), 0))
    )
    qtbot.waitUntil(lambda: "carry no computers" in panel.head.heading.text(), timeout=60_000)
    assert not panel.cards.isVisible()
