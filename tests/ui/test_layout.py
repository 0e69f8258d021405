"""Where the panels stand: the globe keeps its half, nothing widens the window or is unreadable."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QFrame, QTabBar, QToolButton

from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store
from orbitviz.model.view import Theme
from orbitviz.ui.help import HelpDialog
from orbitviz.ui.shells.cell_texts import TreeColumn
from orbitviz.ui.theme import apply_theme, load_fonts
from orbitviz.ui.widgets.fitting_labels import BreakingLabel, broken, shortened
from orbitviz.ui.window import MainWindow
from tests.ui.conftest import DESIGN

ENDLESS = "x" * 5000
WIDE, NARROW, LOW = (1600, 1000), (1024, 700), (960, 540)
SMALLEST = (640, 400)
# Pixels of the window: 1024 x 700, and 1920 x 1080 at scales 2 and 1.5, and usual screens.
SIZES = (NARROW, LOW, (1280, 720), (1366, 768), WIDE, (1920, 1080), (2560, 1440))


@pytest.fixture(scope="module", autouse=True)
def _theme(qapp):
    """Have the fonts and margins of the program, before a window is built."""
    load_fonts()
    apply_theme(qapp, Theme.DARK)


@pytest.fixture(scope="module")
def _shared():
    """One window for many tests: to build one takes a second of the processor."""
    document = parse_design(DESIGN)
    store = Store(State.of(document, Playback(document.design.epoch_instant)))
    window = MainWindow(store, store.state.playback.at)
    window.set_globe(QFrame())
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def shown(qtbot, _shared):
    """Return a function that shows a window in a size, with the panels of a first start.

    It is the same window for all tests that change no more of it than the layout.
    """
    yield partial(show, qtbot, _shared)
    _shared.hide()


@pytest.fixture
def shown_anew(qtbot, window):
    """Return the same of a window of the test's own."""
    window.set_globe(QFrame())
    return partial(show, qtbot, window)


def show(qtbot, window, size):
    window.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint)  # which would tile it
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
    window.reset_layout()
    settle(qtbot, window)
    return window


def settle(qtbot, window):
    """Let Qt lay the window out."""
    for _ in range(3):
        qtbot.wait(10)
        window.layout().activate()


def take_hold(qtbot, window):
    """Press the mouse between two panels, as one does to move their edge."""
    dock = window.docks["panel_power"]
    between = dock.mapTo(window, dock.rect().topLeft()) - QPoint(2, -200)
    qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=between)


def in_view(window):
    """Return the panels that can be seen, tabs behind others left out."""
    return {
        name.removeprefix("panel_")
        for name, dock in window.docks.items()
        if not dock.isHidden() and not dock.visibleRegion().isEmpty()
    }


def is_apart(window, one, other):
    """Return whether two panels stand beside or under one another."""
    first, second = (window.docks[f"panel_{name}"] for name in (one, other))
    rects = [
        dock.rect().translated(dock.mapToGlobal(dock.rect().topLeft())) for dock in (first, second)
    ]
    return not rects[0].intersects(rects[1])


# Width --------------------------------------------------------------------------------------


def test_no_text_widens_the_window(qtbot, shown_anew):
    window = shown_anew(NARROW)
    least, size = window.minimumSizeHint(), window.size()
    window.status.findChildren(BreakingLabel)
    window.status.show_renderer(ENDLESS, ENDLESS)
    window.status._caption.setText(ENDLESS)
    settle(qtbot, window)
    assert window.minimumSizeHint() == least
    window.notices.add_job(ENDLESS).show_progress(0.5, ENDLESS)
    window.notices.show_message(ENDLESS)
    for panel in (window.facts, window.design, *window.panels.values()):
        panel.heading.setText(ENDLESS)
    settle(qtbot, window)
    assert window.minimumSizeHint().width() == least.width()
    assert window.size() == size
    label = window.notices.findChild(BreakingLabel)
    assert label.width() <= window.centralWidget().width()


