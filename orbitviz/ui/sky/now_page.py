"""The sky as it is now: its picture, and beside or below it what there is to count."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from orbitviz.model.sky_options import SkyProjection
from orbitviz.ui.panels.card_view import CardView
from orbitviz.ui.panels.facts import Card
from orbitviz.ui.sky.sky_picture import SkyPictureView
from orbitviz.ui.widgets.scroll_panel import ScrollPanel

_BESIDE_PX = 620  # width from which on the cards have room beside the picture
_CARDS_PX = 286
_LEAST_PX, _LEAST_HEIGHT_PX = 236, 186
_LEAST_PICTURE_PX, _PEEK_PX = 170, 30  # height of the picture, and of the cards below it
_MARGIN = 6
_ANY_PX = 16_777_215  # Qt's own limit
_PANORAMA = 0.62  # most height over width


class NowPage(QWidget):
    """Picture and cards, beside one another where there is room, else in a column that scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = SkyPictureView()
        self._projection = SkyProjection.FISHEYE
        self._cards = ScrollPanel("Satellites in the sky", _LEAST_PX, top_margin=0)
        self._cards.heading.hide()
        self._cards.aside.hide()
        self._views: tuple[CardView, ...] = ()
        self.setMinimumHeight(_LEAST_HEIGHT_PX)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(_MARGIN, 4, 0, 0)
        self._box.setSpacing(6)
        self._box.addWidget(self._cards)
        self._cards.insert(1, self.picture)

    def show_projection(self, projection: SkyProjection) -> None:
        """Give the picture the shape that suits its projection."""
        if projection is not self._projection:
            self._projection = projection
            self._arrange()

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show cards; widgets are reused as long as the lines are the same."""
        if [view.shape for view in self._views] == [CardView.shape_of(card) for card in cards]:
            for view, card in zip(self._views, cards, strict=True):
                view.show_card(card)
            return
        for view in self._views:
            self._cards.take_out(view)
        self._views = tuple(CardView(card) for card in cards)
        first = self._cards.index_of(self.picture) + 1 or 1
        for place, view in enumerate(self._views, start=first):
            self._cards.insert(place, view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_wide = self.width() >= _BESIDE_PX
        is_beside = self._box.indexOf(self.picture) >= 0
        if is_wide and not is_beside:
            self._box.insertWidget(0, self.picture, 1)
        elif is_beside and not is_wide:
            self._cards.insert(1, self.picture)
        self._cards.setMinimumWidth(_CARDS_PX if is_wide else _LEAST_PX)
        self._cards.setMaximumWidth(_CARDS_PX if is_wide else _ANY_PX)
        share = 1.0 if self._projection is SkyProjection.FISHEYE else _PANORAMA
        room = max(self.height() - _PEEK_PX, _LEAST_PICTURE_PX)
        height = min(round((self.width() - _MARGIN) * share), room)
        self.picture.setMinimumHeight(0 if is_wide else height)
        self.picture.setMaximumHeight(_ANY_PX if is_wide else height)
