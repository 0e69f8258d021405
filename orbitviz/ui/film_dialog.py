"""Asks of which tour or shot a film is made, how large, and with how many frames a second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from orbitviz.ui.widgets.marked_boxes import ArrowBox, TickBox
from orbitviz.ui.widgets.plain_text import PlainLabel

_WIDTH = 400
_SIZES = (
    ("360p", (640, 360)),
    ("480p", (854, 480)),
    ("720p", (1280, 720)),
    ("1080p", (1920, 1080)),
    ("4K", (3840, 2160)),
    ("4:3", (1440, 1080)),
    ("square", (1080, 1080)),
    ("upright", (1080, 1920)),
)
_FIRST_SIZE = 3
_RATES = (24, 25, 30, 50, 60)
_FIRST_RATE = 2
_BLUR = 8  # pictures of a blurred frame


@dataclass(frozen=True)
class TourToFilm:
    """A tour that may be filmed.

    tour       its id or file
    begins_s   at which its shots begin, and its end
    shots      their names
    """

    title: str
    tour: str | Path
    begins_s: tuple[float, ...]
    shots: tuple[str, ...]


@dataclass(frozen=True)
class FilmChoice:
    """What film is to be made.

    span_s   seconds of the tour at which it begins and ends
    blur     pictures of which each frame is the mean
    """

    tour: TourToFilm
    span_s: tuple[float, float]
    size: tuple[int, int]
    fps: int
    blur: int


class FilmDialog(QDialog):
    """Remembers the last choice."""

    exportRequested = Signal(object)  # FilmChoice
    fileRequested = Signal()  # another tour, see offer

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export Film")
        self.tour_box, self.part_box = ArrowBox(), ArrowBox()
        self.size_box, self.rate_box = ArrowBox(), ArrowBox()
        self.blur_box = TickBox()
        self.file_button = QPushButton("Open…")
        self.file_button.setAutoDefault(False)
        self.file_button.setToolTip("Choose the file of another tour")
        self._tours: list[TourToFilm] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(self._make_form())
        self.length = PlainLabel("")
        self.length.setAccessibleName("Length of the film")
        layout.addWidget(self.length)
        layout.addWidget(_note())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export_button = buttons.addButton("Export…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.export_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def ask(self, tours: Sequence[TourToFilm]) -> None:
        """Open with the tours there are; the first is chosen unless one of them was before."""
        before = self.choice.tour.tour if self._tours else None
        self._tours = list(tours)
        self.tour_box.clear()
        self.tour_box.addItems([tour.title for tour in tours])
        known = [tour.tour for tour in tours]
        self.tour_box.setCurrentIndex(known.index(before) if before in known else 0)
        self.open()

    def offer(self, tour: TourToFilm) -> None:
        """Add a tour and choose it."""
        self._tours.append(tour)
        self.tour_box.addItem(tour.title)
        self.tour_box.setCurrentIndex(len(self._tours) - 1)

    @property
    def choice(self) -> FilmChoice:
        """What is chosen."""
        return FilmChoice(
            self._tours[self.tour_box.currentIndex()],
            self._span_s,
            _SIZES[self.size_box.currentIndex()][1],
            _RATES[self.rate_box.currentIndex()],
            _BLUR if self.blur_box.isChecked() else 1,
        )

    def accept(self) -> None:
        """Close and ask for a file."""
        super().accept()
        self.exportRequested.emit(self.choice)

    def _make_form(self) -> QFormLayout:
        form = QFormLayout()
        row = QHBoxLayout()
        row.addWidget(self.tour_box, 1)
        row.addWidget(self.file_button)
        self.file_button.clicked.connect(self.fileRequested)
        for name, (width, height) in _SIZES:
            self.size_box.addItem(f"{width:,} × {height:,} ({name})")
        self.size_box.setCurrentIndex(_FIRST_SIZE)
        self.rate_box.addItems([f"{rate} a second" for rate in _RATES])
        self.rate_box.setCurrentIndex(_FIRST_RATE)
        for name, box in (
            ("Tour", self.tour_box), ("Part", self.part_box), ("Size", self.size_box),
            ("Frames", self.rate_box),
        ):  # fmt: skip
            box.setAccessibleName(f"{name} of the film")
            then = self._show_parts if box is self.tour_box else self._show_length
            box.currentIndexChanged.connect(then)
        form.addRow(PlainLabel("Tour"), row)
        form.addRow(PlainLabel("Part"), self.part_box)
        form.addRow(PlainLabel("Size"), self.size_box)
        form.addRow(PlainLabel("Frames"), self.rate_box)
        self.blur_box.setText("Blur what moves, as a film camera does")
        self.blur_box.setToolTip(f"Each frame is the mean of {_BLUR} pictures, and takes as long")
        form.addRow(self.blur_box)
        return form

    @property
    def _tour(self) -> TourToFilm | None:
        place = self.tour_box.currentIndex()
        return self._tours[place] if 0 <= place < len(self._tours) else None

    @property
    def _span_s(self) -> tuple[float, float]:
        assert self._tour is not None
        begins_s, part = self._tour.begins_s, self.part_box.currentIndex()
        return (begins_s[part - 1], begins_s[part]) if part > 0 else (0.0, begins_s[-1])

    def _show_parts(self) -> None:
        """Offer all of the tour, and each of its shots."""
        with QSignalBlocker(self.part_box):
            self.part_box.clear()
            if self._tour is not None:
                names = [f"Shot {k}: {name}" for k, name in enumerate(self._tour.shots, 1)]
                self.part_box.addItems(["All of it", *names])
        self._show_length()

    def _show_length(self) -> None:
        if self._tour is not None:
            begin_s, end_s = self._span_s
            seconds, rate = round(end_s - begin_s, 3), self.choice.fps
            self.length.setText(f"{seconds:g} s, {round(seconds * rate):,} frames")


def _note() -> PlainLabel:
    note = PlainLabel(
        "The film is drawn beside the window, which can be used as before. If it is cancelled or "
        "the window is closed, whole parts of two seconds are kept: exported to the same file, it "
        "goes on."
    )
    note.setObjectName("caption")
    note.setWordWrap(True)
    note.setFixedWidth(_WIDTH)  # or Qt guesses another and cuts off lines
    note.setFixedHeight(note.heightForWidth(_WIDTH))
    return note
