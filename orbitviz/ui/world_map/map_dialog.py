"""Asks how large a saved map is to be."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from orbitviz.ui.widgets.marked_boxes import ArrowBox
from orbitviz.ui.widgets.pixels_box import PixelsBox
from orbitviz.ui.widgets.plain_text import PlainLabel

_SIZES = (
    ("1080p", QSize(1920, 1080)),
    ("4K", QSize(3840, 2160)),
    ("Two to one, 8K", QSize(7680, 3840)),
)
_NOTE_WIDTH = 360


class MapDialog(QDialog):
    """Width and height in pixels, with common ones to choose from; remembers the last choice."""

    sizeChosen = Signal(QSize)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Save Map")
        self.common_box = ArrowBox()
        self.common_box.setAccessibleName("Common sizes")
        self.width_box, self.height_box = PixelsBox("Width"), PixelsBox("Height")
        form = QFormLayout()
        form.addRow(PlainLabel("Size"), self.common_box)
        form.addRow(PlainLabel("Width"), self.width_box)
        form.addRow(PlainLabel("Height"), self.height_box)
        note = PlainLabel(
            "The part of the map that is shown, at this moment, with name, time and legend."
        )
        note.setObjectName("caption")
        note.setWordWrap(True)
        note.setFixedWidth(_NOTE_WIDTH)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addWidget(buttons)
        for name, size in _SIZES:
            self.common_box.addItem(f"{name} ({size.width():,} × {size.height():,})", size)
        self.common_box.addItem("As large as in the window")
        self.common_box.currentIndexChanged.connect(self._take_common)
        self._shown_size = QSize()
        self._take_common(0)

    def ask(self, shown_size: QSize) -> None:
        """Open; `shown_size` in pixels is that of the map on the screen."""
        self._shown_size = shown_size
        self.common_box.setItemData(len(_SIZES), shown_size)
        self.open()

    def accept(self) -> None:
        """Close and tell what was chosen."""
        super().accept()
        self.sizeChosen.emit(QSize(self.width_box.value(), self.height_box.value()))

    def _take_common(self, index: int) -> None:
        size = self.common_box.itemData(index)
        if isinstance(size, QSize):
            self.width_box.setValue(size.width())
            self.height_box.setValue(size.height())
