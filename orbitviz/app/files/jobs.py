"""Background jobs with progress and cancel; results arrive in the thread of the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from orbitviz.base.errors import Cancelled
from orbitviz.base.progress import Progress
from orbitviz.ui.widgets.notices import JobBar, Notices

Work = Callable[[Progress], Any]

_REPORT_EVERY_S = 0.1


class _TaskSignals(QObject):
    """Signals of a task; lives in the window's thread."""

    progressed = Signal(float, str)
    ended = Signal(object, object)  # result, error


class _Task(QRunnable):
    def __init__(self, work: Work, signals: _TaskSignals) -> None:
        super().__init__()
        self.setAutoDelete(False)  # Jobs keeps it until its last signal has arrived
        self.cancelled = False
        self._work, self._signals = work, signals
        self._reported_at_s = 0.0

    def cancel(self) -> None:
        self.cancelled = True

    def progress(self, done: float, label: str = "") -> None:
        if self.cancelled:
            raise Cancelled
        now = time.monotonic()
        if now - self._reported_at_s >= _REPORT_EVERY_S:
            self._reported_at_s = now
            self._signals.progressed.emit(done, label)

    def run(self) -> None:
        try:
            result = self._work(self.progress)
        except Exception as error:
            self._signals.ended.emit(None, error)
        else:
            self._signals.ended.emit(result, None)

    def release(self) -> None:
        """Drop references: Qt's pool keeps the task alive, a connection its function."""
        self._signals.ended.disconnect()
        del self._work


class Jobs(QObject):
    """Runs work on a thread, one after another in the order of the calls, with progress bars."""

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: dict[_Task, JobBar | None] = {}

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._running)

    def run(
        self,
        text: str,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        cancelled: Callable[[], None] = lambda: None,
    ) -> None:
        """Run work(progress) on a thread, then done(result) or failed(error) in this one.

        text        label of the progress bar, "" for none
        cancelled   called instead if the user cancels the job
        """
        signals = _TaskSignals()
        task = _Task(work, signals)
        bar = self._notices.add_job(text) if text else None
        if bar is not None:
            signals.progressed.connect(bar.show_progress, Qt.ConnectionType.QueuedConnection)
            bar.cancelled.connect(task.cancel)
        signals.ended.connect(
            partial(self._ended, task, done, failed, cancelled),
            Qt.ConnectionType.QueuedConnection,
        )
        self._running[task] = bar
        self._pool.start(task)

    def close(self) -> None:
        """Cancel everything and wait for it."""
        for task in self._running:
            task.cancelled = True
        self._pool.waitForDone()
        for task, bar in self._running.items():
            task.release()
            if bar is not None:
                self._notices.remove_job(bar)
        self._running.clear()

    def _ended(
        self,
        task: _Task,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        cancelled: Callable[[], None],
        result: Any,
        error: Exception | None,
    ) -> None:
        if task not in self._running:
            return
        bar = self._running.pop(task)
        task.release()
        if bar is not None:
            self._notices.remove_job(bar)
        if isinstance(error, Cancelled) or task.cancelled:
            cancelled()
        elif error is not None:
            failed(error)
        else:
            done(result)
