"""The panel of the sky: the site typed, the picture clicked, passes and charts shown."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy

from orbitviz.analysis.chart import Chart, Curve
from orbitviz.analysis.night_sky import SkyCounts
from orbitviz.model.design.groups import Site
from orbitviz.model.sites import site_named
from orbitviz.model.sky_options import SkyOptions
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.sky.now_page import NowPage
from orbitviz.ui.sky.passes_page import PassesPage, PassRow
from orbitviz.ui.sky.series_page import SeriesPage
from orbitviz.ui.sky.site_field import SiteField
from orbitviz.ui.sky.sky_cards import sky_cards, words_of
from orbitviz.ui.sky.sky_picture import SkyPictureView

HOME = Site(name="Bernau bei Berlin", lat_deg=52.68, lon_deg=13.59)
COUNTS = SkyCounts(
    time="2026-12-21T16:30:00Z", site={}, sun_elevation_deg=-12.34, min_elevation_deg=25.0,
    above_horizon=1234, above_min=321, sunlit_above_horizon=1000, sunlit_above_min=300,
    brighter_than={"5": 1, "6": 20, "7": 300}, stars_brighter_than={"5": 4, "6": 5, "7": 6},
    unknown_sunlit_above_min=7, best_elevation_deg=88.06,
)  # fmt: skip
NOON = Instant.parse("2026-11-22T12:00:00Z")


@pytest.fixture
def field(qtbot):
    made = SiteField()
    made.show_sites([HOME])
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def typed(qtbot, field, text):
    field.clear()
    qtbot.keyClicks(field, text)
    field.completer().popup().hide()
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["Berlin", "paranal", "52.5,13.4", "bernau bei berlin"])
def test_a_site_is_typed(qtbot, field, text):
    chosen = QSignalSpy(field.valueEntered)
    typed(qtbot, field, text)
    assert chosen.count() == 1
    assert chosen.at(0)[0] == site_named(text, [HOME])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Brelin", 'there is no site named "Brelin", did you mean "Berlin"?'),
        ("95,0", "the latitude is 95 degrees"),
        ("0,0,200000", "the height is 200000 m"),
        ("qwxz", "a larger city, an observatory"),
        ("", "there is no site named"),
    ],
)
def test_a_wrong_site_is_told_and_the_field_marked(qtbot, field, text, sentence):
    told, chosen = QSignalSpy(field.errorOccurred), QSignalSpy(field.valueEntered)
    qtbot.keyClicks(field, "x")
    typed(qtbot, field, text) if text else (
        qtbot.keyClick(field, Qt.Key.Key_Backspace), qtbot.keyClick(field, Qt.Key.Key_Return)
    )  # fmt: skip
    assert told.count() == 1
    assert sentence.replace("200000", "200,000") in str(told.at(0)[0]).replace("200000", "200,000")
    assert field.property("wrong") is True
    assert chosen.count() == 0


def test_names_are_completed_those_of_the_design_first(qtbot, field):
    qtbot.keyClicks(field, "berl")
    model = field.completer().completionModel()
    names = [model.data(model.index(k, 0)) for k in range(model.rowCount())]
    assert names == ["Bernau bei Berlin", "Berlin"]
    chosen = QSignalSpy(field.valueEntered)
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    place = popup.visualRect(popup.model().index(1, 0)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: chosen.count() == 1)
    assert chosen.at(0)[0].name == "Berlin"
    qtbot.keyClicks(field, "!")
    field.clear()
    qtbot.keyClicks(field, "bernau")
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert [chosen.at(k)[0].name for k in range(chosen.count())] == ["Berlin", HOME.name]


def test_a_click_is_told_in_pixels_of_the_picture(qtbot):
    view = SkyPictureView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    pixels = np.zeros((200, 300, 4), np.uint8)  # of an earlier size: in the middle
    view.show_pixels(pixels, "two satellites")
    clicked = QSignalSpy(view.clicked)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    keys = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, keys, pos=QPoint(60, 55))
    assert clicked.at(0) == [150.5, 100.5, False]
    assert clicked.at(1) == [10.5, 5.5, True]
    assert view.accessibleDescription() == "two satellites"


def test_a_row_goes_to_its_time_by_mouse_and_by_keyboard(qtbot):
    page = PassesPage(("Satellite", "Rise"))
    qtbot.addWidget(page)
    rows = [PassRow(("A", f"{k}"), NOON.plus_s(60.0 * k), k == 1) for k in range(3)]
    page.show_rows(rows, "", one=False)
    page.show()
    asked = QSignalSpy(page.timeRequested)
    place = page.table.visualItemRect(page.table.item(1, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.at(0)[0] == rows[1].at
    page.table.setCurrentCell(2, 1)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.at(1)[0] == rows[2].at
    assert page.table.item(1, 1).font().bold()
    assert not page.table.item(0, 1).font().bold()


def test_without_passes_there_is_a_sentence_and_no_empty_table(qtbot):
    page = PassesPage(("Satellite", "Rise"))
    qtbot.addWidget(page)
    page.show()
    page.show_rows((), "GOES 16 stands at 30 degrees all the time.")
    assert page.remark.isVisible()
    assert not page.table.isVisible()


def test_without_charts_there_is_a_sentence_alone(qtbot):
    page = SeriesPage("Through the night")
    qtbot.addWidget(page)
    page.show()
    curve = Curve("in view", np.arange(3.0), "load")
    chart = Chart(title="Satellites", unit="", x=np.arange(3.0), x_name="UTC", curves=(curve,))
    page.show_series("Night", [chart, chart], "")
    assert [one.title for one in page.charts] == ["Satellites", "Satellites"]
    page.show_series("Night", (), "The Sun does not set.")
    assert page.charts == ()


def test_the_panel_says_what_to_do_without_a_site_and_shows_where_it_is(qtbot, window):
    panel = window.sky.part
    window.docks["panel_sky"].show()
    panel.show_options(SkyOptions())
    assert not panel._nowhere.isHidden()
    assert panel._stack.isHidden()
    panel.show_options(SkyOptions(site=HOME, min_elevation_deg=25.0))
    assert panel._nowhere.isHidden()
    assert panel.site.text() == HOME.name
    assert panel.elevation.text() == "25°"
    assert panel._place.text() == "52.68° N, 13.59° E"


def test_the_panel_is_hidden_at_first_and_comes_to_the_results(qtbot, window):
    window.show()
    window.reset_layout()
    dock = window.docks["panel_sky"]
    assert dock.isHidden()
    assert window.save_layout().isEmpty()
    window.actions_by_id["panel_sky"].trigger()
    assert not dock.isHidden()
    assert window.docks["panel_power"] in window.tabifiedDockWidgets(dock)
    assert not window.save_layout().isEmpty()
    window.reset_layout()
    assert dock.isHidden()


def test_counts_as_cards_say_what_they_count():
    now, brighter = sky_cards(COUNTS)
    values = {fact.name: fact.value for fact in now.facts}
    assert values["Above the horizon"] == "1,234"
    assert values["In view, above 25°"] == "321"
    assert values["Best elevation"] == "88.1°"
    assert values["Sun"] == "12.3° below"
    assert [fact.value for fact in brighter.facts] == [
        "1 · 4 stars",
        "20 · 5 stars",
        "300 · 6 stars",
    ]
    assert brighter.notes == ("The brightness of 7 more in sunlight is not known.",)
    assert "1,234 satellites above the horizon" in words_of(COUNTS)


@pytest.mark.parametrize(
    ("size", "least"), [((320, 190), 160), ((320, 600), 280), ((900, 400), 380)]
)
def test_the_picture_of_the_sky_has_most_of_the_room(qtbot, size, least):
    page = NowPage()
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.show_cards(sky_cards(COUNTS))
    qtbot.waitExposed(page)
    assert min(page.picture.width(), page.picture.height()) >= least
    bar = page._cards.verticalScrollBar()

    def last_card_is_seen():
        bar.setValue(bar.maximum())
        return not page._views[-1].visibleRegion().isEmpty()

    qtbot.waitUntil(last_card_is_seen)


def test_names_that_begin_as_typed_are_offered_first(qtbot, field):
    qtbot.keyClicks(field, "ber")
    model = field.completer().completionModel()
    names = [model.data(model.index(k, 0)) for k in range(model.rowCount())]
    folded = [name.casefold() for name in names]
    begin = [name.startswith("ber") or name == HOME.name.casefold() for name in folded]
    inside = [" ber" not in name and not name.startswith("ber") for name in folded]
    assert begin == sorted(begin, reverse=True)
    assert inside == sorted(inside)
    assert any(begin)
    assert any(inside)
