"""The scaffold of the side panels: a column of widgets that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.fitting_labels import BreakingLabel
from orbitviz.ui.widgets.plain_text import PlainLabel


class ScrollPanel(QScrollArea):
    """A heading and a column of widgets, as wide as the panel; it scrolls up and down only."""

    def __init__(
        self, name: str, least_width: int, *, top_margin: int = 8, parent: QWidget | None = None
    ) -> None:
        """Build; `name` is for screen readers."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setMinimumWidth(least_width)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("dockBody")
        self._stack = QVBoxLayout(body)
        self._stack.setContentsMargins(8, top_margin, 10, 10)
        self._stack.setSpacing(8)
        self.heading = BreakingLabel()
        self.heading.setFont(title_font(11))
        self.aside = PlainLabel()  # a quiet word beside the heading
        self.aside.setObjectName("caption")
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._stack.addLayout(head)
        self._stack.addStretch(1)
        self.setWidget(body)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget into the column; 0 is the place of the heading."""
        self._stack.insertWidget(place, widget)
        self.fit_height()

    def append(self, widget: QWidget) -> None:
        """Put a widget at the end of the column."""
        self._stack.insertWidget(self._stack.count() - 1, widget)

    def take_out(self, widget: QWidget) -> None:
        """Remove a widget from the column and delete it."""
        self._stack.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def index_of(self, widget: QWidget) -> int:
        """Return the place of a widget in the column."""
        return self._stack.indexOf(widget)

    def fit_height(self) -> None:
        """Be as high as the widgets, once Qt has shown what is new among them."""
        QTimer.singleShot(0, self, self._fit_height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to either end too: Qt knows the arrows and pages only."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if (end := ends.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(end)

    def showEvent(self, event: QShowEvent) -> None:
        """Have room for what came while the panel was hidden."""
        super().showEvent(event)
        self.fit_height()

    def _fit_height(self) -> None:
        # Qt lays the column out in its old height first, and cuts off lines until asked again.
        self.event(QEvent(QEvent.Type.LayoutRequest))

    def fit_width(self, least_width: int, most_width: int) -> None:
        """Be as wide as the widest widget and the scroll bar, within limits."""
        self._stack.activate()
        bar = self.verticalScrollBar().sizeHint().width()
        needed = self._stack.minimumSize().width() + bar + 2
        self.setMinimumWidth(min(max(least_width, needed), most_width))
