"""Orbit beside the ground in each unit: low, middle and high as numbers and as bars."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from orbitviz.analysis.cost.costing import Costing
from orbitviz.base.units import number_text
from orbitviz.formats.reports.cost_texts import COST_ROWS, band_text, fleet_text
from orbitviz.ui.cost.bars import BandBar
from orbitviz.ui.cost.log_axis import LogAxis
from orbitviz.ui.theme import text_font, title_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip

_SIDES = {"orbit": "hot", "ground": "load"}  # and their colours
_WIDEST = "00,000–000,000"


class UnitBands(QFrame):
    """A card with two bars for each unit."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 8)
        box.setSpacing(6)
        title = PlainLabel("Orbit and ground")
        title.setFont(title_font())
        self._lead = PlainLabel()
        self._lead.setObjectName("caption")
        self._lead.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        box.addWidget(title)
        box.addWidget(self._lead)
        box.addLayout(grid)
        self._rows: dict[tuple[str, str], tuple[BandBar, QLabel, QLabel]] = {}
        for unit, words in COST_ROWS.items():
            self._add_unit(grid, unit, words)

    def text_of(self, unit: str, side: str) -> str:
        """Return the numbers of a row as they are shown: middle, and low to high."""
        _, mid, ends = self._rows[unit, side]
        return f"{mid.text()}, {ends.text()}"

    def show_costing(self, found: Costing) -> None:
        """Show what computing costs."""
        self._lead.setText(f"{fleet_text(found)}.")
        for unit, words in COST_ROWS.items():
            bands = {"orbit": found.orbit[unit], "ground": found.ground[unit]}
            axis = LogAxis.around(bands.values())
            for side, band in bands.items():
                bar, mid, ends = self._rows[unit, side]
                bar.show_band(axis, band)
                bar.setToolTip(plain_tip(f"{words}, {side}: {band_text(band)}"))
                mid.setText(number_text(band.mid))
                ends.setText(f"{number_text(band.low)}–{number_text(band.high)}")
                mid.setAccessibleName(f"{words}, {side}: {band_text(band)}")

    def _add_unit(self, grid: QGridLayout, unit: str, words: str) -> None:
        heading = PlainLabel(f"{words[:1].upper()}{words[1:]}")
        heading.setContentsMargins(0, 4, 0, 0)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 4)
        for side, tone in _SIDES.items():
            row = grid.rowCount()
            name, bar, mid, ends = PlainLabel(side), BandBar(tone), PlainLabel(), PlainLabel()
            for label in (name, ends):
                label.setObjectName("caption")
            ends.setFont(text_font(8))
            ends.setMinimumWidth(ends.fontMetrics().horizontalAdvance(_WIDEST))
            mid.setFont(title_font())
            for label in (mid, ends):
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate((name, bar, mid, ends)):
                grid.addWidget(widget, row, column)
            self._rows[unit, side] = bar, mid, ends
