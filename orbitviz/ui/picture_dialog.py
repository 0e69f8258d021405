"""Asks what a picture is to show, how large, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from orbitviz.model.view import Background
from orbitviz.ui.widgets.marked_boxes import ArrowBox, TickBox
from orbitviz.ui.widgets.pixels_box import PixelsBox
from orbitviz.ui.widgets.plain_text import PlainLabel

_NOTE_WIDTH = 400
_SIZES = (
    ("Globe in 1080p", QSize(1920, 1080)),
    ("Globe in 4K", QSize(3840, 2160)),
    ("Globe in 16K", QSize(15_360, 8640)),
)
_BACKGROUNDS = (
    ("Sky", Background.SKY),
    ("Transparent", Background.TRANSPARENT),
    ("White", Background.WHITE),
    ("Black", Background.BLACK),
)


@dataclass(frozen=True)
class PictureChoice:
    """What a picture is to show.

    size        of the globe, width and height in pixels; None for the whole window
    overlays    with what is written over the globe
    """

    size: tuple[int, int] | None
    background: Background = Background.SKY
    overlays: bool = True


class PictureDialog(QDialog):
    """The globe in one of several sizes, or the whole window; remembers the last choice."""

    saveRequested = Signal(object)  # PictureChoice
    copyRequested = Signal(object)  # PictureChoice

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Save Picture")
        self._globe_size = QSize()
        self.globe_button, self.own_button = QRadioButton(), QRadioButton("Globe in your own size")
        self.window_button = QRadioButton()
        self.globe_button.setChecked(True)
        self.width_box, self.height_box = PixelsBox("Width"), PixelsBox("Height")
        self.width_box.setValue(1920)
        self.height_box.setValue(1080)
        self.background_box, self.overlays_box = ArrowBox(), TickBox()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(PlainLabel("What is the picture to show?"))
        layout.addWidget(self.globe_button)
        self._common: list[tuple[QRadioButton, QSize]] = []
        for name, size in _SIZES:
            button = QRadioButton(_size_text(name, size))
            layout.addWidget(button)
            self._common.append((button, size))
        layout.addWidget(self.own_button)
        layout.addLayout(self._make_entries())
        layout.addWidget(self.window_button)
        layout.addSpacing(4)
        layout.addLayout(self._make_options())
        self._note = self._make_note()
        layout.addWidget(self._note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.copy_button = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setToolTip("Put the picture on the clipboard")
        self.save_button = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setDefault(True)
        self.copy_button.clicked.connect(self._copy)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def ask(self, globe_size: QSize, window_size: QSize) -> None:
        """Open; the sizes in pixels are those on the screen."""
        self._globe_size = globe_size
        self.globe_button.setText(_size_text("Globe as large as in the window", globe_size))
        self.window_button.setText(_size_text("Whole window with its panels", window_size))
        self._note.setFixedHeight(self._note.heightForWidth(_NOTE_WIDTH))
        self.open()

    @property
    def picture_size(self) -> QSize:
        """The size of the globe that is chosen, in pixels."""
        for button, size in self._common:
            if button.isChecked():
                return size
        if self.own_button.isChecked():
            return QSize(self.width_box.value(), self.height_box.value())
        return self._globe_size

    @property
    def choice(self) -> PictureChoice:
        """All that is chosen."""
        if self.window_button.isChecked():
            return PictureChoice(None)
        size = self.picture_size
        return PictureChoice(
            (size.width(), size.height()),
            Background(self.background_box.currentData()),
            self.overlays_box.isChecked(),
        )

    def accept(self) -> None:
        """Close and ask for a file."""
        super().accept()
        self.saveRequested.emit(self.choice)

    def _copy(self) -> None:
        super().accept()
        self.copyRequested.emit(self.choice)

    def _make_entries(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(26, 0, 0, 0)
        for name, box in (("Width", self.width_box), ("Height", self.height_box)):
            form = QFormLayout()
            form.addRow(PlainLabel(name), box)
            row.addLayout(form)
            box.setEnabled(False)
            self.own_button.toggled.connect(box.setEnabled)
        row.addStretch(1)
        return row

    def _make_options(self) -> QFormLayout:
        form = QFormLayout()
        for name, background in _BACKGROUNDS:
            self.background_box.addItem(name, background.value)
        self.background_box.setAccessibleName("Background of the globe")
        self.background_box.setToolTip(
            "What is behind Earth and satellites: the sky, or nothing. Transparent pictures are "
            "PNG files."
        )
        form.addRow(PlainLabel("Background"), self.background_box)
        self.overlays_box.setText("Legend, captions, scale bar, ruler and names")
        self.overlays_box.setChecked(True)
        form.addRow(self.overlays_box)
        for box in (self.background_box, self.overlays_box):
            self.window_button.toggled.connect(box.setDisabled)
        return form

    def _make_note(self) -> PlainLabel:
        note = PlainLabel(
            "Other sizes of the globe show the same view, with texts of the same share of the "
            "height. On the globe the graphics driver is named only if View > Layers > Driver Name "
            "is on."
        )
        note.setObjectName("caption")
        note.setWordWrap(True)
        note.setFixedWidth(_NOTE_WIDTH)  # or Qt guesses another and cuts off lines
        return note


def _size_text(name: str, size: QSize) -> str:
    return f"{name} ({size.width():,} × {size.height():,})"
