"""The panel of costs: fields, what is typed, what is shown, where it differs from a scenario."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from orbitviz.analysis.census import take_census
from orbitviz.analysis.cost.bands import Band
from orbitviz.analysis.cost.costing import cost_of
from orbitviz.analysis.cost.fleet_facts import delivering_fleet
from orbitviz.analysis.cost.inputs import NAMES, Range
from orbitviz.analysis.cost.literature import published
from orbitviz.analysis.cost.of_design import sourced_inputs
from orbitviz.analysis.fleet import fleet_at
from orbitviz.base.errors import UserError
from orbitviz.base.units import number_text
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.economics_edits import LOSSES, follow_scenario, set_cost_value, set_scenario
from orbitviz.model.state import Document
from orbitviz.model.view import Theme
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.ui.cost.cost_fields import cost_fields, field_of, ordered, shown_of
from orbitviz.ui.cost.cost_panel import CostPanel
from orbitviz.ui.cost.log_axis import LogAxis
from orbitviz.ui.design.fields import SLIDER_STEPS
from orbitviz.ui.theme import apply_theme, load_fonts
from orbitviz.ui.widgets.plain_text import PlainLabel

OF_FLEET = {"delivered_share", "flops_per_w"}  # which no design states
LAUNCH = ("economics", "launch_usd_per_kg")
WHERE = "None: every value is that of the scenario."


@pytest.fixture(autouse=True)
def _theme(qapp):
    load_fonts()
    apply_theme(qapp, Theme.DARK)


@pytest.fixture(scope="module")
def document():
    return read_builtin("suncatcher-81")


@pytest.fixture(scope="module")
def delivering(document):
    geometry = sky_geometry_at(document.design.epoch_instant)
    fleet = fleet_at(document, geometry)
    everything = np.ones(document.constellation.shell_count, bool)
    return delivering_fleet(document, take_census(fleet, geometry, everything))


@pytest.fixture
def price(delivering):
    """Return a function that prices a document: its costs, and the inputs of its scenario."""

    def costs(document):
        design, plain = document.design, follow_scenario(document).design
        found = cost_of(design, delivering, design.economics)
        return found, sourced_inputs(plain.economics, delivering.facts_by(plain))

    return costs


@pytest.fixture
def panel(qtbot):
    made = CostPanel()
    qtbot.addWidget(made)
    made.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint)
    made.resize(316, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def show(panel, price):
    """Return a function that shows a document in the panel and returns its costs."""

    def shown(document):
        found, usual = price(document)
        panel.show_costing(found, usual, document.design.economics, document.opening)
        return found

    return shown


def test_every_input_that_a_design_can_state_has_a_field():
    assert {field.name for field in cost_fields()} == set(NAMES) - OF_FLEET


@pytest.mark.parametrize("field", cost_fields(), ids=lambda field: field.name)
def test_a_slider_goes_over_all_that_is_published(field, price, document):
    found, usual = price(document)
    place = NAMES.index(field.name)
    span = shown_of(field, found.inputs[place], usual[place]).span
    assert field.number.low <= span.low < span.high <= field.number.high
    for one in published(field.key):
        ends = field.shown(one.range)
        assert span.low <= ends.low <= ends.high <= span.high


@given(st.sampled_from(cost_fields()), st.integers(0, SLIDER_STEPS))
def test_where_a_slider_goes_can_be_typed(field, place):
    ends = [field.shown(one.range) for one in published(field.key)] or [Range(0.0, 0.0, 20.0)]
    value = 0.5 * (ends[0].low + max(one.high for one in ends)) * place / SLIDER_STEPS
    value = min(max(value, field.number.low), field.number.high)
    assert field.parse(field.text(value)) == pytest.approx(value, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize(
    ("name", "typed", "in_file"),
    [
        ("discount_rate", "8", Range(0.08, 0.08, 0.08)),
        ("discount_rate", "8 %", Range(0.08, 0.08, 0.08)),
        ("failures_per_year", "0.2", Range(0.002, 0.002, 0.002)),
        ("launch_usd_per_kg", "1,500", Range(1500.0, 1500.0, 1500.0)),
    ],
)
def test_shares_are_typed_in_per_cent(name, typed, in_file):
    field = field_of(name)
    assert field.in_file(Range.of(field.parse(typed))) == in_file


def test_low_middle_and_high_can_be_typed():
    assert field_of("launch_usd_per_kg").parse("50, 100, 2,000") == Range(50.0, 100.0, 2000.0)
    energy = field_of("energy_usd_per_kwh")
    assert energy.parse("[0.05 0.06 0.07]") == Range(0.05, 0.06, 0.07)


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("launch_usd_per_kg", "cheap", 'Launch price: "cheap" is not a number; allowed: a number'),
        ("launch_usd_per_kg", "", 'Launch price: "" is not a number'),
        ("launch_usd_per_kg", "-5", "Launch price: is -5 USD/kg; allowed: a number from 0 to"),
        ("launch_usd_per_kg", "3, 2, 5", "Launch price: does not rise from low to high"),
        ("launch_usd_per_kg", "3 5", "Launch price: is a list of 2"),
        ("failures_per_year", "120", "Losses: is 120 % a year; allowed: a number from 0 to 100"),
        ("failures_per_year", "1, 2, 3", "Losses: is a list; allowed: a number from 0 to 100"),
        ("pue", "0.9", "PUE: is 0.9; allowed: a number from 1 to 10"),
        ("life_years", "nan", "Life in orbit: is not a number; allowed: a number from 0.1"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(name, typed, words):
    with pytest.raises(UserError) as told:
        field_of(name).parse(typed)
    assert str(told.value).startswith(words)


def test_the_fault_stands_below_its_field_until_the_text_is_another(qtbot, panel, show, document):
    show(document)
    row = panel.cards.row(LAUNCH)
    row.entry.start_editing()
    qtbot.keyClicks(row.entry, "-5")
    with qtbot.assertNotEmitted(panel.changeRequested):
        qtbot.keyClick(row.entry, Qt.Key.Key_Return)
    assert row._fault.isVisible()
    assert row._fault.text().startswith("Launch price: is -5 USD/kg")
    assert row.entry.property("wrong")
    qtbot.keyClick(row.entry, Qt.Key.Key_Escape)
    assert not row._fault.isVisible()
    assert row.entry.text() == "500"


def test_it_shows_what_the_verb_prints(panel, show, document):
    found = show(document)
    assert panel.head.heading.text() == f"Orbit costs {number_text(found.ratio.mid)} × the ground"
    assert number_text(found.ratio.high) in panel.head.crossing.text()
    for unit, band in found.orbit.items():
        low, mid, high = map(number_text, band)
        assert panel.bands.text_of(unit, "orbit") == f"{mid}, {low}–{high}"
    assert panel.tornado.names == [swing.name for swing in found.swings]
    panel.show_charts()
    assert panel.charts[0].chart.title == "Orbit over ground, by the price of launches"


def test_what_matters_most_comes_first_in_its_part(panel, show, document):
    found = show(document)
    names = [row.field.name for row in panel.cards.rows]
    assert names == [field.name for field in ordered(found.swings)]
    of_orbit = [one.name for one in found.swings if field_of(one.name).section == "Orbit"]
    assert names[: len(of_orbit)] == of_orbit
    dear = set_cost_value(document, LAUNCH, 5.0)
    show(dear)  # an edit leaves them where they are, or the slider would move from the hand
    assert [row.field.name for row in panel.cards.rows] == names


def test_what_differs_from_the_scenario_can_be_set_back(qtbot, panel, show, document):
    show(document)
    assert panel.change_list.texts == []
    assert panel.change_list._none.text() == WHERE
    edited = set_cost_value(document, LAUNCH, (170.0, 200.0, 3600.0))
    edited = set_cost_value(edited, LOSSES, 0.03)
    edited = set_cost_value(edited, ("economics", "ground", "pue"), (1.0, 1.2, 1.4))
    show(edited)
    assert panel.change_list.texts == ["500 → 200 USD/kg", "1 → 3 % a year", "from 1 to 1.4"]
    assert panel.cards.row(LAUNCH)._reset.isEnabled()
    with qtbot.waitSignal(panel.resetRequested) as asked:
        panel.change_list._lines[1][1].findChildren(type(panel.cards.row(LAUNCH)._reset))[0].click()
    assert asked.args == [LOSSES]
    with qtbot.waitSignal(panel.changeRequested) as asked:
        panel.cards.row(LAUNCH)._reset.click()
    assert asked.args == ["launch_usd_per_kg", Range(170.0, 500.0, 3600.0), False]


def test_parts_and_prices_over_the_years_are_listed_too(panel, show, document):
    economics = document.design.economics.model_copy(
        update={"launch_prices": ((2027.0, 1000.0), (2030.0, 100.0))}
    )
    design = document.design.model_copy(update={"economics": economics})
    edited = Document(design, document.constellation)
    edited = set_cost_value(edited, ("economics", "build", "bus_usd_per_kw"), 9.0)
    show(edited)
    names = [line.findChild(PlainLabel).text() for _, line, _ in panel.change_list._lines]
    assert names == ["Orbit: satellite", "Launch prices", "Bus"]


def test_a_name_of_the_tornado_leads_to_its_slider(qtbot, panel, show, document):
    found = show(document)
    qtbot.wait(50)  # until the column has its height
    name = found.swings[-1].name
    button = panel.tornado._rows[len(found.swings) - 1][0]
    button.click()
    row = panel.cards.row(field_of(name).path)
    assert panel.focusWidget() is row.slider
    qtbot.waitUntil(lambda: not row.slider.visibleRegion().isEmpty())


def test_a_scenario_is_chosen_by_its_title(qtbot, panel, show, document):
    show(set_scenario(document, "suncatcher"))
    assert panel.scenario.currentText() == "Google's Suncatcher"
    assert panel._missing.text().startswith("The paper prices launched power alone")
    with qtbot.waitSignal(panel.scenarioChosen) as asked:
        panel.scenario.activated.emit(panel.scenario.findData("turyshev"))
    assert asked.args == ["turyshev"]


def test_nothing_is_cut_at_the_least_width(qtbot, panel, show, document):
    show(set_cost_value(document, LAUNCH, 123_456.0))
    panel.show_charts()
    qtbot.wait(50)
    body = panel.column.widget()
    assert panel.width() == panel.minimumWidth() == 316
    assert body.minimumSizeHint().width() <= panel.column.viewport().width()


def test_every_part_that_takes_keys_has_a_name(panel, show, document):
    show(document)
    for row in panel.cards.rows:
        assert row.slider.accessibleName() == row.entry.accessibleName() == row.field.title
    assert panel.scenario.accessibleName() == "Scenario"
    assert panel.head.bar.accessibleName().startswith("Orbit over ground")
    for button, *_ in panel.tornado._rows:
        assert "go to its slider" in button.accessibleName()


def test_a_sentence_stands_where_there_is_nothing_to_price(panel, show, document):
    show(document)
    panel.show_absence("There is no design to price, only catalogues.")
    assert panel.head.heading.text() == "There is no design to price, only catalogues."
    assert not panel.cards.isVisible()
    show(document)
    assert panel.cards.isVisible()


@given(
    st.floats(1e-3, 1e6), st.floats(1.0, 1e3), st.floats(1.0, 1e3), st.booleans()
)  # ends of a band a thousand times as far as its middle
def test_an_axis_holds_its_bands_and_ends_at_round_numbers(low, first, second, decades):
    band = Band(low, low * first, low * first * second)
    axis = LogAxis.around([band], decades=decades)
    assert axis.low <= band.low * (1 + 1e-8)
    assert axis.high >= band.high * (1 - 1e-8)
    places = [axis.place(end) for end in band]
    assert places == sorted(places)
    assert 0.0 <= places[0] <= places[-1] <= 1.0
    assert not decades or {0.1, 1.0, 10.0} <= {round(power, 9) for power in axis.powers}


def test_a_click_on_the_map_chooses_both_inputs(qtbot, panel, show, document):
    found = show(document)
    panel.show_charts()
    panel.map.show_pending()
    view = panel.map.view
    shown = view._map
    assert (shown.x.name, shown.y.name) == ("launch_usd_per_kg", "build_usd_per_kw")
    at = view._point(shown, 1_000.0, 20_000.0).toPoint()
    with qtbot.waitSignal(panel.pointChosen) as asked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    (values,) = asked.args
    assert values["launch_usd_per_kg"] == pytest.approx(1_000.0, rel=0.05)
    assert values["build_usd_per_kw"] == pytest.approx(20_000.0, rel=0.05)
    assert number_text(float(shown.ratio.min())) in view.accessibleDescription()
    panel.map.across.setCurrentIndex(panel.map.across.findData("life_years"))
    assert view._map.x.name == "life_years"
    middle = {one.name: one.range.mid for one in found.inputs}
    assert view._map.x.now == middle["life_years"]


def test_one_input_twice_has_no_map(qtbot, panel, show, document):
    show(document)
    panel.show_charts()
    panel.map.show_pending()
    card = panel.map
    card.up.setCurrentIndex(card.up.findData("launch_usd_per_kg"))
    assert not card.view.isVisible()
    assert card.same.isVisible()
    card.up.setCurrentIndex(card.up.findData("life_years"))
    assert card.view.isVisible()
    assert not card.same.isVisible()
    assert card.view._map.y.name == "life_years"


def test_the_map_is_painted_in_the_colours_of_its_steps(qtbot, panel, show, document):
    show(document)
    panel.show_charts()
    panel.map.show_pending()
    view = panel.map.view
    view.resize(280, view.height())
    shown, picture = view._map, view.grab().toImage()
    cheap, dear = (view._point(shown, x, y).toPoint() for x, y in ((60, 120), (5_000, 45_000)))
    green, orange = (picture.pixelColor(place) for place in (cheap, dear))
    assert green.green() > green.red()
    assert orange.red() > orange.green()
