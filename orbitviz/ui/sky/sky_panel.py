"""The panel of the sky of a place: the site, and its sky now, at night and through the year."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from orbitviz.base.untrusted_text import printable
from orbitviz.model.sites import coordinates_text
from orbitviz.model.sky_commands import elevation_typed
from orbitviz.model.sky_options import SkyOptions, SkyProjection
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.sky.now_page import NowPage
from orbitviz.ui.sky.series_page import SeriesPage
from orbitviz.ui.sky.site_field import SiteField
from orbitviz.ui.widgets.fitting_labels import ElidedLabel
from orbitviz.ui.widgets.plain_text import PlainLabel
from orbitviz.ui.widgets.value_entry import ValueEntry

_LEAST_WIDTH = 300
_NOWHERE = (
    "Choose a place above, by its name or its coordinates, or right-click on the globe and take "
    "“Sky from Here”."
)
_SHORT = {SkyProjection.FISHEYE: "Fisheye", SkyProjection.PANORAMA: "Panorama"}


class SkyPanel(QWidget):
    """Site, tabs and their pages; nothing of it is filled while it is not in view."""

    cameIntoView = Signal()
    tabChanged = Signal()

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dockBody")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._is_in_front = True
        self.site = SiteField()
        self.elevation = ValueEntry(elevation_typed)
        self.elevation.setAccessibleName("Least elevation, degrees")
        self.elevation.setToolTip(
            "Elevation in degrees from which on satellites are counted and passes listed"
        )
        self.elevation.fit_to("88.8°")
        self.now = NowPage()
        self.pages: dict[str, QWidget] = {}
        self._stack, self._tabs = QStackedWidget(), QTabBar()
        self._tabs.setAccessibleName("What to show of the sky")
        self._tabs.setDrawBase(False)
        self._tabs.currentChanged.connect(self._show_tab)
        self._place = ElidedLabel("Coordinates of the place")
        self._place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._place.setObjectName("caption")
        self._nowhere = PlainLabel(_NOWHERE)
        self._nowhere.setObjectName("caption")
        self._nowhere.setWordWrap(True)
        self._nowhere.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nowhere.setContentsMargins(6, 8, 6, 0)
        self._lay_out(actions)
        self.add_page("now", "Now", self.now)
        self.show_options(SkyOptions())

    def add_page(self, name: str, title: str, page: QWidget) -> None:
        """Add a page with its tab, after the others."""
        self.pages[name] = page
        self._stack.addWidget(page)
        self._tabs.addTab(title)

    @property
    def is_in_view(self) -> bool:
        """Whether the panel can be seen."""
        return self.isVisible() and self._is_in_front

    def is_shown(self, name: str) -> bool:
        """Whether a page can be seen."""
        return self.is_in_view and self._stack.currentWidget() is self.pages[name]

    def set_in_front(self, in_front: bool) -> None:
        """Set whether the panel's tab is the front one: to Qt those behind are visible too."""
        self._is_in_front = in_front
        if self.is_in_view:
            self.cameIntoView.emit()

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        self._tabs.setCurrentIndex(list(self.pages).index(name))

    def refresh_theme(self) -> None:
        """Redraw charts in the colours of the theme."""
        for page in self.findChildren(SeriesPage):
            page.refresh_theme()

    def show_options(self, options: SkyOptions) -> None:
        """Show which site is chosen, and how its sky is shown."""
        site = options.site
        self.site.show_text("" if site is None else printable(site.name))
        self.elevation.show_text(f"{options.min_elevation_deg:g}°")
        self._nowhere.setVisible(site is None)
        for part in (self._tabs, self._stack, self._place):
            part.setVisible(site is not None)
        self.now.show_projection(options.projection)
        if site is not None:
            height = f", {site.alt_m:,.0f} m" if site.alt_m else ""
            self._place.setText(f"{coordinates_text(site)}{height}")

    def _show_tab(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.tabChanged.emit()

    def _lay_out(self, actions: ActionSet) -> None:
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.site, 1)
        least = PlainLabel("above")
        least.setObjectName("caption")
        first.addWidget(least)
        first.addWidget(self.elevation)
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(_projections(actions), 0, Qt.AlignmentFlag.AlignLeft)
        second.addWidget(self._place, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 4)
        box.setSpacing(4)
        box.addLayout(first)
        box.addLayout(second)
        box.addWidget(self._nowhere)
        box.addWidget(self._tabs)
        box.addWidget(self._stack, 1)
        box.addStretch(0)


def _projections(actions: ActionSet) -> QFrame:
    frame = QFrame()
    frame.setObjectName("segment")
    frame.setAccessibleName("Projection of the sky")
    frame.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    row = QHBoxLayout(frame)
    row.setContentsMargins(1, 1, 1, 1)
    row.setSpacing(1)
    for projection, text in _SHORT.items():
        action = actions[f"sky_{projection}"]
        button = QToolButton()
        button.setCheckable(True)
        button.setText(text)
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text())
        button.clicked.connect(partial(_trigger, button, action))
        action.toggled.connect(button.setChecked)
        row.addWidget(button)
    return frame


def _trigger(button: QToolButton, action: QAction) -> None:
    action.trigger()
    button.setChecked(action.isChecked())
