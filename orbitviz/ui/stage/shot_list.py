"""The shots of a tour by number, over its picture: to see where one is, and to go elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from orbitviz.ui.widgets.plain_text import PlainLabel

KEYS = (
    "Page Down, Page Up: next, previous    Space: pause    B: black    number, Enter: that shot\n"
    "S: notes    T: light or dark    L: loop    drag, wheel: look around    Enter: back    "
    "Esc: leave"
)
_WIDTH, _HEIGHT = 0.86, 0.8  # at most, by the window
_LETTERS, _SMALL = 0.036, 0.021  # height by the window's shorter side
_MARGIN = 0.5  # around the rows, by the height of letters


class ShotList(QFrame):
    """Lists the shots; hidden until it is shown.

    chosen    a shot was clicked, from 1
    """

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._names = names
        self.setObjectName("shotList")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = QListWidget()
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.setAccessibleName("Shots")
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        for number, name in enumerate(names, 1):
            self._rows.addItem(QListWidgetItem(f"{number:>3}   {name}"))
        self._rows.itemClicked.connect(lambda item: self.chosen.emit(self._rows.row(item) + 1))
        self._keys = PlainLabel(KEYS)
        self._keys.setWordWrap(True)
        layout = self._layout = QVBoxLayout(self)
        layout.addWidget(self._rows)
        layout.addWidget(self._keys)
        self.hide()

    def show_at(self, shot: int) -> None:
        """Show the list with a shot, from 1, marked; the nearest where there is no such one."""
        row = min(max(shot, 1), len(self._names)) - 1
        self._rows.setCurrentRow(row)
        self.fit()
        self.show()
        self.raise_()
        self._rows.scrollToItem(self._rows.item(row))

    def fit(self) -> None:
        """Take the middle of the window, in letters that fit it."""
        side = min(self._over.width(), self._over.height())
        letters, small = max(round(_LETTERS * side), 12), max(round(_SMALL * side), 10)
        self.setStyleSheet(
            "#shotList { background: rgba(16, 18, 22, 246); border-radius: 10px; }"
            "#shotList QListWidget { background: transparent; border: none; color: white;"
            f" font-size: {letters}px; }}"
            f"#shotList QListWidget::item {{ padding: {round(0.16 * letters)}px; }}"
            "#shotList QListWidget::item:selected { background: #2f6fed; color: white;"
            " border-radius: 6px; }"
            f"#shotList QLabel {{ color: #b9c2cf; font-size: {small}px; background: none; }}"
        )
        margin = round(_MARGIN * letters)
        self._layout.setContentsMargins(margin, margin, margin, margin)
        width = round(min(_WIDTH * self._over.width(), 1.3 * side))
        self.ensurePolished()
        rows = len(self._names) * self._rows.sizeHintForRow(0) + 4
        keys = self._keys.heightForWidth(width - 2 * margin)
        around = keys + self._layout.spacing() + 2 * margin
        height = round(min(_HEIGHT * self._over.height(), rows + around))
        self.setGeometry(
            (self._over.width() - width) // 2, (self._over.height() - height) // 2, width, height
        )
