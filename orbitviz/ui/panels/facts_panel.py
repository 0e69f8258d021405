"""The right panel: facts of the selection as a stack of cards."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from orbitviz.engine.inspector import Inspector
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.ui.glossary import with_terms
from orbitviz.ui.panels.card_view import CardView
from orbitviz.ui.panels.curve_stack import CurveStack
from orbitviz.ui.panels.facts import Card
from orbitviz.ui.panels.satellite_cards import POWER_TITLE
from orbitviz.ui.panels.selection_facts import cards_of, title_of
from orbitviz.ui.widgets.plain_text import plain_tip
from orbitviz.ui.widgets.scroll_panel import ScrollPanel

_LEAST_WIDTH = 284  # narrower than this numbers would be cut
_MOST_WIDTH = 316  # a long name must not take the room of the globe


class FactsPanel(ScrollPanel):
    """Cards about the selection."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Facts of the selection", _LEAST_WIDTH, parent=parent)
        self.heading.setContentsMargins(4, 0, 0, 2)
        self._cards: tuple[CardView, ...] = ()
        self._shown: tuple[Card, ...] = ()
        self._inspector = Inspector()
        self.curves = CurveStack()
        self.append(self.curves)

    @property
    def cards(self) -> tuple[CardView, ...]:
        """The cards from top to bottom."""
        return self._cards

    def show_facts(self, state: State, snapshot: Snapshot | None) -> None:
        """Show the facts of the selection at the instant of a snapshot."""
        title = title_of(state)
        self.heading.setText(title)
        self.heading.setToolTip(plain_tip(with_terms("", title)))
        self.show_cards(cards_of(state, snapshot, self._inspector.inspected))
        if snapshot is not None:
            is_known = any(card.title == POWER_TITLE for card in self._shown)
            curves = self._inspector.curves if is_known else None
            self.curves.show_curves(curves, title, snapshot.instant)

    def refresh_theme(self) -> None:
        """Redraw in the colours of the theme."""
        self.curves.refresh_theme()

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show cards; widgets are reused as long as the lines are the same."""
        self._shown = cards
        if [card.shape for card in self._cards] != [CardView.shape_of(card) for card in cards]:
            self._replace(cards)
            return
        for view, card in zip(self._cards, cards, strict=True):
            view.show_card(card)

    def _replace(self, cards: tuple[Card, ...]) -> None:
        for view in self._cards:
            self.take_out(view)
        self._cards = tuple(CardView(card) for card in cards)
        titles = [card.title for card in cards]
        # The curves stand below the numbers that they are of.
        before = titles.index(POWER_TITLE) + 1 if POWER_TITLE in titles else len(titles)
        for place, view in enumerate(self._cards, start=1):
            self.insert(place, view)
        self.insert(before + 1, self.curves)
        # The style sheet, which decides how wide a card is, is applied to new widgets later.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.fit_width(_LEAST_WIDTH, _MOST_WIDTH)
