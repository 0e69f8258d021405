"""Bars above the globe: messages, and the progress of long jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from orbitviz.base.errors import UserError
from orbitviz.ui.widgets.fitting_labels import BreakingLabel, shortened
from orbitviz.ui.widgets.icons import icon

_MOST_MESSAGES = 3
_DETAILS_PX, _LONGEST_DETAIL = 160, 240  # height of the list below a message; characters of a line
_LONGEST_JOB = 120  # characters


class _Bar(QFrame):
    def __init__(self, level: str, text: str) -> None:
        super().__init__()
        self.setObjectName("noticeBar")
        self.setProperty("level", level)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(12, 6, 8, 6)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.box.addLayout(self.row)
        self.label = BreakingLabel(text)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.row.addWidget(self.label, 1)


class Message(_Bar):
    """A message that stays until it is dismissed."""

    dismissed = Signal()

    def __init__(self, text: str, level: str, topic: str) -> None:
        super().__init__(level, text)
        self.text, self.topic = text, topic
        self.has_remedy = False
        self._details: tuple[str, ...] = ()
        self.details: QListView | None = None  # once they have been opened
        self._icons: list[tuple[QToolButton, str]] = []
        for name, tip, slot in (
            ("copy", "Copy this message", self.copy),
            ("close", "Dismiss this message", self.dismissed.emit),
        ):
            button = QToolButton()
            button.setIcon(icon(name))
            self._icons.append((button, name))
            button.setIconSize(QSize(16, 16))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(slot)
            self.row.addWidget(button)

    def add_button(self, text: str, action: Callable[[], object]) -> None:
        """Add a button with a remedy; it dismisses the message."""
        button = QPushButton(text)
        button.clicked.connect(self.dismissed)
        button.clicked.connect(partial(action))
        self.has_remedy = True
        self.row.insertWidget(self.row.count() - 2, button)

    def add_details(self, lines: Sequence[str]) -> None:
        """Add a list of lines that a button opens and closes; while open, it is copied too."""
        opener = QPushButton("Show All")
        opener.setCheckable(True)
        opener.toggled.connect(partial(self._show_details, opener, tuple(lines)))
        self.row.insertWidget(self.row.count() - 2, opener)

    def _show_details(self, opener: QPushButton, lines: tuple[str, ...], on: bool) -> None:
        opener.setText("Show Less" if on else "Show All")
        self._details = lines if on else ()
        if self.details is None:  # a view, for there may be 100,000 lines
            self.details = QListView()
            self.details.setAccessibleName("All of them")
            self.details.setUniformItemSizes(True)
            self.details.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
            shown = [shortened(line, _LONGEST_DETAIL) for line in lines]
            self.details.setModel(QStringListModel(shown, self.details))
            rows = self.details.sizeHintForRow(0) * len(shown) + 2 * self.details.frameWidth()
            self.details.setFixedHeight(min(rows + 4, _DETAILS_PX))
            self.box.addWidget(self.details)
        self.details.setVisible(on)

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icons when the theme has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for button, name in self._icons:
                button.setIcon(icon(name))

    def copy(self) -> None:
        """Put the sentence, and the lines that are opened, on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join([self.text, *self._details]))


class JobBar(_Bar):
    """Progress of a long job, with a button that cancels it."""

    cancelled = Signal()

    def __init__(self, text: str) -> None:
        super().__init__("info", text)
        self._text = text
        self.label.longest = _LONGEST_JOB
        self.label.setText(text)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(text)
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self._cancel)
        self.row.addWidget(self.bar, 1)
        self.row.addWidget(self.cancel)

    def show_progress(self, done: float, label: str) -> None:
        """Show the share done, 0..1, and what is being done."""
        self.bar.setValue(round(done * 1000))
        self.label.setText(f"{self._text}: {label}" if label else self._text)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel.setText("Cancelling")
        self.cancelled.emit()


class Notices(QWidget):
    """The stack of bars above the globe; it takes no room while empty."""

    focusReleased = Signal()  # a message that had the keyboard has gone

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self._messages: list[Message] = []

    @property
    def messages(self) -> tuple[str, ...]:
        """The sentences shown now."""
        return tuple(message.text for message in self._messages)

    def show_message(self, text: str, level: str = "error", topic: str = "") -> Message:
        """Show a sentence; it replaces its like and those of its topic; old ones go.

        Those with a remedy go last: no other message has it.
        """
        self.clear_topic(topic)
        for message in list(self._messages):
            if message.text == text:
                self._dismiss(message)
        while len(self._messages) >= _MOST_MESSAGES:
            self._dismiss(min(self._messages, key=lambda old: old.has_remedy))
        message = Message(text, level, topic)
        message.dismissed.connect(partial(self._dismiss, message))
        self._messages.append(message)
        self._stack.addWidget(message)
        return message

    def clear_topic(self, topic: str) -> None:
        """Remove the messages about a topic: it has been resolved."""
        for message in list(self._messages):
            if topic and message.topic == topic:
                self._dismiss(message)

    def show_error(self, error: UserError, topic: str = "") -> Message:
        """Show what a user can put right; further mistakes found with it can be opened."""
        message = self.show_message(error.sentence, topic=topic)
        if error.others:
            message.add_details(error.others)
        return message

    def complaint(
        self, topic: str, failed: Callable[[Exception], None]
    ) -> Callable[[Exception], None]:
        """Return what tells of an error: a UserError is shown, others go to `failed`."""

        def tell(error: Exception) -> None:
            if isinstance(error, UserError):
                self.show_error(error, topic)
            else:
                failed(error)

        return tell

    def remove(self, messages: Iterable[Message]) -> None:
        """Remove those of some messages that are still shown."""
        for message in messages:
            self._dismiss(message)

    def add_job(self, text: str) -> JobBar:
        """Show the bar of a long job; `remove_job` removes it."""
        bar = JobBar(text)
        self._stack.insertWidget(0, bar)
        return bar

    def remove_job(self, bar: JobBar) -> None:
        """Remove the bar of a job."""
        self._stack.removeWidget(bar)
        bar.hide()
        bar.deleteLater()

    def _dismiss(self, message: Message) -> None:
        if message in self._messages:
            self._messages.remove(message)
            self._stack.removeWidget(message)
            focus = self.window().focusWidget()
            had_focus = focus is not None and message.isAncestorOf(focus)
            message.hide()
            message.deleteLater()
            if had_focus:
                self.focusReleased.emit()
