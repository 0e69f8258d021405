"""The field in which a place is chosen by its name or its coordinates."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QWidget

from orbitviz.model.design.groups import Site
from orbitviz.model.sites import known_sites, site_named
from orbitviz.ui.widgets.value_entry import ValueEntry

_ROWS = 10


class SiteField(ValueEntry):
    """Shows the chosen site; completes names of the design's sites and of the bundled ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._site, parent)
        self._own: tuple[Site, ...] = ()
        self._all_names: list[str] = []
        self.setPlaceholderText("City, observatory, or lat,lon")
        self.setAccessibleName("Site")
        self.setToolTip(
            "Place on the ground: a city, an observatory, a ground station, a site of the design, "
            "or latitude,longitude[,height in m] such as 52.5,13.4"
        )
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_ROWS)
        if (popup := completer.popup()) is not None:
            popup.setObjectName("completions")
        # By a click; Enter is heard before. Once the field has the name that was chosen.
        completer.activated.connect(self._choose_soon)
        self.setCompleter(completer)
        self.textEdited.connect(self._sort_names)  # heard before names are offered
        self.show_sites(())

    def show_sites(self, own: Iterable[Site]) -> None:
        """Offer the sites of a design, and the bundled ones."""
        self._own = tuple(own)
        names = [site.name for site in (*self._own, *known_sites())]
        self._all_names = list(dict.fromkeys(names))
        self._names.setStringList(self._all_names)

    def _sort_names(self, text: str) -> None:
        """Offer names of the design first, then those that begin so, or a word of which does."""
        begin, own = text.strip().casefold(), {site.name for site in self._own}

        def rank(name: str) -> tuple[bool, bool, bool]:
            folded = name.casefold()
            return name not in own, not folded.startswith(begin), f" {begin}" not in folded

        self._names.setStringList(sorted(self._all_names, key=rank))

    def _site(self, text: str) -> Site:
        return site_named(text, self._own)

    def _choose_soon(self) -> None:
        QTimer.singleShot(0, self, self._accept)
