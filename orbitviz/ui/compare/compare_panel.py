"""The panel of two designs in figures: both values, the difference, better or worse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from orbitviz.analysis.compare.rows import CompareRow, DesignComparison, Verdict
from orbitviz.base.untrusted_text import printable
from orbitviz.formats.reports.comparison_texts import (
    NO_WINNER,
    by_topic,
    row_texts,
    summary_text,
)
from orbitviz.ui.theme import colours, text_font, title_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip
from orbitviz.ui.widgets.scroll_panel import ScrollPanel

_LEAST_WIDTH = 300
_POINTS, _ROW_PX, _APART_PX = 8.5, 22, 7
_COLUMNS = ("Figure", "A", "B", "Difference")
_SIGNS = {Verdict.BETTER: "▲ ", Verdict.WORSE: "▼ "}
_WHOLE = "All of it"
_SOLVING = "Computing…"
NOTHING = (
    "Nothing is compared. Take “Compare With…” in the menu View, or compare an edited design with "
    "the unedited one (Ctrl+Shift+B)."
)


class ComparePanel(ScrollPanel):
    """Names, the table and what is to be known of it; not filled while it is not in view."""

    cameIntoView = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Compare", _LEAST_WIDTH, parent=parent)
        self._is_in_front = True
        self._comparison: DesignComparison | None = None
        self._rows: list[CompareRow | str] = []
        self.heading.hide()
        self.aside.hide()
        self.remark, self.summary = _caption(), _caption()
        self.names = PlainLabel()
        self.names.setWordWrap(True)
        self.scope = QComboBox()
        self.scope.setAccessibleName("Which groups are compared")
        self.scope.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.scope.addItem(_WHOLE)
        self.scope.currentIndexChanged.connect(self._show_rows)
        self.only = QCheckBox("Differences alone")
        self.only.setToolTip("Leave out the figures that are the same in both designs")
        self.only.toggled.connect(self._show_rows)
        self.table = _table()
        self._choice = QWidget()
        line = QHBoxLayout(self._choice)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.scope, 1)
        line.addWidget(self.only)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit_rows)
        header = self.table.horizontalHeader()
        header.sectionResized.connect(lambda column, *_: column or self._later.start())
        for part in (self.names, self.summary, self._choice, self.table, self.remark):
            self.append(part)
        self.show_comparison(None, NOTHING)

    @property
    def is_in_view(self) -> bool:
        """Whether the panel can be seen."""
        return self.isVisible() and self._is_in_front

    def set_in_front(self, in_front: bool) -> None:
        """Set whether the panel's tab is the front one: to Qt those behind are visible too."""
        self._is_in_front = in_front
        if self.is_in_view:
            self.cameIntoView.emit()

    def refresh_theme(self) -> None:
        """Write better and worse in the colours of the theme."""
        self._rows = []
        self._show_rows()

    def show_comparison(self, comparison: DesignComparison | None, remark: str = "") -> None:
        """Show figures, or why there are none."""
        self._comparison = comparison
        for part in (self.names, self.summary, self._choice, self.table):
            part.setVisible(comparison is not None)
        self.table.setEnabled(True)
        if comparison is None:
            self.remark.setText(remark)
            return
        time = comparison.time.replace("T", " ").removesuffix("Z")
        self.names.setText(f"A  {comparison.a}\nB  {comparison.b}\n{time} UTC")
        self._show_scopes([_WHOLE, *(group.name for group in comparison.groups)])
        self.summary.setText(summary_text(comparison))
        said = (*comparison.remarks, NO_WINNER)
        self.remark.setText("\n\n".join(said))
        self._show_rows()

    def show_pending(self) -> None:
        """Say that the figures are about to change, or that there will be some."""
        if self._comparison is None:
            self.show_comparison(None, _SOLVING)
        else:
            self.table.setEnabled(False)

    def _show_scopes(self, names: Sequence[str]) -> None:
        shown = [printable(name) for name in names]
        if shown == [self.scope.itemText(place) for place in range(self.scope.count())]:
            return
        self.scope.blockSignals(True)
        self.scope.clear()
        self.scope.addItems(shown)
        self.scope.blockSignals(False)

    def _show_rows(self) -> None:
        if self._comparison is None:
            return
        place = self.scope.currentIndex()
        rows = self._comparison.rows if place < 1 else self._comparison.groups[place - 1].rows
        if self.only.isChecked():
            alike = (Verdict.SAME, Verdict.UNKNOWN)
            rows = tuple(row for row in rows if row.verdict not in alike)
        lines: list[CompareRow | str] = []
        for topic, members in by_topic(rows).items():
            lines += [topic, *members]
        if lines == self._rows:
            return
        self._rows = lines
        self.table.clearSpans()
        self.table.setRowCount(len(lines))
        for line, row in enumerate(lines):
            if isinstance(row, str):
                self._show_topic(line, row)
            else:
                self._show_row(line, row)
        self._fit_rows()

    def _show_topic(self, line: int, topic: str) -> None:
        item = QTableWidgetItem(topic)
        item.setFont(title_font(_POINTS))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.table.setItem(line, 0, item)
        self.table.setSpan(line, 0, 1, len(_COLUMNS))

    def _show_row(self, line: int, row: CompareRow) -> None:
        name, a, b, difference, mark = row_texts(row)
        tip = plain_tip(_tip(row, (name, a, b, difference, mark)))
        sign = _SIGNS.get(row.verdict, "")
        for column, text in enumerate((name, a, b, f"{sign}{difference}")):
            item = QTableWidgetItem(text)
            item.setToolTip(tip)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            if column == len(_COLUMNS) - 1:
                item.setForeground(_colour(row.verdict))
            self.table.setItem(line, column, item)

    def _fit_rows(self) -> None:
        """Be as high as the rows, whose names are broken where they are long: the panel scrolls."""
        self.table.resizeRowsToContents()
        head = self.table.horizontalHeader().sizeHint().height()
        lines = range(self.table.rowCount())
        one_line = 1.5 * self.table.fontMetrics().lineSpacing()
        for line in lines:
            tall = self.table.sizeHintForRow(line)
            if tall > one_line:  # its broken name keeps clear of the next
                self.table.setRowHeight(line, max(self.table.rowHeight(line), tall + _APART_PX))
        rows_px = sum(self.table.rowHeight(line) for line in lines)
        self.table.setFixedHeight(head + rows_px + 2)
        self.fit_height()


def _tip(row: CompareRow, texts: Sequence[str]) -> str:
    name, a, b, difference, mark = texts
    better = {"more": "More is better.", "less": "Less is better."}
    said = better.get(row.preferred.value, "Neither more nor less is better.")
    return f"{name}: {a} in A, {b} in B, {difference or 'no difference'} {mark}\n{said}"


def _colour(verdict: Verdict) -> QColor:
    current = colours()
    tones = {Verdict.BETTER: current.accent, Verdict.WORSE: current.error}
    return QColor(tones.get(verdict, current.muted))


def _caption() -> PlainLabel:
    label = PlainLabel()
    label.setObjectName("caption")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def _table() -> QTableWidget:
    table = QTableWidget(0, len(_COLUMNS))
    table.setHorizontalHeaderLabels(list(_COLUMNS))
    name = table.horizontalHeaderItem(0)
    assert name is not None
    name.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setFont(text_font(_POINTS))
    table.setAccessibleName("Differences of two designs")
    table.verticalHeader().hide()
    table.verticalHeader().setMinimumSectionSize(_ROW_PX)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    return table
