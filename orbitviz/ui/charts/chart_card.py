"""The card that a chart of a panel stands on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


def chart_card(chart: QWidget) -> QFrame:
    """Return a card with a chart on it."""
    card = QFrame()
    card.setObjectName("card")
    box = QVBoxLayout(card)
    box.setContentsMargins(7, 5, 5, 3)
    box.addWidget(chart)
    return card
