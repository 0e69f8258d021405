"""The right panel: facts of the selection as a stack of cards."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.ui.panels.selection_facts import Card, cards_of, title_of
from orbitviz.ui.theme import title_font

_LEAST_WIDTH = 284  # narrower than this numbers would be cut
_LONGEST_LINE = 20  # characters of a value


class CardView(QFrame):
    """One card; `show_card` changes texts in place when the lines stay the same."""

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._card: Card | None = None
        self._values: list[QLabel] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 10, 12, 10)
        self._box.setSpacing(6)
        self._title = QLabel()
        self._title.setFont(title_font())
        self._title.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._notes = _small_print("caption")
        self._footnote = _small_print("footnote")
        self._box.addWidget(self._title)
        self._box.addLayout(self._grid)
        self._box.addWidget(self._notes)
        self._box.addWidget(self._footnote)
        self.show_card(card)

    @property
    def shape(self) -> tuple[str, ...]:
        """What decides whether another card fits in here."""
        return self.shape_of(self._card) if self._card else ()

    @staticmethod
    def shape_of(card: Card) -> tuple[str, ...]:
        """Return the shape that a card asks for."""
        return (card.title, *(fact.name + fact.assumption for fact in card.facts))

    def show_card(self, card: Card) -> None:
        """Show a card."""
        if card == self._card:
            return
        if not self._values:
            self._lay_out(card)
        self._card = card
        self._title.setText(card.title)
        for label, fact in zip(self._values, card.facts, strict=True):
            # Only words may break: a number in two lines is hard to read.
            label.setWordWrap(len(fact.value) > _LONGEST_LINE)
            label.setText(fact.value)
            label.setAccessibleName(f"{fact.name}: {fact.value}")
        for label, text in (
            (self._notes, "\n".join(card.notes)),
            (self._footnote, card.footnote),
        ):
            label.setText(text)
            label.setVisible(bool(text))

    def _lay_out(self, card: Card) -> None:
        for row, fact in enumerate(card.facts):
            name, value = QLabel(fact.name), QLabel()
            name.setObjectName("caption")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            for label in (name, value):
                label.setToolTip(fact.assumption)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(value, row, 1)
            self._values.append(value)


class FactsPanel(QScrollArea):
    """Cards about the selection; later panels add theirs with `add_panel`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Facts of the selection")
        self.setWidgetResizable(True)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("dockBody")
        self._stack = QVBoxLayout(body)
        self._stack.setContentsMargins(8, 0, 10, 10)
        self._stack.setSpacing(8)
        self._heading = QLabel()
        self._heading.setWordWrap(True)
        self._heading.setFont(title_font(11))
        self._heading.setContentsMargins(4, 0, 0, 2)
        self._stack.addWidget(self._heading)
        self._cards: list[CardView] = []
        self._stack.addStretch(1)
        self.setWidget(body)

    def show_facts(self, state: State, snapshot: Snapshot | None) -> None:
        """Show the facts of the selection at the instant of a snapshot."""
        self._heading.setText(title_of(state))
        self.show_cards(cards_of(state, snapshot))

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show cards; widgets stay as long as the lines do."""
        if [card.shape for card in self._cards] != [CardView.shape_of(card) for card in cards]:
            self._replace(cards)
            return
        for view, card in zip(self._cards, cards, strict=True):
            view.show_card(card)

    def add_panel(self, panel: QWidget) -> None:
        """Add a panel of its own kind (power, heat, compute) below the cards."""
        self._stack.insertWidget(self._stack.count() - 1, panel)

    def _replace(self, cards: tuple[Card, ...]) -> None:
        for view in self._cards:
            self._stack.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._cards = [CardView(card) for card in cards]
        for place, view in enumerate(self._cards, start=1):
            self._stack.insertWidget(place, view)
        # The style, which decides how wide a card is, comes to new widgets a moment later.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Cut no card: be as wide as the widest, and the scroll bar."""
        self._stack.activate()
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(_LEAST_WIDTH, self._stack.minimumSize().width() + bar + 2))


def _small_print(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
