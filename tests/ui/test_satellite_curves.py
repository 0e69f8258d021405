"""The charts of one satellite: the present on them, the shadow, and round times."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.base.constants import MINUTE_S
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.inspector import inspected
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.selecting import pick_satellite, select
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey
from orbitviz.model.state import Playback, State
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.ui.panels.facts_panel import FactsPanel
from orbitviz.ui.panels.satellite_cards import satellite_cards
from orbitviz.ui.panels.satellite_curves import curve_charts

KEY = SatelliteKey(MAIN_DESIGN, 40)
DOCUMENT = read_builtin("one-shell")
NOW = DOCUMENT.design.epoch_instant.plus_s(1_234.5)


@pytest.fixture(scope="module")
def state():
    return State.of(DOCUMENT, Playback(NOW, playing=False))


@pytest.fixture(scope="module")
def snapshot(state):
    return snapshot_at(state, NOW, with_survey=False)


@pytest.fixture(scope="module")
def record(state, snapshot):
    return inspected(state, snapshot, KEY)


def test_at_the_present_the_curves_are_the_record(record):
    charts = curve_charts(record.curves)
    assert [chart.unit for chart in charts] == ["%", "°C", "kW", "PFLOP/s"]
    charge = charts[0]
    place = charge.time_axis.place(NOW)
    told = np.interp(place, charge.x, charge.curves[0].values)
    assert told == pytest.approx(100.0 * record.quantities[CHARGE], abs=1.0)
    assert charge.x[0] <= place < charge.x[-1]
    assert all("Click to go" in chart.assumption for chart in charts)


def test_the_bands_are_where_the_satellite_is_in_the_shadow(record):
    (chart, *_) = curve_charts(record.curves)
    wrong = 0
    for place in np.linspace(chart.x[0], chart.x[-1], 200):
        at = chart.time_axis.instant(float(place))
        r_km, _ = state_vectors(DOCUMENT.constellation, at, np.array([KEY.row]))
        is_dark = sunlit(r_km, sky_geometry_at(at).sun_teme_km)[0] < 0.5
        wrong += is_dark != any(begin <= place <= end for begin, end in chart.bands)
    assert 2 <= len(chart.bands) <= 3
    assert wrong <= 4  # within a minute of an edge


def test_ticks_are_round_times_of_day(record):
    (chart, *_) = curve_charts(record.curves)
    assert 3 <= len(chart.ticks) <= 7
    for place, text in chart.ticks:
        at = NOW.plus_s(place * MINUTE_S)
        assert text == f"{at.plus_s(0.5).to_datetime():%H:%M}"
        assert text.endswith(("00", "30"))


def test_the_panel_shows_charts_of_one_satellite_and_none_of_a_shell(qtbot, state, snapshot):
    panel = FactsPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 900)
    panel.show()
    one = pick_satellite(KEY)(state)
    panel.show_facts(one, snapshot)
    assert len(panel.curves.views) == 4
    assert panel.curves.isVisibleTo(panel)
    (view, *_) = panel.curves.views
    qtbot.waitUntil(lambda: view.chart is not None)
    before = view.chart
    later = snapshot_at(one, NOW.plus_s(60.0), with_survey=False, known=snapshot.fleet)
    panel.show_facts(one, later)
    assert view.chart is before  # only the cursor moved
    assert view.plot._cursor.value() == pytest.approx(1.0)
    places = [
        panel.index_of(widget) for widget in (*panel.cards[:4], panel.curves, *panel.cards[4:])
    ]
    assert places == sorted(places)

    panel.show_facts(select({ShellKey(MAIN_DESIGN, 0)})(state), snapshot)
    assert not panel.curves.isVisibleTo(panel)


def test_a_followed_satellite_has_its_dimensions_and_temperatures(state, snapshot):
    one = pick_satellite(KEY)(state)
    camera = replace(one.view.camera, follows=KEY)
    followed = replace(one, view=replace(one.view, camera=camera))
    assert "Body" not in [card.title for card in satellite_cards(one, snapshot, KEY)]
    card = next(c for c in satellite_cards(followed, snapshot, KEY) if c.title == "Body")
    facts = {fact.name: fact.value for fact in card.facts}
    design = DOCUMENT.design.satellite_of(0)
    assert facts["Mass"] == f"{design.mass_kg:,.0f} kg"
    assert facts["Array"].endswith(" m²")
    assert facts["Chips now"].endswith("°C")
    assert all(fact.assumption for fact in card.facts)