def test_what_does_not_fit_is_in_the_tooltip(qtbot, shown):
    window = shown(NARROW)
    window.status._caption.setText(ENDLESS)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: ENDLESS in window.status._caption.toolTip().replace("\n", ""))
    window.status._caption.setText("short")
    qtbot.waitUntil(lambda: "short" not in window.status._caption.toolTip())


def test_a_message_is_copied_as_it_was_given(qtbot):
    path = "/a/" + "b" * 100
    label = BreakingLabel(path)
    qtbot.addWidget(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
    label.setSelection(0, len(label.text()))
    assert "\u200b" in label.selectedText()
    qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == path


def test_long_texts_keep_both_ends():
    assert shortened("a" * 50 + "b" * 50, 11) == "aaaaa…bbbbb"
    assert shortened("short", 11) == "short"
    assert broken("a" * 5 + " bb", 3) == "aaa\u200baa bb"


def test_the_globe_keeps_half_of_the_width(shown):
    for size in SIZES:
        window = shown(size)
        assert (window.width(), window.height()) == size
        globe = window.centralWidget()
        assert globe.width() >= 0.5 * size[0]
        assert globe.height() >= 0.5 * size[1]
        for name, dock in window.docks.items():
            assert dock.isHidden() or dock.width() >= dock.minimumSizeHint().width(), name


def test_the_globe_has_half_of_the_pixels_of_a_small_window(shown):
    window = shown(NARROW)
    globe = window.centralWidget()
    assert globe.width() * globe.height() >= 0.5 * window.width() * window.height()
    assert {"shells", "power"} <= in_view(window)
    assert is_apart(window, "shells", "power")


def test_names_of_shells_can_be_read_at_any_width(qtbot, shown_anew):
    window = shown_anew(WIDE)
    tree = window.tree
    needed = QFontMetrics(tree.view.font()).horizontalAdvance("ODC 888-8888 km SSO")
    window.resizeDocks([window.docks["panel_shells"]], [1], Qt.Orientation.Horizontal)
    settle(qtbot, window)
    assert tree.view.columnWidth(TreeColumn.NAME) >= needed
    tree.setParent(None)
    tree.show()
    qtbot.waitExposed(tree)
    shown_before = set()
    for width in range(tree.minimumWidth(), 620, 7):
        tree.resize(width, 300)
        qtbot.waitUntil(lambda width=width: tree.width() == width)
        columns = {c for c in TreeColumn if not tree.view.isColumnHidden(c)}
        assert tree.view.columnWidth(TreeColumn.NAME) >= needed
        assert columns >= shown_before  # wider never shows less
        shown_before = columns
    assert shown_before == set(TreeColumn)


def test_what_does_not_fit_is_hidden_and_comes_back(qtbot, shown):
    window = shown(WIDE)
    assert {"shells", "design", "power"} <= in_view(window)
    take_hold(qtbot, window)
    layout = window.save_layout()
    window.resize(*NARROW)
    settle(qtbot, window)
    assert in_view(window) == {"power", "time"}
    assert window.centralWidget().width() >= NARROW[0] // 2
    window.actions_by_id["panel_shells"].trigger()  # asked for: the other side gives way
    settle(qtbot, window)
    assert in_view(window) == {"shells", "time"}
    assert window.centralWidget().width() >= NARROW[0] // 2
    window.resize(*WIDE)
    settle(qtbot, window)
    assert {"shells", "design", "power"} <= in_view(window)
    assert window.restore_layout(layout)


def test_a_hidden_panel_can_be_reached_over_the_globe(qtbot, shown):
    window = shown(WIDE)
    take_hold(qtbot, window)
    assert window.hidden_panels.isHidden()
    window.resize(*NARROW)
    settle(qtbot, window)
    bar = window.hidden_panels
    assert [button.text() for button in bar.buttons] == ["Shells", "Design"]
    assert bar.isVisible()
    assert not bar.visibleRegion().isEmpty()
    bar.buttons[0].click()
    settle(qtbot, window)
    assert in_view(window) == {"shells", "time"}
    assert "Power" in [button.text() for button in bar.buttons]
    window.resize(*WIDE)
    settle(qtbot, window)
    assert bar.isHidden()


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_what_has_no_room_in_the_toolbar_is_behind_a_button_that_can_be_seen(
    qapp, shown_anew, theme
):
    apply_theme(qapp, theme)
    window = shown_anew(SMALLEST)
    window.refresh_theme()
    more = window._toolbar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert more.isVisible()
    picture = window.grab(QRect(more.mapTo(window, QPoint(0, 0)), more.size())).toImage()
    colours_seen = {
        picture.pixelColor(x, y).lightness()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert max(colours_seen) - min(colours_seen) > 100


def test_the_time_bar_fits_the_smallest_window(shown):
    window = shown(SMALLEST)
    choice = window.time_bar.span_choice
    right = choice.mapTo(window, choice.rect().topRight()).x()
    assert right < window.width() == SMALLEST[0]
    assert "power" in in_view(window)


def test_a_layout_saved_in_a_small_window_has_what_was_hidden_there(qtbot, shown):
    window = shown(WIDE)
    take_hold(qtbot, window)
    window.resize(*NARROW)
    settle(qtbot, window)
    layout = window.save_layout()
    assert in_view(window) == {"power", "time"}  # saving changes nothing
    window.resize(*WIDE)
    settle(qtbot, window)
    assert window.restore_layout(layout)
    settle(qtbot, window)
    assert {"shells", "design", "power"} <= in_view(window)
    for name in ("panel_shells", "panel_design", "panel_power"):
        assert window.docks[name].width() >= window.docks[name].minimumSizeHint().width()


def test_the_toolbar_fits_whatever_the_colour_mode(qtbot, shown):
    """Buttons that do not fit would be gone: a screen of 1,920 pixels at scale 2 has 960."""
    window = shown(LOW)
    for spec, action in window.actions_by_id:
        if spec.group == "colour":
            action.setChecked(True)
            settle(qtbot, window)
            assert window._toolbar.sizeHint().width() <= LOW[0], spec.text


def test_keys_and_commands_fit_on_the_screen(qtbot, window, monkeypatch):
    class Small:
        def availableSize(self):
            return QGuiApplication.primaryScreen().availableSize() * 0.4

    monkeypatch.setattr(HelpDialog, "screen", lambda _self: Small())
    dialog = HelpDialog(window)
    qtbot.addWidget(dialog)
    assert dialog.height() <= Small().availableSize().height()
    assert dialog.width() <= Small().availableSize().width()


# The first layout ---------------------------------------------------------------------------


def places(window):
    """Return where each panel stands, in the window."""
    return {
        name: (dock.mapTo(window, QPoint(0, 0)).toTuple(), dock.size().toTuple())
        for name, dock in window.docks.items()
        if not dock.visibleRegion().isEmpty()
    }


ALL_SIZES = (*SIZES, SMALLEST)
ENDS = (NARROW, WIDE, SMALLEST)


@pytest.mark.parametrize(
    ("before", "size"),
    [
        pytest.param(before, size, marks=() if size in ENDS else pytest.mark.sweep)
        for before in (WIDE, NARROW, (640, 430))
        for size in ALL_SIZES
    ],
)
def test_the_first_layout_is_that_of_reset_whatever_the_window_was(qtbot, window, before, size):
    window.set_globe(QFrame())
    window.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint)
    window.resize(*before)
    window.show()
    qtbot.waitExposed(window)
    settle(qtbot, window)
    window.resize(*size)
    settle(qtbot, window)
    first = places(window)
    window.reset_layout()
    settle(qtbot, window)
    assert places(window) == first
    assert "panel_power" in first
    assert window.save_layout().isEmpty()  # of no size: the next window has that of its own


@pytest.mark.parametrize("size", [NARROW, (1366, 768), WIDE])
def test_the_tree_shows_whole_rows(shown, size):
    view = shown(size).tree.view
    rows = view.viewport().height() / view.sizeHintForRow(0)
    assert rows == round(rows) >= 4


def test_the_sunlit_share_has_room_beside_the_names(shown):
    view = shown(WIDE).tree.view
    assert not view.isColumnHidden(TreeColumn.SUNLIT)


def test_there_is_room_for_a_chart_below_the_shells(shown):
    """With heading and findings above it: 300 pixels below the tabs."""
    assert shown((1366, 768)).panels["power"].height() >= 300


def test_the_tab_in_front_stays_in_front_when_the_window_gets_another_layout(qtbot, shown):
    window = shown(WIDE)
    window.actions_by_id["panel_heat"].trigger()
    settle(qtbot, window)
    window.resize(*NARROW)
    settle(qtbot, window)
    assert {"shells", "heat"} <= in_view(window)


def test_a_layout_that_was_changed_stays_when_the_window_grows(qtbot, shown):
    window = shown(NARROW)
    window.docks["panel_facts"].hide()
    window.resize(*WIDE)
    settle(qtbot, window)
    assert window.docks["panel_facts"].isHidden()
    assert "design" not in in_view(window)
    assert not window.save_layout().isEmpty()


def test_clicks_on_tabs_and_panels_leave_the_first_layout(qtbot, shown):
    """Which goes on following the size, with both columns as wide as at first."""
    window = shown((1366, 768))
    bar = max(window.findChildren(QTabBar), key=QTabBar.count)
    for k in (*range(bar.count()), 1):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(k).center())
        qtbot.mouseClick(bar, Qt.MouseButton.RightButton, pos=bar.tabRect(k).center())
        settle(qtbot, window)
        for dock in window.docks.values():
            if not dock.visibleRegion().isEmpty():
                qtbot.mouseClick(dock.widget(), Qt.MouseButton.LeftButton)
    for panel in (window.panels["power"].heading, window.status):
        qtbot.mouseClick(panel, Qt.MouseButton.LeftButton)
    assert window.save_layout().isEmpty()
    widths = []
    for size in ((1920, 1080), (1366, 768), (1920, 1080)):
        window.resize(*size)
        settle(qtbot, window)
        assert is_apart(window, "shells", "power")
        assert ("design" in in_view(window)) is (size[0] == 1920)
        widths.append(window.docks["panel_shells"].width())
    assert widths[0] == widths[2]
    assert not window.tree.view.isColumnHidden(TreeColumn.SUNLIT)


