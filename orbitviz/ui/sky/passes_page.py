"""The passes of the selected satellites over the site, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from orbitviz.base.untrusted_text import printable
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip

_TIP = "Click, or Enter, goes to the time at which it rises."


@dataclass(frozen=True)
class PassRow:
    """One pass: the texts of its cells, and the time that a click goes to."""

    cells: tuple[str, ...]
    at: Instant
    is_visible: bool


class PassesPage(QWidget):
    """What there is to say, and the table; nothing but the sentence where there is no pass."""

    timeRequested = Signal(object)  # Instant

    def __init__(self, headings: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PassRow, ...] = ()
        self.remark = PlainLabel()
        self.remark.setObjectName("caption")
        self.remark.setWordWrap(True)
        self.remark.setContentsMargins(6, 4, 6, 2)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table = QTableWidget(0, len(headings))
        self.table.setHorizontalHeaderLabels(list(headings))
        self.table.setAccessibleName("Passes over the site")
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTabKeyNavigation(False)
        self.table.clicked.connect(self._go)
        self.table.activated.connect(self._go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.remark)
        box.addWidget(self.table, 1)
        box.addStretch(0)
        self.show_rows((), "")

    def show_rows(self, rows: Sequence[PassRow], remark: str, *, one: bool = True) -> None:
        """Show passes, the next first; `one` if they are all of one satellite."""
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self.table.setVisible(bool(rows))
        self.table.setColumnHidden(0, one)
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row.cells):
                item = QTableWidgetItem(printable(text))
                item.setToolTip(plain_tip(f"{text}\n{_TIP}"))
                font = item.font()
                font.setBold(row.is_visible)
                item.setFont(font)
                self.table.setItem(place, column, item)

    def _go(self, index: QModelIndex) -> None:
        self.timeRequested.emit(self._rows[index.row()].at)
