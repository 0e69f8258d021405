"""What the presenter of a tour sees: notes, what comes next, how much time is left."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from orbitviz.ui.widgets.plain_text import PlainLabel

_LARGE, _NOTES, _SMALL = 0.072, 0.058, 0.04  # heights of letters by the shorter side
_NEXT_SHARE = 0.36  # width of the picture of the next shot, of the window


class SpeakerNotes(NamedTuple):
    """All that is shown.

    shot, shots      number of the shot, from 1, and how many there are
    following        name of the next shot, empty where there is none
    picture          of its beginning, None where there is none
    share            of the shot that is over, 0..1
    state            "", or why time stands still
    """

    shot: int
    shots: int
    name: str
    notes: str
    following: str
    picture: QPixmap | None
    share: float
    shown_s: float
    left_s: float
    clock: str
    state: str


class SpeakerWindow(QWidget):
    """A window of its own; its keys are those of the audience's screen."""

    def __init__(self, keys: QWidget) -> None:
        """Build; `keys` is the window that gets what is typed here."""
        super().__init__(None, Qt.WindowType.Window)
        self._keys = keys
        self.setObjectName("speaker")
        self.setWindowTitle("Notes")
        self.setAccessibleName("Notes of the tour")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place, self._name, self._state, self._clock = (PlainLabel() for _ in range(4))
        self._notes, self._next_title, self._next = (PlainLabel() for _ in range(3))
        self._shown, self._left = PlainLabel(), PlainLabel()
        self._share = QProgressBar()
        self._share.setTextVisible(False)
        self._share.setRange(0, 1000)
        self._picture: QPixmap | None = None
        names = {"large": (self._place, self._name, self._clock, self._left, self._shown),
                 "notes": (self._notes,),
                 "small": (self._state, self._next_title)}  # fmt: skip
        for name, labels in names.items():
            for label in labels:
                label.setObjectName(name)
        self._notes.setWordWrap(True)
        self._notes.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._next_title.setWordWrap(True)
        self._next.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._notes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._next_title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._arrange()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._place)
        top.addWidget(self._name, 1)
        top.addWidget(self._state)
        top.addWidget(self._clock)
        middle = QGridLayout()
        middle.addWidget(self._notes, 0, 0, 2, 1)
        middle.addWidget(self._next_title, 0, 1)
        middle.addWidget(self._next, 1, 1)
        middle.setColumnStretch(0, 100 - round(100 * _NEXT_SHARE))
        middle.setColumnStretch(1, round(100 * _NEXT_SHARE))
        middle.setRowStretch(1, 1)
        middle.setHorizontalSpacing(24)
        bottom = QHBoxLayout()
        bottom.addWidget(self._shown)
        bottom.addStretch(1)
        bottom.addWidget(self._left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 22)
        layout.setSpacing(18)
        layout.addLayout(top)
        layout.addWidget(self._share)
        layout.addLayout(middle, 1)
        layout.addLayout(bottom)

    def show_notes(self, about: SpeakerNotes) -> None:
        """Show what is said of the present moment."""
        self._place.setText(f"{about.shot} / {about.shots}")
        self._name.setText(about.name)
        self._state.setText(about.state)
        self._clock.setText(about.clock)
        self._notes.setText(about.notes)
        self._next_title.setText(f"Next: {about.following}" if about.following else "The end")
        self._share.setValue(round(1000 * about.share))
        self._shown.setText(duration_text(about.shown_s))
        self._left.setText(f"−{duration_text(about.left_s)}")
        if about.picture is not self._picture:
            self._picture = about.picture
            self._fit_picture()

    def _fit_picture(self) -> None:
        if self._picture is None:
            self._next.clear()
            return
        width = round(_NEXT_SHARE * self.width()) - 40
        height = round(0.5 * self.height())
        self._next.setPixmap(
            self._picture.scaled(
                max(width, 1),
                max(height, 1),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give a key to the tour."""
        self._keys.keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep letters as large as the window allows."""
        super().resizeEvent(event)
        side = min(self.width(), self.height())
        large, notes, small = (max(round(share * side), 11) for share in (_LARGE, _NOTES, _SMALL))
        self.setStyleSheet(
            "#speaker { background: #14171c; }"
            "#speaker QLabel { background: none; color: white; }"
            f"#large {{ font-size: {large}px; font-weight: 600; }}"
            f"#notes {{ font-size: {notes}px; }}"
            f"#speaker #small {{ font-size: {small}px; color: #b9c2cf; }}"
            "QProgressBar { background: #2a303a; border: none; border-radius: 3px;"
            " max-height: 6px; }"
            "QProgressBar::chunk { background: #2f6fed; border-radius: 3px; }"
        )
        self._fit_picture()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide: the tour goes on without its notes."""
        event.ignore()
        self.hide()


def duration_text(seconds: float) -> str:
    """Return seconds as minutes and seconds, "1:05", with hours where there are some."""
    whole = max(round(seconds), 0)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
