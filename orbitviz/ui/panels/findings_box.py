"""What a panel has found wrong or tight: one line of it, and all of it on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from orbitviz.ui.widgets.fitting_labels import ElidedLabel
from orbitviz.ui.widgets.plain_text import PlainLabel


class FindingsBox(QFrame):
    """A line with the first finding and their number; a click shows them whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finding")
        self._findings: tuple[str, ...] = ()
        self._first = ElidedLabel("First finding")
        self._all = PlainLabel()
        self._all.setWordWrap(True)
        self._all.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._all.hide()
        self._count = QToolButton()
        self._count.setCheckable(True)
        self._count.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._count.setToolTip("Show or hide what was found, whole.")
        self._count.toggled.connect(self._show_all)
        line = QHBoxLayout()
        line.addWidget(self._first, 1)
        line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignRight)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 4, 4, 4)
        box.addLayout(line)
        box.addWidget(self._all)
        self._show_all(False)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open on a click anywhere: the sentence is cut where the panel is narrow."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._count.setChecked(not self._count.isChecked())
        else:
            super().mousePressEvent(event)

    @property
    def count_text(self) -> str:
        """How many there are, in words, and whether they are of before an edit."""
        return self._count.text()

    @property
    def text(self) -> str:
        """All findings, a blank line between them."""
        return self._all.text()

    def show_findings(self, findings: Sequence[str]) -> None:
        """Show sentences, the gravest first; the box hides where there are none."""
        self._findings = tuple(findings)
        self._first.setText(findings[0] if findings else "")
        self._all.setText("\n\n".join(findings))
        self.mark_as_before_edit(False)
        self.setVisible(bool(findings))

    def mark_as_before_edit(self, on: bool) -> None:
        """Say that an edit may have changed what was found, until the next findings."""
        for label in (self._first, self._all):
            label.setEnabled(not on)
        count = len(self._findings)
        noun = "finding" if count == 1 else "findings"
        self._count.setText(f"{count} before your edit" if on else f"{count} {noun}")

    def _show_all(self, is_open: bool) -> None:
        self._count.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._first.setVisible(not is_open)
        self._all.setVisible(is_open)
