"""The quality of pictures while a tour plays, by scripted times of drawing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.scene.draft_policy import FULL
from orbitviz.scene.frame_guard import QUALITIES, FrameGuard

times = st.lists(st.floats(0.0, 2000.0), max_size=80)
FACTOR = (1.0, 0.6, 0.4, 0.25)  # time of each quality by that of the best


def play(guard, full_ms, frames):
    """Draw pictures that take a time at full quality; return the qualities used."""
    used = []
    for _ in range(frames):
        used.append(guard.quality)
        guard.record(full_ms * FACTOR[QUALITIES.index(guard.quality)])
    return used


def test_a_fast_machine_shows_full_quality_throughout():
    guard = FrameGuard()
    for _ in range(5):
        assert set(play(guard, 30.0, 100)) == {FULL}
        guard.cut()


def test_quality_falls_until_pictures_are_fast_enough_and_stays_there():
    guard = FrameGuard()
    used = play(guard, 100.0, 60)
    assert used[-1] == QUALITIES[2]  # 40 ms
    assert used[20:] == [QUALITIES[2]] * 40


def test_a_single_slow_picture_changes_nothing():
    guard = FrameGuard()
    for milliseconds in (20.0, 20.0, 600.0, 20.0, 20.0, 20.0, 400.0, 20.0):
        guard.record(milliseconds)
    assert guard.quality == FULL


def test_pictures_that_grow_slower_are_lowered_before_they_are_slow():
    guard = FrameGuard()
    drawn = []
    for milliseconds in (20.0, 26.0, 33.0, 41.0, 50.0):
        if guard.quality != FULL:
            break
        drawn.append(milliseconds)
        guard.record(milliseconds)
    assert guard.quality == QUALITIES[1]
    assert max(drawn) < 45.0


def test_quality_returns_at_a_cut_once_there_is_time_for_it():
    guard = FrameGuard()
    play(guard, 60.0, 20)
    assert guard.quality == QUALITIES[1]
    play(guard, 15.0, 40)
    assert guard.quality == QUALITIES[1]  # within the shot nobody sees a change
    guard.cut()
    assert guard.quality == FULL


def test_what_fails_again_and_again_is_tried_less_and_less():
    guard, tries = FrameGuard(), 0
    for _ in range(40):
        guard.cut()
        tries += guard.quality == FULL
        play(guard, 60.0, 6)  # slow at first
        play(guard, 10.0, 40)
    assert 2 <= tries <= 10


@pytest.mark.parametrize("full_ms", [70.0, 300.0])
def test_a_steadily_slow_machine_never_flickers(full_ms):
    guard = FrameGuard()
    changes = 0
    for _ in range(20):
        used = play(guard, full_ms, 50)
        changes += sum(a != b for a, b in pairwise(used))
        guard.cut()
    assert changes <= len(QUALITIES) - 1


@given(times, times)
def test_within_a_shot_quality_only_falls(before, within):
    guard = FrameGuard()
    for milliseconds in before:
        guard.record(milliseconds)
    guard.cut()
    levels = [QUALITIES.index(guard.quality)]
    for milliseconds in within:
        guard.record(milliseconds)
        levels.append(QUALITIES.index(guard.quality))
    assert levels == sorted(levels)
    assert max(b - a for a, b in pairwise([*levels, levels[-1]])) <= 1
