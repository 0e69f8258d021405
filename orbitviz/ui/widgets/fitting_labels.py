"""Labels that never make the window wider: names of files and messages have any length."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from orbitviz.base.untrusted_text import printable
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip

_LONGEST_WORD, _LONGEST_TEXT = 32, 320  # characters
_BREAK = "\u200b"  # of no width, and a line may end there


class ElidedLabel(PlainLabel):
    """One line; what does not fit is left out at the end, and the tooltip has all of it."""

    def __init__(self, about: str) -> None:
        """Build; `about` says in the tooltip and to screen readers what the text is."""
        super().__init__()
        self._about = about
        self.setToolTip(plain_tip(about))
        self.setAccessibleName(about)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Return a size that does not depend on the text."""
        return QSize(0, super().minimumSizeHint().height())

    def show_about(self, about: str) -> None:
        """Say something else about the text."""
        self._about = about
        self._show_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits, with dots for the rest."""
        del event
        painter = QPainter(self)
        flags = self.alignment() | Qt.TextFlag.TextSingleLine
        painter.drawText(self.contentsRect(), flags, self._fitting_text())
        self._show_tip()

    def _fitting_text(self) -> str:
        end = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), end, self.contentsRect().width())

    def _show_tip(self) -> None:
        is_cut = self._fitting_text() != self.text()
        tip = plain_tip(f"{self._about}: {self.text()}" if is_cut else self._about)
        if tip != self.toolTip():
            self.setToolTip(tip)


class BreakingLabel(PlainLabel):
    """Several lines; long words are broken, and of a very long text the middle is left out."""

    longest = _LONGEST_TEXT

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setWordWrap(True)
        # Its entry would copy the breaks too.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def setText(self, text: str) -> None:
        """Show a text."""
        super().setText(broken(shortened(printable(text, lines=True), self.longest)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is selected as it was given: a path with breaks in it names no file."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selectedText().replace(_BREAK, ""))
        else:
            super().keyPressEvent(event)


def shortened(text: str, longest: int) -> str:
    """Return a text with dots in place of its middle if it is too long."""
    if len(text) <= longest:
        return text
    half = (longest - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def broken(text: str, longest: int = _LONGEST_WORD) -> str:
    """Return a text in which a line can end within its long words; it looks the same."""
    words = text.split(" ")
    return " ".join(
        _BREAK.join(word[k : k + longest] for k in range(0, len(word), longest)) for word in words
    )
