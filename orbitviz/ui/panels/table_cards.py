"""Tables of a panel as widgets: texts in columns, numbers to the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from orbitviz.ui.panels.facts import TableCard
from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.plain_text import PlainLabel


class TableCards(QWidget):
    """Some tables below each other; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[TableCard, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.hide()

    def show_tables(self, tables: tuple[TableCard, ...]) -> None:
        """Show tables; they are built again only if something in them is another."""
        if tables != self._shown:
            self._shown = tables
            while (item := self._box.takeAt(0)) is not None:
                if widget := item.widget():
                    widget.hide()
                    widget.deleteLater()
            for table in tables:
                self._box.addWidget(_card(table))
        self.setVisible(bool(tables))


def _card(table: TableCard) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    box = QVBoxLayout(frame)
    box.setContentsMargins(12, 10, 12, 10)
    box.setSpacing(6)
    title = PlainLabel(table.title)
    title.setFont(title_font())
    title.setWordWrap(True)
    box.addWidget(title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    for row, cells in enumerate((table.headings, *table.rows)):
        for column, text in enumerate(cells):
            is_name = column == 0 or row == 0
            label = _cell(text, is_caption=is_name, is_number=column > 0)
            if column and row:
                label.setAccessibleName(f"{cells[0]}, {table.headings[column]}: {text}")
            grid.addWidget(label, row, column)
    box.addLayout(grid)
    if table.footnote:
        footnote = _cell(table.footnote, is_caption=False, is_number=False)
        footnote.setObjectName("footnote")
        footnote.setWordWrap(True)
        box.addWidget(footnote)
    return frame


def _cell(text: str, *, is_caption: bool, is_number: bool) -> QLabel:
    label = PlainLabel(text)
    if is_caption:
        label.setObjectName("caption")
    if is_number:
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
    else:
        label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
