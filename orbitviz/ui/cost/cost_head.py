"""The answer that stays in view above the sliders: orbit over ground, and the year of parity."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from orbitviz.analysis.cost.costing import Costing
from orbitviz.base.units import number_text
from orbitviz.formats.reports.cost_texts import band_text, crossing_text
from orbitviz.ui.cost.bars import RatioBar
from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip

_COMPUTING, _UPDATING = "Computing…", "updating…"


class CostHead(QFrame):
    """A sentence, the band of the ratio, and what is said of the years."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("costHead")
        self.heading, self.aside, self.crossing = PlainLabel(_COMPUTING), PlainLabel(), PlainLabel()
        self.heading.setFont(title_font(11))
        self.heading.setWordWrap(True)
        self.aside.setObjectName("caption")
        self.crossing.setObjectName("caption")
        self.crossing.setWordWrap(True)
        self.bar = RatioBar()
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 6)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self.bar)
        box.addWidget(self.crossing)
        self._set_filled(False)

    def show_costing(self, found: Costing) -> None:
        """Show an answer."""
        self.heading.setText(f"Orbit costs {number_text(found.ratio.mid)} × the ground")
        self.aside.clear()
        words = f"Orbit over ground, for a kW and year: {band_text(found.ratio)}"
        self.heading.setToolTip(words)
        self.bar.setToolTip(words)
        self.bar.setAccessibleName(words)
        self.bar.show_band(found.ratio)
        low, high = number_text(found.ratio.low), number_text(found.ratio.high)
        self.crossing.setText(f"{low}–{high} ×  ·  {_crossing_words(found)}")
        self.crossing.setToolTip(plain_tip(crossing_text(found)))
        self.crossing.setAccessibleDescription(crossing_text(found))
        self._set_filled(True)

    def show_pending(self, word: str = "") -> None:
        """Say that another answer is on its way, or another word; the one before stays."""
        if self.bar.isHidden():
            self.heading.setText(_COMPUTING)
        else:
            self.aside.setText(word or _UPDATING)

    def show_reason(self, reason: str) -> None:
        """Say why there is no answer."""
        self.heading.setText(reason)
        self.aside.clear()
        self._set_filled(False)

    def _set_filled(self, on: bool) -> None:
        self.bar.setVisible(on)
        self.crossing.setVisible(on)


def _crossing_words(found: Costing) -> str:
    """Return the year of parity in few words: sliders need the room below."""
    if found.crossing_year is None:
        return "no parity by launches alone"
    return f"parity in {int(found.crossing_year)}"
