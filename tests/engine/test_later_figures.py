"""Figures of a tour that is presented: found on a worker, in order; what is not there waits."""

from __future__ import annotations

import pytest

from orbitviz.base.errors import UserError
from orbitviz.engine.engine import Engine
from orbitviz.engine.tours import numbers
from orbitviz.engine.tours.later_figures import LaterFigures
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.numbers import Numbers
from orbitviz.engine.tours.opened_tour import open_tour
from orbitviz.engine.worker import Worker
from orbitviz.formats.tours.tour_file import parse_tour
from orbitviz.orbits.sky_geometry import sky_geometry_at

TOUR = """
format = "orbitviz-tour/1"
title = "T"
design = "one-shell"

[[shots]]
name = "One"
duration_s = 8
time.rate = 600
[[shots.captions]]
title = "How many"
number = "total.satellites"
[[shots.captions]]
number = "total.array_w"
begin_s = 2
updates_s = 2

[[shots]]
name = "Two"
duration_s = 8
view.colour = "radiator"
[[shots.captions]]
number = "total.radiator_k_max"
"""


@pytest.fixture
def opened(tmp_path):
    path = tmp_path / "tour.toml"
    path.write_text(TOUR, encoding="utf-8")
    return open_tour(parse_tour(TOUR, path))


@pytest.fixture
def worker():
    made = Worker()
    yield made
    made.close()


def shown(moments, shot, time_s):
    return [one.number for one in moments.of_shot(shot, time_s).on_stage.captions]


def test_captions_wait_for_their_figures_and_then_show_those_of_a_film(opened, worker):
    later = LaterFigures(opened)
    moments = Moments(opened, found=later)
    assert shown(moments, 0, 4.0) == []  # one without its number would say something else
    later.begin(worker)
    assert worker.wait(60.0)
    film = Moments(opened)
    for shot, time_s in ((0, 1.0), (0, 3.0), (1, 4.0)):
        assert shown(moments, shot, time_s) == shown(film, shot, time_s)
    assert later.mistake is None


def test_an_update_shows_the_figure_before_until_its_own_is_there(opened, worker):
    later = LaterFigures(opened)
    moments = Moments(opened, found=later)
    later.begin(worker)
    assert worker.wait(60.0)
    first = shown(moments, 0, 3.0)[1]
    film = shown(Moments(opened), 0, 7.0)[1]
    assert shown(moments, 0, 7.0)[1] == first  # and is asked for
    assert worker.wait(60.0)
    assert shown(moments, 0, 7.0)[1] == film


def test_operating_maps_are_found_for_shots_that_show_them_and_adopted(opened, worker):
    later = LaterFigures(opened)
    later.begin(worker)
    assert worker.wait(60.0)
    assert list(later.maps) == [1]
    state = Moments(opened, found=later).of_shot(1, 0.0).state
    assert later.maps[1].is_about(state.document)
    engine = Engine(lambda call: call(), lambda error: None, on_stage=True)
    engine.adopt(state.document, later.maps[1])
    assert engine.snapshot(state).fleet is later.maps[1]
    engine.close()


def test_on_stage_no_maps_are_solved_for_a_picture_without_them(opened):
    engine = Engine(lambda call: call(), lambda error: None, on_stage=True)
    state = opened.state
    engine.snapshot(state)
    assert engine.wait(10.0)
    assert engine.snapshot(state).fleet is None
    engine.close()


def test_a_wrong_name_is_told_before_the_show(tmp_path):
    path = tmp_path / "tour.toml"
    text = TOUR.replace("total.array_w", "total.aray_w")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r'did you mean "array_w"\?'):
        LaterFigures(open_tour(parse_tour(text, path)))


def test_what_cannot_be_found_stays_away_and_is_told_afterwards(opened, worker, monkeypatch):
    def fail(self, state, geometry, key, *, as_draft=False):
        raise UserError(f'"{key}" has no value here')

    monkeypatch.setattr(Numbers, "maps", fail)
    later = LaterFigures(opened)
    moments = Moments(opened, found=later)
    later._figures.maps = lambda shot: None
    later.begin(worker)
    assert worker.wait(60.0)
    assert shown(moments, 0, 1.0) == []
    assert '"total.satellites" has no value here' in str(later.mistake)


def test_leaving_ends_the_search(opened, worker):
    later = LaterFigures(opened)
    later.close()
    later.begin(worker)
    assert worker.wait(60.0)
    assert later._found == {}
    assert later.maps == {}
    assert later.mistake is None


@pytest.mark.parametrize("name", numbers._WITHOUT_MAPS)
def test_what_needs_no_maps_is_the_same_with_full_ones(opened, name):
    state, instant = opened.state, opened.state.playback.at
    quick = Numbers().figure(state, instant, f"total.{name}")
    full = Numbers()
    full.maps(state, sky_geometry_at(instant), "")
    assert full.figure(state, instant, f"total.{name}") == quick


def test_only_the_update_that_is_shown_is_asked_for(opened):
    class Busy:
        def __init__(self):
            self.topics = []

        def submit(self, topic, _job, _done):
            self.topics.append(topic)

    later, busy = LaterFigures(opened), Busy()
    later.begin(busy)
    assert later.number(0, 1, 2) is None
    assert busy.topics[1:] == [("number", 0, 1, 2)]
