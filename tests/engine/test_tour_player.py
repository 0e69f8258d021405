"""What a presenter does with a tour: next, back, pause, jump, loop, a shot that waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.engine.tours.player import TourPlayer
from orbitviz.formats.tours.tour_file import parse_tour


class Wall:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def player(*durations_s, waits=(), loops=False) -> tuple[TourPlayer, Wall]:
    text = 'format = "orbitviz-tour/1"\ntitle = "T"\ndesign = "one-shell"\n'
    for k, duration_s in enumerate(durations_s):
        text += f'[[shots]]\nname = "{k}"\nduration_s = {duration_s}\n'
        text += "waits = true\n" if k in waits else ""
    wall = Wall()
    return TourPlayer(parse_tour(text, Path("t")).tour, wall, loops=loops), wall


def test_it_plays_from_shot_to_shot_and_rests_at_the_end():
    one, wall = player(4, 6)
    assert one.place == (0, 0.0)
    wall.now_s += 3.0
    assert one.place == (0, 3.0)
    wall.now_s += 2.0
    assert one.place == (1, pytest.approx(1.0))
    assert not one.is_at_end
    wall.now_s += 100.0
    assert one.place == (1, 6.0)
    assert one.is_at_end
    one.toggle()
    assert one.place == (0, 0.0)
    assert one.is_playing


def test_a_pause_holds_the_place():
    one, wall = player(4, 6)
    wall.now_s += 3.0
    one.toggle()
    wall.now_s += 50.0
    assert one.place == (0, 3.0)
    one.toggle()
    wall.now_s += 0.5
    assert one.place == (0, 3.5)


def test_a_shot_that_waits_rests_until_the_presenter_goes_on():
    one, wall = player(4, 6, waits=(0,))
    wall.now_s += 30.0
    assert one.place == (0, 4.0)
    assert not one.is_playing
    assert not one.is_at_end
    one.toggle()
    wall.now_s += 1.0
    assert one.place == (1, 1.0)
    two, wall = player(4, 6, waits=(0,))
    wall.now_s += 30.0
    two.next()
    assert two.place == (1, 0.0)


def test_next_and_back_as_with_slides():
    one, wall = player(4, 6, 5)
    one.next()
    assert one.place == (1, 0.0)
    wall.now_s += 1.0
    one.previous()  # only just begun
    assert one.place == (0, 0.0)
    wall.now_s += 3.0
    one.previous()
    assert one.place == (0, 0.0)
    one.go_to(2)
    one.next()
    assert one.is_at_end
    one.go_to(99)
    assert one.place == (2, 0.0)


def test_a_kiosk_begins_again_and_waits_for_nobody():
    one, wall = player(4, 6, waits=(0,), loops=True)
    wall.now_s += 25.0
    assert one.place == (1, pytest.approx(1.0))
    assert one.is_playing


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["toggle", "next", "previous", "wait"]), st.floats(0.0, 9.0)),
        max_size=30,
    ),
    waits=st.sets(st.integers(0, 2)),
    loops=st.booleans(),
)
def test_whatever_is_pressed_the_place_is_in_the_tour(steps, waits, loops):
    durations_s = (4.0, 6.0, 0.5)
    one, wall = player(*durations_s, waits=waits, loops=loops)
    for verb, pause_s in steps:
        wall.now_s += pause_s
        if verb != "wait":
            getattr(one, verb)()
        shot, time_s = one.place
        assert 0.0 <= time_s <= durations_s[shot]
        assert 0.0 <= one.left_s <= 10.5


def test_a_shot_that_waits_rests_exactly_at_its_end():
    one, wall = player(0.1, 0.7, 4, waits=(1,))
    wall.now_s += 0.2
    assert one.place[0] == 1
    wall.now_s += 5.0
    assert one.place == (1, 0.7)  # the presenter is told that it waits
