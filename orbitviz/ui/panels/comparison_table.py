"""The table that compares groups or shells of the selection."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from orbitviz.analysis.answers.comparison import Comparison, ComparisonRow
from orbitviz.ui.glossary import with_terms
from orbitviz.ui.panels.panel_spec import ComparisonColumn
from orbitviz.ui.theme import text_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip


class ComparisonTable(QFrame):
    """The table that compares groups or shells of the selection."""

    def __init__(self, columns: tuple[ComparisonColumn, ...]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._columns = columns
        self._names: tuple[tuple[str, str], ...] = ()
        self._cells: list[list[QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(6)  # more, and "chip losses" does not fit
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._some = PlainLabel(parent=self)
        self._some.setObjectName("footnote")

    def invalidate(self) -> None:
        """Rebuild the table with the next rows."""
        self._names = ()

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the rows; a single one adds nothing to the card and is not shown."""
        rows, total = comparison.rows, comparison.total
        self.setVisible(len(rows) > 1 and bool(self._columns))
        names = tuple((row.name, row.colour) for row in rows)
        self._some.setText(f"{len(rows)} of {total}, evenly chosen")
        self._some.setVisible(len(rows) < total)
        if names != self._names:
            self._lay_out(rows)
            self._names = names
        for labels, row in zip(self._cells, rows, strict=True):
            for label, column in zip(labels, self._columns, strict=True):
                label.setText(column.text(row.figures))

    def dim(self, on: bool) -> None:
        """Dim the values, which are not final yet; the colours of the rows stay."""
        for label in (label for labels in self._cells for label in labels):
            label.setEnabled(not on)

    def _lay_out(self, rows: tuple[ComparisonRow, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._some:
                widget.deleteLater()
        for place, column in enumerate(self._columns, start=2):
            head = _cell(column.heading)
            head.setObjectName("caption")
            head.setToolTip(plain_tip(with_terms(column.help, column.heading)))
            self._grid.addWidget(head, 0, place)
        self._cells = []
        self._grid.addWidget(self._some, len(rows) + 1, 0, 1, 2 + len(self._columns))
        for line, row in enumerate(rows, start=1):
            swatch = PlainLabel()
            square = QPixmap(9, 9)
            square.fill(QColor(row.colour))
            swatch.setPixmap(square)
            self._grid.addWidget(swatch, line, 0)
            self._grid.addWidget(_NameCell(row.name), line, 1)
            cells = [_cell("") for _ in self._columns]
            for place, cell in enumerate(cells, start=2):
                self._grid.addWidget(cell, line, place)
            self._cells.append(cells)


def _cell(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setFont(text_font(8.5))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


class _NameCell(PlainLabel):
    """A name that is shortened where it does not fit."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFont(text_font(8.5))
        self.setToolTip(plain_tip(with_terms(name, name)))
        self.setMinimumWidth(60)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits, with dots for the rest."""
        painter = QPainter(self)
        end = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.text(), end, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
