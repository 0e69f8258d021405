"""The panel of a route: both sites, what it is now, and its time over the next orbit."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from orbitviz.base.untrusted_text import printable
from orbitviz.model.design.groups import Site
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.panels.card_view import CardView
from orbitviz.ui.panels.facts import Card
from orbitviz.ui.sky.series_page import SeriesPage
from orbitviz.ui.sky.site_field import SiteField
from orbitviz.ui.widgets.plain_text import PlainLabel

_LEAST_WIDTH = 300
_NO_ENDS = (
    "Type two places, by name or as latitude,longitude: the shortest way of light between them "
    "through the links of the satellites is drawn on globe and map, and followed as time runs."
)


class RoutePanel(QWidget):
    """Two fields, a card and a chart; filled while it is in view."""

    cameIntoView = Signal()

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dockBody")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._is_in_front = True
        self.one, self.other = SiteField(), SiteField()
        self.one.setAccessibleName("From: site")
        self.other.setAccessibleName("To: site")
        self.page = SeriesPage("Route between two sites")
        self.page.heading.hide()
        self.page.aside.hide()
        self._card: CardView | None = None
        self._nothing = PlainLabel(_NO_ENDS)
        self._nothing.setObjectName("caption")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(6, 8, 6, 0)
        self._lay_out(actions)
        self.show_nothing()

    @property
    def is_in_view(self) -> bool:
        """Whether the panel can be seen."""
        return self.isVisible() and self._is_in_front

    def set_in_front(self, in_front: bool) -> None:
        """Set whether the panel's tab is the front one: to Qt those behind are visible too."""
        self._is_in_front = in_front
        if self.is_in_view:
            self.cameIntoView.emit()

    def show_sites(self, own: Iterable[Site]) -> None:
        """Offer the sites of a design in both fields, and the bundled ones."""
        own = tuple(own)
        self.one.show_sites(own)
        self.other.show_sites(own)

    def show_ends(self, one: Site | None, other: Site | None) -> None:
        """Show which sites are chosen."""
        for field, site in ((self.one, one), (self.other, other)):
            field.show_text("" if site is None else printable(site.name))

    def show_nothing(self) -> None:
        """Show that two places are wanted."""
        self._nothing.show()
        self.page.hide()

    def show_card(self, card: Card) -> None:
        """Show what the route is now."""
        self._nothing.hide()
        self.page.show()
        if self._card is None:
            self._card = CardView(card)
            self.page.insert(1, self._card)
        self._card.show_card(card)

    def refresh_theme(self) -> None:
        """Redraw the chart in the colours of the theme."""
        self.page.refresh_theme()

    def _lay_out(self, actions: ActionSet) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for row, (name, field) in enumerate((("From", self.one), ("To", self.other))):
            label = PlainLabel(name)
            label.setObjectName("caption")
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        for row, (name, text) in enumerate(
            (("reverse_route", "Reverse"), ("clear_route", "Clear"))
        ):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(actions[name].toolTip())
            button.setAccessibleName(actions[name].text())
            button.clicked.connect(actions[name].trigger)
            actions[name].enabledChanged.connect(button.setEnabled)
            button.setEnabled(actions[name].isEnabled())
            grid.addWidget(button, row, 2)
        grid.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 4)
        box.setSpacing(4)
        box.addLayout(grid)
        box.addWidget(self._nothing)
        box.addWidget(self.page, 1)
        box.addStretch(0)
