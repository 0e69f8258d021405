"""What nobody foresaw: into the log file, and into a dialog that lets the user report it."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
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

from orbitviz.app.folders import log_folder
from orbitviz.base.errors import Cancelled, UserError

log = logging.getLogger("orbitviz")

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashHandler(QObject):
    """Catches what is not caught elsewhere; `tell_user` gets what is meant for people."""

    crashed = Signal(str)  # details; may come from any thread
    mistaken = Signal(object)  # UserError

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log_file = (folder or log_folder()) / "orbitviz.log"
        self.tell_user: Callable[[str], object] = lambda _sentence: None
        self._fault_file: TextIO | None = None
        self._box: QMessageBox | None = None
        self.crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self.mistaken.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Write the log and catch exceptions of every thread, and faults of native code."""
        handler = RotatingFileHandler(
            self.log_file, maxBytes=1_000_000, backupCount=2, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        self._fault_file = (self.log_file.parent / "faults.log").open("w", encoding="utf-8")
        faulthandler.enable(file=self._fault_file)
        sys.excepthook = self.handle
        threading.excepthook = lambda args: self.handle(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        log.info("started: %s", versions())

    def install_qt_messages(self) -> None:
        """Send Qt's messages to the log; vispy takes them when it is imported, so call it after."""
        qInstallMessageHandler(_log_qt)

    def uninstall(self) -> None:
        """Give the hooks back and close the files."""
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
        """Take an exception that nobody caught; safe on any thread."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError):
            self.mistaken.emit(error)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        log.error("not caught:\n%s", details)
        if sys.stderr is not None:
            sys.stderr.write(details)
        self.crashed.emit(details)

    def report(self, error: Exception) -> None:
        """Take an exception that a worker handed over."""
        self.handle(type(error), error, error.__traceback__)

    def _tell(self, error: UserError) -> None:
        self.tell_user(str(error))

    def _show(self, details: str) -> None:
        if self._box is not None:  # one at a time: what follows a crash is in the log
            return
        self._box = crash_box(details, self.log_file)
        self._box.finished.connect(self._closed)
        self._box.open()

    def _closed(self) -> None:
        self._box = None


def crash_box(details: str, log_file: Path) -> QMessageBox:
    """Return the dialog that tells of a crash."""
    box = QMessageBox(QApplication.activeWindow())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("orbitviz")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setText("Something in orbitviz went wrong.")
    box.setInformativeText(
        "What you had open is still there; unsaved edits are kept aside. "
        f"The details are in {log_file}."
    )
    box.setDetailedText(details)
    box.addButton(QMessageBox.StandardButton.Close)
    copy = box.addButton("Copy details", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # copying does not close the dialog
    report = f"{versions()}\n\n{details}"
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    return box


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