def test_panels_come_back_with_the_tab_that_was_in_front(qtbot, shown):
    window = shown(WIDE)
    window.actions_by_id["panel_heat"].trigger()
    settle(qtbot, window)
    window.show_globe_only(True)
    window.show_globe_only(False)
    settle(qtbot, window)
    assert "heat" in in_view(window)
    assert window.save_layout().isEmpty()


# Docks --------------------------------------------------------------------------------------


def test_sliders_stand_beside_the_charts_of_a_wide_window(shown):
    window = shown(WIDE)
    assert {"shells", "design", "power"} <= in_view(window)
    assert is_apart(window, "design", "power")
    assert is_apart(window, "design", "shells")


def test_a_panel_torn_off_and_one_put_elsewhere_are_restored(qtbot, shown):
    window = shown(WIDE)
    heat, design = window.docks["panel_heat"], window.docks["panel_design"]
    heat.setFloating(True)
    window.splitDockWidget(window.docks["panel_power"], design, Qt.Orientation.Vertical)
    settle(qtbot, window)
    layout = window.save_layout()
    window.reset_layout()
    settle(qtbot, window)
    assert not heat.isFloating()
    assert window.dockWidgetArea(design) is Qt.DockWidgetArea.LeftDockWidgetArea
    assert window.restore_layout(layout)
    settle(qtbot, window)
    assert heat.isFloating()
    assert window.dockWidgetArea(design) is Qt.DockWidgetArea.RightDockWidgetArea
    assert is_apart(window, "design", "power")


