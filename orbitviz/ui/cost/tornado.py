"""Which inputs move the ratio most: a bar each, the one that moves it most above."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QToolButton, QVBoxLayout

from orbitviz.analysis.cost.costing import Costing
from orbitviz.base.units import number_text
from orbitviz.ui.charts.tones import tone_of
from orbitviz.ui.cost.bars import SWING_TONES, SwingBar
from orbitviz.ui.cost.cost_fields import field_of
from orbitviz.ui.theme import text_font, title_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip

_NOTE = "The ratio with one input at the ends of its range, all others in the middle."


class Tornado(QFrame):
    """A card with a row for each input; its name is a button that leads to its slider."""

    inputChosen = Signal(str)  # name of an input

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 8)
        box.setSpacing(4)
        title = PlainLabel("What moves the ratio most")
        title.setFont(title_font())
        self._key = PlainLabel()
        self._key.setTextFormat(Qt.TextFormat.RichText)
        self._key.setObjectName("caption")
        self._key.setFont(text_font(8.5))
        self._key.setToolTip(plain_tip(_NOTE))
        self._none = PlainLabel("No input has a range: every value is certain.")
        self._none.setObjectName("caption")
        self._none.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(1, 1)
        for widget in (title, self._key, self._none):
            box.addWidget(widget)
        box.addLayout(self._grid)
        self._rows: list[tuple[QToolButton, SwingBar, QLabel]] = []
        self._names: list[str] = []
        self.refresh_theme()

    @property
    def names(self) -> list[str]:
        """The inputs that are shown, from above."""
        return list(self._names)

    def show_costing(self, found: Costing) -> None:
        """Show how far each input moves the ratio."""
        swings, ratio = found.swings, found.ratio.mid
        ends = [end for swing in swings for end in (swing.at_low, swing.at_high)] + [ratio]
        low, width = min(ends), (max(ends) - min(ends)) or 1.0
        self._names = [swing.name for swing in swings]
        while len(self._rows) < len(swings):
            self._add_row()
        for k, parts in enumerate(self._rows):
            for part in parts:
                part.setVisible(k < len(swings))
        for (button, bar, text), swing in zip(self._rows, swings, strict=False):
            name = field_of(swing.name).title
            button.setText(name)
            places = (swing.at_low - low, ratio - low, swing.at_high - low)
            bar.show_places(*(place / width for place in places))
            text.setText(f"{number_text(swing.at_low)} to {number_text(swing.at_high)}")
            button.setAccessibleName(f"{name}: ratio from {text.text()}; go to its slider")
        self._none.setVisible(not swings)
        self._key.setVisible(bool(swings))

    def refresh_theme(self) -> None:
        """Show the colours of the theme in the legend."""
        words = ("at its low end", "at its high end")
        self._key.setText(
            " &nbsp; ".join(
                f'<span style="color:{tone_of(tone)}">■</span>&nbsp;{text}'
                for tone, text in zip(SWING_TONES, words, strict=True)
            )
        )

    def _add_row(self) -> None:
        button, bar, text = QToolButton(), SwingBar(), PlainLabel()
        button.setObjectName("link")
        button.setToolTip("Go to its slider")
        button.clicked.connect(partial(self._choose, len(self._rows)))
        text.setObjectName("caption")
        text.setFont(text_font(8))
        text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = self._grid.rowCount()
        for column, widget in enumerate((button, bar, text)):
            self._grid.addWidget(widget, row, column)
        self._rows.append((button, bar, text))

    def _choose(self, row: int) -> None:
        self.inputChosen.emit(self._names[row])
