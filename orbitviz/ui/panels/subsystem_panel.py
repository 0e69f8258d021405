"""The one widget behind the panels of power, heat and compute; a PanelSpec says what it shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from orbitviz.analysis.analyst import ComparisonRow, PanelData
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.panels.facts_panel import CardView
from orbitviz.ui.panels.panel_spec import PanelSpec
from orbitviz.ui.panels.selection_facts import Card
from orbitviz.ui.theme import text_font, title_font

if TYPE_CHECKING:
    from orbitviz.ui.charts.chart_view import ChartView

_LEAST_WIDTH = 340


class SubsystemPanel(QScrollArea):
    """A card of totals, groups or shells side by side, charts; draws only while it is seen."""

    timeRequested = Signal(object)  # Instant
    mistaken = Signal(object)  # UserError

    def __init__(self, spec: PanelSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._data: PanelData | None = None
        self._drawn: PanelData | None = None
        self._is_in_front = True
        self._instant: Instant | None = None
        self._card: CardView | None = None
        self._charts: list[ChartView] = []
        self._frames: list[QFrame] = []
        self.setAccessibleName(f"{spec.title} of the selection")
        self.setWidgetResizable(True)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("dockBody")
        self._stack = QVBoxLayout(body)
        self._stack.setContentsMargins(8, 8, 10, 10)
        self._stack.setSpacing(8)
        self._heading = QLabel("Being computed…")
        self._heading.setWordWrap(True)
        self._heading.setFont(title_font(11))
        self._heading.setContentsMargins(4, 0, 0, 2)
        self._table = ComparisonTable(spec)
        self._footnote = QLabel(spec.footnote)
        self._footnote.setObjectName("footnote")
        self._footnote.setWordWrap(True)
        self._findings = QLabel()
        self._findings.setObjectName("finding")
        self._findings.setWordWrap(True)
        self._findings.hide()
        self._stack.addWidget(self._heading)
        self._stack.addWidget(self._findings)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._footnote)
        self._stack.addStretch(1)
        self._table.hide()
        self.setWidget(body)

    @property
    def data(self) -> PanelData | None:
        """What is shown, or will be when the panel comes into view."""
        return self._data

    @property
    def is_seen(self) -> bool:
        """Whether the panel is in view."""
        return self.isVisible() and self._is_in_front

    def set_in_front(self, in_front: bool) -> None:
        """Take whether the panel's tab is in front: to Qt one behind another is visible too."""
        self._is_in_front = in_front
        self.catch_up()

    def catch_up(self) -> None:
        """Draw what came while the panel was not seen, if it is now."""
        if self.is_seen:
            self._draw()

    def show_data(self, data: PanelData) -> None:
        """Show an answer."""
        self._data = data
        self.catch_up()

    def show_instant(self, instant: Instant) -> None:
        """Move the cursors to the instant shown."""
        self._instant = instant
        if self.is_seen and self._drawn is not None:
            for view in self._charts:
                view.show_instant(instant)

    def _move_cursor(self, view: ChartView) -> None:
        if self._instant is not None:
            view.show_instant(self._instant)

    def refresh_theme(self) -> None:
        """Take the colours of the theme."""
        for view in self._charts:
            view.refresh_theme()
        self._table.forget()
        self._drawn = None
        self.catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while the panel was hidden."""
        super().showEvent(event)
        self.catch_up()

    def _draw(self) -> None:
        data = self._data
        if data is None or data is self._drawn:
            return
        self._drawn = data
        self._heading.setText(self._spec.heading(data))
        self._findings.setText("\n\n".join(data.findings))
        self._findings.setVisible(bool(data.findings))
        card = Card(self._spec.card, self._spec.facts(data))
        if self._card is None or self._card.shape != CardView.shape_of(card):
            self._replace_card(card)
        else:
            self._card.show_card(card)
        self._table.show_rows(data.comparison, data.comparable)
        charts = self._spec.charts(data) if data.now.satellites else ()
        self._make_charts(len(charts) - len(self._charts))
        for k, frame in enumerate(self._frames):
            frame.setVisible(k < len(charts))
        at = f"{data.instant.to_datetime():%Y-%m-%d %H:%M} UTC"
        self._instant = data.instant
        for view, chart in zip(self._charts, charts, strict=False):
            view.offer(chart, f"{self._spec.heading(data)}, {at}")

    def _replace_card(self, card: Card) -> None:
        if self._card is not None:
            self._stack.removeWidget(self._card)
            self._card.deleteLater()
        self._card = CardView(card)
        self._stack.insertWidget(2, self._card)

    def _make_charts(self, count: int) -> None:
        """Make so many more."""
        if count <= 0:
            return
        # pyqtgraph takes half a second to load: not before a panel is seen.
        from orbitviz.ui.charts.chart_view import ChartView

        for _ in range(count):
            frame = QFrame()
            frame.setObjectName("card")
            box = QVBoxLayout(frame)
            box.setContentsMargins(10, 8, 8, 6)
            view = ChartView()
            view.clicked.connect(self.timeRequested)
            view.offerTaken.connect(partial(self._move_cursor, view))
            view.mistaken.connect(self.mistaken)
            box.addWidget(view)
            self._stack.insertWidget(self._stack.count() - 2, frame)
            self._charts.append(view)
            self._frames.append(frame)


class ComparisonTable(QFrame):
    """Groups or shells of the selection, side by side."""

    def __init__(self, spec: PanelSpec) -> None:
        super().__init__()
        self.setObjectName("card")
        self._columns = spec.columns
        self._names: tuple[tuple[str, str], ...] = ()
        self._cells: list[list[QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._some = QLabel(self)
        self._some.setObjectName("footnote")

    def forget(self) -> None:
        """Lay the table out anew at the next rows."""
        self._names = ()

    def show_rows(self, rows: tuple[ComparisonRow, ...], of: int) -> None:
        """Show the rows, some of so many; one alone says nothing that the card does not say."""
        self.setVisible(len(rows) > 1 and bool(self._columns))
        names = tuple((row.name, row.colour) for row in rows)
        self._some.setText(f"{len(rows)} of {of}, evenly chosen")
        self._some.setVisible(len(rows) < of)
        if names != self._names:
            self._lay_out(rows)
            self._names = names
        for labels, row in zip(self._cells, rows, strict=True):
            for label, column in zip(labels, self._columns, strict=True):
                label.setText(column.text(row.figures))

    def _lay_out(self, rows: tuple[ComparisonRow, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._some:
                widget.deleteLater()
        for place, column in enumerate(self._columns, start=2):
            head = _cell(column.heading)
            head.setObjectName("caption")
            head.setToolTip(column.help)
            self._grid.addWidget(head, 0, place)
        self._cells = []
        self._grid.addWidget(self._some, len(rows) + 1, 0, 1, 2 + len(self._columns))
        for line, row in enumerate(rows, start=1):
            swatch = QLabel()
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
    label = QLabel(text)
    label.setFont(text_font(8.5))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


class _NameCell(QLabel):
    """A name that is shortened where it does not fit."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFont(text_font(8.5))
        self.setToolTip(name)
        self.setMinimumWidth(60)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits, with dots for the rest."""
        painter = QPainter(self)
        end = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.text(), end, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
