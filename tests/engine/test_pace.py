"""Searches repeated while time runs: one at a time, with rests in proportion to what they take."""

from __future__ import annotations

from queue import Queue

import pytest

from orbitviz.engine.pace import Pace
from orbitviz.engine.worker import Worker


class Searches:
    """Searches of two steps; between the steps the clock goes on, as it does within them."""

    def __init__(self, **how):
        self.now, self.found, self._calls = 10.0, [], Queue()
        self.worker = Worker(self._calls.put)
        self.pace = Pace(self.worker, "search", lambda: self.now, **how)

    def search(self, takes_s):
        def steps():
            self.now += takes_s / 2
            yield
            self.now += takes_s / 2
            return takes_s

        self.pace.search(steps, self.found.append)

    def take_over(self):
        assert self.worker.wait(30.0)
        while not self._calls.empty():
            self._calls.get()()


@pytest.fixture
def make():
    made = []

    def one(**how):
        made.append(Searches(**how))
        return made[-1]

    yield one
    for searches in made:
        searches.worker.close()


@pytest.mark.parametrize(("takes_s", "rest_s"), [(0.25, 2.0), (0.5, 2.0), (2.0, 8.0)])
def test_the_rest_is_in_proportion_to_the_search_before_it(make, takes_s, rest_s):
    one = make(rest=4.0, least_s=2.0)
    assert one.pace.is_due()
    one.search(takes_s)
    one.take_over()
    assert one.found == [takes_s]
    assert one.now == 10.0 + takes_s
    one.now += 0.99 * rest_s
    assert not one.pace.is_due()
    assert one.pace.is_due(at_once=True)
    one.now += 0.02 * rest_s
    assert one.pace.is_due()


def test_while_a_search_is_under_way_none_is_due(make):
    one = make(rest=1.0)
    began, goes_on = Queue(), Queue()

    def steps():
        began.put(True)
        goes_on.get(timeout=30.0)
        yield
        return "found"

    one.pace.search(steps, one.found.append)
    began.get(timeout=30.0)
    assert not one.pace.is_due()
    assert not one.pace.is_due(at_once=True)
    goes_on.put(True)
    one.take_over()
    assert one.found == ["found"]
    assert one.pace.is_due()
