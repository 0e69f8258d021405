from __future__ import annotations

import threading
import time
import weakref

from orbitviz.base.errors import Cancelled
from orbitviz.engine.worker import Worker


def test_latest_request_of_a_topic_wins():
    gate, done = threading.Event(), []
    worker = Worker()
    worker.submit("first", lambda: gate.wait(10.0), lambda _: None)
    for number in range(5):
        worker.submit("positions", lambda number=number: number, done.append)
    worker.submit("other", lambda: "kept", done.append)
    gate.set()
    assert worker.wait(10.0)
    worker.close()
    assert sorted(map(str, done)) == ["4", "kept"]


def test_a_failing_job_is_told_and_the_next_one_runs():
    failures, done = [], []
    worker = Worker(failed=failures.append)
    worker.submit("a", lambda: 1 / 0, done.append)
    assert worker.wait(10.0)
    worker.submit("a", lambda: "after", done.append)
    assert worker.wait(10.0)
    worker.close()
    assert isinstance(failures[0], ZeroDivisionError)
    assert done == ["after"]


def test_a_job_that_is_cancelled_has_no_result_and_is_no_failure():
    def cancelled():
        raise Cancelled

    failures, done = [], []
    worker = Worker(failed=failures.append)
    worker.submit("a", cancelled, done.append)
    assert worker.wait(10.0)
    worker.submit("a", lambda: "after", done.append)
    assert worker.wait(10.0)
    worker.close()
    assert (failures, done) == ([], ["after"])


def test_results_go_through_deliver():
    calls, done = [], []
    worker = Worker(deliver=calls.append)
    worker.submit("a", lambda: 7, done.append)
    assert worker.wait(10.0)
    worker.close()
    assert done == []
    for call in calls:
        call()
    assert done == [7]


def test_a_job_that_has_ended_is_let_go():
    """With what it is about, however long the next one is in coming."""

    class Subject:
        """Something large."""

    subject = Subject()
    kept = weakref.ref(subject)
    worker = Worker()
    worker.submit("a", lambda subject=subject: None, lambda _: None)
    del subject
    assert worker.wait(10.0)
    is_let_go = kept() is None
    worker.close()
    assert is_let_go


def test_closing_drops_what_waits_and_ends_the_thread():
    begun, dropped, done = threading.Event(), [], []
    worker = Worker()

    def first():
        begun.set()
        dropped.append(comes_true(lambda: not worker.is_busy("second")))

    worker.submit("first", first, lambda _: None)
    assert begun.wait(10.0)
    worker.submit("second", lambda: 1, done.append)
    worker.close()
    assert dropped == [True]
    assert done == []
    assert not any(t.name == "orbitviz-worker" and t.is_alive() for t in threading.enumerate())


def comes_true(condition, timeout_s=10.0):
    """Return whether a condition comes true in time."""
    end_s = time.monotonic() + timeout_s
    while not condition() and time.monotonic() < end_s:
        time.sleep(0.001)
    return condition()


def in_steps(gate, log, name, count=3, begun=None):
    """Return a long job whose first step tells that it has begun and waits for the gate."""

    def job():
        if begun is not None:
            begun.set()
        for step in range(count):
            assert gate.wait(10.0)
            log.append(f"{name}{step}")
            yield
        return name

    return job


def test_a_long_job_lets_others_in():
    gate, begun, log, done = threading.Event(), threading.Event(), [], []
    worker = Worker()
    worker.submit("long", in_steps(gate, log, "a", begun=begun), done.append)
    assert begun.wait(10.0)
    worker.submit("other", in_steps(gate, log, "b"), done.append)
    worker.submit("short", lambda: log.append("short") or "short", done.append)
    assert worker.is_busy("long")
    gate.set()
    assert worker.wait(10.0)
    worker.close()
    assert log == ["a0", "b0", "short", "a1", "b1", "a2", "b2"]
    assert done == ["short", "a", "b"]


def test_a_topic_has_one_long_job_at_a_time():
    gate, begun, log, done = threading.Event(), threading.Event(), [], []
    worker = Worker()
    worker.submit("long", in_steps(gate, log, "a", begun=begun), done.append)
    assert begun.wait(10.0)
    for name in ("b", "c"):
        worker.submit("long", in_steps(gate, log, name), done.append)
    gate.set()
    assert worker.wait(10.0)
    worker.close()
    assert log == ["a0", "a1", "a2", "c0", "c1", "c2"]
    assert done == ["a", "c"]


def test_a_long_job_that_fails_is_told():
    failures, done = [], []

    def job():
        yield
        raise ValueError("halfway")

    worker = Worker(failed=failures.append)
    worker.submit("long", job, done.append)
    assert worker.wait(10.0)
    assert not worker.is_busy("long")
    worker.close()
    assert [str(error) for error in failures] == ["halfway"]
    assert done == []


def test_closing_leaves_a_long_job_unfinished():
    begun, closed, done = threading.Event(), [], []

    def job():
        try:
            while True:
                begun.set()
                yield
        finally:
            closed.append(True)

    worker = Worker()
    worker.submit("long", job, done.append)
    assert begun.wait(10.0)
    worker.close()
    assert not any(t.name == "orbitviz-worker" and t.is_alive() for t in threading.enumerate())
    assert closed == [True]
    assert done == []


def test_a_long_job_that_has_time_gets_few_turns():
    gate, log = threading.Event(), []
    worker = Worker()
    worker.submit("gate", lambda: gate.wait(10.0), lambda _: None)
    worker.submit("survey", in_steps(gate, log, "s", 4), lambda _: None, every=4)
    worker.submit("picture", in_steps(gate, log, "p", 12), lambda _: None)
    gate.set()
    assert worker.wait(10.0)
    worker.close()
    assert "".join(entry[0] for entry in log) == "sp" + "ppps" * 3 + "pp"