def test_only_a_panel_without_a_tab_has_a_title(qtbot, shown):
    window = shown(WIDE)
    docks = window.docks
    heights = {name: dock.titleBarWidget().height() for name, dock in docks.items()}
    assert heights["panel_shells"] > 15
    assert heights["panel_design"] > 15
    assert heights["panel_power"] == heights["panel_heat"] == 0
    docks["panel_heat"].setFloating(True)
    qtbot.waitUntil(lambda: docks["panel_heat"].titleBarWidget().height() > 15)


def test_a_spoilt_layout_is_refused_and_leaves_the_panels(qtbot, shown):
    window = shown(WIDE)
    layout = bytes(window.save_layout().data())
    for spoilt in (layout[: len(layout) // 2], b"", layout[::-1]):
        assert not window.restore_layout(spoilt)
    settle(qtbot, window)
    assert {"shells", "design", "power"} <= in_view(window)


# Full screen --------------------------------------------------------------------------------


def test_full_screen_ends_as_it_began(qtbot, shown_anew):
    window, state = shown_anew(NARROW), Qt.WindowState
    for maximised in (True, False):
        window.setWindowState(state.WindowMaximized if maximised else state.WindowNoState)
        window.show_full_screen(True)
        assert window.isFullScreen()
        assert window.actions_by_id["full_screen"].isChecked()
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert not window.isFullScreen()
        assert window.isMaximized() is maximised
        assert not window.actions_by_id["full_screen"].isChecked()


def test_escape_brings_the_panels_back(qtbot, shown_anew):
    window = shown_anew(WIDE)
    window.show_globe_only(True)
    window.show_full_screen(True)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert in_view(window) == set()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert {"shells", "design", "power"} <= in_view(window)
    assert not window.actions_by_id["globe_only"].isChecked()


# Over the globe ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_map_stands_over_the_globe_and_leaves_it_a_third(qtbot, shown_anew, size):
    window = shown_anew(size)
    globe, dock = window.centralWidget(), window.docks["panel_map"]
    assert dock.isHidden()
    before = globe.height()
    window.actions_by_id["panel_map"].trigger()
    settle(qtbot, window)
    assert window.size().toTuple() == size
    assert dock.height() >= 200
    assert size[1] // 3 <= globe.height() < before
    assert dock.mapTo(window, QPoint(0, dock.height())).y() <= globe.mapTo(window, QPoint(0, 0)).y()
    assert not window.save_layout().isEmpty()  # it is kept
    window.reset_layout()
    settle(qtbot, window)
    assert dock.isHidden()
    assert globe.height() == before


def test_in_a_low_window_the_map_has_a_window_of_its_own(qtbot, shown_anew):
    window = shown_anew(SMALLEST)
    window.actions_by_id["panel_map"].trigger()
    settle(qtbot, window)
    dock = window.docks["panel_map"]
    assert dock.isFloating()
    assert not dock.isHidden()
    assert window.size().toTuple() == SMALLEST


def test_a_map_over_the_globe_gives_way_when_the_window_becomes_low(qtbot, shown_anew):
    window = shown_anew(WIDE)
    window.actions_by_id["panel_map"].trigger()
    settle(qtbot, window)
    window.resize(*SMALLEST)
    settle(qtbot, window)
    assert window.docks["panel_map"].isHidden()
    assert window.size().toTuple() == SMALLEST
    window.resize(*WIDE)
    settle(qtbot, window)
    assert not window.docks["panel_map"].isHidden()


def test_a_panel_that_is_hidden_gives_its_room_back(qtbot, shown):
    window = shown(WIDE)
    globe, time_bar = window.centralWidget().size(), window.time_bar.height()
    for _ in range(2):  # shown and hidden
        window.actions_by_id["panel_tour"].trigger()
        settle(qtbot, window)
    assert window.centralWidget().size() == globe
    assert window.time_bar.height() == time_bar
