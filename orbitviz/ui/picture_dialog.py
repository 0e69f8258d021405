"""Asks how large a saved picture is to be."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from orbitviz.ui.widgets.plain_text import PlainLabel

LEAST_PX, MOST_PX = 16, 16_384
_SIZES = (("1080p", QSize(1920, 1080)), ("4K", QSize(3840, 2160)))


class PictureDialog(QDialog):
    """The size of the window, a common one, or one's own; remembers the last choice."""

    sizeChosen = Signal(QSize)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Save Picture")
        self._window_size = QSize()
        self.window_button, self.own_button = QRadioButton(), QRadioButton("Own size")
        self.window_button.setChecked(True)
        self.width_box, self.height_box = _pixels_box("Width"), _pixels_box("Height")
        self.width_box.setValue(1920)
        self.height_box.setValue(1080)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(PlainLabel("How large is the picture to be?"))
        layout.addWidget(self.window_button)
        self._common: list[tuple[QRadioButton, QSize]] = []
        for name, size in _SIZES:
            button = QRadioButton(_size_text(name, size))
            layout.addWidget(button)
            self._common.append((button, size))
        layout.addWidget(self.own_button)
        layout.addLayout(self._make_entries())
        note = PlainLabel(
            "Other sizes show the same view, with texts of the same share of the height. The "
            "graphics driver is named only if View > Layers > Driver Name is on."
        )
        note.setObjectName("caption")
        note.setWordWrap(True)
        layout.addWidget(note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def ask(self, window_size: QSize) -> None:
        """Open; `window_size` in pixels is that of the globe in the window."""
        self._window_size = window_size
        self.window_button.setText(_size_text("As in the window", window_size))
        self.open()

    @property
    def picture_size(self) -> QSize:
        """The size that is chosen, in pixels."""
        for button, size in self._common:
            if button.isChecked():
                return size
        if self.own_button.isChecked():
            return QSize(self.width_box.value(), self.height_box.value())
        return self._window_size

    def accept(self) -> None:
        """Close and tell the size."""
        super().accept()
        self.sizeChosen.emit(self.picture_size)

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


def _pixels_box(name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(LEAST_PX, MOST_PX)
    box.setSuffix(" px")
    box.setGroupSeparatorShown(True)
    box.setAccessibleName(f"{name} in pixels")
    return box


def _size_text(name: str, size: QSize) -> str:
    return f"{name} ({size.width():,} × {size.height():,})"
