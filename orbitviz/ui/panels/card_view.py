"""One card of facts as a widget."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from orbitviz.ui.glossary import with_terms
from orbitviz.ui.panels.facts import Card
from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip

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
        self._title = PlainLabel()
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
            name, value = PlainLabel(fact.name), PlainLabel()
            name.setObjectName("caption")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            for label in (name, value):
                label.setToolTip(plain_tip(with_terms(fact.assumption, fact.name)))
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(value, row, 1)
            self._values.append(value)


def _small_print(name: str) -> QLabel:
    label = PlainLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
