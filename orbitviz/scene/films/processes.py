"""Draws the parts of a film in processes of their own."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

from orbitviz.base.errors import Cancelled, UserError
from orbitviz.engine.films.film_job import GO_ON, FilmJob
from orbitviz.engine.films.frame_report import FrameReport
from orbitviz.scene.films.film_maker import FilmMaker

_LOOK_EVERY_S = 0.2
_PATIENCE_S = 2.0  # with processes that are to end
_BACKGROUND = 5  # by how much less urgent than a window a process may be


class _Shared(NamedTuple):
    """What the processes of one film share: how many parts are taken, and frames drawn."""

    taken: Any
    drawn: Any
    stop: Any


def make_in_processes(
    job: FilmJob,
    missing: Sequence[int],
    processes: int,
    report: FrameReport,
    *,
    is_background: bool = False,
) -> None:
    """Make the missing parts of a film in so many processes.

    is_background   the window goes on beside them

    Raises UserError, or Cancelled if the report does; the parts that are done are kept.
    """
    spawned = get_context("spawn")
    shared = _Shared(spawned.Value("q", 0), spawned.Value("q", 0), spawned.Event())
    running: list[tuple[BaseProcess, Connection]] = []
    try:
        for _ in range(min(processes, len(missing))):
            ours, theirs = spawned.Pipe(duplex=False)
            process: BaseProcess = spawned.Process(
                target=_work, args=(job, missing, shared, theirs, is_background), daemon=True
            )
            with _interrupts_ignored():
                process.start()
            theirs.close()
            running.append((process, ours))
        told = 0
        while any(process.is_alive() for process, _ in running):
            wait([process.sentinel for process, _ in running if process.is_alive()], _LOOK_EVERY_S)
            drawn = shared.drawn.value
            report(drawn - told)
            told = drawn
            _raise_what_failed(job, running)
        _raise_what_failed(job, running)
    finally:
        shared.stop.set()
        patient_s = time.monotonic() + _PATIENCE_S  # with all of them together
        for process, pipe in running:
            process.join(max(patient_s - time.monotonic(), 0.0))
            process.terminate()  # where it is still opening the tour; a half part is no part
            process.join()
            pipe.close()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Have processes that are started meanwhile ignore Ctrl+C, which ends them by way of this."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _raise_what_failed(job: FilmJob, running: Sequence[tuple[BaseProcess, Connection]]) -> None:
    for process, pipe in running:
        if process.exitcode is None or process.exitcode == 0:
            continue
        error: Exception | None = None
        with suppress(EOFError):
            error = pipe.recv() if pipe.poll() else None
        raise error or UserError(
            "a process that draws was ended",
            file=job.parts.path,
            allowed=GO_ON,
        )


def _work(
    job: FilmJob, missing: Sequence[int], shared: _Shared, pipe: Connection, is_background: bool
) -> None:
    """Make parts until there are none left; a failure goes through the pipe."""
    if is_background and hasattr(os, "nice"):
        os.nice(_BACKGROUND)
    try:
        with FilmMaker(job) as maker:
            maker.make(_next_parts(missing, shared), _drawn(shared))
    except Cancelled:
        return
    except Exception as error:
        pipe.send(error)
        raise SystemExit(1) from None


def _next_parts(missing: Sequence[int], shared: _Shared) -> Iterator[int]:
    while True:
        with shared.taken.get_lock():
            number = shared.taken.value
            shared.taken.value += 1
        if number >= len(missing):
            return
        yield missing[number]


def _drawn(shared: _Shared) -> Callable[[], None]:
    def drawn() -> None:
        with shared.drawn.get_lock():
            shared.drawn.value += 1
        parent = parent_process()
        if shared.stop.is_set() or parent is None or not parent.is_alive():
            raise Cancelled

    return drawn
