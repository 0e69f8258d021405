"""The page of the design dock with the chart of orbits, and what all satellites come to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QWidget

from orbitviz.analysis.figures import Figures
from orbitviz.analysis.shells import sun_synchronous_curve
from orbitviz.base.units import si_text
from orbitviz.model.design.constellation import Design
from orbitviz.subsystems.quantities.power import ARRAY
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.ui.charts.chart_card import chart_card
from orbitviz.ui.design.design_panel import LEAST_WIDTH
from orbitviz.ui.design.orbit_chart import OrbitChart
from orbitviz.ui.panels.card_view import CardView
from orbitviz.ui.panels.facts import Card, Fact
from orbitviz.ui.widgets.plain_text import PlainLabel
from orbitviz.ui.widgets.scroll_panel import ScrollPanel

_GUIDE = "Drag a group, or use the arrow keys. Dashed: sun-synchronous orbits."
_DASH = "–"


class OrbitPage(ScrollPanel):
    """Altitude and inclination of every shell, and the totals of the design."""

    cameIntoView = Signal()

    def __init__(self) -> None:
        super().__init__("Altitude and inclination of the groups", LEAST_WIDTH)
        self.chart = OrbitChart()
        self._guide = PlainLabel(_GUIDE)
        self._guide.setObjectName("caption")
        self._guide.setWordWrap(True)
        self._design: Design | None = None
        self._totals: Figures | None = None
        self._card = CardView(self._totals_card())
        card = chart_card(self.chart)
        for part in (card, self._card, self._guide):
            self.append(part)
        self._give_rest(card)

    def show_design(self, design: Design, current: int) -> None:
        """Show the groups, and which one is chosen."""
        self._design = design
        self.chart.show_design(design, current, sun_synchronous_curve())
        self.heading.setText(self.chart.reading or "No design is open")
        self._card.show_card(self._totals_card())

    def show_totals(self, totals: Figures) -> None:
        """Show what all satellites come to now."""
        self._totals = totals
        self._card.show_card(self._totals_card())

    def showEvent(self, event: QShowEvent) -> None:
        """Have the present design shown: none is while the page is not in view."""
        super().showEvent(event)
        self.cameIntoView.emit()

    def _give_rest(self, card: QWidget) -> None:
        """Let the card of the chart have the height that the rest leaves, as far as it can grow."""
        box = card.layout()
        assert box is not None
        box.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
        self._stack.setStretch(self.index_of(card), 1)
        self._stack.setStretch(self._stack.count() - 1, 0)

    def _totals_card(self) -> Card:
        design, totals = self._design, self._totals
        count = f"{design.satellite_count:,}" if design else _DASH
        shells = f"{sum(group.shells for group in design.groups):,}" if design else _DASH
        mass = si_text(1e-3 * totals.hardware.mass_kg, "t") if totals else _DASH
        return Card(
            "All satellites",
            (
                Fact("Satellites", count),
                Fact("Shells", shells),
                Fact("Mass at launch", mass),
                Fact("Array power now", si_text(totals.total(ARRAY), "W") if totals else _DASH),
                Fact("Computing now",
                     si_text(totals.total(COMPUTE), "FLOP/s") if totals else _DASH),
            ),
        )  # fmt: skip
