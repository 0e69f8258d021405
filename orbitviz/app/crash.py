"""Unexpected exceptions: written to the log file and shown in a dialog to report them."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from orbitviz.base.errors import Cancelled, UserError, reason_of
from orbitviz.base.logs import keep_earlier, log_handler, log_path
from orbitviz.ui.widgets.plain_text import PlainBox

log = logging.getLogger("orbitviz")

_EARLIER_FAULTS = 5
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashHandler(QObject):
    """Catches exceptions that nothing else caught; both signals may come from any thread."""

    crashed = Signal(str)  # details
    userErrorOccurred = Signal(object)  # UserError

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log_file = folder / "orbitviz.log" if folder else log_path()
        self.log_refused = ""  # why there is no log
        self._fault_file: TextIO | None = None
        self._box: QMessageBox | None = None
        self.crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Write the log and catch exceptions of every thread, and faults of native code."""
        logging.raiseExceptions = False  # a disk that fills up later is no failure of the program
        log.setLevel(logging.INFO)
        try:
            self._open_logs()
        except OSError as error:
            self.log_refused = reason_of(error)
        sys.excepthook = self.handle
        threading.excepthook = lambda args: self.handle(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        log.info("started: %s", versions())

    def _open_logs(self) -> None:
        log.addHandler(log_handler(self.log_file))
        faults = self.log_file.parent / "faults.log"
        keep_earlier(faults, _EARLIER_FAULTS)  # of runs that ended by a fault
        self._fault_file = faults.open("a", encoding="utf-8")  # another window may have it open
        faulthandler.enable(file=self._fault_file)

    def install_qt_messages(self) -> None:
        """Send Qt's messages to the log; call it after vispy is imported, which does so too."""
        qInstallMessageHandler(_log_qt)

    def uninstall(self) -> None:
        """Restore the hooks and close the files."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._fault_file is not None:
            faulthandler.disable()
            self._fault_file.close()
            self._fault_file = None
        for handler in list(log.handlers):
            handler.close()
            log.removeHandler(handler)

    def handle(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Handle an exception that nothing caught; safe on any thread."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError):
            self.userErrorOccurred.emit(error)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        log.error("not caught:\n%s", details)
        if sys.stderr is not None:
            sys.stderr.write(details)
        self.crashed.emit(details)

    def report(self, error: Exception) -> None:
        """Handle an exception that a worker caught."""
        self.handle(type(error), error, error.__traceback__)

    def _show(self, details: str) -> None:
        if self._box is not None:  # one at a time: what follows a crash is in the log
            return
        self._box = crash_box(details, None if self.log_refused else self.log_file)
        self._box.finished.connect(self._closed)
        self._box.open()

    def _closed(self) -> None:
        self._box = None


def crash_box(details: str, log_file: Path | None) -> QMessageBox:
    """Return the dialog that reports a crash."""
    box = PlainBox(QApplication.activeWindow())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("orbitviz")
    box.setIcon(QMessageBox.Icon.Critical)
    box.show_texts(
        "Something went wrong in orbitviz.",
        "Your documents are still open; unsaved edits have been autosaved. "
        + (f"The details are in {log_file}." if log_file else "No log can be written here."),
    )
    box.setDetailedText(details)
    box.addButton(QMessageBox.StandardButton.Close)
    copy = box.addButton("Copy details", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # copying does not close the dialog
    report = f"{versions()}\n\n{details}"
    copy.clicked.connect(partial(_copy_to_clipboard, report))
    return box


def _copy_to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def versions() -> str:
    """Return versions and platform for a report."""
    from importlib.metadata import PackageNotFoundError, version

    def of(package: str) -> str:
        try:
            return version(package)
        except PackageNotFoundError:
            return "unknown"

    return (
        f"orbitviz {of('orbitviz')}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"vispy {of('vispy')}, numpy {of('numpy')}, {platform.platform()}"
    )


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    log.log(_QT_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
