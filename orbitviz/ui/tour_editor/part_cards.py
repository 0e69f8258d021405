"""The cards of all that is over the picture in a shot, and of the numbers that move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from orbitviz.model.tour.callout import Callout
from orbitviz.model.tour.shot_chart import ShotChart
from orbitviz.model.tour.tour import Shot
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.tour_editor.caption_card import CaptionCard
from orbitviz.ui.tour_editor.part_card import PartCard
from orbitviz.ui.tour_editor.shot_fields import Change, Check
from orbitviz.ui.tour_editor.timeline_layout import KINDS, Hit
from orbitviz.ui.tour_editor.value_card import ValueCard

AnyCard = CaptionCard | PartCard | ValueCard
_MORE = ("add_callout", "add_chart", "add_value")


class PartCards(QWidget):
    """A card for each, and buttons that add one more.

    valuesEntered   number of a value that moves, and its times and values
    """

    removeRequested = Signal(str, int)
    valuesEntered = Signal(int, object)
    errorOccurred = Signal(object)
    typingDiscarded = Signal()

    def __init__(self, actions: ActionSet, check: Check, change: Change) -> None:
        super().__init__()
        self._make: dict[str, Callable[[int], Any]] = {
            "captions": lambda number: CaptionCard(number, check, change),
            "callouts": lambda number: PartCard("callouts", number, Callout, check, change),
            "charts": lambda number: PartCard("charts", number, ShotChart, check, change),
            "values": lambda number: ValueCard(number, check, change),
        }
        self.cards: dict[str, list[AnyCard]] = {kind: [] for kind in self._make}
        self._figures: Sequence[str] = ()
        self._columns = {kind: QVBoxLayout() for kind in self._make}
        add = QPushButton("+ Caption")
        add.setToolTip(actions["add_caption"].toolTip())
        add.clicked.connect(actions["add_caption"].trigger)
        more = QToolButton()
        more.setText("More")
        more.setToolTip("Add a callout, a chart, or a number of the design that moves")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        menu.addActions([actions[name] for name in _MORE])
        more.setMenu(menu)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(add)
        buttons.addWidget(more)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for column in self._columns.values():
            column.setSpacing(6)
            box.addLayout(column)
        box.addLayout(buttons)

    def show_shot(self, shot: Shot) -> None:
        """Show what a shot has."""
        for kind, cards in self.cards.items():
            parts = getattr(shot, kind)
            while len(cards) > len(parts):
                card = cards.pop()
                self._columns[kind].removeWidget(card)
                card.hide()
                card.deleteLater()
            while len(cards) < len(parts):
                self._add(kind)
            for card, part in zip(cards, parts, strict=True):
                card.show_part(part)

    def show_figures(self, keys: Sequence[str]) -> None:
        """Offer the keys of numbers of the program."""
        self._figures = keys
        for card in self.cards["captions"]:
            if isinstance(card, CaptionCard):
                card.show_figures(keys)

    def field(self, hit: Hit) -> QWidget | None:
        """Return the first field of a part, None where it has no card."""
        cards = self.cards.get(KINDS.get(hit.part, ""), [])
        return cards[hit.number].first if 0 <= hit.number < len(cards) else None

    def _add(self, kind: str) -> None:
        card: AnyCard = self._make[kind](len(self.cards[kind]))
        card.removeRequested.connect(self.removeRequested)
        card.errorOccurred.connect(self.errorOccurred)
        card.typingDiscarded.connect(self.typingDiscarded)
        if isinstance(card, ValueCard):
            card.keysEntered.connect(partial(self.valuesEntered.emit))
        if isinstance(card, CaptionCard):
            card.show_figures(self._figures)
        self.cards[kind].append(card)
        self._columns[kind].addWidget(card)
