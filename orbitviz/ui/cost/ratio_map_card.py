"""The map of two inputs: where orbit is cheaper, where dearer, and where we are."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from orbitviz.analysis.cost.costing import Costing
from orbitviz.analysis.cost.ratio_map import DEFAULT_MAP, ratio_map
from orbitviz.ui.cost.cost_fields import cost_fields
from orbitviz.ui.cost.ratio_map_view import RatioMapView
from orbitviz.ui.design.field_row import ChoiceBox
from orbitviz.ui.theme import text_font, title_font
from orbitviz.ui.widgets.plain_text import PlainLabel

_NOTE = (
    "Green: cheaper in orbit, orange: dearer, the stronger the farther. The line is parity, the "
    "dot is where we are; a click goes to another place. All else in the middle."
)
_SAME = "Choose two different inputs for a map."


class RatioMapCard(QFrame):
    """Two choices and the map, which is computed once it can be seen."""

    pointChosen = Signal(object)  # input -> value as filed

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._pending: Costing | None = None
        self._found: Costing | None = None
        self.view = RatioMapView()
        self.view.pointChosen.connect(self.pointChosen)
        self.across, self.up = (self._choice(name) for name in DEFAULT_MAP)
        self.across.setAccessibleName("Input across the map")
        self.up.setAccessibleName("Input up the map")
        title, note = PlainLabel("Orbit over ground by two inputs"), PlainLabel(_NOTE)
        self.same = PlainLabel(_SAME)
        self.same.setWordWrap(True)
        self.same.hide()
        title.setFont(title_font())
        note.setObjectName("footnote")
        note.setFont(text_font(8))
        note.setWordWrap(True)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (words, choice) in enumerate((("Up", self.up), ("Across", self.across))):
            label = PlainLabel(words)
            label.setObjectName("caption")
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 8)
        box.setSpacing(6)
        box.addWidget(title)
        box.addLayout(grid)
        box.addWidget(self.same)
        box.addWidget(self.view)
        box.addWidget(note)

    def show_costing(self, found: Costing) -> None:
        """Show the map of what computing costs as soon as it is in view."""
        self._found = self._pending = found
        if not self.visibleRegion().isEmpty():
            self.show_pending()

    def show_pending(self) -> None:
        """Compute the map that is waited for."""
        found, self._pending = self._pending, None
        across, up = self.across.currentData(), self.up.currentData()
        self.same.setVisible(across == up)
        self.view.setVisible(across != up)  # or a click would choose what the map had before
        if found is not None and across != up:
            self.view.show_map(ratio_map(found.inputs, across, up))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Compute the map that came while the card was scrolled away."""
        super().paintEvent(event)
        if self._pending is not None:
            QTimer.singleShot(0, self, self.show_pending)

    def _choice(self, name: str) -> ChoiceBox:
        choice = ChoiceBox()
        for field in cost_fields():
            choice.addItem(field.title, field.name)
        choice.setCurrentIndex(choice.findData(name))
        choice.currentIndexChanged.connect(self._choose)
        return choice

    def _choose(self) -> None:
        self._pending = self._found
        self.show_pending()
