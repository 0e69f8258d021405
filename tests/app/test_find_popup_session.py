"""Find: what is typed is looked up, evaluated as time runs, and selected."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from orbitviz.analysis.satellite_rows import OrbitRows
from orbitviz.app.find import Find
from orbitviz.app.find_entries import KEEP
from orbitviz.base.progress import run_to_end
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.commands import add_catalogue, open_document, set_time
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, catalogue_id
from orbitviz.orbits.sky_geometry import sky_geometry_at
from tests.app.conftest import DESIGN
from tests.formats import element_sets as sets

CATALOGUE = catalogue_id(0)
EYE_KM = np.array([20_000.0, 0.0, 0.0])
NAMES = (("ISS (ZARYA)", "25544", "1998-067A"), ("ISS (UNITY)", "25575", "1998-067F"))


class Worker:
    """Runs what it is given at once, or later; what is given later replaces it."""

    def __init__(self):
        self.is_slow, self.waiting = False, None

    def run_aside(self, topic, job, done):
        self.waiting = job, done
        if not self.is_slow:
            self.finish()

    def finish(self):
        (job, done), self.waiting = self.waiting, None
        done(run_to_end(job()))

    def is_busy(self, topic):
        return self.waiting is not None


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "made.csv"
    first = sets.records()[0]
    rows = [
        {**first, "OBJECT_NAME": name, "NORAD_CAT_ID": number, "OBJECT_ID": designator}
        for name, number, designator in NAMES
    ]
    path.write_text(sets.as_csv(rows))
    return sets.read_catalogue(path)


@pytest.fixture
def worker():
    return Worker()


@pytest.fixture
def flights(window):
    flown = []
    action = window.actions_by_id["fly_to_selection"]
    action.setEnabled(True)
    action.triggered.connect(lambda: flown.append(True))
    return flown


@pytest.fixture
def find(store, window, worker, catalogue, flights):
    store.do(add_catalogue(catalogue))

    def snapshot():
        state = store.state
        return snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)

    canvas = SimpleNamespace(view=SimpleNamespace(eye_km=EYE_KM))
    made = Find(store, worker, window, canvas, snapshot)
    window.show()
    made.open()
    yield made
    window.find_popup.part.hide()


@pytest.fixture
def popup(find, window):
    return window.find_popup.part


def texts(popup):
    return [entry.text for entry in popup.list.entries]


def press(qtbot, popup, *modifiers):
    qtbot.keyClick(popup.field, Qt.Key.Key_Return, *modifiers)


def test_the_iss_is_three_letters_and_enter_away(qtbot, store, popup, flights):
    camera = store.state.view.camera
    qtbot.keyClicks(popup.field, "iss")
    press(qtbot, popup)
    assert store.state.selection.satellites == {SatelliteKey(CATALOGUE, 0)}
    assert store.state.view.camera is camera
    assert not popup.isVisible()
    assert flights == []


def test_control_and_enter_fly_there_too(qtbot, store, popup, flights):
    popup.field.setText("p2 s3")
    press(qtbot, popup, Qt.KeyboardModifier.ControlModifier)
    assert store.state.selection.satellites == {SatelliteKey(MAIN_DESIGN, 12)}
    assert flights == [True]


@pytest.mark.parametrize(
    ("typed", "source", "rows"),
    [("plane 2 of low", MAIN_DESIGN, range(10, 20)), ("1998-067", CATALOGUE, range(2))],
)
def test_planes_and_launches_select_their_satellites(qtbot, store, popup, typed, source, rows):
    popup.field.setText(typed)
    press(qtbot, popup)
    assert store.state.selection.members.rows(source).tolist() == list(rows)
    assert len(store.state.selection.members) == len(rows)


def test_groups_select_their_shells(qtbot, store, popup):
    popup.field.setText("low")
    press(qtbot, popup)
    assert store.state.selection.shells == {ShellKey(MAIN_DESIGN, 0)}


def test_lines_say_what_they_are_and_how_far(store, popup):
    popup.field.setText("zarya")
    (entry,) = popup.list.entries
    assert entry.place == "Object · 25544 · 1998-067A"
    state = store.state
    r_km = state.catalogues[CATALOGUE].propagate(state.playback.at)[0][0]
    km = float(entry.keys.removesuffix(" km from the camera").replace(",", ""))
    assert km == pytest.approx(np.linalg.norm(r_km - EYE_KM), abs=1.0)


def test_distances_follow_time(store, find, popup):
    popup.field.setText("p1 s1")
    (before,) = (entry.keys for entry in popup.list.entries)
    store.do(set_time(store.state.playback.at.plus_s(600.0)))
    find._go_on()
    (after,) = (entry.keys for entry in popup.list.entries)
    assert before != after


def test_what_is_not_there_is_told_with_names_that_are_near(popup):
    popup.field.setText("zarja")
    assert texts(popup) == []
    assert popup.message.text().startswith("Nothing is named “zarja”.")
    popup.field.setText("iss (zaria)")
    assert "Did you mean “ISS (ZARYA)”" in popup.message.text()


def sunlit_rows(state):
    constellation = state.document.constellation
    rows = np.arange(len(constellation))
    light = OrbitRows(constellation, sky_geometry_at(state.playback.at), rows).sunlit
    return np.flatnonzero(light >= 0.5).tolist()


def test_a_predicate_counts_lists_and_selects(qtbot, store, popup):
    popup.field.setText('sunlit and group = "Low"')
    expected = sunlit_rows(store.state)
    assert 0 < len(expected) < 60
    assert texts(popup)[0] == f"{len(expected)} of 62 satellites"
    assert len(texts(popup)) == 2 + min(len(expected), 50)
    press(qtbot, popup)
    assert store.state.selection.members.rows(MAIN_DESIGN).tolist() == expected


def test_a_predicate_stays_true_while_time_runs(store, find, popup):
    popup.field.setText('sunlit and group = "Low"')
    counts = set()
    for minutes in range(0, 90, 10):
        store.do(set_time(store.state.document.design.epoch_instant.plus_s(60.0 * minutes)))
        find._not_before_s = 0.0
        find._go_on()
        expected = len(sunlit_rows(store.state))
        assert texts(popup)[0] == f"{expected} of 62 satellites"
        counts.add(expected)
    assert len(counts) > 1


def test_while_time_stands_still_nothing_is_evaluated_again(find, popup, worker, monkeypatch):
    popup.field.setText("sunlit")
    find._not_before_s = 0.0
    monkeypatch.setattr(worker, "run_aside", None)
    find._go_on()


def test_one_of_those_that_match_can_be_chosen(qtbot, store, popup):
    popup.field.setText("plane = 2 and slot in 3..5")
    assert texts(popup) == [
        "3 of 62 satellites", KEEP, "Low p002 s0003", "Low p002 s0004", "Low p002 s0005",
    ]  # fmt: skip
    assert popup.list.entries[2].place == "plane 2 · slot 3"
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    press(qtbot, popup)
    assert store.state.selection.satellites == {SatelliteKey(MAIN_DESIGN, 13)}


def test_a_predicate_can_be_kept_as_a_set(qtbot, find, popup):
    popup.field.setText(" slot = 1 ")
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(find.keepRequested) as kept:
        press(qtbot, popup)
    assert kept.args == ["slot = 1"]
    assert not popup.isVisible()
    find.open()
    with qtbot.waitSignal(find.keepRequested):
        qtbot.keyClick(popup.field, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("typed", ["berl", "BERLIN", "sao paul"])
def test_a_site_finds_what_is_above_it(qtbot, popup, typed):
    popup.field.setText(typed)
    (entry,) = popup.list.entries
    assert entry.place.startswith("Site · ")
    assert popup.message.text() == ""
    press(qtbot, popup)
    assert popup.field.text() == f'elevation("{entry.text}") > 10'
    assert popup.isVisible()
    assert popup.field.mark is None
    assert "of 62 satellites" in " ".join([popup.message.text(), *texts(popup)])


@pytest.mark.parametrize("typed", ["iss", "hight > 3", ""])
def test_what_is_no_predicate_cannot_be_kept(qtbot, find, popup, typed):
    popup.field.setText(typed)
    with qtbot.assertNotEmitted(find.keepRequested):
        qtbot.keyClick(popup.field, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert popup.isVisible()


def test_enter_waits_for_the_worker(qtbot, store, popup, worker):
    """The list is still that of what was typed before."""
    popup.field.setText("slot = 1")
    worker.is_slow = True
    popup.field.setText("slot = 1 and plane = 2")
    press(qtbot, popup)
    assert popup.isVisible()
    assert not store.state.selection
    worker.finish()
    assert store.state.selection.members.rows(MAIN_DESIGN).tolist() == [10]
    assert not popup.isVisible()


def test_what_the_worker_finds_too_late_is_dropped(popup, worker):
    worker.is_slow = True
    popup.field.setText("slot = 1")
    late = worker.waiting
    popup.field.setText("iss")
    worker.waiting = late
    worker.finish()
    assert texts(popup) == ["ISS (ZARYA)", "ISS (UNITY)"]


def test_while_a_predicate_is_typed_nothing_is_said_of_names(popup):
    popup.field.setText("altitude")
    assert popup.message.text().startswith("Nothing is named")
    popup.field.setText("altit")
    assert popup.message.text() == "Not a name, but a condition may begin so: Tab completes it."
    popup.field.setText("altitude > ")
    assert popup.message.text() == ""


def test_what_matched_stays_while_more_is_typed(qtbot, popup):
    popup.field.setText("slot = 1")
    before = texts(popup)
    popup.field.setText("slot = 1 and")
    assert texts(popup) == before
    qtbot.waitUntil(lambda: popup.field.mark is not None, timeout=5_000)
    assert texts(popup) == []


def test_a_slow_worker_is_told(qtbot, popup, worker):
    worker.is_slow = True
    popup.field.setText("slot = 1")
    qtbot.waitUntil(lambda: popup.message.text() == "Looking…", timeout=5_000)


def test_what_waits_for_operating_maps_says_so(popup):
    popup.field.setText("charge < 40 %")
    assert "operating maps" in popup.message.text()


def test_what_objects_lack_is_told(popup):
    popup.field.setText("plane = 2")
    assert "2 objects of made have no plane" in popup.message.text()


def test_none_may_match(popup):
    popup.field.setText("altitude > 5000")
    assert texts(popup) == []
    assert popup.message.text().startswith("True of none of 62 satellites")


def test_a_mistake_is_told_when_typing_rests(qtbot, popup):
    popup.field.setText("hight > 3")
    assert popup.field.mark is None
    assert "hight" not in popup.message.text()
    qtbot.waitUntil(lambda: popup.field.mark == 0, timeout=5_000)
    assert popup.message.text().startswith('Column 1: there is nothing named "hight"')


@pytest.mark.parametrize(
    ("typed", "begin", "word"),
    [
        ("altitude > 9 kg", 13, '"kg" does not fit'),
        ("sunlit and (", 12, "ends too early"),
        ('elevation("Berlim") > 5', 10, "Berlin"),
        ("altitude > 900 and hight < 3 ", 19, "light"),
    ],
)
def test_a_mistake_is_told_at_once_by_enter(qtbot, store, popup, typed, begin, word):
    popup.field.setText(typed)
    press(qtbot, popup)
    assert popup.field.mark == begin
    assert word in popup.message.text()
    assert popup.isVisible()
    assert not store.state.selection


def test_half_a_word_that_is_offered_to_be_completed_is_no_mistake(find, popup):
    popup.field.setText("sunlit and alti")
    assert [one.text for one in popup.shown_options] == ["altitude"]
    find._show_error_unless_typing()
    assert popup.field.mark is None
    assert popup.message.text() == ""


def test_predicates_can_be_written_by_tab(qtbot, popup):
    qtbot.keyClicks(popup.field, "alti")
    qtbot.keyClick(popup.field, Qt.Key.Key_Tab)
    qtbot.keyClicks(popup.field, "> 400 and gro")
    qtbot.keyClick(popup.field, Qt.Key.Key_Tab)
    qtbot.keyClicks(popup.field, '= "l')
    qtbot.keyClick(popup.field, Qt.Key.Key_Tab)
    assert popup.field.text() == 'altitude > 400 and group = "Low" '
    assert texts(popup)[0] == "60 of 62 satellites"


def test_names_are_not_completed_as_if_they_were_predicates(popup):
    for typed in ("ISS (ZARYA)", "plane 7", "p", "starlink 1008"):
        popup.field.setText(typed)
        assert popup.shown_options == []


def test_what_is_opened_meanwhile_is_searched(store, popup):
    popup.field.setText("polar")
    assert texts(popup) == []
    store.do(open_document(parse_design(DESIGN.replace('"Low"', '"Polar"'))))
    assert texts(popup) == ["Polar"]
    popup.field.setText('group = "Polar"')
    assert texts(popup)[0] == "60 of 62 satellites"
    store.do(open_document(parse_design(DESIGN)))
    assert popup.field.mark is None  # the group is gone, which is told when typing rests


def test_what_was_typed_last_is_there_again(find, popup):
    popup.field.setText("iss")
    popup.hide()
    assert texts(popup) == []
    find.open()
    assert texts(popup) == ["ISS (ZARYA)", "ISS (UNITY)"]
    assert popup.field.selectedText() == "iss"


@pytest.mark.parametrize("typed", ["iss", 'name ~ "ISS*"'])
def test_closed_it_holds_nothing_that_was_found(find, popup, typed):
    """It would keep closed designs and catalogues in memory."""
    popup.field.setText(typed)
    assert texts(popup)
    popup.hide()
    assert (find._names, find._result, find._condition, find._asked) == (None,) * 4
    assert find._found.hits == ()
    assert texts(popup) == []
