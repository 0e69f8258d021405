"""How far a film is, and how long it still takes."""

from __future__ import annotations

import pytest

from orbitviz.engine.films.frame_report import FrameReport, left_text


def test_time_left_is_told_once_it_can_be_known():
    now, told = [0.0], []
    report = FrameReport(100, lambda done, label: told.append((done, label)), lambda: now[0])
    for at_s in (8.0, 9.0, 12.0):  # the first frame takes longest
        now[0] = at_s
        report()
    assert [label for _, label in told] == [
        "frame 1 of 100", "frame 2 of 100", "frame 3 of 100, 3 min left",
    ]  # fmt: skip
    assert told[-1][0] == pytest.approx(0.03)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "1 s"), (42.4, "42 s"), (130.0, "2 min"), (12_000.0, "3 h 20 min")]
)
def test_a_time_that_is_left(seconds, text):
    assert left_text(seconds) == text
