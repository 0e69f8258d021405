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


def in_pieces(gate, log, name, count=3):
    """Return a long job whose first piece waits for the gate."""

    def job():
        for piece in range(count):
            gate.wait(10.0)
            log.append(f"{name}{piece}")
            yield
        return name

    return job


def test_a_long_job_lets_others_in():
    gate, log, done = threading.Event(), [], []
    worker = Worker()
    worker.submit("long", in_pieces(gate, log, "a"), done.append)
    while worker._waiting:
        pass
    worker.submit("other", in_pieces(gate, log, "b"), done.append)
    worker.submit("short", lambda: log.append("short") or "short", done.append)
    assert worker.is_busy("long")
    gate.set()
    assert worker.wait(10.0)
    worker.close()
    assert log == ["a0", "b0", "short", "a1", "b1", "a2", "b2"]
    assert done == ["short", "a", "b"]


def test_a_topic_has_one_long_job_at_a_time():
    gate, log, done = threading.Event(), [], []
    worker = Worker()
    worker.submit("long", in_pieces(gate, log, "a"), done.append)
    while worker._waiting:
        pass
    for name in ("b", "c"):
        worker.submit("long", in_pieces(gate, log, name), done.append)
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
    worker.submit("survey", in_pieces(gate, log, "s", 4), lambda _: None, every=4)
    worker.submit("picture", in_pieces(gate, log, "p", 12), lambda _: None)
    gate.set()
    assert worker.wait(10.0)
    worker.close()
    assert "".join(entry[0] for entry in log) == "sp" + "ppps" * 3 + "pp"
