from __future__ import annotations

import threading

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
    worker.wait(10.0)
    worker.submit("a", lambda: "after", done.append)
    assert worker.wait(10.0)
    worker.close()
    assert isinstance(failures[0], ZeroDivisionError)
    assert done == ["after"]


def test_results_go_through_deliver():
    calls, done = [], []
    worker = Worker(deliver=calls.append)
    worker.submit("a", lambda: 7, done.append)
    worker.wait(10.0)
    worker.close()
    assert done == []
    for call in calls:
        call()
    assert done == [7]


def test_closing_drops_what_waits_and_ends_the_thread():
    gate, done = threading.Event(), []
    worker = Worker()
    worker.submit("first", lambda: gate.wait(10.0), lambda _: None)
    worker.submit("second", lambda: 1, done.append)
    threading.Timer(0.05, gate.set).start()
    worker.close()
    assert done == []
    assert not any(t.name == "orbitviz-worker" and t.is_alive() for t in threading.enumerate())
