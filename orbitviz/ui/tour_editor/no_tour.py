"""What the panel says where there is no tour yet: what one is, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.theme import colours, title_font
from orbitviz.ui.widgets.icons import icon
from orbitviz.ui.widgets.plain_text import PlainLabel

_WHAT_IT_IS = "A tour is a sequence of views that plays by itself, on stage or as a film."
_WHAT_TO_DO = (
    "Turn the globe to a view you like, with the colours and groups you want to be seen, and add "
    "it. Then the next one: the camera flies from view to view."
)


class NoTour(QWidget):
    """Two sentences and two buttons."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        head, words = PlainLabel(_WHAT_IT_IS), PlainLabel(_WHAT_TO_DO)
        head.setFont(title_font(11))
        words.setObjectName("caption")
        for one in (head, words):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            one.setWordWrap(True)
        self._add, opener = QPushButton("Add This View"), QPushButton("Open a Tour…")
        self._add.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button, name in ((self._add, "add_shot"), (opener, "open_tour")):
            button.setToolTip(actions[name].toolTip())
            button.clicked.connect(actions[name].trigger)
            row.addWidget(button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 8, 24, 12)
        box.setSpacing(8)
        box.addStretch(1)
        box.addWidget(head)
        box.addWidget(words)
        box.addLayout(row)
        box.addStretch(2)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Redraw in the colours of the theme."""
        self._add.setIcon(icon("add", colours().on_accent))
