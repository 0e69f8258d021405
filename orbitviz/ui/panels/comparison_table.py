"""The table that compares groups or shells of the selection."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from orbitviz.analysis.answers.comparison import Comparison, ComparisonRow
from orbitviz.ui.glossary import with_terms
from orbitviz.ui.panels.panel_spec import ComparisonColumn
from orbitviz.ui.theme import text_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip

_LONGEST_NAME = "ODC 8888-8888 km SSO"  # so much of a name can be read, whatever the width
_SWATCH, _GAP, _MARGIN = 9, 8, 12


class ComparisonTable(QFrame):
    """The table that compares groups or shells of the selection.

    In a narrow panel columns give way to names, the last one first; the tooltip of a name has them.
    """

    def __init__(self, columns: tuple[ComparisonColumn, ...]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._columns = columns
        self._names: tuple[tuple[str, str], ...] = ()
        self._heads: list[QLabel] = []
        self._name_cells: list[_NameCell] = []
        self._cells: list[list[QLabel]] = []
        self._widths = [0] * len(columns)  # as wide as they have been: none comes and goes
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        self._grid.setHorizontalSpacing(0)  # which a hidden column would keep: cells have gaps
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
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return a width at which names can be read; columns give way to them."""
        return QSize(self._width_beside(0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for place, head in enumerate(self._heads):
            column = [head, *(cells[place] for cells in self._cells)]
            needed = max(label.sizeHint().width() for label in column)
            self._widths[place] = max(self._widths[place], needed)
            fits = self._width_beside(place + 1) <= self.width()
            for label in column:
                label.setVisible(fits)
        for name, cells in zip(self._name_cells, self._cells, strict=True):
            left_out = [
                f"{head.text()}: {cell.text()}"
                for head, cell in zip(self._heads, cells, strict=True)
                if cell.isHidden()
            ]
            name.show_more(left_out)

    def _width_beside(self, columns: int) -> int:
        """Return the width of a table with names and so many columns."""
        name = max((cell.minimumWidth() for cell in self._name_cells), default=0)
        border = self.width() - self.contentsRect().width()
        sides = border + 2 * _MARGIN
        return sides + _SWATCH + _GAP + name + sum(self._widths[:columns])

    def dim(self, on: bool) -> None:
        """Dim the values, which are not final yet; the colours of the rows stay."""
        for label in (label for labels in self._cells for label in labels):
            label.setEnabled(not on)

    def _lay_out(self, rows: tuple[ComparisonRow, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._some:
                widget.deleteLater()
        self._heads, self._name_cells = [], []
        self._widths = [0] * len(self._columns)
        for place, column in enumerate(self._columns, start=2):
            head = _cell(column.heading)
            self._heads.append(head)
            head.setObjectName("caption")
            head.setToolTip(plain_tip(with_terms(column.help, column.heading)))
            self._grid.addWidget(head, 0, place)
        self._cells = []
        self._grid.addWidget(self._some, len(rows) + 1, 0, 1, 2 + len(self._columns))
        for line, row in enumerate(rows, start=1):
            swatch = PlainLabel()
            square = QPixmap(_SWATCH, _SWATCH)
            square.fill(QColor(row.colour))
            swatch.setPixmap(square)
            swatch.setContentsMargins(0, 0, _GAP, 0)
            self._grid.addWidget(swatch, line, 0)
            self._name_cells.append(_NameCell(row.name))
            self._grid.addWidget(self._name_cells[-1], line, 1)
            cells = [_cell("") for _ in self._columns]
            for place, cell in enumerate(cells, start=2):
                self._grid.addWidget(cell, line, place)
            self._cells.append(cells)


def _cell(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setContentsMargins(_GAP, 0, 0, 0)
    label.setFont(text_font(8.5))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


class _NameCell(PlainLabel):
    """A name whose middle is left out where it does not fit: what tells it apart is at its end."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFont(text_font(8.5))
        metrics = self.fontMetrics()
        longest = metrics.horizontalAdvance(_LONGEST_NAME)
        self.setMinimumWidth(min(metrics.horizontalAdvance(name) + 1, longest))
        self.show_more(())

    def show_more(self, lines: Sequence[str]) -> None:
        """Have the tooltip say more than the name."""
        tip = plain_tip("\n".join((with_terms(self.text(), self.text()), *lines)))
        if tip != self.toolTip():
            self.setToolTip(tip)

    @property
    def shown_text(self) -> str:
        """As much of the name as fits."""
        middle = Qt.TextElideMode.ElideMiddle
        return self.fontMetrics().elidedText(self.text(), middle, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits, with dots for the rest."""
        del event
        painter = QPainter(self)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.shown_text)
